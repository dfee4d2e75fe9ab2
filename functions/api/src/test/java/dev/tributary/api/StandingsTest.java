package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.bonus.Leaders;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.payout.PayoutLedger.Posted;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.terms.BonusId;
import dev.tributary.infrastructure.ledger.DynamoPayoutLedger;
import dev.tributary.infrastructure.table.DynamoAccounts;
import dev.tributary.infrastructure.table.DynamoAffiliates;
import dev.tributary.infrastructure.table.DynamoLeaderboards;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A board by revenue for everybody and one for the group "vip", two places each, in the fourth quarter of 2026
/// in Riga; affiliates 1, 2 and 3 compete.
class StandingsTest {
    private static final String BOARD = "\"leaderboard\":{\"measure\":\"revenue\",\"top\":2}}";
    private static final String TERMS = "{\"rules\":[{\"id\":\"base\",\"pay\":{\"percent\":\"10\"}}],\"bonuses\":["
            + "{\"id\":\"top\",\"prize\":{\"kind\":\"public_recognition\",\"title\":\"Hall\"}," + BOARD + ","
            + "{\"id\":\"vip\",\"groups\":[\"vip\"],\"amount\":{\"amount\":\"500.00\",\"currency\":\"EUR\"}," + BOARD
            + ","
            + "{\"id\":\"video\",\"amount\":{\"amount\":\"80.00\",\"currency\":\"EUR\"},"
            + "\"bounty\":{\"title\":\"A video\",\"last\":\"2026-12-31\"}},"
            + "{\"id\":\"talk\",\"groups\":[\"vip\"],\"amount\":{\"amount\":\"9.00\",\"currency\":\"EUR\"},"
            + "\"bounty\":{\"title\":\"A talk\"}}]}";

    private final WriteApi api = new WriteApi();
    private String program = "";

    @BeforeEach
    void program() {
        // Before the quarter begins: what is in force then decides it.
        api.now = Instant.parse("2026-09-15T00:00:00Z");
        String location = String.valueOf(api.post(
                        "merchant 1",
                        "/v1/programs",
                        "{\"name\":\"N\",\"currency\":\"EUR\",\"time_zone\":\"Europe/Riga\",\"landing_domains\":[\"n.example\"]}")
                .getHeaders()
                .get("location"));
        program = location.substring("/v1/programs/".length());
        assertThat(api.post("merchant 1", location + "/terms", TERMS).getStatusCode())
                .isEqualTo(201);
        var published = api.post("merchant 1", location + "/terms/draft/publish", "");
        assertThat(published.getStatusCode()).as(published.getBody()).isEqualTo(201);
        for (int id = 1; id <= 3; id++) {
            new DynamoAffiliates(api.stored.table).create(new Affiliate(new AffiliateId(id), "A" + id, api.now));
            assertThat(api.post(
                                    "merchant 1",
                                    "/v1/enrollments",
                                    "{\"program_id\":\"" + program + "\",\"affiliate_id\":\"aff_000000000000" + id
                                            + "\",\"state\":\"approved\"" + (id == 3 ? ",\"group\":\"vip\"" : "") + "}")
                            .getStatusCode())
                    .isEqualTo(201);
        }
        api.now = Instant.parse("2026-11-22T10:00:00Z");
    }

    @Test
    void figures_areNetOfReversals_andOfOneFigureWhoReachedItFirstLeads() {
        counted(1, "2026-11-01T10:00:00Z 300", "2026-12-01T10:00:00Z 50", "2026-12-20T10:00:00Z -50");
        counted(2, "2026-11-02T10:00:00Z 400", "2026-11-03T10:00:00Z -100");
        counted(3, "2026-11-01T10:00:01Z 200");
        assertThat(standings("merchant 1", "?period=2026-Q4"))
                .contains("\"final\":false", "\"decided_on\":\"2027-01-31\"", "\"competing\":3")
                .contains("\"prize\":{\"kind\":\"public_recognition\",\"title\":\"Hall\",\"value\":null}")
                .contains("\"data\":[" + rank(1, 1, "3.00") + "," + rank(2, 2, "3.00") + "," + rank(3, 3, "2.00") + "]")
                .contains("\"own\":null");
        assertThat(standings("merchant 1", "?limit=1")).contains("\"data\":[" + rank(1, 1, "3.00") + "]");
    }

