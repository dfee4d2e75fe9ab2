package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.click.ClickReports;
import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.click.CountKey;
import dev.tributary.domain.click.DayCounts;
import dev.tributary.domain.click.KindCounts;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.listing.ClickFilter;
import dev.tributary.domain.listing.DaySpan;
import dev.tributary.domain.listing.ListExport;
import dev.tributary.domain.listing.ListKind;
import dev.tributary.domain.listing.ListedClicks;
import dev.tributary.domain.listing.StatedFilters;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.table.DynamoClickMarks;
import dev.tributary.infrastructure.table.DynamoClickResults;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Exports of what finance and the office look at: payouts, adjustments, the log of changes, and clicks.
class OfficeExportsTest {
    private static final WriteApi API = new WriteApi();
    private static final Exported EXPORTED = new Exported(API);
    private static final String PROGRAM = "prg_0000000000001";
    private static final String IBAN = "DE89370400440532013000";
    private static final String PAID;
    private static final String PLANNED;
    private static final LocalDate DAY = LocalDate.parse("2026-11-22");

    static {
        API.call(
                "affiliate 1",
                "PUT",
                "/v1/payout_method",
                "{\"rail\":\"sepa\",\"holder\":\"Anna Holder\",\"iban\":\"" + IBAN + "\"}");
        PlannedRuns runs = new PlannedRuns(API);
        Payout paid = runs.submitted();
        PAID = paid.place().run().toString();
        Payout noted = paid.paid(Optional.of("=REF-1"), API.now).noted("@two results");
        runs.rows.replace(new Versioned<>(
                noted, runs.rows.find(paid.place()).orElseThrow().version()));
        API.now = API.now.plusSeconds(60);
        PLANNED = runs.planned().toString();
        adjust("merchant 1", 1, "12.50", "=Goodwill");
        adjust("merchant 1", 2, "-3.00", "Too much");
        adjust("merchant 2", 3, "1.00", "+1");
        clicks(11, 1, "=mail", 5);
        clicks(21, 2, "", 7);
    }

    private static void adjust(String who, long number, String amount, String reason) {
        String program = who.equals("merchant 2") ? "prg_0000000000003" : PROGRAM;
        String body =
                "{\"program_id\":\"%s\",\"affiliate_id\":\"%s\",\"amount\":{\"amount\":\"%s\",\"currency\":\"EUR\"},\"reason\":\"%s\"}";
        APIGatewayV2HTTPResponse answer =
                API.post(who, "/v1/adjustments", body.formatted(program, new AffiliateId(number), amount, reason));
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(201);
    }

    /// As they are counted, in a minute of that day.
    private static void clicks(long link, long affiliate, String sub1, int number) {
        Slice slice =
                new Slice(new ProgramId(1), Instant.parse(DAY + "T10:00:00Z").getEpochSecond() / 60 + link, 0);
        DynamoClickMarks marks = new DynamoClickMarks(API.stored.table, 1);
        marks.add(slice.hour());
        DayCounts.Sum sum = new DayCounts.Sum();
        KindCounts counts = new KindCounts(number, 1, 0, 0, 0);
        for (CountKey key : List.of(
                CountKey.TOTAL,
                CountKey.of(new LinkId(link)),
                CountKey.of(new AffiliateId(affiliate)),
                CountKey.ofSub(0, new LinkId(link), sub1),
                CountKey.of(Optional.empty()))) {
            sum.add(DAY, key, counts);
        }
        new DynamoClickResults(API.stored.table).set(slice, 1, sum.counts());
    }

