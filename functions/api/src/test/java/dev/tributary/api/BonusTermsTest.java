package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Awards;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Draft;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.payout.PayoutLedger.Posted;
import dev.tributary.domain.tally.Tally;
import dev.tributary.infrastructure.ledger.DynamoPayoutLedger;
import dev.tributary.infrastructure.table.DynamoAffiliates;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Bonuses in terms, what an approval gives, and how they are shown and explained.
class BonusTermsTest {
    private static final String RULES = "\"rules\":[{\"id\":\"base\",\"pay\":{\"percent\":\"10\"}}]";
    private static final String HELLO =
            "{\"id\":\"hello\",\"amount\":{\"amount\":\"20.00\",\"currency\":\"EUR\"},\"signing\":{\"when\":\"approval\"}}";
    private static final String M3 = "{\"id\":\"m3\",\"amount\":{\"amount\":\"50.00\",\"currency\":\"EUR\"},"
            + "\"milestone\":{\"measure\":\"conversions\",\"period\":\"month\",\"from\":3}}";
    private static final String BANNER = "{\"id\":\"banner\",\"amount\":{\"amount\":\"300.00\",\"currency\":\"EUR\"},"
            + "\"flat_fee\":{\"every\":\"month\",\"first\":\"2026-12-01\"}}";
    private static final String ENROLLMENT = "/v1/enrollments/";

    private final WriteApi api = new WriteApi();
    private String program = "";
    private String terms = "";

