package dev.tributary.infrastructure.local.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.infrastructure.edge.Keys;
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
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;

/// A data folder from before a change of an index: the index is made anew, and the items are still there.
class ProvisioningTest {
    private static final List<Template.Key> KEYS =
            List.of(new Template.Key(Keys.PK, "HASH"), new Template.Key(Keys.SK, "RANGE"));
    private static final List<Template.Key> GSI1 =
            List.of(new Template.Key(Keys.GSI1_PK, "HASH"), new Template.Key(Keys.GSI1_SK, "RANGE"));
    private static final List<Template.Key> GSI2 =
            List.of(new Template.Key(Keys.GSI2_PK, "HASH"), new Template.Key(Keys.GSI2_SK, "RANGE"));

    @Test
    void indexWithOtherAttributes_isMadeAnew_once() {
        EmbeddedTable table = EmbeddedTable.create();
        try (DynamoDbClient client = client(table)) {
            assertMadeAnew(table.name(), client);
        }
    }

    private static void assertMadeAnew(String name, DynamoDbClient client) {
        Map<String, AttributeValue> item = Map.of(
                Keys.PK,
                AttributeValue.fromS("a"),
                Keys.SK,
                AttributeValue.fromS("b"),
                Keys.GSI1_PK,
                AttributeValue.fromS("list"),
                Keys.GSI1_SK,
                AttributeValue.fromS("1"),
                "color",
                AttributeValue.fromS("red"));
        client.putItem(put -> put.tableName(name).item(item));

        for (int start = 0; start < 3; start++) {
            if (start == 2) {
                // As if the machine had been killed in between.
                client.updateTable(update -> update.tableName(name)
                        .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                                .delete(gone -> gone.indexName(Keys.GSI1))
                                .build()));
            }
            Provisioning.tables(client, List.of(wanted(name)));

            assertThat(client.query(query -> query.tableName(name)
                                    .indexName(Keys.GSI1)
                                    .keyConditionExpression("gsi1pk = :list")
                                    .expressionAttributeValues(Map.of(":list", AttributeValue.fromS("list"))))
                            .items())
                    .containsExactly(item);
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

    private static Template.Table wanted(String name) {
        return new Template.Table(
                "Table",
                name,
                Map.of(
                        Keys.PK, "S",
                        Keys.SK, "S",
                        Keys.GSI1_PK, "S",
                        Keys.GSI1_SK, "S",
                        Keys.GSI2_PK, "S",
                        Keys.GSI2_SK, "S"),
                KEYS,
                List.of(
                        new Template.Index(Keys.GSI1, GSI1, "INCLUDE", List.of("color")),
                        new Template.Index(Keys.GSI2, GSI2, "KEYS_ONLY", List.of())),
                Optional.empty());
    }
}