    /// What is filtered is what comes. `RUN` is the run that is paid, `PLAN` the one that is planned.
    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
        # who       | list         | filters                                                                  | rows
        merchant 1  | payouts      | run_id=RUN                                                               | 1
        merchant 1  | payouts      | run_id=RUN&affiliate_id=aff_0000000000001                                | 1
        merchant 1  | payouts      | run_id=RUN&affiliate_id=aff_0000000000002                                | 0
        merchant 1  | payouts      | run_id=RUN&state=failed                                                  | 0
        merchant 1  | payouts      | run_id=PLAN&state=planned                                                | 1
        merchant 1  | payouts      | program_id=prg_0000000000001&affiliate_id=aff_0000000000001              | 2
        merchant 1  | payouts      | program_id=prg_0000000000001&affiliate_id=aff_0000000000001&state=paid   | 1
        merchant 1  | payouts      | program_id=prg_0000000000002&affiliate_id=aff_0000000000001              | 0
        affiliate 1 | payouts      | run_id=RUN                                                               | 1
        affiliate 1 | payouts      | run_id=PLAN                                                              | 0
        affiliate 1 | payouts      | program_id=prg_0000000000001                                             | 1
        affiliate 1 | payouts      | program_id=prg_0000000000001&affiliate_id=aff_0000000000002              | 0
        affiliate 2 | payouts      | run_id=RUN                                                               | 0
        merchant 1  | adjustments  | program_id=prg_0000000000001                                             | 2
        merchant 1  | adjustments  | program_id=prg_0000000000001&affiliate_id=aff_0000000000002              | 1
        merchant 1  | adjustments  | program_id=prg_0000000000002                                             | 0
        merchant 2  | adjustments  | program_id=prg_0000000000003                                             | 1
        affiliate 1 | adjustments  | program_id=prg_0000000000001                                             | 1
        affiliate 1 | adjustments  | program_id=prg_0000000000001&affiliate_id=aff_0000000000002              | 0
        affiliate 3 | adjustments  | program_id=prg_0000000000003                                             | 1
        merchant 1  | clicks       | program_id=prg_0000000000001                                             | 7
        merchant 1  | clicks       | program_id=prg_0000000000001&from=2026-11-22&to=2026-11-22               | 1
        merchant 1  | clicks       | link_id=lnk_000000000000b&from=2026-11-22                                | 7
        merchant 1  | clicks       | program_id=prg_0000000000001&group_by=link                               | 2
        merchant 1  | clicks       | program_id=prg_0000000000001&group_by=affiliate&to=2026-11-21            | 0
        merchant 1  | clicks       | program_id=prg_0000000000001&group_by=sub1                               | 2
        merchant 1  | clicks       | program_id=prg_0000000000001&group_by=country                            | 1
        merchant 1  | clicks       | program_id=prg_0000000000002&link_id=lnk_000000000000b                   | 7
        affiliate 1 | clicks       | program_id=prg_0000000000001&group_by=link                               | 1
        affiliate 1 | clicks       | program_id=prg_0000000000001&group_by=sub1                               | 1
        affiliate 1 | clicks       | program_id=prg_0000000000001&affiliate_id=aff_0000000000002              | 7
        affiliate 2 | clicks       | program_id=prg_0000000000001&group_by=affiliate                          | 1
        """)
    void export_hasTheRowsOfTheList_andNoOthers(String who, String list, String filters, int count) {
        EXPORTED.hasTheRowsOfTheList(who, list, filters.replace("RUN", PAID).replace("PLAN", PLANNED), count);
    }

    @Test
    void log_isExportedWhole_theNewestFirst() {
        API.now = API.now.plusSeconds(1);
        ListExport export = EXPORTED.asked(EXPORTED.ask("merchant 1", "audit_events", ""));
        List<JsonNode> listed = EXPORTED.listed("merchant 1", "/v1/audit_events?");
        assertThat(listed).hasSizeGreaterThan(5);
        EXPORTED.hasTheRowsOfTheList("merchant 1", "audit_events", "", listed.size() + 1);
        assertThat(EXPORTED.rows(export, 2))
                .first()
                .satisfies(row -> assertThat(row.get(5)).isEqualTo("export.create"));
        EXPORTED.hasTheRowsOfTheList("merchant 9", "audit_events", "", 1);
    }

    /// What the list would refuse, by the list's own words; and nothing is left of it.
    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
        # who       | list         | filters                                                          | field               | code
        merchant 1  | payouts      | ''                                                               | filter.run_id       | required
        merchant 1  | payouts      | program_id=prg_0000000000001                                     | filter.run_id       | required
        affiliate 1 | payouts      | ''                                                               | filter.program_id   | required
        merchant 1  | payouts      | run_id=RUN&program_id=prg_0000000000001                          | filter.program_id   | unknown
        merchant 1  | payouts      | run_id=RUN&state=gone                                            | filter.state        | malformed
        merchant 1  | adjustments  | ''                                                               | filter.program_id   | required
        merchant 1  | adjustments  | program_id=prg_0000000000001&state=posted                        | filter.state        | unknown
        merchant 1  | audit_events | program_id=prg_0000000000001                                     | filter.program_id   | unknown
        merchant 1  | clicks       | ''                                                               | filter.program_id   | required
        merchant 1  | clicks       | program_id=prg_0000000000001&group_by=colour                     | filter.group_by     | malformed
        merchant 1  | clicks       | program_id=prg_0000000000001&from=2026-01-01&to=2026-11-22       | filter.to           | out_of_range
        merchant 1  | clicks       | program_id=prg_0000000000001&from=2026-11-22&to=2026-11-21       | filter.to           | out_of_range
        affiliate 1 | clicks       | program_id=prg_0000000000001&group_by=country                    | filter.group_by     | not_available
        merchant 1  | clicks       | link_id=lnk_000000000000b&group_by=affiliate                     | filter.group_by     | not_available
        """)
    void badFilter_isRefusedAtOnce_asTheListDoes(String who, String list, String filters, String field, String code) {
        String stated = filters.replace("RUN", PAID);
        Map<String, Map<String, AttributeValue>> before = API.items();
        APIGatewayV2HTTPResponse answer = EXPORTED.ask(who, list, stated);

        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(422);
        assertThat(answer.getBody()).contains("\"field\":\"" + field + "\",\"code\":\"" + code + "\"");
        assertThat(API.items()).isEqualTo(before);
        APIGatewayV2HTTPResponse listed = API.get(who, "/v1/" + list + "?" + stated);
        assertThat(listed.getStatusCode()).isEqualTo(400);
        assertThat(listed.getBody())
                .contains("\"field\":\"" + field.replace("filter.", "") + "\",\"code\":\"" + code + "\"");
    }

    /// To a stranger, what there is looks like what there is not.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        merchant 2  | payouts     | run_id=RUN                                                  | run_id=run_00000000000000000000000099
        merchant 2  | payouts     | program_id=prg_0000000000001&affiliate_id=aff_0000000000001 | program_id=prg_0000000000099&affiliate_id=aff_0000000000001
        affiliate 3 | payouts     | run_id=RUN                                                  | run_id=run_00000000000000000000000099
        merchant 2  | adjustments | program_id=prg_0000000000001                                | program_id=prg_0000000000099
        affiliate 3 | adjustments | program_id=prg_0000000000001                                | program_id=prg_0000000000099
        merchant 2  | clicks      | program_id=prg_0000000000001                                | program_id=prg_0000000000099
        merchant 2  | clicks      | link_id=lnk_000000000000b                                   | link_id=lnk_0000000000zzz
        affiliate 2 | clicks      | link_id=lnk_000000000000b                                   | link_id=lnk_0000000000zzz
        """)
    void strangers_findNothing(String who, String list, String filters, String nowhere) {
        APIGatewayV2HTTPResponse answer = EXPORTED.ask(who, list, filters.replace("RUN", PAID));
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(404);
        assertThat(answer.getBody()).isEqualTo(EXPORTED.ask(who, list, nowhere).getBody());
    }

    @Test
    void log_isNeitherForAffiliates_norForTestKeys_norForKeysThatMayNotExport() {
        assertThat(EXPORTED.ask("affiliate 1", "audit_events", "").getBody()).contains("merchant_only");
        String made = API.post(
                        "merchant 1",
                        "/v1/api_keys",
                        "{\"name\":\"T\",\"person\":\"T\",\"mode\":\"test\",\"scopes\":[\"read\",\"write\"]}")
                .getBody();
        API.use("tester", Json.texts(made, "secret").getFirst());
        APIGatewayV2HTTPResponse refused = EXPORTED.ask("tester", "audit_events", "");
        assertThat(refused.getStatusCode()).as(refused.getBody()).isEqualTo(403);
        assertThat(refused.getBody()).contains("test_mode");
        assertThat(EXPORTED.ask("keeper 1", "audit_events", "").getStatusCode()).isEqualTo(403);
        // Nor is the one that a live key asked for shown to it.
        EXPORTED.asked(EXPORTED.ask("merchant 1", "audit_events", ""));
        assertThat(API.get("tester", "/v1/exports").getBody()).doesNotContain("audit_events");
    }

    /// An affiliate sees its money, and neither what it costs nor whose key gave it.
    @Test
    void affiliate_isShownNeitherFee_norNote_norAuthor() {
        String payout = "run_id=" + PAID;
        List<String> merchants = row("merchant 1", ListKind.PAYOUTS, payout);
        List<String> own = row("affiliate 1", ListKind.PAYOUTS, payout);
        assertThat(cell(ListKind.PAYOUTS, merchants, "rail_fee")).isEqualTo("0.00");
        assertThat(cell(ListKind.PAYOUTS, merchants, "note")).isEqualTo("'@two results");
        assertThat(cell(ListKind.PAYOUTS, own, "rail_fee")).isEmpty();
        assertThat(cell(ListKind.PAYOUTS, own, "note")).isEmpty();
        assertThat(cell(ListKind.PAYOUTS, own, "reference")).isEqualTo("'=REF-1");
        String adjustment = "program_id=" + PROGRAM;
        assertThat(cell(ListKind.ADJUSTMENTS, row("merchant 1", ListKind.ADJUSTMENTS, adjustment), "author"))
                .startsWith("key_");
        List<String> given = row("affiliate 1", ListKind.ADJUSTMENTS, adjustment);
        assertThat(cell(ListKind.ADJUSTMENTS, given, "author")).isEmpty();
        assertThat(cell(ListKind.ADJUSTMENTS, given, "reason")).isEqualTo("'=Goodwill");
    }

    /// Whose bank it is stands sealed in the method and in the plan; no cell of any export has it, nor what seals it.
    @Test
    void noExport_holdsABankDetail() {
        List<String> cells = new ArrayList<>();
        for (ListKind kind : ListKind.values()) {
            String filters = switch (kind) {
                case PAYOUTS -> "run_id=" + PAID;
                case ADJUSTMENTS, CLICKS -> "program_id=" + PROGRAM;
                default -> "";
            };
            rows("merchant 1", kind, filters).forEach(cells::addAll);
        }
        assertThat(cells).hasSizeGreaterThan(100);
        assertThat(String.join("\n", cells)).doesNotContain(IBAN, IBAN.substring(4), "3000", "Holder", "sealed");
    }

    @Test
    void daysOfClicks_areFixedInTheProgramsZone_andItsProgramIsSaid() {
        ListExport export = EXPORTED.asked(EXPORTED.ask("merchant 1", "clicks", "link_id=lnk_000000000000b"));
        // 22:30 UTC is past midnight in Riga.
        assertThat(export.wish().filter())
                .containsOnly(
                        Map.entry("link_id", "lnk_000000000000b"),
                        Map.entry("program_id", PROGRAM),
                        Map.entry("from", "2026-11-17"),
                        Map.entry("to", "2026-11-23"));
        ListExport payouts = EXPORTED.asked(EXPORTED.ask("merchant 1", "payouts", "run_id=" + PAID));
        assertThat(payouts.wish().filter()).containsOnly(Map.entry("run_id", PAID));
        assertThat(payouts.wish().program()).contains(new ProgramId(1));
        assertThat(EXPORTED.stored.find(payouts.id()).orElseThrow().value().wish())
                .isEqualTo(payouts.wish());
        assertThat(API.get("merchant 1", "/v1/exports?limit=100&program_id=" + PROGRAM)
                        .getBody())
                .contains(payouts.id().toString());
        assertThat(API.get("merchant 1", "/v1/exports?limit=100&program_id=prg_0000000000002")
                        .getBody())
                .doesNotContain(payouts.id().toString());
    }

    /// A page of links is read, and the affiliate has one more.
    @Test
    void affiliateWithTooManyLinks_isNotAnswered() {
        ApiFixture own = ApiFixture.filled();
        for (long link = 1_000; link < 1_000 + PageRequest.MAX_LIMIT; link++) {
            own.link(link, "many" + link, 1, 1);
        }
        ClickFilter filter = ClickFilter.take(
                new StatedFilters(Map.of("program_id", PROGRAM, "group_by", "link")),
                new Tenant.OfAffiliate(new AffiliateId(1)));
        ListedClicks.Asked asked =
                new ListedClicks.Asked(new Tenant.OfAffiliate(new AffiliateId(1)), filter, Optional.empty());
        Program program = own.programs.find(new ProgramId(1)).orElseThrow().value();
        DaySpan.Days days = new DaySpan.Days(DAY, DAY);
        DayCounts.Sum sum = new DayCounts.Sum();
        sum.add(DAY, CountKey.of(new LinkId(11)), KindCounts.NONE);
        sum.add(DAY, CountKey.of(new LinkId(21)), KindCounts.NONE);
        ClickReports reports = (id, zone, first, last, by) -> sum.counts();
        assertThat(new ListedClicks(reports, own.links, 1).rows(asked, program, days))
                .isEmpty();
        assertThat(new ListedClicks(reports, own.links, 1).isAnswered(asked, program.id()))
                .isFalse();
        assertThat(new ListedClicks(reports, own.links, 2).rows(asked, program, days))
                .contains(List.of(new ListedClicks.Row(Optional.of("lnk_000000000000b"), KindCounts.NONE)));
    }

    private static List<List<String>> rows(String who, ListKind kind, String filters) {
        return EXPORTED.rows(EXPORTED.asked(EXPORTED.ask(who, kind.text(), filters)), 50);
    }

    private static List<String> row(String who, ListKind kind, String filters) {
        return rows(who, kind, filters).getFirst();
    }

    private static String cell(ListKind kind, List<String> row, String column) {
        return row.get(kind.columns().indexOf(column));
    }
}