    @Test
    void affiliate_seesItsOwnPlace_andTheNamesOfThoseWhoAgreed_atOnce() {
        counted(1, "2026-11-01T10:00:00Z 300");
        counted(2, "2026-11-02T10:00:00Z 200");
        counted(3, "2026-11-03T10:00:00Z 100");
        String hidden1 = "{\"rank\":1,\"tied\":false,\"affiliate_id\":null,\"name\":null,\"figure\":null}";
        String hidden2 = hidden1.replace("\"rank\":1", "\"rank\":2");
        assertThat(standings("affiliate 3", "?limit=2"))
                .contains("\"data\":[" + hidden1 + "," + hidden2 + "]")
                .contains("\"own\":" + rank(3, 3, "1.00"));

        agree(1, true);
        assertThat(standings("affiliate 3", "?limit=2"))
                .contains("\"data\":[" + hidden1.replace("\"name\":null", "\"name\":\"A1\"") + "," + hidden2 + "]");
        agree(1, false);
        assertThat(standings("affiliate 3", "?limit=2")).contains("\"data\":[" + hidden1 + "," + hidden2 + "]");
        agree(1, true);
        api.post("merchant 1", "/v1/enrollments/" + program + "/aff_0000000000001/ban", "{\"reason\":\"Fraud\"}");
        assertThat(standings("affiliate 3", "")).doesNotContain("A1").contains("\"own\":" + rank(2, 3, "1.00"));
    }

    @Test
    void decided_isFinal_andNamesNobodyWhoDoesNotAgree() {
        counted(1, "2026-11-01T10:00:00Z 900");
        new DynamoLeaderboards(api.stored.table)
                .create(new Leaders(
                        ProgramId.of(program),
                        new BonusId("top"),
                        Period.parse("2026-Q4"),
                        1,
                        List.of(
                                new Leaders.Place(new AffiliateId(2), 300, api.now),
                                new Leaders.Place(new AffiliateId(3), 200, api.now))));
        assertThat(standings("merchant 1", ""))
                .contains("\"final\":true", "\"competing\":null")
                .contains("\"data\":[" + rank(1, 2, "3.00") + "," + rank(2, 3, "2.00") + "]");
        agree(2, true);
        assertThat(standings("affiliate 1", ""))
                .contains("\"name\":\"A2\"")
                .doesNotContain("A3", "aff_0000000000002", "3.00")
                .contains("\"own\":null");
        assertThat(standings("affiliate 3", "")).contains("\"own\":" + rank(2, 3, "2.00"));
    }

