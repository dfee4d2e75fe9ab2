package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.Cap;
import dev.tributary.domain.terms.ClickPay;
import dev.tributary.domain.terms.Limits;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.infrastructure.table.DynamoTerms;
import dev.tributary.infrastructure.table.TestMarket;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What days of clicks earn, among the commissions: 0.05 EUR for each, at most 100 a day, 12.00 EUR of
/// commission a month. Affiliate 1 has three days in program 1, the third of which meets the cap; affiliate 2
/// a day of it, and one that only a tier counts.
class ClickCommissionsTest {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final ApiFixture API = ApiFixture.filled();

    static {
        for (long program : new long[] {1, 3}) {
            new DynamoTerms(API.table).create(new ProgramId(program), terms(2, true));
            new DynamoTerms(API.table).create(new ProgramId(program), terms(3, false));
        }
        Sales sales = new Sales(API);
        sales.byClick(1, 1, "A-1", Sales.CLICK.plusSeconds(600), "10.00");
        sales.clicks(1, 1, LocalDate.parse("2026-10-31"), 101, terms(2, true));
        sales.clicks(1, 1, LocalDate.parse("2026-11-20"), 130, terms(2, true));
        sales.clicks(1, 1, LocalDate.parse("2026-11-21"), 3, terms(2, true));
        sales.clicks(1, 1, LocalDate.parse("2026-11-22"), 140, terms(2, true));
        sales.clicks(1, 1, LocalDate.parse("2026-11-23"), 200, terms(2, true));
        sales.clicks(1, 2, LocalDate.parse("2026-11-21"), 7, terms(2, true));
        sales.clicks(1, 2, LocalDate.parse("2026-11-22"), 9, terms(3, false));
        sales.clicks(3, 3, LocalDate.parse("2026-11-22"), 1, terms(2, true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # who       | list                                                                          | affiliate, day: the conversion's without one
        merchant 1  | /v1/commissions                                                               | 1 2:2026-11-21 1:2026-11-23 1:2026-11-22 1:2026-11-21 1:2026-11-20 1:2026-10-31
        merchant 1  | /v1/commissions?program_id=prg_0000000000001&affiliate_id=aff_0000000000002    | 2:2026-11-21
        merchant 1  | /v1/commissions?order_id=A-1                                                  | 1
        merchant 1  | /v1/commissions?state=pending                                                 | 1 2:2026-11-21 1:2026-11-23 1:2026-11-22 1:2026-11-21 1:2026-11-20 1:2026-10-31
        merchant 1  | /v1/commissions?state=released                                                | -
        merchant 1  | /v1/commissions?state=reversed                                                | -
        merchant 1  | /v1/commissions?kind=conversion                                               | 1
        merchant 1  | /v1/commissions?kind=clicks&affiliate_id=aff_0000000000002                    | 2:2026-11-21
        merchant 1  | /v1/commissions?kind=clicks&order_id=A-1                                      | -
        affiliate 1 | /v1/commissions?kind=clicks                                                   | 1:2026-11-23 1:2026-11-22 1:2026-11-21 1:2026-11-20 1:2026-10-31
        # The day begins in Riga, two hours before it does in UTC.
        merchant 1  | /v1/commissions?from=2026-11-20T22:00:00Z&to=2026-11-21T22:00:00Z             | 2:2026-11-21 1:2026-11-21
        merchant 1  | /v1/commissions?from=2026-11-20T22:00:01Z&to=2026-11-21T22:00:01Z             | 1:2026-11-22
        merchant 1  | /v1/commissions?from=2026-10-01T00:00:00Z&to=2026-11-01T00:00:00Z             | 1:2026-10-31
        merchant 1  | /v1/commissions?program_id=prg_0000000000002                                  | -
        merchant 2  | /v1/commissions                                                               | 3:2026-11-22
        nobody      | /v1/commissions                                                               | -
        affiliate 1 | /v1/commissions                                                               | 1 1:2026-11-23 1:2026-11-22 1:2026-11-21 1:2026-11-20 1:2026-10-31
        affiliate 1 | /v1/commissions?affiliate_id=aff_0000000000002                                | -
        affiliate 3 | /v1/commissions                                                               | 3:2026-11-22
        """)
    void list_holdsTheDaysToo_byPagesOfEverySize(String who, String list, String expected) {
        List<String> wanted = expected.equals("-") ? List.of() : List.of(expected.split(" "));
        for (int limit : new int[] {2, 100}) {
            assertThat(rows(who, list, limit)).as(list + " by " + limit).isEqualTo(wanted);
        }
    }

    private static List<String> rows(String who, String list, int limit) {
        String first = list + (list.contains("?") ? "&" : "?") + "limit=" + limit;
        List<String> rows = new ArrayList<>();
        Optional<String> next = Optional.of(first);
        for (int page = 0; next.isPresent(); page++) {
            assertThat(page).isLessThan(50);
            String body = API.get(who, next.get()).getBody();
            JsonNode data = Json.tree(body).path("data");
            assertThat(data.size()).isLessThanOrEqualTo(limit);
            data.forEach(row -> rows.add(row.path("affiliate_id").asText().replaceFirst("aff_0*", "")
                    + (row.path("kind").asText().equals("clicks")
                            ? ":" + row.path("explanation").path("day").asText()
                            : "")));
            String cursor = Json.tree(body).path("next_cursor").asText("");
            next = cursor.isEmpty() || cursor.equals("null")
                    ? Optional.empty()
                    : Optional.of(first + "&cursor=" + cursor);
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # day      | amount | sentence
        2026-11-20 | 5.00   | 0.05 EUR for each qualified click, 100 clicks on 2026-11-20, by rule "clicks" of terms version 2: 5.00 EUR. Of 130 qualified clicks the daily limit pays 100.
        2026-11-21 | 0.15   | 0.05 EUR for each qualified click, 3 clicks on 2026-11-21, by rule "clicks" of terms version 2: 0.15 EUR.
        2026-11-23 | 1.85   | 0.05 EUR for each qualified click, 100 clicks on 2026-11-23, by rule "clicks" of terms version 2: 1.85 EUR. Of 200 qualified clicks the daily limit pays 100. The cap left 1.85 EUR of 5.00 EUR.
        """)
    void day_isExplained_andRecomputed(String day, String amount, String sentence) {
        JsonNode row = row(day);
        assertThat(row.path("amount").path("amount").asText()).isEqualTo(amount);
        assertThat(row.path("net")).isEqualTo(row.path("amount"));
        assertThat(row.path("explanation").path("recomputed")).isEqualTo(row.path("amount"));
        assertThat(row.path("explanation").path("sentence").asText()).isEqualTo(sentence);
        assertThat(row.path("explanation").path("entry_id").asText())
                .isEqualTo("clicks:prg_0000000000001:aff_0000000000001:" + day);
        APIGatewayV2HTTPResponse one =
                API.get("affiliate 1", "/v1/commissions/" + row.path("id").asText());
        assertThat(Json.tree(one.getBody())).isEqualTo(row);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        he | התקרה הותירה
        fa | سقف روزانه
        lv | kopā par 100 klikšķiem (2026-11-23)
        """)
    void sentence_isSaidInTheReadersLanguage(String language, String says) {
        String id = row("2026-11-23").path("id").asText();
        String body = API.call(
                        "GET",
                        "/v1/commissions/" + id,
                        Map.of("authorization", "Bearer " + API.secret("affiliate 1"), "accept-language", language),
                        "")
                .getBody();
        assertThat(Json.tree(body).path("explanation").path("sentence").asText())
                .contains(says);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        merchant 1  | from=2026-11-20&to=2026-11-23 | 12.35 | 0.00
        merchant 1  | from=2026-11-01&to=2026-11-07 | 0.00  | 5.00
        merchant 1  | from=2026-11-21&to=2026-11-21 | 0.50  | 5.00
        affiliate 1 | from=2026-11-21&to=2026-11-21 | 0.15  | 5.00
        """)
    void overview_hasTheDaysToo(String who, String days, String now, String before) {
        JsonNode body = Json.tree(API.get(who, "/v1/overview?program_id=prg_0000000000001&" + days)
                .getBody());
        assertThat(body.path("totals").path("click_commission").path("amount").asText())
                .isEqualTo(now);
        assertThat(body.path("before")
                        .path("figures")
                        .path("click_commission")
                        .path("amount")
                        .asText())
                .isEqualTo(before);
    }

    @Test
    void foreignDay_looksLikeUnknown() {
        String id = row("2026-11-23").path("id").asText();
        for (String who : List.of("affiliate 3", "merchant 2", "nobody")) {
            assertThat(API.get(who, "/v1/commissions/" + id).getBody())
                    .isEqualTo(API.get(who, "/v1/commissions/com_00000000000000000000000000")
                            .getBody());
        }
    }

    @Test
    void entry_saysWhatTheCapsLeft() {
        String body = API.get(
                        "merchant 1",
                        "/v1/entries?program_id=prg_0000000000001&affiliate_id=aff_0000000000001&limit=100")
                .getBody();
        assertThat(body)
                .contains("\"clicks\":{\"day\":\"2026-11-23\",\"qualified\":200,\"paid\":100,\"terms_version\":2,"
                        + "\"left_by_caps\":{\"amount\":\"1.85\",\"currency\":\"EUR\"}}")
                .contains("\"clicks\":{\"day\":\"2026-11-21\",\"qualified\":3,\"paid\":3,\"terms_version\":2,"
                        + "\"left_by_caps\":null}");
    }

    private static JsonNode row(String day) {
        String body = API.get("affiliate 1", "/v1/commissions?limit=100").getBody();
        for (JsonNode row : Json.tree(body).path("data")) {
            if (row.path("explanation").path("day").asText().equals(day)) {
                return row;
            }
        }
        throw new AssertionError("no commission for the clicks of " + day + " in " + body);
    }

    private static TermsDocument terms(int version, boolean paysClicks) {
        Pay.Percent ten = new Pay.Percent(BigDecimal.TEN);
        Pay.Tiered tiers = new Pay.Tiered(
                Measure.QUALIFIED_CLICKS,
                Period.Length.MONTH,
                Pay.Tiered.Mode.MARGINAL,
                List.of(new Pay.Step(0, ten), new Pay.Step(1_000, ten)));
        return new TermsDocument(
                version,
                Instant.EPOCH,
                TestMarket.terms(1).attribution(),
                TermsDocument.PaidUnder.CLICK,
                List.of(new Rule(new RuleId("base"), List.of(), tiers, Optional.empty())),
                Limits.NONE,
                List.of(new Cap(Optional.empty(), Period.Length.MONTH, Money.of("12.00", EUR))),
                paysClicks
                        ? Optional.of(
                                new ClickPay(new RuleId("clicks"), Set.of(), Money.of("0.05", EUR), Optional.of(100)))
                        : Optional.empty(),
                30,
                TestMarket.terms(1).validation(),
                Money.zero(EUR),
                65,
                List.of());
    }
}
