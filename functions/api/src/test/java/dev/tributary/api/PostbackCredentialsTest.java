package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.postback.PostbackCredentials;
import dev.tributary.domain.postback.PostbackSecret;
import dev.tributary.domain.postback.PostbackToken;
import dev.tributary.infrastructure.table.DynamoPostbackCredentials;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What proves a program's postbacks: shown once, kept sealed, two pairs while one rotates.
class PostbackCredentialsTest {
    private static final ProgramId PROGRAM = new ProgramId(1);
    private static final String PATH = "/v1/programs/" + PROGRAM + "/postback_credentials";

    private final WriteApi api = new WriteApi();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # who       | method | path                                      | body         | status | says
        affiliate 1 | POST   |                                           | {}           | 403    | merchant_only
        affiliate 1 | GET    |                                           |              | 403    | merchant_only
        merchant 2  | POST   |                                           | {}           | 404    | no such program
        merchant 2  | GET    |                                           |              | 404    | no such program
        merchant 1  | POST   |                                           | {"secret":1} | 422    | "field":"secret","code":"unknown_field"
        merchant 1  | DELETE | /pbc_00000000000000000000000000000001     |              | 404    | no such credentials
        merchant 1  | DELETE | /1                                        |              | 404    | no such credentials
        """)
    void badCall_leavesNothing(
            String who, String method, @Nullable String path, @Nullable String body, int status, String says) {
        Map<String, Map<String, AttributeValue>> before = api.items();
        APIGatewayV2HTTPResponse answer =
                api.call(who, method, PATH + (path == null ? "" : path), body == null ? "" : body);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
        assertThat(api.items()).isEqualTo(before);
    }

    @Test
    void pair_isShownOnce_andOpensWhatIsStored() {
        APIGatewayV2HTTPResponse made = api.post("merchant 1", PATH, "", "idempotency-key", "k-1");
        assertThat(made.getStatusCode()).as(made.getBody()).isEqualTo(201);
        String secret = Json.texts(made.getBody(), "secret").getFirst();
        String token = Json.texts(made.getBody(), "token").getFirst();

        PostbackCredentials stored = stored();
        assertThat(stored.secrets().getFirst().sealed().open(PROGRAM.toString(), api.stored.ring))
                .hasValueSatisfying(key -> assertThat(new PostbackSecret(key))
                        .isEqualTo(PostbackSecret.parse(secret).orElseThrow()));
        assertThat(stored.tokens().getFirst().hash())
                .isEqualTo(PostbackToken.parse(token).orElseThrow().hash());

        // Neither in what a repeat gets, nor anywhere in the table.
        APIGatewayV2HTTPResponse again = api.post("merchant 1", PATH, "", "idempotency-key", "k-1");
        assertThat(again.getBody()).contains("\"secret\":null,\"token\":null");
        assertThat(again.getHeaders()).containsKey("idempotent-replayed");
        assertThat(stored()).isEqualTo(stored);
        assertThat(api.items().toString()).doesNotContain(secret, token);
        assertThat(api.get("merchant 1", PATH).getBody())
                .contains(Json.texts(made.getBody(), "id").getFirst())
                .doesNotContain("secret", "token");
        assertThat(Json.texts(api.get("merchant 1", "/v1/audit_events").getBody(), "action"))
                .containsExactly("postback_credentials.create");
    }

    @Test
    void secondPair_standsBesideTheFirst_whichIsEndedThen() {
        String first =
                Json.texts(api.post("merchant 1", PATH, "").getBody(), "id").getFirst();
        String second =
                Json.texts(api.post("merchant 1", PATH, "").getBody(), "id").getFirst();
        assertThat(Json.texts(api.get("merchant 1", PATH).getBody(), "id")).containsExactly(second, first);
        assertThat(api.post("merchant 1", PATH, "").getBody()).contains("too_many_credentials");
        assertThat(stored().secrets()).hasSize(2);

        assertThat(api.call("merchant 2", "DELETE", PATH + "/" + first, "").getStatusCode())
                .isEqualTo(404);
        PostbackCredentials.Secret kept = stored().secrets().getFirst();
        assertThat(api.call("merchant 1", "DELETE", PATH + "/" + first, "").getStatusCode())
                .isEqualTo(200);
        assertThat(stored().secrets()).isEqualTo(List.of(kept));
        assertThat(stored().tokens()).hasSize(1);
        assertThat(api.call("merchant 1", "DELETE", PATH + "/" + first, "").getStatusCode())
                .isEqualTo(404);
        assertThat(api.post("merchant 1", PATH, "").getStatusCode()).isEqualTo(201);
    }

    private PostbackCredentials stored() {
        return new DynamoPostbackCredentials(api.stored.table, new SecureRandom())
                .find(PROGRAM)
                .orElseThrow()
                .value();
    }
}
