package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.bonus.BonusKey;
import dev.tributary.domain.bonus.PrizeNote;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.BonusId;
import dev.tributary.infrastructure.table.DynamoAffiliates;
import dev.tributary.infrastructure.table.DynamoPrizes;
import dev.tributary.infrastructure.table.PrizeItems;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// What people do about prizes without cash, and who sees them: affiliate 1 has won a gift, an event and a
/// recognition for November; it and affiliate 2 are in the program of merchant 1.
class PrizesTest {
    private static final String AWARDS = "/v1/bonus_awards";
    private static final String TERMS = "{\"rules\":[{\"id\":\"base\",\"pay\":{\"percent\":\"10\"}}],\"bonuses\":["
            + milestone("gift", "\"A bag\",\"value\":{\"amount\":\"120.00\",\"currency\":\"EUR\"}")
            + "," + milestone("event", "\"A dinner\"")
            + "," + milestone("public_recognition", "\"Shop of the month\"")
            + ",{\"id\":\"hello\",\"amount\":{\"amount\":\"20.00\",\"currency\":\"EUR\"},\"signing\":{\"when\":\"approval\"}}]}";

    private final WriteApi api = new WriteApi();
    private String program = "";

    @BeforeEach
    void won() {
        String location = String.valueOf(api.post(
                        "merchant 1",
                        "/v1/programs",
                        "{\"name\":\"N\",\"currency\":\"EUR\",\"time_zone\":\"Europe/Riga\",\"landing_domains\":[\"n.example\"]}")
                .getHeaders()
                .get("location"));
        program = location.substring("/v1/programs/".length());
        assertThat(api.post("merchant 1", location + "/terms", TERMS).getStatusCode())
                .isEqualTo(201);
        APIGatewayV2HTTPResponse published = api.post("merchant 1", location + "/terms/draft/publish", "");
        assertThat(published.getStatusCode()).as(published.getBody()).isEqualTo(201);
        assertThat(published.getBody())
                .contains("Bonus \\\"gift\\\": the gift \\\"A bag\\\" (worth 120.00 EUR) when 3 conversions are reached"
                        + " per month.");
        for (int id = 1; id <= 2; id++) {
            new DynamoAffiliates(api.stored.table).create(new Affiliate(new AffiliateId(id), "A" + id, api.now));
            assertThat(api.post(
                                    "merchant 1",
                                    "/v1/enrollments",
                                    "{\"program_id\":\"" + program + "\",\"affiliate_id\":\"aff_000000000000" + id
                                            + "\",\"state\":\"approved\"}")
                            .getStatusCode())
                    .isEqualTo(201);
        }
        for (String bonus : List.of("gift", "event", "public_recognition")) {
            won(bonus, 1);
        }
    }

    @Test
    void prize_isShownToBoth_withItsStateAndWhy() {
        String target = AWARDS + "/" + id("gift");
        String shown = api.get("affiliate 1", target).getBody();
        assertThat(shown)
                .contains("\"ground\":\"milestone\"", "\"amount\":null", "\"state\":\"awarded\"", "\"entry_id\":null")
                .contains("{\"kind\":\"gift\",\"title\":\"A bag\",\"value\":{\"amount\":\"120.00\"")
                .contains("Bonus \\\"gift\\\" for 2026-11: at least 3 conversions, the gift \\\"A bag\\\" (worth 120.00"
                        + " EUR) under version 1 of the terms.")
                .contains("It is certain from 2026-12-23 on.");
        assertThat(api.get("merchant 1", target).getBody()).isEqualTo(shown);
        String list = AWARDS + "?program_id=" + program;
        assertThat(api.get("affiliate 1", list).getBody())
                .contains(id("gift"), id("event"), "\"ground\":\"signing\"", "\"fulfilment\":null");
        assertThat(api.get("affiliate 2", list).getBody()).doesNotContain(id("gift"));
        assertThat(api.get("merchant 1", list + "&affiliate_id=aff_0000000000002")
                        .getBody())
                .doesNotContain(id("gift"));
    }