    @BeforeEach
    void program() {
        String location = String.valueOf(api.post(
                        "merchant 1",
                        "/v1/programs",
                        "{\"name\":\"N\",\"currency\":\"EUR\",\"time_zone\":\"Europe/Riga\",\"landing_domains\":[\"n.example\"]}")
                .getHeaders()
                .get("location"));
        program = location.substring("/v1/programs/".length());
        terms = location + "/terms";
        for (long id = 1; id <= 3; id++) {
            new DynamoAffiliates(api.stored.table).create(new Affiliate(new AffiliateId(id), "A" + id, api.now));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # what differs from a bonus that is good                               | field                              | code
        "id":"A B"                                                             | bonuses[0].id                      | malformed
        "id":"123456789012345678901"                                           | bonuses[0].id                      | malformed
        "amount":null                                                          | bonuses[0].amount                  | missing
        "amount":{"amount":"1.005","currency":"EUR"}                           | bonuses[0].amount.amount           | too_many_decimals
        "amount":{"amount":"1","currency":"USD"}                               | bonuses[0].amount.currency         | currency_mismatch
        "milestone":null                                                       | bonuses[0].id                      | not_one_kind
        "signing":{"when":"approval"}                                          | bonuses[0].id                      | not_one_kind
        "milestone":{"measure":"likes","period":"month","from":3}              | bonuses[0].milestone.measure       | malformed
        "milestone":{"measure":"conversions","period":"week","from":3}         | bonuses[0].milestone.period        | malformed
        "milestone":{"measure":"conversions","period":"month"}                 | bonuses[0].milestone.from          | missing
        "milestone":{"measure":"revenue","period":"month","from":3}            | bonuses[0].milestone.from          | malformed
        "prize":{"kind":"gift","title":"A bag"}                                | bonuses[0].prize                   | not_one_prize
        "amount":null,"prize":"a car"                                          | bonuses[0].prize                   | malformed
        "amount":null,"prize":{"kind":"car","title":"A car"}                   | bonuses[0].prize.kind              | malformed
        "amount":null,"prize":{"kind":"gift"}                                  | bonuses[0].prize.title             | missing
        "amount":null,"prize":{"kind":"gift","title":" "}                      | bonuses[0].prize.title             | malformed
        "amount":null,"prize":{"kind":"gift","title":"A bag","size":"L"}       | bonuses[0].prize.size              | unknown_field
        "amount":null,"prize":{"kind":"gift","title":"A bag","value":{"amount":"1","currency":"USD"}} | bonuses[0].prize.value.currency | currency_mismatch
        "milestone":null,"flat_fee":{"every":"month"},"prize":{"kind":"gift","title":"A bag"} | bonuses[0].prize    | cash_only
        """)
    void bonusThatCannotBeRead_leavesNothing(String change, String field, String code) {
        Map<String, Map<String, AttributeValue>> before = api.items();
        APIGatewayV2HTTPResponse answer = api.post("merchant 1", terms, draft(changed(change)));
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(422);
        assertThat(answer.getBody()).contains("\"field\":\"" + field + "\",\"code\":\"" + code + "\"");
        assertThat(api.items()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # what differs from a bonus that is good                               | field                              | code
        "amount":{"amount":"0.00","currency":"EUR"}                            | bonuses[0].amount                  | not_positive
        "milestone":{"measure":"conversions","period":"day","from":3}          | bonuses[0].milestone.period        | period_not_allowed
        "milestone":{"measure":"conversions","period":"month","from":0}        | bonuses[0].milestone.from          | out_of_range
        "amount":null,"prize":{"kind":"gift","title":"A","value":{"amount":"0","currency":"EUR"}} | bonuses[0].prize.value | not_positive
        "amount":null,"prize":{"kind":"public_recognition","title":"A","value":{"amount":"5","currency":"EUR"}} | bonuses[0].prize.value | not_for_recognition
        "milestone":null,"flat_fee":{"every":"day"}                            | bonuses[0].flat_fee.every          | period_not_allowed
        "milestone":null,"flat_fee":{"every":"ever"}                           | bonuses[0].flat_fee.every          | period_not_allowed
        "milestone":null,"flat_fee":{"every":"month","first":"2026-12-02","last":"2026-12-31"} | bonuses[0].flat_fee | contradictory_dates
        """)
    void faultyBonus_isSaved_shown_andNotPublished(String change, String field, String code) {
        APIGatewayV2HTTPResponse saved = api.post("merchant 1", terms, draft(changed(change)));
        assertThat(saved.getStatusCode()).as(saved.getBody()).isEqualTo(201);
        assertThat(saved.getBody()).contains("\"field\":\"" + field + "\",\"code\":\"" + code + "\"");
        APIGatewayV2HTTPResponse answer = api.post("merchant 1", terms + "/draft/publish", "");
        assertThat(answer.getStatusCode()).isEqualTo(422);
        assertThat(answer.getBody()).contains("\"field\":\"" + field + "\",\"code\":\"" + code + "\"");
        assertThat(api.count("W#")).isZero();
    }

    @Test
    void bonusesByClicks_arePublished() {
        publish(
                M3.replace("\"conversions\"", "\"qualified_clicks\""),
                "{\"id\":\"top\",\"amount\":{\"amount\":\"500.00\",\"currency\":\"EUR\"},"
                        + "\"leaderboard\":{\"measure\":\"qualified_clicks\",\"top\":3}}");
        assertThat(api.get("merchant 1", terms + "/1").getBody()).contains("\"measure\":\"qualified_clicks\"");
    }

    @Test
    void twoOfOneName_andTooManyMilestones_areFaults() {
        assertThat(api.post("merchant 1", terms, draft(M3, M3)).getBody())
                .contains("\"field\":\"bonuses[1].id\",\"code\":\"duplicate\"");
        String[] six = {"a", "b", "c", "d", "e", "f"};
        for (int index = 0; index < six.length; index++) {
            six[index] = M3.replace("m3", six[index]);
        }
        assertThat(api.call("merchant 1", "PUT", terms + "/draft", draft(six)).getBody())
                .contains("\"field\":\"bonuses\",\"code\":\"too_many_milestones\"");
    }

    @Test
    void name_staysOneThing_andLowerBonusesNeedNotice() {
        publish(M3, HELLO);
        api.post("merchant 1", terms, draft(M3.replace("m3", "hello")));
        api.now = api.now.plusSeconds(1);
        APIGatewayV2HTTPResponse answer = api.post("merchant 1", terms + "/draft/publish", "");
        assertThat(answer.getBody())
                .contains("\"field\":\"bonuses[0].id\",\"code\":\"kind_changed\"")
                .contains("notice_too_short");
        api.call("merchant 1", "PUT", terms + "/draft", draft(M3.replace("\"from\":3", "\"from\":2"), HELLO, BANNER));
        assertThat(api.post("merchant 1", terms + "/draft/publish", "").getStatusCode())
                .isEqualTo(201);
    }

    @Test
    void bonuses_areShownAndSaid_andComeBackAsTheyWere() {
        APIGatewayV2HTTPResponse published = publish(HELLO, M3, BANNER);
        assertThat(published.getBody())
                .contains("Bonus \\\"hello\\\": 20.00 EUR, once, for being approved.")
                .contains("Bonus \\\"m3\\\": 50.00 EUR when 3 conversions are reached per month.")
                .contains("Fee \\\"banner\\\": 300.00 EUR per month, paid after it, from 2026-12-01 on.");
        assertThat(api.get("merchant 1", terms + "/1").getBody()).isEqualTo(published.getBody());
        assertThat(api.count("W#" + program)).isEqualTo(1);
        assertThat(api.items().get("W#" + program + " / -")).containsEntry("next", AttributeValue.fromS("2026-12-01"));
    }

    @Test
    void firstApproval_givesTheSigningBonus_inItsOwnTransaction_once() {
        publish(HELLO);
        apply(1);
        assertThat(api.sent).isEmpty();
        api.queueDown = true;
        assertThat(api.post("merchant 1", ENROLLMENT + program + "/aff_0000000000001/approve", "{}")
                        .getStatusCode())
                .isEqualTo(200);
        // Nothing was sent, and nothing is lost: the sweep finds it.
        assertThat(api.count("J#")).isEqualTo(1);
        api.queueDown = false;
        api.post("merchant 1", ENROLLMENT + program + "/aff_0000000000001/end", "{}");
        api.post("merchant 1", ENROLLMENT + program + "/aff_0000000000001/approve", "{}");
        assertThat(api.count("J#")).isEqualTo(1);

        String list =
                api.get("affiliate 1", "/v1/bonus_awards?program_id=" + program).getBody();
        assertThat(list)
                .contains("\"ground\":\"signing\"", "\"bonus_id\":\"hello\"", "\"state\":\"posting\"")
                .contains("Bonus \\\"hello\\\": 20.00 EUR for the approval, under version 1 of the terms.");
        String id = list.substring(list.indexOf("adj_"), list.indexOf("adj_") + 17);
        assertThat(api.get("affiliate 1", "/v1/bonus_awards/" + id).getStatusCode())
                .isEqualTo(200);
        assertThat(api.get("merchant 2", "/v1/bonus_awards/" + id).getStatusCode())
                .isEqualTo(404);
        assertThat(api.get("affiliate 2", "/v1/bonus_awards/" + id).getStatusCode())
                .isEqualTo(404);
        assertThat(api.get("merchant 2", "/v1/bonus_awards?program_id=" + program)
                        .getStatusCode())
                .isEqualTo(404);
        // What terms give is no adjustment of a person.
        assertThat(api.get("merchant 1", "/v1/adjustments?program_id=" + program)
                        .getBody())
                .startsWith("{\"data\":[]");
        assertThat(api.get("merchant 1", "/v1/adjustments/" + id).getStatusCode())
                .isEqualTo(404);
    }

    @Test
    void approvalAtOnce_givesIt_andAnApplicationOrAnInvitationDoesNot() {
        publish(HELLO);
        enroll(1, "approved");
        assertThat(api.sent).hasSize(1).allMatch(Awards::isByTerms);
        enroll(2, "invited");
        assertThat(api.sent).hasSize(1);
        api.post("affiliate 2", ENROLLMENT + program + "/aff_0000000000002/accept", "{}");
        assertThat(api.sent).hasSize(2);
        assertThat(api.sent.stream().map(Adjustment::id).distinct()).hasSize(2);
    }

    @Test
    void standing_saysWhichConditionWhichFigureAndWhichVersion() {
        publish(M3);
        enroll(1, "approved");
        String target = "/v1/bonuses?program_id=" + program;
        assertThat(api.get("affiliate 1", target).getBody())
                .contains("\"state\":\"open\"", "\"figure\":0", "\"from\":3")
                .contains("Bonus \\\"m3\\\" for 2026-11: 0 conversions so far; 3 give 50.00 EUR.");
        noted(
                "conversions@2026-11",
                3,
                "bonus_met.m3@2026-11",
                1,
                "bonus_version.m3@2026-11",
                1,
                "bonus_day.m3@2026-11",
                Instant.parse("2026-12-23T00:00:00Z").getEpochSecond() / 86_400);
        assertThat(api.get("merchant 1", target + "&affiliate_id=aff_0000000000001")
                        .getBody())
                .contains("\"state\":\"pending\"", "\"figure\":3", "\"release_day\":\"2026-12-23\"", "\"times\":1")
                .contains(
                        "Bonus \\\"m3\\\" for 2026-11: 3 conversions where 3 were asked for, 50.00 EUR under version 1"
                                + " of the terms.")
                .contains("It is released on 2026-12-23.");
        assertThat(api.get("merchant 1", target).getStatusCode()).isEqualTo(400);
        assertThat(api.get("merchant 2", target + "&affiliate_id=aff_0000000000001")
                        .getStatusCode())
                .isEqualTo(404);
        assertThat(api.get("affiliate 2", target).getStatusCode()).isEqualTo(404);
        assertThat(api.get("affiliate 1", target + "&affiliate_id=aff_0000000000002")
                        .getStatusCode())
                .isEqualTo(404);
    }

    /// What the account notes, as entries count it.
    private void noted(Object... counts) {
        AccountKey key =
                new AccountKey(ProgramId.of(program), AffiliateId.of("aff_0000000000001"), new CurrencyCode("EUR"));
        Draft draft = Account.empty(key).draft();
        for (int at = 0; at < counts.length; at += 2) {
            draft.count(Tally.parse((String) counts[at]), ((Number) counts[at + 1]).longValue());
        }
        Account.Posted posted = draft.post(new Cause(new EntryId("bonus:test"), Cause.Kind.BONUS, api.now, api.now));
        Movement movement = new Movement(Account.empty(key), posted.account(), List.of(posted.entry()));
        assertThat(new DynamoPayoutLedger(api.stored.table, 1).release(movement, ZoneOffset.UTC))
                .isEqualTo(new Posted.Committed());
    }

    private void apply(int affiliate) {
        assertThat(api.post("affiliate " + affiliate, "/v1/enrollments", "{\"program_id\":\"" + program + "\"}")
                        .getStatusCode())
                .isEqualTo(201);
    }

    private void enroll(int affiliate, String state) {
        APIGatewayV2HTTPResponse answer = api.post(
                "merchant 1",
                "/v1/enrollments",
                "{\"program_id\":\"" + program + "\",\"affiliate_id\":\"aff_000000000000" + affiliate
                        + "\",\"state\":\"" + state + "\"}");
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(201);
    }

    private APIGatewayV2HTTPResponse publish(String... bonuses) {
        APIGatewayV2HTTPResponse saved = api.post("merchant 1", terms, draft(bonuses));
        assertThat(saved.getStatusCode()).as(saved.getBody()).isEqualTo(201);
        APIGatewayV2HTTPResponse published = api.post("merchant 1", terms + "/draft/publish", "");
        assertThat(published.getStatusCode()).as(published.getBody()).isEqualTo(201);
        return published;
    }

    private static String draft(String... bonuses) {
        return "{" + RULES + ",\"bonuses\":[" + String.join(",", bonuses) + "]}";
    }

    /// The milestone with some fields in place of its own.
    private static String changed(String change) {
        String bonus = M3;
        for (String own : List.of(
                "\"id\":\"m3\"",
                "\"amount\":{\"amount\":\"50.00\",\"currency\":\"EUR\"}",
                "\"milestone\":{\"measure\":\"conversions\",\"period\":\"month\",\"from\":3}")) {
            if (change.startsWith(own.substring(0, own.indexOf(':') + 1))) {
                bonus = bonus.replace(own, change);
                return bonus;
            }
        }
        return bonus.substring(0, bonus.length() - 1) + "," + change + "}";
    }
}
