package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.domain.click.CountKey;
import dev.tributary.domain.click.KindCounts;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.LinkId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Figures by day: what counts when, who sees which, and that the money is the ledger's. 10 % of each sale; the
/// days are Riga's.
class OverviewTest {
    private static final ApiFixture API = ApiFixture.filled();
    /// That of the clicks of affiliate 1 which `Sales` makes.
    private static final LinkId LINK = new LinkId(1 - 1_000);

    static {
        API.link(LINK.bits(), "sales", 1, 1);
        Sales sales = new Sales(API);
        // The 22nd, by affiliate 1's link: 100.00 is the base of 126.00, half of it comes back.
        sales.byClick(1, 1, "A-1", Sales.CLICK.plusSeconds(600), "126.00");
        sales.refund(1, "A-1", "R-1", Optional.of("63.00"));
        sales.byClick(1, 2, "A-2", Sales.CLICK.plusSeconds(660), "9.99");
        sales.byCoupon(1, "A-3", Sales.CLICK.plusSeconds(700), "30.00");
        sales.byNobody(1, "A-4", Sales.CLICK.plusSeconds(720), "50.00");
        // Wholly refunded: it counts no more.
        sales.byCoupon(1, "A-5", Sales.CLICK.plusSeconds(730), "80.00");
        sales.refund(1, "A-5", "R-5", Optional.empty());
        // 23:30 of the 21st in UTC is the 22nd in Riga; 21:59 is not.
        sales.byCoupon(1, "A-6", Instant.parse("2026-11-21T23:30:00Z"), "10.00");
        sales.byCoupon(1, "A-7", Instant.parse("2026-11-21T21:59:59Z"), "20.00");
        sales.byCoupon(1, "A-8", Instant.parse("2026-11-15T12:00:00Z"), "40.00");
        sales.byClick(3, 3, "B-1", Sales.CLICK.plusSeconds(600), "10.00");
        LocalDate day = LocalDate.parse("2026-11-22");
        API.clicks.add(day, CountKey.TOTAL, new KindCounts(40, 3, 1, 5, 0));
        API.clicks.add(day, CountKey.of(new AffiliateId(1)), new KindCounts(30, 1, 0, 0, 0));
        API.clicks.add(day, CountKey.of(LINK), new KindCounts(8, 0, 0, 0, 2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # who       | query                                                                        | conversions, unattributed | base   | commission | per click | qualified
        merchant 1  | program_id=prg_0000000000001&from=2026-11-22&to=2026-11-22                    | 4 1                       | 149.99 | 10.00      | 0.2500    | 40
        merchant 1  | program_id=prg_0000000000001&from=2026-11-21&to=2026-11-21                    | 1 0                       | 20.00  | 2.00       | null      | 0
        merchant 1  | program_id=prg_0000000000001&from=2026-11-15&to=2026-11-22                    | 6 1                       | 209.99 | 16.00      | 0.4000    | 40
        merchant 1  | program_id=prg_0000000000001&from=2026-11-22&to=2026-11-22&affiliate_id=aff_0000000000002 | 1 null        | 9.99   | 1.00       | null      | 0
        merchant 1  | program_id=prg_0000000000001&from=2026-11-22&to=2026-11-22&affiliate_id=aff_0000000000001 | 3 null        | 90.00  | 9.00       | 0.3000    | 30
        merchant 1  | link_id={link}&from=2026-11-22&to=2026-11-22                                  | 1 null                    | 50.00  | 5.00       | 0.6250    | 8
        affiliate 1 | link_id={link}&from=2026-11-22&to=2026-11-22                                  | 1 null                    | 50.00  | 5.00       | 0.6250    | 8
        affiliate 1 | program_id=prg_0000000000001&from=2026-11-22&to=2026-11-22                    | 3 null                    | 90.00  | 9.00       | 0.3000    | 30
        affiliate 1 | program_id=prg_0000000000001&from=2026-11-22&to=2026-11-22&affiliate_id=aff_0000000000002 | 0 null        | 0.00   | 0.00       | null      | 0
        # The fixture's clicks are those of whatever program is asked for.
        merchant 1  | program_id=prg_0000000000002&from=2026-11-22&to=2026-11-22                    | 0 0                       | 0.00   | 0.00       | 0.0000    | 40
        """)
    void totals(String who, String query, String counts, String base, String commission, String perClick, long clicks) {
        String text = API.get(who, "/v1/overview?" + query.replace("{link}", LINK.toString()))
                .getBody();
        JsonNode body = Json.tree(text);
        JsonNode totals = body.path("totals");
        assertThat(totals).as(text).isNotEmpty();
        assertThat(totals.path("conversions").asText() + " "
                        + totals.path("unattributed").asText())
                .isEqualTo(counts);
        assertThat(totals.path("base").path("amount").asText()).isEqualTo(base);
        assertThat(totals.path("commission").path("amount").asText()).isEqualTo(commission);
        assertThat(totals.path("earnings_per_click").asText()).isEqualTo(perClick);
        assertThat(totals.path("clicks").path("qualified").asLong()).isEqualTo(clicks);
    }

    @Test
    void daysSumToTheTotals_andThePeriodBeforeIsAsLong() {
        JsonNode body = Json.tree(
                API.get("merchant 1", "/v1/overview?program_id=prg_0000000000001&from=2026-11-16&to=2026-11-22")
                        .getBody());
        assertThat(body.path("data")).hasSize(7);
        assertThat(body.path("data").get(0).path("day").asText()).isEqualTo("2026-11-16");
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode day : body.path("data")) {
            sum = sum.add(new BigDecimal(
                    day.path("figures").path("commission").path("amount").asText()));
        }
        assertThat(sum).isEqualByComparingTo("12.00");
        assertThat(body.path("totals").path("commission").path("amount").asText())
                .isEqualTo("12.00");
        assertThat(body.path("before").path("from").asText()).isEqualTo("2026-11-09");
        assertThat(body.path("before").path("to").asText()).isEqualTo("2026-11-15");
        assertThat(body.path("before")
                        .path("figures")
                        .path("commission")
                        .path("amount")
                        .asText())
                .isEqualTo("4.00");
    }

    /// What stands in the affiliates' accounts is what the days say: nothing was paid out or adjusted.
    @Test
    void commission_isTheLedgers() {
        for (int affiliate = 1; affiliate <= 2; affiliate++) {
            String id = "aff_000000000000" + affiliate;
            JsonNode balance = Json.tree(
                            API.get("merchant 1", "/v1/balances?program_id=prg_0000000000001&affiliate_id=" + id)
                                    .getBody())
                    .path("data")
                    .get(0);
            BigDecimal stands = new BigDecimal(
                            balance.path("pending").path("amount").asText())
                    .add(new BigDecimal(balance.path("available").path("amount").asText()));
            JsonNode totals = Json.tree(API.get(
                                    "merchant 1",
                                    "/v1/overview?program_id=prg_0000000000001&from=2026-11-01&to=2026-11-30&affiliate_id="
                                            + id)
                            .getBody())
                    .path("totals");
            assertThat(new BigDecimal(totals.path("commission").path("amount").asText()))
                    .isEqualByComparingTo(stands);
        }
    }

    @Test
    void list_hasEachProgramOfTheTenant() {
        JsonNode merchants = Json.tree(API.get("merchant 1", "/v1/overviews?from=2026-11-22&to=2026-11-22")
                .getBody());
        assertThat(merchants.path("data")).hasSize(2);
        assertThat(merchants
                        .path("data")
                        .get(0)
                        .path("totals")
                        .path("unattributed")
                        .asLong())
                .isEqualTo(1);
        JsonNode affiliates = Json.tree(API.get("affiliate 1", "/v1/overviews?from=2026-11-22&to=2026-11-22")
                .getBody());
        assertThat(affiliates.path("data")).hasSize(2);
        assertThat(affiliates
                        .path("data")
                        .get(0)
                        .path("totals")
                        .path("commission")
                        .path("amount")
                        .asText())
                .isEqualTo("9.00");
        String first = API.get("merchant 1", "/v1/overviews?limit=1").getBody();
        assertThat(Json.tree(first).path("data")).hasSize(1);
        assertThat(Json.tree(API.get(
                                        "merchant 1",
                                        "/v1/overviews?limit=1&cursor="
                                                + Json.nextCursor(first).orElseThrow())
                                .getBody())
                        .path("data")
                        .get(0)
                        .path("program_id")
                        .asText())
                .isEqualTo("prg_0000000000002");
        assertThat(Json.tree(API.get("nobody", "/v1/overviews").getBody()).path("data"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # who       | query                                                                 | status | says
        merchant 1  | from=2026-11-22                                                       | 400    | "field":"program_id","code":"required"
        merchant 1  | program_id=prg_0000000000001&from=2026-11-23&to=2026-11-22             | 400    | "field":"to","code":"out_of_range"
        merchant 1  | program_id=prg_0000000000001&from=2026-01-01&to=2026-11-22             | 400    | "field":"to","code":"out_of_range"
        merchant 1  | program_id=prg_0000000000001&from=2026-02-30                           | 400    | "field":"from","code":"malformed"
        merchant 1  | program_id=prg_0000000000001&group_by=day                              | 400    | "field":"group_by","code":"unknown"
        merchant 2  | program_id=prg_0000000000001                                           | 404    | not_found
        merchant 2  | link_id=lnk_000000000000b                                              | 404    | not_found
        affiliate 3 | program_id=prg_0000000000001                                           | 404    | not_found
        affiliate 1 | link_id=lnk_0000000000021                                              | 404    | not_found
        """)
    void badOrForeignQuery_isRefused(String who, String query, int status, String says) {
        var answer = API.get(who, "/v1/overview?" + query);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
    }

    @Test
    void clicksOfAnotherProgramsLink_areNotThere() {
        JsonNode body = Json.tree(API.get(
                        "merchant 1",
                        "/v1/overview?program_id=prg_0000000000002&link_id=lnk_000000000000b&from=2026-11-22&to=2026-11-22")
                .getBody());
        assertThat(body.path("totals").path("clicks").path("total").asLong()).isZero();
    }
}
