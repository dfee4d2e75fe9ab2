package dev.tributary.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.access.ApiKeyId;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.change.Changes;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.AuditEventId;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.id.ImportId;
import dev.tributary.domain.id.LinkCode;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.imports.AffiliateReference;
import dev.tributary.domain.imports.ConversionRows;
import dev.tributary.domain.imports.Import;
import dev.tributary.domain.imports.ImportDecisions;
import dev.tributary.domain.imports.ImportKind;
import dev.tributary.domain.imports.ImportRow;
import dev.tributary.domain.imports.Imports;
import dev.tributary.domain.imports.RowOutcome;
import dev.tributary.domain.joining.ApplicationForm;
import dev.tributary.domain.joining.JoiningChange;
import dev.tributary.domain.link.LandingUrl;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.message.Job;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.order.Context;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Orders;
import dev.tributary.domain.order.Outcome;
import dev.tributary.domain.order.ProgramFacts;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.program.Coupon;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.TermsHistory;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.table.DynamoAffiliateReferences;
import dev.tributary.infrastructure.table.DynamoAffiliates;
import dev.tributary.infrastructure.table.DynamoApplications;
import dev.tributary.infrastructure.table.DynamoChanges;
import dev.tributary.infrastructure.table.DynamoCoupons;
import dev.tributary.infrastructure.table.DynamoEnrollments;
import dev.tributary.infrastructure.table.DynamoImports;
import dev.tributary.infrastructure.table.DynamoLinks;
import dev.tributary.infrastructure.table.DynamoPrograms;
import dev.tributary.infrastructure.table.DynamoTerms;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.Table;
import dev.tributary.infrastructure.table.TestMarket;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Imports on the real table: what each row comes to, a dry run against the real one, killed at each step, twice.
final class ImportRunTest {
    private static final Table TABLE = EmbeddedTable.create().connect();
    private static final AtomicLong SECONDS =
            new AtomicLong(Instant.parse("2027-01-20T10:00:00Z").getEpochSecond());
    /// Each test has a merchant and a program of its own.
    private static final AtomicLong NUMBERS = new AtomicLong(100);

    private final long number = NUMBERS.incrementAndGet();
    private final MerchantId merchant = new MerchantId(number);
    private final ProgramId program = new ProgramId(number);
    private final DynamoImports imports = new DynamoImports(TABLE);
    private final DynamoEnrollments enrollments = new DynamoEnrollments(TABLE);
    private final DynamoLinks links = new DynamoLinks(TABLE);
    private final DynamoCoupons coupons = new DynamoCoupons(TABLE);
    private final Map<String, Postback> postbacks = new HashMap<>();
    private final Map<ConversionKey, OrderState> orders = new HashMap<>();
    private final List<Postback> sent = new ArrayList<>();
    private final InstantSource source = () -> Instant.ofEpochSecond(SECONDS.get());
    private final Clock clock = source.withZone(ZoneOffset.UTC);

    ImportRunTest() {
        new DynamoPrograms(TABLE)
                .create(new Program(
                        program,
                        merchant,
                        "Shop",
                        new CurrencyCode("EUR"),
                        ZoneOffset.UTC,
                        List.of("shop.example"),
                        Program.DEFAULT_CLICK_PARAMETER,
                        Optional.empty(),
                        Optional.empty(),
                        1,
                        Set.of(),
                        List.of()));
        enrollments.create(new Enrollment(
                program,
                new AffiliateId(1),
                List.of(new Enrollment.Change(EnrollmentState.APPROVED, Instant.parse("2027-01-01T00:00:00Z"))),
                Optional.empty()));
        enroll(2, EnrollmentState.ENDED);
        links.create(new Link(
                new LinkId(number),
                new LinkCode("taken" + number),
                program,
                new AffiliateId(1),
                Optional.empty(),
                Optional.empty(),
                LandingUrl.of("https://shop.example/there"),
                true));
        coupons.create(new Coupon(program, new CouponCode("THERE"), new AffiliateId(1), Optional.empty(), true));
    }

