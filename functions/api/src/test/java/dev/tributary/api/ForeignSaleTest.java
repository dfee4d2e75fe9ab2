package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// An order in another currency, as the merchant and the affiliate see it: by which rate, of which date,
/// whose, and the same amount again.
class ForeignSaleTest {
    private static final ApiFixture API = ApiFixture.filled();

    @Test
    void conversionAndCommission_showTheRate() {
        new Sales(API).inDollars(1, "A-1", Sales.CLICK, "126.00");

        String conversion =
                API.get("merchant 1", "/v1/conversions?order_id=A-1").getBody();
        assertThat(conversion)
                .contains("\"amount\":{\"amount\":\"126.00\",\"currency\":\"USD\"}")
                .contains("\"exchange\":{\"from\":\"USD\",\"to\":\"EUR\",\"rate\":\"4/5\",\"date\":\"2026-11-20\","
                        + "\"source\":\"ecb\"}");
        for (String who : new String[] {"merchant 1", "affiliate 1"}) {
            String commission = API.get(who, "/v1/commissions?order_id=A-1").getBody();
            assertThat(commission)
                    .contains("\"sentence\":\"10 % of 80.00 EUR (126.00 USD less tax 21.00 and shipping 5.00), by rule")
                    .contains(" Exchanged at 1 USD = 0.8 EUR, the European Central Bank's rate of 2026-11-20.\"")
                    .contains("\"exchange\":{\"from\":\"USD\"")
                    .contains("\"tax\":{\"minor\":\"2100\",\"currency\":\"USD\"}")
                    .contains("\"recomputed\":{\"amount\":\"8.00\",\"currency\":\"EUR\"}");
        }
    }
}
