package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What the terms would pay, shown before a claim is made or ruled on; the orders are those of `DisputesTest`.
class DisputePreviewsTest {
    private static final String PATH = DisputesTest.PATH;
    private static final String MISSING = DisputesTest.MISSING;
    private static final String STATED =
            PATH + "/preview?program_id=prg_0000000000001&amount=100.00&occurred_at=2026-11-22T12:10:00Z";

    private final WriteApi api = DisputesTest.filled();

    /// By what is there of the order, for the merchant.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # kind   | order | basis     | amount | obstacle
        missing  | A-3   | "credit"  | 10.00  | null
        missing  | A-2   | null      | -      | "not_decided"
        missing  | A-9   | "stated"  | 10.00  | "no_order"
        wrong    | A-1   | null      | -      | "amount_needed"
        declined | A-1   | null      | -      | "nothing_taken"
        declined | A-4   | "restore" | 6.00   | null
        """)
    void preview_showsWhatARulingWouldGive(String kind, String order, String basis, String amount, String obstacle) {
        String path = PATH + "/" + open(kind, order) + "/preview";
        Map<String, Map<String, AttributeValue>> before = api.items();
        APIGatewayV2HTTPResponse answer = api.get("merchant 1", path);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
        assertThat(answer.getBody())
                .startsWith("{\"basis\":" + basis + ",\"amount\":"
                        + (amount.equals("-") ? "null" : "{\"amount\":\"" + amount + "\",\"currency\":\"EUR\"}")
                        + ",\"obstacle\":" + obstacle + ",");
        boolean isExplained = basis.equals("\"credit\"") || basis.equals("\"stated\"");
        assertThat(answer.getBody().contains("\"sentence\"")).isEqualTo(isExplained);
        assertThat(api.items()).isEqualTo(before);
        assertThat(api.get("affiliate 1", path).getStatusCode()).isEqualTo(403);
        assertThat(api.get("merchant 2", path).getStatusCode()).isEqualTo(404);
    }

    /// What was shown is given, or nothing.
    @Test
    void shownAmount_isExpectedOfTheRuling_andAnotherIsRefused() {
        String path = PATH + "/" + open("missing", "A-3");
        String body = "{\"reason\":\"X\",\"expected_amount\":{\"amount\":\"%s\",\"currency\":\"EUR\"}}";
        new Sales(api.stored).refund(1, "A-3", "R-2", Optional.of("20.00"));
        assertThat(api.get("merchant 1", path + "/preview").getBody()).contains("\"amount\":\"8.00\"");
        APIGatewayV2HTTPResponse changed = api.post("merchant 1", path + "/accept", body.formatted("10.00"));
        assertThat(changed.getStatusCode()).isEqualTo(409);
        assertThat(changed.getBody()).contains("\"code\":\"amount_changed\"", "8.00 EUR");
        assertThat(api.sent).isEmpty();

        assertThat(api.post("merchant 1", path + "/accept", body.formatted("8.00"))
                        .getStatusCode())
                .isEqualTo(200);
        assertThat(api.sent).hasSize(1);
        assertThat(api.get("merchant 1", path + "/preview").getBody()).contains("illegal_state");
    }

    /// Where the claim names a click alone, the merchant says which order it is.
    @Test
    void orderThatTheMerchantNames_isPreviewed_whereTheClaimNamesNone() {
        String id = open("missing", "A-9");
        assertThat(api.get("merchant 1", PATH + "/" + id + "/preview?order_id=A-3")
                        .getBody())
                .as("the claim names its order")
                .contains("no_order");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # who       | from                   | to                    | status | says
        merchant 1  | ``                     | ``                    | 403    | affiliate_only
        affiliate 1 | &amount=100.00         | ``                    | 400    | "field":"amount","code":"missing"
        affiliate 1 | 100.00                 | 1e9                   | 400    | "field":"amount","code":"malformed"
        affiliate 1 | 100.00                 | -1                    | 400    | "field":"amount","code":"malformed"
        affiliate 1 | 100.00                 | 0.001                 | 400    | "field":"amount","code":"malformed"
        affiliate 1 | 2026-11-22T12:10:00Z   | yesterday             | 400    | "field":"occurred_at","code":"malformed"
        affiliate 1 | 2026-11-22T12:10:00Z   | 2026-08-14T22:29:59Z  | 400    | "field":"occurred_at","code":"out_of_range"
        affiliate 1 | &amount                | &click_id=abc&amount  | 400    | "field":"click_id","code":"forged"
        affiliate 1 | &amount                | &order_id=A-3&amount  | 400    | "field":"order_id"
        affiliate 1 | prg_0000000000001      | prg_0000000000003     | 404    | no such program
        affiliate 3 | ``                     | ``                    | 404    | no such program
        """)
    void badQuestion_isRefused(String who, String from, String to, int status, String says) {
        APIGatewayV2HTTPResponse answer = api.get(who, from.isEmpty() ? STATED : STATED.replace(from, to));
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
    }

    /// It is asked of the terms and the own account alone: no answer depends on an order that is there.
    @Test
    void affiliate_learnsWhatTheTermsPay_inItsLanguage_andNothingOfOrders() {
        APIGatewayV2HTTPResponse answer = api.get("affiliate 1", STATED);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
        assertThat(answer.getBody())
                .startsWith("{\"basis\":\"stated\",\"amount\":{\"amount\":\"10.00\",\"currency\":\"EUR\"},"
                        + "\"obstacle\":null,")
                .contains("for an order as it is stated")
                .doesNotContain("dsp_");
        assertThat(api.call("affiliate 1", "GET", STATED, "", "accept-language", "lv")
                        .getBody())
                .contains("par pas\u016bt\u012bjumu");
        assertThat(api.get("affiliate 1", STATED.replace("100.00", "0")).getBody())
                .startsWith("{\"basis\":null,\"amount\":null,\"obstacle\":\"nothing_to_pay\"");
    }

    private String open(String kind, String order) {
        String claim = kind.equals("missing")
                ? MISSING.replace("A-3", order)
                : DisputesTest.WRONG.replace("A-1", order).replace("wrong", kind);
        APIGatewayV2HTTPResponse answer = api.post("affiliate 1", PATH, claim);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(201);
        return Json.texts(answer.getBody(), "id").getFirst();
    }
}
