package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A key that a merchant made for an affiliate can be taken back, by either, and made anew.
class AffiliateKeysTest {
    private static final String OWN = "/v1/api_keys";

    private final WriteApi api = new WriteApi();
    private String path = "";
    private String first = "";

    @BeforeEach
    void friend() {
        String made = api.post("merchant 1", "/v1/affiliates", "{\"name\":\"Friend\"}")
                .getBody();
        api.use("friend", Json.texts(made, "secret").getFirst());
        path = "/v1/affiliates/" + Json.texts(made, "id").getFirst() + "/api_keys";
        first = Json.texts(api.get("merchant 1", path).getBody(), "id").getFirst();
    }

    @Test
    void owner_rotates_whatTheMerchantHasSeen() {
        String mine = api.post("friend", OWN, "{\"name\":\"Mine\",\"scopes\":[\"read\",\"write\",\"keys\"]}")
                .getBody();
        api.use("mine", Json.texts(mine, "secret").getFirst());
        assertThat(api.call("mine", "DELETE", OWN + "/" + first, "").getStatusCode())
                .isEqualTo(200);

        assertThat(api.get("friend", "/v1/links").getStatusCode()).isEqualTo(401);
        assertThat(api.get("mine", "/v1/links").getStatusCode()).isEqualTo(200);
        assertThat(Json.texts(api.get("mine", OWN).getBody(), "name")).containsExactlyInAnyOrder("First key", "Mine");
        // From here on the merchant has no say.
        refused(() -> api.post("merchant 1", path, "{\"name\":\"Again\"}"), 409, "affiliate_has_keys");
        String id = Json.texts(mine, "id").getFirst();
        refused(() -> api.call("merchant 1", "DELETE", path + "/" + id, ""), 404, "not_found");
        assertThat(Json.texts(api.get("merchant 1", path).getBody(), "id")).containsExactly(first);
    }

    @Test
    void merchant_revokes_andMakesAnother() {
        APIGatewayV2HTTPResponse revoked = api.call("merchant 1", "DELETE", path + "/" + first, "");
        assertThat(revoked.getBody()).contains("\"revoked_at\":\"" + api.now + "\"");
        assertThat(api.call("merchant 1", "DELETE", path + "/" + first, "").getBody())
                .isEqualTo(revoked.getBody());
        assertThat(api.get("friend", "/v1/links").getStatusCode()).isEqualTo(401);

        String body = "{\"name\":\"Second\"}";
        APIGatewayV2HTTPResponse made = api.post("merchant 1", path, body, "idempotency-key", "k-1");
        assertThat(made.getStatusCode()).as(made.getBody()).isEqualTo(201);
        assertThat(api.post("merchant 1", path, body, "idempotency-key", "k-1").getBody())
                .contains("\"secret\":null");
        api.use("friend", Json.texts(made.getBody(), "secret").getFirst());
        assertThat(api.get("friend", "/v1/links").getStatusCode()).isEqualTo(200);
        assertThat(Json.texts(api.get("merchant 1", "/v1/audit_events").getBody(), "action"))
                .containsExactlyInAnyOrder("affiliate.create", "affiliate.api_key_revoke", "affiliate.api_key_create");
    }

    @Test
    void nobodyElse_revokesOrMakes() {
        refused(() -> api.call("merchant 2", "DELETE", path + "/" + first, ""), 404, "not_found");
        refused(() -> api.post("merchant 2", path, "{\"name\":\"X\"}"), 404, "not_found");
        refused(() -> api.call("affiliate 1", "DELETE", OWN + "/" + first, ""), 404, "not_found");
        refused(() -> api.post("friend", path, "{\"name\":\"X\"}"), 403, "merchant_only");
        refused(() -> api.post("merchant 1", path, "{}"), 422, "\"field\":\"name\"");
        refused(() -> api.call("merchant 1", "DELETE", path + "/key_1", ""), 404, "not_found");
        // Enrolled with it, and made by somebody else.
        refused(
                () -> api.post("merchant 1", "/v1/affiliates/aff_0000000000001/api_keys", "{\"name\":\"X\"}"),
                404,
                "not_found");
        String writer = api.post("merchant 1", OWN, "{\"name\":\"W\",\"scopes\":[\"write\",\"read\"]}")
                .getBody();
        api.use("writer", Json.texts(writer, "secret").getFirst());
        refused(() -> api.call("writer", "DELETE", path + "/" + first, ""), 403, "insufficient_scope");
        assertThat(api.get("friend", "/v1/links").getStatusCode()).isEqualTo(200);
    }

    private void refused(Supplier<APIGatewayV2HTTPResponse> call, int status, String says) {
        Map<String, Map<String, AttributeValue>> before = api.items();
        APIGatewayV2HTTPResponse answer = call.get();
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
        assertThat(api.items()).isEqualTo(before);
    }
}