    /// Twenty-one of one figure: nobody looks up who reached it first before it is decided.
    @Test
    void tieOfMany_isShownAsOne() {
        for (int id = 101; id <= 121; id++) {
            String affiliate = new AffiliateId(id).toString();
            new DynamoAffiliates(api.stored.table).create(new Affiliate(new AffiliateId(id), "B" + id, api.now));
            api.post(
                    "merchant 1",
                    "/v1/enrollments",
                    "{\"program_id\":\"" + program + "\",\"affiliate_id\":\"" + affiliate
                            + "\",\"state\":\"approved\"}");
            counted(id, "2026-11-01T10:00:00Z 100");
        }
        counted(1, "2026-11-01T10:00:00Z 50");
        String all = standings("affiliate 1", "?limit=5");
        assertThat(all.split("\"rank\":1,\"tied\":true", -1)).hasSize(6);
        assertThat(all).contains("\"competing\":22", "\"own\":" + rank(22, 1, "0.50"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # who       | board | query            | status | code
        merchant 1  | top   | ?period=2026-Q5  | 400    | malformed
        merchant 1  | top   | ?period=2026-11  | 400    | malformed
        merchant 1  | top   | ?limit=101       | 400    | out_of_range
        merchant 1  | top   | ?order=name      | 400    | unknown
        merchant 1  | top   | ?period=2026-Q3  | 404    | not_found
        merchant 1  | other | ``               | 404    | not_found
        merchant 1  | video | ``               | 404    | not_found
        merchant 1  | TOP!  | ``               | 404    | not_found
        affiliate 1 | vip   | ``               | 404    | not_found
        merchant 2  | top   | ``               | 404    | not_found
        affiliate 9 | top   | ``               | 404    | not_found
        affiliate 3 | vip   | ``               | 200    | figure
        affiliate 3 | top   | ?period=2027-Q1  | 200    | figure
        """)
    void whoMaySeeWhat(String who, String board, String query, int status, String code) {
        counted(3, "2026-11-01T10:00:00Z 100");
        counted(3, "2027-01-01T10:00:00Z 100");
        var answer = api.get(who, "/v1/programs/" + program + "/bonuses/" + board + "/standings" + query);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(status == 200 ? "\"own\":" : "\"" + code + "\"");
    }

    @Test
    void bounties_areThoseInForce_forWhomTheyAre() {
        String list = "/v1/bounties?program_id=" + program;
        assertThat(api.get("affiliate 1", list).getBody())
                .contains("\"bonus_id\":\"video\"", "\"open\":true", "\"last\":\"2026-12-31\"", "\"award_id\":null")
                .doesNotContain("A talk");
        assertThat(api.get("affiliate 3", list).getBody()).contains("A talk", "A video");
        assertThat(api.get("merchant 1", list).getBody()).contains("A talk", "A video");
        assertThat(api.get("merchant 2", list).getStatusCode()).isEqualTo(404);
        assertThat(api.get("affiliate 9", list).getStatusCode()).isEqualTo(404);
        assertThat(api.get("affiliate 1", "/v1/bounties").getBody()).contains("\"code\":\"required\"");

        String submitted = api.post(
                        "affiliate 1",
                        "/v1/submissions",
                        "{\"program_id\":\"" + program + "\",\"bonus_id\":\"video\",\"text\":\"x\"}")
                .getBody();
        String id = submitted.substring("{\"id\":\"".length(), "{\"id\":\"".length() + 17);
        api.post("merchant 1", "/v1/submissions/" + id + "/accept", "{}");
        assertThat(api.get("affiliate 1", list).getBody()).contains("\"award_id\":\"adj_");
        assertThat(api.get("affiliate 3", list).getBody()).doesNotContain("adj_");
        api.now = Instant.parse("2026-12-31T22:00:00Z");
        assertThat(api.get("affiliate 1", list).getBody()).contains("\"open\":false");
    }

    private String standings(String who, String query) {
        var answer = api.get(who, "/v1/programs/" + program + "/bonuses/top/standings" + query);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
        return answer.getBody();
    }

    private static String rank(int rank, int affiliate, String figure) {
        return "{\"rank\":" + rank + ",\"tied\":false,\"affiliate_id\":\"aff_000000000000" + affiliate
                + "\",\"name\":\"A" + affiliate + "\",\"figure\":{\"amount\":\"" + figure + "\",\"currency\":\"EUR\"}}";
    }

    private void agree(int affiliate, boolean agreed) {
        assertThat(api.patch(
                                "affiliate " + affiliate,
                                "/v1/enrollments/" + program + "/aff_000000000000" + affiliate,
                                "{\"recognition\":" + agreed + "}")
                        .getStatusCode())
                .isEqualTo(200);
    }

    /// Entries that count, in the order of their delivery: `2026-11-01T10:00:00Z 300`, in cents.
    private void counted(int affiliate, String... changes) {
        AccountKey key = new AccountKey(ProgramId.of(program), new AffiliateId(affiliate), new CurrencyCode("EUR"));
        for (String change : changes) {
            String[] parts = change.split(" ");
            Instant at = Instant.parse(parts[0]);
            Tally tally = Tally.parse(
                    at.isBefore(Instant.parse("2026-12-31T22:00:00Z")) ? "revenue@2026-Q4" : "revenue@2027-Q1");
            Account before = new DynamoAccounts(api.stored.table).account(key).orElseGet(() -> Account.empty(key));
            Account.Posted posted = before.draft()
                    .count(tally, Long.parseLong(parts[1]))
                    .post(new Cause(new EntryId("conversion:x" + before.version()), Cause.Kind.ACCRUE, at, api.now));
            Movement movement = new Movement(before, posted.account(), List.of(posted.entry()));
            assertThat(new DynamoPayoutLedger(api.stored.table, 1).release(movement, ZoneOffset.UTC))
                    .isEqualTo(new Posted.Committed());
        }
    }
}
