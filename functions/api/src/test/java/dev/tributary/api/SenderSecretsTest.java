package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.postback.PostbackCredentials;
import dev.tributary.domain.postback.Sender;
import dev.tributary.domain.postback.SenderSecret;
import dev.tributary.infrastructure.table.DynamoPostbackCredentials;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What shops and payment providers sign with: pasted once, kept sealed, two of each while one rotates.
class SenderSecretsTest {
    private static final ProgramId PROGRAM = new ProgramId(1);
    private static final String PATH = "/v1/programs/" + PROGRAM + "/sender_secrets";
    private static final String SECRET = "6a5bd5a3b2b8c7f1e0d94c3b2a190807";

    private final WriteApi api = new WriteApi();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # who       | method | path                                  | body                                                  | status | says
        affiliate 1 | POST   |                                       | {"sender":"shopify","secret":"0123456789abcdef"}      | 403    | merchant_only
        affiliate 1 | GET    |                                       |                                                       | 403    | merchant_only
        merchant 2  | POST   |                                       | {"sender":"shopify","secret":"0123456789abcdef"}      | 404    | no such program
        merchant 2  | GET    |                                       |                                                       | 404    | no such program
        merchant 1  | POST   |                                       | {}                                                    | 422    | "field":"sender","code":"missing"
        merchant 1  | POST   |                                       | {"sender":"paypal","secret":"0123456789abcdef"}       | 422    | "field":"sender","code":"malformed"
        merchant 1  | POST   |                                       | {"sender":"Shopify","secret":"0123456789abcdef"}      | 422    | "field":"sender","code":"malformed"
        merchant 1  | POST   |                                       | {"sender":"shopify"}                                  | 422    | "field":"secret","code":"missing"
        merchant 1  | POST   |                                       | {"sender":"shopify","secret":"0123456789abcde"}       | 422    | "field":"secret","code":"malformed"
        merchant 1  | POST   |                                       | {"sender":"shopify","secret":"0123456789abcdeā"}      | 422    | "field":"secret","code":"malformed"
        merchant 1  | POST   |                                       | {"sender":"stripe","secret":"sk_live_0123456789"}     | 422    | "field":"secret","code":"not_of_sender"
        merchant 1  | POST   |                                       | {"sender":"stripe","secret":"whsec_0123456789","a":1} | 422    | "field":"a","code":"unknown_field"
        merchant 1  | DELETE | /sns_00000000000000000000000000000001 |                                                       | 404    | no such secret
        merchant 1  | DELETE | /1                                    |                                                       | 404    | no such secret
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

    @ParameterizedTest
    @CsvSource({"15, 422", "16, 201", "255, 201", "256, 422"})
    void secret_isBounded(int length, int status) {
        assertThat(give("woocommerce", "s".repeat(length)).getStatusCode()).isEqualTo(status);
    }

    @Test
    void secret_isSealedForItsProgram_andShownToNobody() {
        String body = "{\"sender\":\"shopify\",\"secret\":\" " + SECRET + " \"}";
        APIGatewayV2HTTPResponse made = api.post("merchant 1", PATH, body, "idempotency-key", "k-1");
        assertThat(made.getStatusCode()).as(made.getBody()).isEqualTo(201);

        PostbackCredentials.Given stored = stored().of(Sender.SHOPIFY).getFirst();
        assertThat(stored.sealed().open(PROGRAM.toString(), api.stored.ring))
                .hasValueSatisfying(
                        bytes -> assertThat(SenderSecret.of(bytes).text()).isEqualTo(SECRET));
        assertThat(stored.sealed().open(new ProgramId(2).toString(), api.stored.ring))
                .isEmpty();

        APIGatewayV2HTTPResponse again = api.post("merchant 1", PATH, body, "idempotency-key", "k-1");
        assertThat(again.getBody()).isEqualTo(made.getBody());
        assertThat(again.getHeaders()).containsKey("idempotent-replayed");
        assertThat(stored().given()).hasSize(1);
        String listed = api.get("merchant 1", PATH).getBody();
        assertThat(listed).contains("\"sender\":\"shopify\"").contains(id(made));
        assertThat(made.getBody() + listed + api.items()).doesNotContain(SECRET);
        assertThat(Json.texts(api.get("merchant 1", "/v1/audit_events").getBody(), "action"))
                .containsExactly("sender_secret.create");
    }

    @Test
    void twoOfASender_standBesideAPair_untilOneIsEnded() {
        api.post("merchant 1", "/v1/programs/" + PROGRAM + "/postback_credentials", "");
        String first = id(give("shopify", SECRET));
        String second = id(give("shopify", "a" + SECRET));
        assertThat(second).isNotEqualTo(first);
        APIGatewayV2HTTPResponse third = give("shopify", "b" + SECRET);
        assertThat(third.getStatusCode()).isEqualTo(409);
        assertThat(third.getBody()).contains("too_many_secrets");
        // Another sender has two of its own.
        String others = id(give("stripe", "whsec_" + SECRET));
        assertThat(Json.texts(api.get("merchant 1", PATH).getBody(), "id")).containsExactly(others, second, first);

        PostbackCredentials before = stored();
        assertThat(api.call("merchant 2", "DELETE", PATH + "/" + first, "").getStatusCode())
                .isEqualTo(404);
        assertThat(stored()).isEqualTo(before);
        assertThat(api.call("merchant 1", "DELETE", PATH + "/" + first, "").getStatusCode())
                .isEqualTo(200);
        assertThat(Json.texts(api.get("merchant 1", PATH).getBody(), "id")).containsExactly(others, second);
        assertThat(stored().secrets()).isEqualTo(before.secrets());
        assertThat(stored().tokens()).isEqualTo(before.tokens());
        assertThat(api.call("merchant 1", "DELETE", PATH + "/" + first, "").getStatusCode())
                .isEqualTo(404);
        assertThat(give("shopify", "b" + SECRET).getStatusCode()).isEqualTo(201);
    }

    private APIGatewayV2HTTPResponse give(String sender, String secret) {
        return api.post("merchant 1", PATH, "{\"sender\":\"" + sender + "\",\"secret\":\"" + secret + "\"}");
    }

    private static String id(APIGatewayV2HTTPResponse made) {
        assertThat(made.getStatusCode()).as(made.getBody()).isEqualTo(201);
        return List.copyOf(Json.texts(made.getBody(), "id")).getFirst();
    }

    private PostbackCredentials stored() {
        return new DynamoPostbackCredentials(api.stored.table, new SecureRandom())
                .find(PROGRAM)
                .orElseThrow()
                .value();
    }
}
