package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.domain.click.Click;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.terms.ClickPay;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.infrastructure.table.DynamoTerms;
import dev.tributary.infrastructure.table.TestMarket;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which entries moved something of a commission. Affiliate 1 has sales A-1, twice refunded, and A-2, a day of clicks,
/// and half of S-1, whose other half is affiliate 2's.
class CommissionEntriesTest {
    private static final Instant SALE = Sales.CLICK.plusSeconds(3_600);
    private static final WriteApi API = new WriteApi();

    static {
        Sales sales = new Sales(API.stored);
        sales.byClick(1, 1, "A-1", SALE, "100.00");
        sales.byClick(1, 1, "A-2", SALE, "50.00");
        sales.refund(1, "A-1", "R-1", Optional.of("20.00"));
        Click first = Sales.click(1, 1, Sales.CLICK, "of-1");
        Click second = Sales.click(1, 2, Sales.CLICK.plusSeconds(120), "of-2");
        sales.split(1, "S-1", SALE, "100.00", first, second);
        sales.refund(1, "A-1", "R-2", Optional.empty());
        TermsDocument paid = paysClicks();
        new DynamoTerms(API.stored.table).create(new ProgramId(1), paid);
        sales.clicks(1, 1, LocalDate.parse("2026-11-20"), 10, paid);
    }

    private static TermsDocument paysClicks() {
        TermsDocument one = TestMarket.terms(2);
        return new TermsDocument(
                2,
                Instant.EPOCH,
                one.attribution(),
                one.paidUnder(),
                one.rules(),
                one.limits(),
                one.caps(),
                Optional.of(new ClickPay(
                        new RuleId("clicks"), Set.of(), Money.of("0.05", new CurrencyCode("EUR")), Optional.empty())),
                one.holdDays(),
                one.validation(),
                one.minimumPayout(),
                one.paysWithinDays(),
                one.bonuses());
    }

    private static JsonNode ok(String who, String target) {
        APIGatewayV2HTTPResponse answer = API.get(who, target);
        assertThat(answer.getStatusCode()).as(target + ": " + answer.getBody()).isEqualTo(200);
        return Json.tree(answer.getBody());
    }

    /// The path of the one commission that somebody sees of an order, or of the day of clicks.
    private static String entriesOf(String who, String query) {
        JsonNode rows = ok(who, "/v1/commissions?" + query).path("data");
        assertThat(rows).hasSize(1);
        return "/v1/commissions/" + rows.path(0).path("id").asText() + "/entries";
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("data").forEach(row -> ids.add(row.at("/entry/id").asText().replaceFirst("cnv_[0-9a-z]+", "cnv")));
        return ids;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # who       | commission                                   | entries
        merchant 1  | order_id=A-1                                 | conversion:cnv:accrue conversion:cnv:reverse:1 conversion:cnv:reverse:2
        affiliate 1 | order_id=A-1                                 | conversion:cnv:accrue conversion:cnv:reverse:1 conversion:cnv:reverse:2
        affiliate 1 | order_id=A-2                                 | conversion:cnv:accrue
        affiliate 1 | order_id=S-1                                 | conversion:cnv:accrue
        affiliate 2 | order_id=S-1                                 | conversion:cnv:accrue:1
        merchant 1  | order_id=S-1&affiliate_id=aff_0000000000002  | conversion:cnv:accrue:1
        affiliate 1 | kind=clicks                                  | clicks:prg_0000000000001:aff_0000000000001:2026-11-20
        """)
    void entries_areThoseThatMovedIt(String who, String commission, String entries) {
        String path = entriesOf(who, commission);
        JsonNode page = ok(who, path);
        assertThat(ids(page)).containsExactly(entries.split(" "));
        assertThat(page.path("next_cursor").isNull()).isTrue();
        assertThat(OpenApi.faults("/v1/commissions/{commission_id}/entries", API.get(who, path)))
                .isEmpty();
        // Of an order that is named nothing else is looked through.
        if (commission.startsWith("order_id")) {
            assertThat(ok(who, path + "?" + commission)).isEqualTo(page);
        }
        page.path("data")
                .forEach(row -> assertThat(row.at("/entry/affiliate_id").asText())
                        .isEqualTo(ok(who, path.replace("/entries", ""))
                                .path("affiliate_id")
                                .asText()));
    }

    @Test
    void entry_isWhatTheStatementShows() {
        JsonNode statement = ok("affiliate 1", "/v1/statements/2026-11/entries?program_id=prg_0000000000001&limit=100");
        JsonNode rows =
                ok("affiliate 1", entriesOf("affiliate 1", "order_id=A-1")).path("data");
        assertThat(statement.path("data")).contains(rows.path(0), rows.path(1), rows.path(2));
        APIGatewayV2HTTPResponse latvian =
                API.call("affiliate 1", "GET", entriesOf("affiliate 1", "order_id=A-1"), "", "accept-language", "lv");
        assertThat(latvian.getHeaders()).containsEntry("content-language", "lv");
        assertThat(Json.tree(latvian.getBody()).at("/data/0/words")).isNotEqualTo(rows.at("/0/words"));
    }

    @Test
    void pages_followEachOther_andACursorServesItsOwnCommissionOnly() {
        String path = entriesOf("affiliate 1", "order_id=A-1");
        List<String> all = new ArrayList<>();
        String cursor = "";
        String first = "";
        do {
            JsonNode page = ok("affiliate 1", path + "?limit=1" + cursor);
            all.addAll(ids(page));
            cursor = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").asText();
            first = first.isEmpty() ? cursor : first;
        } while (!cursor.isEmpty() && all.size() < 9);
        assertThat(all).containsExactlyElementsOf(ids(ok("affiliate 1", path)));

        APIGatewayV2HTTPResponse other =
                API.get("affiliate 1", entriesOf("affiliate 1", "order_id=A-2") + "?limit=1" + first);
        assertThat(other.getStatusCode()).isEqualTo(400);
        assertThat(other.getBody()).contains("bad_cursor");
        assertThat(API.get("merchant 1", path + "?limit=1" + first).getBody()).contains("bad_cursor");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # who       | query         | status
        merchant 2  |               | 404
        affiliate 2 |               | 404
        affiliate 3 | ?order_id=A-1 | 404
        affiliate 9 |               | 404
        merchant 1  | ?order_id=A-2 | 404
        merchant 1  | ?limit=101    | 400
        merchant 1  | ?expand=click | 400
        """)
    void foreignOrOtherwiseNarrowed_isNotThere(String who, String query, int status) {
        String asked = query == null ? "" : query;
        APIGatewayV2HTTPResponse answer = API.get(who, entriesOf("affiliate 1", "order_id=A-1") + asked);
        assertThat(answer.getStatusCode()).isEqualTo(status);
        if (status == 404) {
            assertThat(answer.getBody())
                    .isEqualTo(API.get(who, "/v1/commissions/com_00000000000000000000000000/entries" + asked)
                            .getBody());
        }
    }
}
