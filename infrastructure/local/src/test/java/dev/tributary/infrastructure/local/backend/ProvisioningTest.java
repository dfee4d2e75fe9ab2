package dev.tributary.infrastructure.local.backend;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.local.StartFailure;
import dev.tributary.infrastructure.local.template.Template;
import dev.tributary.infrastructure.table.EmbeddedTable;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A data folder from before a change of an index ends the start with one line, not a query later on.
class ProvisioningTest {
    private static final List<Template.Key> KEYS =
            List.of(new Template.Key(Keys.PK, "HASH"), new Template.Key(Keys.SK, "RANGE"));
    private static final List<Template.Key> GSI1 =
            List.of(new Template.Key(Keys.GSI1_PK, "HASH"), new Template.Key(Keys.GSI1_SK, "RANGE"));
    private static final List<Template.Key> GSI2 =
            List.of(new Template.Key(Keys.GSI2_PK, "HASH"), new Template.Key(Keys.GSI2_SK, "RANGE"));

    @Test
    void indexWithOtherAttributes_isSaidAtTheStart() {
        EmbeddedTable table = EmbeddedTable.create();
        try (DynamoDbClient client = client(table)) {
            assertThatCode(() ->
                            Provisioning.tables(client, List.of(wanted(table.name(), List.of("figures", "state")))))
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> Provisioning.tables(client, List.of(wanted(table.name(), List.of("state")))))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("other keys or indexes");
        }
    }

    private static DynamoDbClient client(EmbeddedTable table) {
        return DynamoDbClient.builder()
                .region(Region.EU_CENTRAL_1)
                .endpointOverride(URI.create(table.url()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private static Template.Table wanted(String name, List<String> held) {
        return new Template.Table(
                "Table",
                name,
                Map.of(),
                KEYS,
                List.of(
                        new Template.Index(Keys.GSI1, GSI1, "INCLUDE", held),
                        new Template.Index(Keys.GSI2, GSI2, "KEYS_ONLY", List.of())),
                Optional.empty());
    }
}