    @Test
    void forwardOnly_eachStepWithItsTrace_andWithoutAnEntry() {
        String entries = "/v1/entries?program_id=" + program + "&affiliate_id=aff_0000000000001";
        String before = api.get("merchant 1", entries).getBody();
        assertThat(move("affiliate 1", "gift", "accept").getBody()).contains("\"state\":\"accepted\"");
        assertThat(move("affiliate 1", "gift", "accept").getBody()).contains("illegal_state");
        APIGatewayV2HTTPResponse shipped = move("merchant 1", "gift", "ship");
        assertThat(shipped.getBody()).contains("\"state\":\"shipped\"", "\"moved_by\":\"key_");
        assertThat(api.get("affiliate 1", AWARDS + "/" + id("gift")).getBody())
                .contains("\"state\":\"shipped\"", "\"moved_by\":null");
        assertThat(move("merchant 1", "gift", "accept").getBody()).contains("illegal_state");
        assertThat(move("merchant 1", "gift", "fulfil").getBody()).contains("\"state\":\"fulfilled\"");
        for (String verb : List.of("accept", "ship", "fulfil")) {
            assertThat(move("merchant 1", "gift", verb).getBody()).contains("illegal_state");
        }
        assertThat(cancel("merchant 1", "gift").getBody()).contains("illegal_state");
        assertThat(api.get("merchant 1", entries).getBody()).isEqualTo(before);
        assertThat(api.get("merchant 1", "/v1/audit_events").getBody())
                .contains("bonus_award.accepted", "bonus_award.shipped", "bonus_award.fulfilled");
        assertThat(api.sent)
                .allMatch(sent -> sent.award().orElseThrow().bonus().text().equals("hello"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # who       | prize  | verb   | status | code
        affiliate 1 | gift   | ship   | 403    | merchant_only
        affiliate 1 | gift   | fulfil | 403    | merchant_only
        affiliate 2 | gift   | accept | 404    | not_found
        affiliate 9 | gift   | accept | 404    | not_found
        merchant 2  | gift   | fulfil | 404    | not_found
        merchant 1  | event  | ship   | 409    | not_a_gift
        merchant 1  | public_recognition | fulfil | 409 | not_opted_in
        merchant 1  | hello  | fulfil | 409    | no_prize
        affiliate 2 | hello  | accept | 404    | not_found
        merchant 2  | hello  | fulfil | 404    | not_found
        merchant 1  | none   | fulfil | 404    | not_found
        """)
    void stepThatIsNotTaken_leavesNothing(String who, String prize, String verb, int status, String code) {
        Map<String, Map<String, AttributeValue>> before = api.items();
        APIGatewayV2HTTPResponse answer = move(who, prize, verb);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains("\"code\":\"" + code + "\"");
        assertThat(api.items()).isEqualTo(before);
    }

    @Test
    void cancelled_needsAReason_andIsForGood() {
        assertThat(api.post("merchant 1", AWARDS + "/" + id("gift") + "/cancel", "{}")
                        .getBody())
                .contains("\"field\":\"reason\",\"code\":\"missing\"");
        assertThat(api.post("merchant 1", AWARDS + "/" + id("gift") + "/ship", "{\"reason\":\"x\"}")
                        .getBody())
                .contains("unknown_field");
        assertThat(cancel("affiliate 1", "gift").getBody())
                .contains("\"state\":\"cancelled\"", "\"reason\":\"Sold out\"");
        assertThat(move("merchant 1", "gift", "ship").getBody()).contains("illegal_state");
        assertThat(api.get("merchant 2", AWARDS + "/" + id("gift")).getStatusCode())
                .isEqualTo(404);
    }

    @Test
    void lost_isNotMoved_andWonAgainItIs() {
        lost("gift");
        String target = AWARDS + "/" + id("gift");
        assertThat(api.get("affiliate 1", target).getBody())
                .contains("\"state\":\"lost\"", "It was reached, and lost again before its release.");
        assertThat(move("merchant 1", "gift", "ship").getBody()).contains("illegal_state");
        won("gift", 2);
        assertThat(move("merchant 1", "gift", "ship").getBody()).contains("\"state\":\"shipped\"", "\"times\":2");
        lost("gift");
        assertThat(api.get("affiliate 1", target).getBody())
                .contains("\"state\":\"shipped\"")
                .contains("The figure fell later; what was handed over is not taken back.");
        assertThat(move("merchant 1", "gift", "fulfil").getBody()).contains("\"state\":\"fulfilled\"");
    }

    @Test
    void recognition_isFulfilledOnlyWhileTheAffiliateAgrees() {
        String enrollment = "/v1/enrollments/" + program + "/aff_0000000000001";
        assertThat(api.get("affiliate 1", enrollment).getBody()).contains("\"recognition\":false");
        assertThat(api.patch("merchant 1", enrollment, "{\"recognition\":true}").getBody())
                .contains("\"field\":\"recognition\",\"code\":\"affiliate_only\"");
        assertThat(api.patch("affiliate 2", enrollment, "{\"recognition\":true}")
                        .getStatusCode())
                .isEqualTo(404);
        assertThat(api.patch("affiliate 1", enrollment, "{\"recognition\":\"yes\"}")
                        .getBody())
                .contains("\"field\":\"recognition\",\"code\":\"malformed\"");
        assertThat(api.patch("affiliate 1", enrollment, "{\"tags\":[\"gold\"]}").getStatusCode())
                .isEqualTo(403);
        assertThat(api.patch("affiliate 1", enrollment, "{\"recognition\":true}")
                        .getBody())
                .contains("\"recognition\":true");
        // What the merchant changes leaves the affiliate's word.
        assertThat(api.patch("merchant 1", enrollment, "{\"tags\":[\"gold\"]}").getBody())
                .contains("\"recognition\":true");
        api.patch("affiliate 1", enrollment, "{\"recognition\":false}");
        assertThat(move("merchant 1", "public_recognition", "fulfil").getBody()).contains("not_opted_in");
        api.patch("affiliate 1", enrollment, "{\"recognition\":true}");
        assertThat(move("merchant 1", "public_recognition", "fulfil").getBody()).contains("\"state\":\"fulfilled\"");
    }

    @Test
    void banned_isHandedNothing_andItsPrizeMayBeCancelled() {
        api.post("merchant 1", "/v1/enrollments/" + program + "/aff_0000000000001/ban", "{\"reason\":\"Fraud\"}");
        assertThat(move("merchant 1", "gift", "ship").getBody()).contains("illegal_state");
        assertThat(cancel("merchant 1", "gift").getBody()).contains("\"state\":\"cancelled\"");
    }

    @Test
    void repeatedCall_givesTheSameAnswer_andAStaleOneNone() {
        String target = AWARDS + "/" + id("gift") + "/ship";
        APIGatewayV2HTTPResponse first = api.post("merchant 1", target, "{}", "idempotency-key", "k-1");
        APIGatewayV2HTTPResponse again = api.post("merchant 1", target, "{}", "idempotency-key", "k-1");
        assertThat(first.getStatusCode()).as(first.getBody()).isEqualTo(200);
        assertThat(again.getBody()).isEqualTo(first.getBody());
        assertThat(api.post("merchant 1", AWARDS + "/" + id("gift") + "/fulfil", "{}", "if-match", "\"1\"")
                        .getStatusCode())
                .isEqualTo(412);
        assertThat(String.valueOf(api.get("merchant 1", AWARDS + "/" + id("gift"))
                        .getHeaders()
                        .get("etag")))
                .isEqualTo("\"2\"");
    }

    @Test
    void manyAtOnce_oneOfThemMovesIt() {
        List<Integer> codes = IntStream.range(0, 6)
                .parallel()
                .mapToObj(at -> (at % 2 == 0 ? move("merchant 1", "gift", "fulfil") : cancel("merchant 1", "gift"))
                        .getStatusCode())
                .toList();
        assertThat(codes).containsOnlyOnce(200);
    }

    private APIGatewayV2HTTPResponse move(String who, String prize, String verb) {
        return api.post(who, AWARDS + "/" + id(prize) + "/" + verb, "{}");
    }

    private APIGatewayV2HTTPResponse cancel(String who, String prize) {
        return api.post(who, AWARDS + "/" + id(prize) + "/cancel", "{\"reason\":\"Sold out\"}");
    }

    private String id(String bonus) {
        Period period = Period.parse(bonus.equals("hello") ? "ever" : "2026-11");
        return new BonusKey(account(), new BonusId(bonus), period).award().toString();
    }

    private AccountKey account() {
        return new AccountKey(ProgramId.of(program), new AffiliateId(1), new CurrencyCode("EUR"));
    }

    private void won(String bonus, long times) {
        BonusKey key = new BonusKey(account(), new BonusId(bonus), Period.parse("2026-11"));
        LocalDate day = LocalDate.of(2026, 12, 23);
        note(key, times, day, true);
    }

    private void lost(String bonus) {
        BonusKey key = new BonusKey(account(), new BonusId(bonus), Period.parse("2026-11"));
        long times = new DynamoPrizes(api.stored.table)
                .find(key.award())
                .map(found -> found.value().times())
                .orElseThrow();
        note(key, times, LocalDate.of(2026, 12, 23), false);
    }

    /// As the ledger writes it with its entry.
    private void note(BonusKey key, long times, LocalDate day, boolean isLive) {
        Update update = PrizeItems.noting(api.stored.table.name(), new PrizeNote(key, 1, times, day, api.now, isLive));
        api.stored
                .table
                .client()
                .updateItem(request -> request.tableName(update.tableName())
                        .key(update.key())
                        .updateExpression(update.updateExpression())
                        .expressionAttributeNames(update.expressionAttributeNames())
                        .expressionAttributeValues(update.expressionAttributeValues()));
    }

    private static String milestone(String kind, String title) {
        return "{\"id\":\"" + kind + "\",\"milestone\":{\"measure\":\"conversions\",\"period\":\"month\",\"from\":3},"
                + "\"prize\":{\"kind\":\"" + kind + "\",\"title\":" + title + "}}";
    }
}