    private void enroll(long affiliate, EnrollmentState state) {
        enrollments.create(new Enrollment(
                program,
                new AffiliateId(affiliate),
                List.of(new Enrollment.Change(state, clock.instant())),
                Optional.empty()));
    }

    private ImportWork work(Imports store) {
        ImportDecisions decisions = new ImportDecisions(new ImportDecisions.Sources(
                enrollments,
                new DynamoAffiliates(TABLE),
                new DynamoAffiliateReferences(TABLE),
                links,
                coupons,
                new DynamoTerms(TABLE),
                new DynamoApplications(TABLE),
                key -> Optional.ofNullable(orders.get(key)).map(order -> new Versioned<>(order, 1)),
                row -> Objects.requireNonNull(
                        postbacks.get(row.cell(ImportRow.MESSAGE).orElseThrow()))));
        return new ImportWork(new DynamoPrograms(TABLE), decisions, store, sent::add, clock);
    }

    private ImportId begin(ImportKind kind, boolean dryRun, List<Map<String, String>> cells) {
        Tenant tenant = new Tenant.OfMerchant(merchant);
        AuditEvent.By by = new AuditEvent.By(tenant, new ApiKeyId("key_00000000000000000000000000000001"));
        ImportId id = new ImportId(SECONDS.incrementAndGet());
        Import fresh =
                Import.start(id, new Import.Wish(merchant, program, kind, dryRun, by, cells.size()), clock.instant());
        List<List<ImportRow>> chunks = new ArrayList<>();
        for (int row = 0; row < cells.size(); row++) {
            if (row % Import.CHUNK == 0) {
                chunks.add(new ArrayList<>());
            }
            chunks.getLast().add(new ImportRow(row + 2, cells.get(row), Optional.empty()));
        }
        AuditEvent event = new AuditEvent(
                new AuditEventId(SECONDS.incrementAndGet()),
                tenant,
                clock.instant(),
                Optional.of(by),
                "import.create",
                id.toString(),
                new TreeSet<>());
        Changes.Commit commit =
                new Changes.Commit(List.of(new Change.NewImport(fresh, chunks)), event, Optional.empty());
        assertThat(new DynamoChanges(TABLE).commit(commit)).isInstanceOf(Changes.Outcome.Committed.class);
        return id;
    }

    private List<RowOutcome> done(ImportKind kind, boolean dryRun, List<Map<String, String>> cells) {
        ImportId id = begin(kind, dryRun, cells);
        work(imports).run(id, () -> false);
        assertThat(of(id).progress().state()).isEqualTo(Import.State.DONE);
        return report(id);
    }

    private Import of(ImportId id) {
        return imports.find(id).orElseThrow().value();
    }

    private List<RowOutcome> report(ImportId id) {
        List<RowOutcome> report = new ArrayList<>();
        for (int chunk = 0; chunk * Import.CHUNK < of(id).progress().done(); chunk++) {
            report.addAll(imports.report(id, chunk));
        }
        assertThat(report).hasSize(of(id).progress().done());
        return report;
    }

    /// `name=Anna, email=x`
    private Map<String, String> cells(String text) {
        Map<String, String> cells = new HashMap<>();
        for (String cell : text.split(", ")) {
            String[] parts = cell.split("=", 2);
            cells.put(parts[0], parts[1].replace("$", Long.toString(number)));
        }
        return cells;
    }

