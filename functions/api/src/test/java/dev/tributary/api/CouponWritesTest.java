package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// Coupons given to affiliates, and turned off.
class CouponWritesTest {
    private static final String GOOD =
            "{\"program_id\":\"prg_0000000000001\",\"affiliate_id\":\"aff_0000000000001\",\"code\":\" anna10\"}";
    private static final String COUPON = "/v1/coupons/prg_0000000000001/ANNA10";
    private final WriteApi api = new WriteApi();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # who       | what                | instead                            | status | says
        merchant 1  | " anna10"           | "a/b"                              | 422    | "field":"code","code":"malformed"
        merchant 1  | " anna10"           | "10 %"                             | 422    | "field":"code","code":"malformed"
        merchant 1  | " anna10"           | 10                                 | 422    | "field":"code","code":"malformed"
        merchant 1  | " anna10"           | null                               | 422    | "field":"code","code":"missing"
        merchant 1  | "aff_0000000000001" | "anna"                             | 422    | "field":"affiliate_id","code":"malformed"
        merchant 1  | "code"              | "discount":"10","code"             | 422    | "field":"discount","code":"unknown_field"
        merchant 1  | "aff_0000000000001" | "aff_0000000000003"                | 404    | no such enrollment
        merchant 2  | "code"              | "code"                             | 404    | no such program
        affiliate 1 | "code"              | "code"                             | 403    | merchant_only
        affiliate 3 | "code"              | "code"                             | 404    | no such program
        """)
    void badCreation_leavesNothing(String who, String what, String instead, int status, String says) {
        Map<String, Map<String, AttributeValue>> before = api.items();
        APIGatewayV2HTTPResponse answer = api.post(who, "/v1/coupons", GOOD.replace(what, instead));
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
        assertThat(api.items()).isEqualTo(before);
    }

    @Test
    void creation_isReadListedAndTurnedOff() {
        APIGatewayV2HTTPResponse made = api.post("merchant 1", "/v1/coupons", GOOD);
        assertThat(made.getStatusCode()).as(made.getBody()).isEqualTo(201);
        assertThat(made.getHeaders()).containsEntry("location", COUPON);
        assertThat(api.get("affiliate 1", COUPON.replace("ANNA", "anna")).getBody())
                .isEqualTo(made.getBody());
        assertThat(api.get("affiliate 2", COUPON).getStatusCode()).isEqualTo(404);
        assertThat(api.get("affiliate 2", "/v1/coupons").getBody()).contains("\"data\":[]");
        assertThat(api.get("merchant 1", "/v1/coupons?affiliate_id=aff_0000000000001")
                        .getBody())
                .contains("ANNA10");
        assertThat(api.patch("affiliate 1", COUPON, "{\"enabled\":false}").getStatusCode())
                .isEqualTo(403);
        APIGatewayV2HTTPResponse off = api.patch("merchant 1", COUPON, "{\"enabled\":false}", "if-match", "\"1\"");
        assertThat(off.getBody()).contains("\"enabled\":false");
        assertThat(api.patch("merchant 1", COUPON, "{\"enabled\":true}", "if-match", "\"1\"")
                        .getStatusCode())
                .isEqualTo(412);
        assertThat(api.patch("merchant 1", COUPON, "{\"code\":\"X\"}").getStatusCode())
                .isEqualTo(422);
    }

    @Test
    void codeIsTaken_alsoByWhoeverComesBetween() {
        api.withFaults(WireFault.meanwhile(
                TransactWriteItemsRequest.class,
                1,
                () -> api.post("merchant 1", "/v1/coupons", GOOD.replace("aff_0000000000001", "aff_0000000000002"))));
        APIGatewayV2HTTPResponse late = api.post("merchant 1", "/v1/coupons", GOOD);
        assertThat(late.getStatusCode()).isEqualTo(409);
        assertThat(late.getBody()).contains("code_taken");
        assertThat(api.get("merchant 1", COUPON).getBody()).contains("aff_0000000000002");
        // Another program may use the same code.
        assertThat(api.post("merchant 1", "/v1/coupons", GOOD.replace("prg_0000000000001", "prg_0000000000002"))
                        .getStatusCode())
                .isEqualTo(201);
    }
}
