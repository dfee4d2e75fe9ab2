package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.stored.PageRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Keys made, shown once, listed without what opens them, and revoked.
class ApiKeysTest {
    private static final WriteApi API = new WriteApi();
    private static final String PATH = "/v1/api_keys";
    private final WriteApi own = new WriteApi();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # who       | body                                                | status | says
        merchant 1  | []                                                  | 400    | not_an_object
        merchant 1  | {"scopes":["read"]}                                 | 422    | "field":"name","code":"missing"
        merchant 1  | {"name":" ","scopes":["read"]}                      | 422    | "field":"name","code":"malformed"
        merchant 1  | {"name":"a\\u0007","scopes":["read"]}               | 400    | control_character
        merchant 1  | {"name":"a","scopes":["payouts"],"person":"An\\u200Bna"} | 422 | "field":"person","code":"malformed"
        merchant 1  | {"name":"a"}                                        | 422    | "field":"scopes","code":"missing"
        merchant 1  | {"name":"a","scopes":[]}                            | 422    | "field":"scopes","code":"missing"
        merchant 1  | {"name":"a","scopes":"read"}                        | 422    | "field":"scopes","code":"malformed"
        merchant 1  | {"name":"a","scopes":["read","all"]}                | 422    | "field":"scopes[1]","code":"malformed"
        merchant 1  | {"name":"a","scopes":["read","read","read","read","read","read"]} | 422 | "field":"scopes","code":"too_many"
        merchant 1  | {"name":"a","scopes":["read"],"mode":"dead"}        | 422    | "field":"mode","code":"malformed"
        merchant 1  | {"name":"a","scopes":["read"],"tenant":"mer_1"}     | 422    | "field":"tenant","code":"unknown_field"
        keeper 1    | {"name":"a","scopes":["keys","read"]}               | 403    | insufficient_scope
        merchant 1  | {"name":"a","scopes":["payouts"]}                   | 422    | "field":"person","code":"missing"
        merchant 1  | {"name":"a","scopes":["read"],"person":" "}         | 422    | "field":"person","code":"malformed"
        keeper 1    | {"name":"a","scopes":["payouts"],"person":"b"}      | 403    | insufficient_scope
        """)
    void badCall_leavesNothing(String who, String body, int status, String says) {
        Map<String, Map<String, AttributeValue>> before = API.items();
        int keys = keys(API);
        APIGatewayV2HTTPResponse answer = API.post(who, PATH, body);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
        assertThat(API.items()).isEqualTo(before);
        assertThat(keys(API)).isEqualTo(keys);
    }

    @Test
    void key_isShownOnce_andOpensWhatItsScopesSay() {
        APIGatewayV2HTTPResponse made = own.post("merchant 1", PATH, "{\"name\":\"Shop\",\"scopes\":[\"read\"]}");
        assertThat(made.getStatusCode()).as(made.getBody()).isEqualTo(201);
        String secret = Json.texts(made.getBody(), "secret").getFirst();
        own.use("shop", secret);

        assertThat(own.get("shop", "/v1/programs").getBody()).contains("prg_0000000000001");
        assertThat(own.post("shop", "/v1/links", "{}").getStatusCode()).isEqualTo(403);
        assertThat(own.get("shop", PATH).getStatusCode()).isEqualTo(403);
        String list = own.get("merchant 1", PATH).getBody();
        assertThat(list).contains("\"name\":\"Shop\"", "\"last_used_on\":\"2026-11-22\"");
        assertThat(list).doesNotContain(secret, "trb_", "secret", "hash");
        assertThat(own.items().toString()).doesNotContain(secret);
        assertThat(own.get("merchant 1", "/v1/audit_events").getBody())
                .contains("api_key.create", Json.texts(made.getBody(), "id").getFirst())
                .doesNotContain(secret);
    }

    @Test
    void key_saysWhomItIsFor_andWhatItWasMadeWith() {
        String body = "{\"name\":\"Pay\",\"person\":\"Frieda Finance\",\"scopes\":[\"payouts\",\"read\"]}";
        String made = own.post("merchant 1", PATH, body).getBody();

        assertThat(made).contains("\"person\":\"Frieda Finance\"", "\"made_by\":\"key_");
        String list = own.get("merchant 1", PATH).getBody();
        assertThat(list).contains("\"person\":\"Frieda Finance\"", "\"person\":null,\"made_by\":null");
        assertThat(own.get("merchant 1", "/v1/audit_events").getBody())
                .contains("api_key.create", "\"person\"")
                .doesNotContain("Frieda");
    }

    @Test
    void repeatUnderItsKey_makesNoOther_andShowsNoSecret() {
        String body = "{\"name\":\"Shop\",\"scopes\":[\"read\"]}";
        int before = keys(own);
        APIGatewayV2HTTPResponse first = own.post("merchant 1", PATH, body, "idempotency-key", "k-1");
        APIGatewayV2HTTPResponse again = own.post("merchant 1", PATH, body, "idempotency-key", "k-1");

        assertThat(Json.texts(again.getBody(), "id")).isEqualTo(Json.texts(first.getBody(), "id"));
        assertThat(again.getBody()).contains("\"secret\":null");
        assertThat(keys(own)).isEqualTo(before + 1);
        assertThat(own.items().toString())
                .doesNotContain(Json.texts(first.getBody(), "secret").getFirst());
    }

    @Test
    void revokedKey_opensNothing_andStaysRevokedSinceThen() {
        APIGatewayV2HTTPResponse made = own.post("merchant 1", PATH, "{\"name\":\"Shop\",\"scopes\":[\"read\"]}");
        own.use("shop", Json.texts(made.getBody(), "secret").getFirst());
        String path = PATH + "/" + Json.texts(made.getBody(), "id").getFirst();
        for (String who : List.of("merchant 2", "affiliate 1")) {
            assertThat(own.call(who, "DELETE", path, "").getStatusCode())
                    .as(who)
                    .isEqualTo(404);
        }
        assertThat(own.get("shop", "/v1/programs").getStatusCode()).isEqualTo(200);

        APIGatewayV2HTTPResponse revoked = own.call("keeper 1", "DELETE", path, "");
        assertThat(revoked.getStatusCode()).as(revoked.getBody()).isEqualTo(200);
        assertThat(revoked.getBody()).contains("\"revoked_at\":\"" + own.now + "\"");
        assertThat(own.get("shop", "/v1/programs").getStatusCode()).isEqualTo(401);

        own.now = own.now.plusSeconds(60);
        assertThat(own.call("keeper 1", "DELETE", path, "").getBody()).isEqualTo(revoked.getBody());
        assertThat(own.call("keeper 1", "DELETE", PATH + "/key_1", "").getStatusCode())
                .isEqualTo(404);
        assertThat(own.call("keeper 1", "DELETE", path, "{\"now\":true}").getStatusCode())
                .isEqualTo(422);
    }

    @Test
    void affiliate_makesItsOwn_andALesserKeyMakesALesserOne() {
        APIGatewayV2HTTPResponse made =
                own.post("affiliate 1", PATH, "{\"name\":\"App\",\"scopes\":[\"keys\",\"read\"],\"mode\":\"live\"}");
        assertThat(made.getBody()).contains("\"scopes\":[\"read\",\"keys\"]");
        own.use("app", Json.texts(made.getBody(), "secret").getFirst());

        APIGatewayV2HTTPResponse lesser = own.post("app", PATH, "{\"name\":\"Less\",\"scopes\":[\"read\"]}");
        assertThat(lesser.getStatusCode()).as(lesser.getBody()).isEqualTo(201);
        assertThat(own.post("app", PATH, "{\"name\":\"More\",\"scopes\":[\"write\"]}")
                        .getStatusCode())
                .isEqualTo(403);
        assertThat(Json.texts(own.get("affiliate 1", PATH).getBody(), "name")).contains("App", "Less");
        assertThat(Json.texts(own.get("merchant 1", PATH).getBody(), "name")).doesNotContain("App", "Less");
    }

    private static int keys(WriteApi api) {
        return api.stored
                .keys
                .of(new Tenant.OfMerchant(new MerchantId(1)), PageRequest.first(100))
                .items()
                .size();
    }
}