    private static Map<String, Map<String, AttributeValue>> items(long number) {
        String own = new ProgramId(number).toString().substring(4);
        Map<String, Map<String, AttributeValue>> items = new TreeMap<>();
        TABLE.client().scanPaginator(scan -> scan.tableName(TABLE.name()).consistentRead(true)).items().stream()
                .filter(item -> item.toString().contains(own))
                .filter(item -> !text(item, "pk").startsWith("E#"))
                .forEach(item -> items.put(text(item, "pk") + " " + text(item, "sk"), item));
        return items;
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name)).s();
    }

    @Test
    void programWithAnAgreement_letsNobodyInByARow() {
        AuditEvent event = new AuditEvent(
                new AuditEventId(SECONDS.incrementAndGet()),
                new Tenant.OfMerchant(merchant),
                clock.instant(),
                Optional.empty(),
                "agreement.publish",
                program.toString(),
                new TreeSet<>());
        Change form = new Change.OfJoining(
                new JoiningChange.NewForm(ApplicationForm.empty(program).agreedTo(1)));
        assertThat(new DynamoChanges(TABLE).commit(new Changes.Commit(List.of(form), event, Optional.empty())))
                .isInstanceOf(Changes.Outcome.Committed.class);

        List<RowOutcome> rows = done(
                ImportKind.AFFILIATES,
                false,
                List.of(
                        cells("name=Anna, external_id=A, state=approved"),
                        cells("name=Ben, external_id=B, state=invited")));

        assertThat(rows.get(0).fault().orElseThrow().code()).isEqualTo("agreement_not_accepted");
        assertThat(rows.get(1).result().text()).isEqualTo("created");
    }

    /// Affiliate 1 is approved, 2 has ended; taken$ and THERE are affiliate 1's.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # kind     | row                                                                                  | outcome
        affiliates | name=Anna, external_id=A-1                                                           | created
        affiliates | external_id=A-1                                                                      | refused name missing
        affiliates | name=Anna, external_id=A-1, since=2026-12-01T00:00:00Z, state=approved               | created
        affiliates | name=Anna, external_id=A-1, since=2030-12-01T00:00:00Z                               | refused since in_the_future
        affiliates | name=Anna, external_id=A-1, since=yesterday                                          | refused since malformed
        affiliates | name=Anna                                                                            | refused external_id missing
        affiliates | name=Anna, external_id=A-1, state=banned                                             | refused state malformed
        affiliates | name=Anna, external_id=A-1, channels=website                                         | refused channels malformed
        affiliates | name=Anna, external_id=A-1, channels=carrier: pigeon                                 | refused channels malformed
        affiliates | name=Anna, external_id=A-1, channels=website: x; website: y, tags=a; b, group=gold   | created
        links      | affiliate_id=aff_0000000000001, code=old-$, destination=https://shop.example/a        | created
        links      | affiliate_id=aff_0000000000001, code=taken$, destination=https://shop.example/there  | unchanged
        links      | affiliate_id=aff_0000000000001, code=taken$, destination=https://shop.example/a      | refused code code_taken
        links      | affiliate_id=aff_0000000000002, code=taken$, destination=https://shop.example/there  | refused code code_taken
        links      | affiliate_id=aff_0000000000002, code=new-$, destination=https://shop.example/a       | refused code illegal_state
        links      | affiliate_id=aff_0000000000003, code=new-$, destination=https://shop.example/a       | refused affiliate_id not_enrolled
        links      | affiliate_id=x, code=new-$, destination=https://shop.example/a                       | refused affiliate_id not_enrolled
        links      | external_id=A-9, code=new-$, destination=https://shop.example/a                      | refused external_id not_enrolled
        links      | code=new-$, destination=https://shop.example/a                                       | refused affiliate_id missing
        links      | affiliate_id=aff_0000000000001, external_id=A, code=n$, destination=https://shop.example/a | refused affiliate_id ambiguous
        links      | affiliate_id=aff_0000000000001, code=a/b, destination=https://shop.example/a         | refused code malformed
        links      | affiliate_id=aff_0000000000001, code=new-$, destination=https://evil.example/a       | refused destination other_domain
        links      | affiliate_id=aff_0000000000001, code=new-$, destination=http://shop.example/a        | refused destination malformed
        links      | affiliate_id=aff_0000000000001, code=new-$, destination=https://shop.example/a, enabled=maybe | refused enabled malformed
        coupons    | affiliate_id=aff_0000000000001, code=anna10                                          | created
        coupons    | affiliate_id=aff_0000000000001, code=there                                           | unchanged
        coupons    | affiliate_id=aff_0000000000002, code=there                                           | refused code code_taken
        coupons    | affiliate_id=aff_0000000000002, code=new                                             | refused code illegal_state
        coupons    | affiliate_id=aff_0000000000001, code=a/b                                             | refused code malformed
        """)
    void row_comesToWhatTheDryRunSaid(String kind, String row, String outcome) {
        ImportKind of = ImportKind.parse(kind).orElseThrow();
        Map<String, Map<String, AttributeValue>> before = items(number);
        List<RowOutcome> dry = done(of, true, List.of(cells(row)));
        Map<String, Map<String, AttributeValue>> after = items(number);
        after.keySet().removeIf(key -> key.startsWith("U#"));
        before.keySet().removeIf(key -> key.startsWith("U#"));
        assertThat(after).as("a dry run writes nothing").isEqualTo(before);

        List<RowOutcome> real = done(of, false, List.of(cells(row)));
        assertThat(real).isEqualTo(dry);
        RowOutcome only = real.getFirst();
        String said = said(only);
        assertThat(said).isEqualTo(outcome);
        String again = outcome.equals("created") ? "unchanged" : said.split(" ")[0];
        assertThat(done(of, false, List.of(cells(row))).getFirst().result().text())
                .isEqualTo(again);
    }

    private List<Map<String, String>> affiliates(int count) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            rows.add(cells("name=Affiliate " + row + ", external_id=A-" + row + ", state=approved, tags=old"));
        }
        return rows;
    }

    private List<Map<String, String>> linksOf(int count) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            rows.add(cells("external_id=A-" + row + ", code=old-$-" + row + ", destination=https://shop.example/a"));
        }
        return rows;
    }

    @Test
    void migration_bringsAffiliatesThenTheirLinksByOldCodes() {
        List<RowOutcome> brought = done(ImportKind.AFFILIATES, false, affiliates(230));
        assertThat(brought).hasSize(230).allMatch(row -> row.result() == RowOutcome.Result.CREATED);
        assertThat(brought)
                .extracting(RowOutcome::line)
                .isSorted()
                .startsWith(2)
                .endsWith(231);
        AffiliateId third = AffiliateId.of(brought.get(3).object().orElseThrow());
        Enrollment enrolled = enrollments.find(program, third).orElseThrow().value();
        assertThat(enrolled.state()).isEqualTo(EnrollmentState.APPROVED);
        assertThat(enrolled.tags()).hasSize(1);
        assertThat(new DynamoAffiliates(TABLE).find(third).orElseThrow().value().name())
                .isEqualTo("Affiliate 3");

        done(ImportKind.LINKS, false, linksOf(5));
        Link link =
                links.find(new LinkCode("old-" + number + "-3")).orElseThrow().value();
        assertThat(link.affiliate()).isEqualTo(third);
        assertThat(items(number).keySet().stream().filter(key -> key.startsWith("U#")))
                .as("a trace of each row, and of each import")
                .hasSize(230 + 5 + 2);
    }

    @Test
    void otherContentUnderTheSameName_isRefused_andChangesNothing() {
        done(ImportKind.AFFILIATES, false, List.of(cells("name=Anna, external_id=A, email=" + "1".repeat(64))));
        for (String other : List.of(
                "name=Eve, external_id=A | name differs",
                "name=Anna, external_id=A, email=" + "2".repeat(64) + " | email differs",
                "name=Anna, external_id=A, group=gold | group already_enrolled")) {
            String[] parts = other.split(" \\| ");
            RowOutcome outcome =
                    done(ImportKind.AFFILIATES, false, List.of(cells(parts[0]))).getFirst();
            assertThat(outcome.fault().map(fault -> fault.field() + " " + fault.code()))
                    .contains(parts[1]);
        }
        done(ImportKind.AFFILIATES, false, List.of(cells("name=Bob, external_id=B")));
        RowOutcome both = done(
                        ImportKind.AFFILIATES,
                        false,
                        List.of(cells("name=Bob, external_id=B, email=" + "1".repeat(64))))
                .getFirst();
        assertThat(both.fault().map(ImportRow.Fault::code)).contains("other_affiliate");
    }

    /// 130 rows of which affiliates that the merchant knows by two names stand in two, in one part, in two parts of a
    /// chunk and in two chunks; by as many workers as there are parts, and by one.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void affiliateInTwoRows_isJudgedByTheFirstOne_alsoInADryRun(boolean eachPartByAnother) {
        List<Map<String, String>> rows = affiliates(130);
        // Where they stand, what the second row says beside its name, and what becomes of it.
        String[][] doubles = {
            {"3", "5", "", "unchanged"},
            {"4", "6", ", group=gold", "refused group already_enrolled"},
            {"7", "60", "", "unchanged"},
            {"8", "61", ", tags=new", "refused group already_enrolled"},
            {"9", "120", "", "unchanged"},
            {"10", "121", ", group=gold", "refused group already_enrolled"},
            {"11", "122", ", name=Eve", "refused name differs"},
            {"12", "99", ", state=invited", "unchanged"},
        };
        for (String[] pair : doubles) {
            String number = "D-" + pair[0];
            String email = Digest128.of("email", number).hex().repeat(2);
            known(Integer.parseInt(pair[0]), number, email);
            rows.set(Integer.parseInt(pair[0]), cells("name=Anna, external_id=" + number));
            rows.set(Integer.parseInt(pair[1]), cells("name=Anna, email=" + email + pair[2]));
        }
        // A new name of one that is known, which a later row knows it by; and one name for two.
        known(13, "D-13", "d".repeat(64));
        rows.set(13, cells("name=Anna, external_id=D-new, email=" + "d".repeat(64)));
        rows.set(14, cells("name=Anna, external_id=D-new"));
        rows.set(70, cells("name=Anna, external_id=D-13"));
        rows.set(71, cells("name=Anna, external_id=D-new, email=" + rows.get(60).get("email")));
        rows.set(15, cells("name=New, external_id=N-1, email=" + "e".repeat(64)));
        rows.set(16, cells("name=New, external_id=N-2, email=" + "e".repeat(64)));
        rows.set(123, cells("name=New, external_id=N-1"));

        ImportId dry = begin(ImportKind.AFFILIATES, true, rows);
        AtomicInteger steps = new AtomicInteger();
        for (int worker = 0; worker < 100 && of(dry).isRunning(); worker++) {
            steps.set(eachPartByAnother ? 2 : 1_000);
            work(imports).run(dry, () -> steps.getAndDecrement() == 0);
        }
        List<RowOutcome> said = report(dry);
        assertThat(done(ImportKind.AFFILIATES, false, rows)).isEqualTo(said);

        for (String[] pair : doubles) {
            assertThat(said(said.get(Integer.parseInt(pair[0])))).isEqualTo("created");
            assertThat(said(said.get(Integer.parseInt(pair[1])))).as(pair[1]).isEqualTo(pair[3]);
        }
        assertThat(Stream.of(13, 14, 70, 71, 15, 16, 123).map(row -> said(said.get(row))))
                .containsExactly(
                        "created",
                        "unchanged",
                        "unchanged",
                        "refused email other_affiliate",
                        "created",
                        "unchanged",
                        "unchanged");
    }

    /// Brought once for another program.
    private void known(long affiliate, String externalId, String email) {
        AffiliateId id = new AffiliateId(1_000_000 + 1_000 * number + affiliate);
        AuditEvent event = new AuditEvent(
                new AuditEventId(SECONDS.incrementAndGet()),
                new Tenant.OfMerchant(merchant),
                clock.instant(),
                Optional.empty(),
                "test",
                id.toString(),
                new TreeSet<>());
        List<Change> changes = List.of(
                new Change.NewAffiliate(new Affiliate(
                        id, "Anna", clock.instant(), Optional.of(email), Optional.of(merchant), List.of())),
                new Change.NewAffiliateReference(
                        AffiliateReference.externalId(merchant, program.mode(), externalId), id),
                new Change.NewAffiliateReference(AffiliateReference.email(merchant, program.mode(), email), id));
        assertThat(new DynamoChanges(TABLE).commit(new Changes.Commit(changes, event, Optional.empty())))
                .isInstanceOf(Changes.Outcome.Committed.class);
    }

    private static String said(RowOutcome row) {
        return row.result().text()
                + row.fault()
                        .map(fault -> " " + fault.field() + " " + fault.code())
                        .orElse("");
    }

    /// Before and after each write of the table.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void killedAtEachStep_makesEachRowOnce(boolean before) {
        List<RowOutcome> expected = done(ImportKind.AFFILIATES, true, affiliates(110));
        int steps = 0;
        for (boolean died = true; died; steps++) {
            // Of the first time; what comes after finds all of it there.
            ImportId id = begin(
                    steps == 0 ? ImportKind.AFFILIATES : ImportKind.LINKS,
                    false,
                    steps == 0
                            ? affiliates(110)
                            : linksOf(110).stream()
                                    .map(row -> with(row, "code", row.get("code") + "s" + NUMBERS.incrementAndGet()))
                                    .toList());
            died = diesAt(id, steps, before);
            assertThat(report(id)).allMatch(row -> row.result() == RowOutcome.Result.CREATED);
            assertThat(of(id).progress().created()).isEqualTo(110);
            if (steps == 0) {
                assertThat(report(id)).isEqualTo(expected);
            }
        }
        assertThat(steps).isGreaterThan(5);
        List<RowOutcome> again = done(ImportKind.AFFILIATES, false, affiliates(110));
        assertThat(again).allMatch(row -> row.result() == RowOutcome.Result.UNCHANGED);
        assertThat(again)
                .extracting(RowOutcome::object)
                .isEqualTo(expected.stream().map(RowOutcome::object).toList());
    }

    private static Map<String, String> with(Map<String, String> cells, String name, String value) {
        Map<String, String> other = new HashMap<>(cells);
        other.put(name, value);
        return other;
    }

    private boolean diesAt(ImportId id, int step, boolean before) {
        AtomicInteger left = new AtomicInteger(step);
        Runnable kill = () -> {
            if (left.getAndDecrement() == 0) {
                throw new IllegalStateException("killed");
            }
        };
        Runnable live = () -> {};
        boolean died = false;
        try {
            work(new Watch(imports, before ? kill : live, before ? live : kill)).run(id, () -> false);
        } catch (IllegalStateException killed) {
            died = true;
            assertThat(killed).hasMessage("killed");
        }
        // Whoever comes next waits for the lease.
        Versioned<Import> stopped = imports.find(id).orElseThrow();
        work(imports).run(id, () -> false);
        if (stopped.value().isRunning() && stopped.value().progress().attempts() > 0) {
            assertThat(imports.find(id)).contains(stopped);
        }
        SECONDS.addAndGet(Import.LEASE.toSeconds());
        work(imports).run(id, () -> false);
        assertThat(of(id).progress().state()).isEqualTo(Import.State.DONE);
        return died;
    }

    @Test
    void workerThatSlept_changesNothing() {
        ImportId id = begin(ImportKind.AFFILIATES, false, affiliates(60));
        AtomicInteger writes = new AtomicInteger();
        Imports slow = new Watch(
                imports,
                () -> {
                    if (writes.incrementAndGet() == 2) {
                        SECONDS.addAndGet(Import.LEASE.toSeconds());
                        work(imports).run(id, () -> false);
                    }
                },
                () -> {});
        work(slow).run(id, () -> false);
        assertThat(writes.get()).as("it ended with its stale write").isEqualTo(2);
        assertThat(of(id).progress().created()).isEqualTo(60);
        assertThat(report(id)).hasSize(60);
    }

    /// A code that somebody else takes between the reading and the writing.
    @Test
    void overtakenRow_isJudgedAgain() {
        ImportId id = begin(
                ImportKind.LINKS,
                false,
                List.of(cells("affiliate_id=aff_0000000000001, code=race-$, destination=https://shop.example/a")));
        AtomicInteger writes = new AtomicInteger();
        Imports slow = new Watch(
                imports,
                () -> {
                    if (writes.incrementAndGet() == 2) {
                        links.create(new Link(
                                new LinkId(NUMBERS.incrementAndGet()),
                                new LinkCode("race-" + number),
                                program,
                                new AffiliateId(2),
                                Optional.empty(),
                                Optional.empty(),
                                LandingUrl.of("https://shop.example/b"),
                                true));
                    }
                },
                () -> {});
        work(slow).run(id, () -> false);
        assertThat(report(id).getFirst().fault().map(ImportRow.Fault::code)).contains("code_taken");
        assertThat(of(id).progress().refused()).isEqualTo(1);
    }

    @Test
    void oneAtWhichEveryWorkerFails_ends() {
        ImportId id = begin(ImportKind.AFFILIATES, false, affiliates(1));
        ImportWork broken = work(new Watch(
                imports,
                () -> {
                    if (of(id).progress().attempts() > 0
                            && imports.find(id)
                                    .orElseThrow()
                                    .value()
                                    .progress()
                                    .due()
                                    .isAfter(clock.instant())) {
                        throw new IllegalStateException("broken");
                    }
                },
                () -> {}));
        for (int worker = 0; worker < 20; worker++) {
            assertThatThrownBy(() -> broken.run(id, () -> false)).hasMessage("broken");
            SECONDS.addAndGet(Import.LEASE.toSeconds());
        }
        work(imports).run(id, () -> false);
        assertThat(of(id).progress().state()).isEqualTo(Import.State.FAILED);
        assertThat(of(id).progress().finishedAt()).contains(clock.instant());
    }

    /// As a file's row, and as what it becomes.
    private Map<String, String> order(String order, String coupon, String amount, Instant arrival) {
        Map<String, String> cells = cells("order_id=" + order + ", coupon=" + coupon + ", amount=" + amount
                + ", currency=EUR, occurred_at=" + Instant.parse("2027-01-19T00:00:00Z"));
        ConversionEvent event = event(cells);
        Postback postback = new Postback(event, ReceiptId.derive(event, new byte[32]), arrival);
        String message = Integer.toString(postbacks.size());
        postbacks.put(message, postback);
        return Map.of(ImportRow.MESSAGE, message);
    }

    private ConversionEvent event(Map<String, String> cells) {
        KeyRing ring = new KeyRing(List.of(new KeyRing.Key(0, new byte[32], Instant.EPOCH)));
        return switch (ConversionRows.read(cells, program, ring, clock.instant())) {
            case ConversionRows.Read.Event(var event) -> event;
            case ConversionRows.Read.Wrong(var fault) -> throw new IllegalArgumentException(fault.toString());
        };
    }

    /// As commission does it, whatever it was.
    private void decide(Postback postback) {
        Context context = new Context(
                new ProgramFacts(
                        program,
                        new CurrencyCode("EUR"),
                        ZoneOffset.UTC,
                        new TermsHistory(List.of(TestMarket.terms(1)))),
                Map.of(),
                Map.of(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                clock.instant());
        Optional<OrderState> before = Optional.ofNullable(orders.get(postback.key()));
        switch (Orders.decide(before, postback, context, Map.of())) {
            case Outcome.Posted posted -> orders.put(postback.key(), posted.order());
            case Outcome.Recorded recorded -> orders.put(postback.key(), recorded.order());
            case Outcome.AlreadyRecorded _ -> {}
        }
    }

    @Test
    void pastOrders_goThePostbacksWay_onceEach() {
        Instant arrival = clock.instant();
        List<Map<String, String>> rows = List.of(
                order("O-1", "there", "10.00", arrival),
                order("O-2", "nobodys", "10.00", arrival.plusSeconds(1)),
                order("O-3", "there", "10.00", arrival.plusSeconds(2)));
        List<RowOutcome> dry = done(ImportKind.CONVERSIONS, true, rows);
        assertThat(sent).as("a dry run sends nothing").isEmpty();
        assertThat(done(ImportKind.CONVERSIONS, false, rows)).isEqualTo(dry);
        assertThat(dry.get(1).fault()).contains(new ImportRow.Fault("coupon", "unknown_coupon"));
        assertThat(sent).extracting(postback -> postback.key().order().text()).containsExactly("O-1", "O-3");

        coupons.create(new Coupon(program, new CouponCode("ENDED"), new AffiliateId(2), Optional.empty(), true));
        RowOutcome early = done(ImportKind.CONVERSIONS, false, List.of(order("O-4", "ended", "1.00", arrival)))
                .getFirst();
        assertThat(early.fault()).contains(new ImportRow.Fault("coupon", "not_approved"));

        // What was sent and not noted is found by its own arrival, and sent again as it was.
        sent.forEach(this::decide);
        List<Postback> first = List.copyOf(sent);
        assertThat(done(ImportKind.CONVERSIONS, false, rows)).isEqualTo(dry);
        assertThat(sent)
                .containsExactlyElementsOf(
                        Stream.concat(first.stream(), first.stream()).toList());
        sent.clear();
        // The same file again arrives later; so does one with another amount.
        List<RowOutcome> again = done(
                ImportKind.CONVERSIONS,
                false,
                List.of(
                        order("O-1", "there", "10.00", arrival.plusSeconds(60)),
                        order("O-3", "there", "11.00", arrival.plusSeconds(61))));
        assertThat(again.getFirst().result()).isEqualTo(RowOutcome.Result.UNCHANGED);
        assertThat(again.getLast().fault()).contains(new ImportRow.Fault("order_id", "differs"));
        assertThat(sent).isEmpty();
    }

    @Test
    void pastOrders_areSentBeforeTheirReport() {
        Map<String, String> row = order("O-9", "there", "10.00", clock.instant());
        ImportId id = begin(ImportKind.CONVERSIONS, false, List.of(row));
        AtomicInteger writes = new AtomicInteger();
        ImportWork killed = work(new Watch(
                imports,
                () -> {
                    if (writes.incrementAndGet() == 2) {
                        throw new IllegalStateException("killed");
                    }
                },
                () -> {}));
        assertThatThrownBy(() -> killed.run(id, () -> false)).hasMessage("killed");
        assertThat(sent).hasSize(1);
        decide(sent.getFirst());
        SECONDS.addAndGet(Import.LEASE.toSeconds());
        work(imports).run(id, () -> false);
        assertThat(report(id).getFirst().result()).isEqualTo(RowOutcome.Result.CREATED);
        assertThat(sent.getFirst()).isEqualTo(sent.getLast());
    }

    @Test
    void due_isWhatRuns() {
        ImportId id = begin(ImportKind.AFFILIATES, true, affiliates(1));
        List<Job> sent = new ArrayList<>();
        JobsDueSearch.bulk(JobsDueSearch.Bulk.of(TABLE), sent::addAll)
                .send(clock.instant().plusSeconds(1));
        long minute = clock.instant().plusSeconds(1).getEpochSecond() / 60;
        assertThat(sent).contains(new Job.RunImport("rim_" + minute + "_" + id, id));
        work(imports).run(id, () -> true);
        assertThat(of(id).progress().attempts()).isZero();
        work(imports).run(id, () -> false);
        assertThat(imports.due(clock.instant().plusSeconds(900), Optional.empty())
                        .items())
                .doesNotContain(id);
    }

    /// Does something before and after each write.
    private record Watch(Imports real, Runnable beforeWrite, Runnable afterWrite) implements Imports {
        @Override
        public Replacement write(Versioned<Import> next, int chunk, List<RowOutcome> report, List<Change> changes) {
            beforeWrite.run();
            Replacement written = real.write(next, chunk, report, changes);
            afterWrite.run();
            return written;
        }

        @Override
        public Replacement write(Versioned<Import> next) {
            beforeWrite.run();
            Replacement written = real.write(next);
            afterWrite.run();
            return written;
        }

        @Override
        public Optional<Versioned<Import>> find(ImportId id) {
            return real.find(id);
        }

        @Override
        public Page<Import> of(ProgramId program, PageRequest page) {
            return real.of(program, page);
        }

        @Override
        public List<ImportRow> rows(ImportId id, int chunk) {
            return real.rows(id, chunk);
        }

        @Override
        public List<RowOutcome> report(ImportId id, int chunk) {
            return real.report(id, chunk);
        }

        @Override
        public Page<ImportId> due(Instant now, Optional<String> from) {
            return real.due(now, from);
        }
    }
}
