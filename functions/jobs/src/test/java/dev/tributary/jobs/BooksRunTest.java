package dev.tributary.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.access.ApiKeyId;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.books.BookExport;
import dev.tributary.domain.books.BookExport.Phase;
import dev.tributary.domain.books.BookExports;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.change.Changes;
import dev.tributary.domain.id.AuditEventId;
import dev.tributary.domain.id.ExportId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.AccountName;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Posting;
import dev.tributary.domain.message.Job;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.TimedContext;
import dev.tributary.infrastructure.queue.JobMessages;
import dev.tributary.infrastructure.table.DynamoBackTests;
import dev.tributary.infrastructure.table.DynamoBookExports;
import dev.tributary.infrastructure.table.DynamoChanges;
import dev.tributary.infrastructure.table.DynamoClickChunks;
import dev.tributary.infrastructure.table.DynamoClickMarks;
import dev.tributary.infrastructure.table.DynamoClickResults;
import dev.tributary.infrastructure.table.DynamoOrderLists;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.Table;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Exports of the books on the real table: sums against the entries themselves, killed at each step, delivered
/// twice, at once, while affiliates come.
final class BooksRunTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final String FOLDER = "books/prg_0000000000001/";

    private final Table table = EmbeddedTable.create().connect();
    private final DynamoBookExports exports = new DynamoBookExports(table);
    private final AtomicLong seconds =
            new AtomicLong(Instant.parse("2027-01-20T10:00:00Z").getEpochSecond());
    private final InstantSource source = () -> Instant.ofEpochSecond(seconds.get());
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private BookHistory history = new BookHistory();

    private ExportId begin(YearMonth month) {
        BookExport export = BookExport.start(BookHistory.PROGRAM, month, clock.instant());
        commit(new Change.NewBookExport(export), export.id());
        return export.id();
    }

    private void commit(Change change, ExportId id) {
        Tenant tenant = new Tenant.OfMerchant(new MerchantId(1));
        AuditEvent event = new AuditEvent(
                new AuditEventId(seconds.incrementAndGet()),
                tenant,
                clock.instant(),
                Optional.of(new AuditEvent.By(tenant, new ApiKeyId("key_00000000000000000000000000000001"))),
                "export.create",
                id.toString(),
                new TreeSet<>());
        assertThat(new DynamoChanges(table).commit(new Changes.Commit(List.of(change), event, Optional.empty())))
                .isInstanceOf(Changes.Outcome.Committed.class);
    }

    private BookWork work(BookExports store) {
        return new BookWork(new BookWork.Sources(history, history), store, history, clock);
    }

    private BookExport export(ExportId id) {
        return exports.find(id).orElseThrow().value();
    }

    private BookExport made(YearMonth month) {
        ExportId id = begin(month);
        work(exports).run(id, () -> false);
        assertThat(export(id).progress().phase()).isEqualTo(Phase.DONE);
        return export(id);
    }

    private String text(YearMonth month) {
        return history.files.entrySet().stream()
                .filter(file -> file.getKey().matches(FOLDER + month + "-[0-9]+\\.csv"))
                .map(file -> new String(file.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    private static List<String[]> rows(String text, String kind) {
        return text.lines()
                .map(line -> line.split(",", -1))
                .filter(cells -> cells[0].equals(kind))
                .toList();
    }

    /// Account, then debits less credits.
    private static Map<String, BigDecimal> balances(List<String[]> rows) {
        Map<String, BigDecimal> balances = new TreeMap<>();
        rows.forEach(cells -> balances.merge(
                cells[7], new BigDecimal(cells[10]).subtract(new BigDecimal(cells[11])), BigDecimal::add));
        balances.values().removeIf(balance -> balance.signum() == 0);
        return balances;
    }

    /// From the entries, and not by the code that exports them.
    private Map<String, BigDecimal> until(Instant end) {
        Map<String, BigDecimal> balances = new TreeMap<>();
        for (List<Entry> account : history.entries.values()) {
            for (Entry entry : account) {
                if (entry.cause().postedAt().isBefore(end)) {
                    for (Posting posting : entry.postings()) {
                        BigDecimal amount = BigDecimal.valueOf(posting.amount().minor(), 2);
                        balances.merge(name(posting.from()), amount, BigDecimal::add);
                        balances.merge(name(posting.to()), amount.negate(), BigDecimal::add);
                    }
                }
            }
        }
        balances.values().removeIf(balance -> balance.signum() == 0);
        return balances;
    }

    private static String name(AccountName ledger) {
        String text = ledger.text().replaceFirst("^pending:.*", "pending");
        return Map.of(
                        "merchant_expense", "commission_expense",
                        "merchant_expense:rail_fee", "rail_fee_expense",
                        "merchant_expense:write_off", "write_off_expense",
                        "receivable", "receivable_from_affiliates",
                        "cash:csv", "cash_csv",
                        "cash:sepa", "cash_sepa")
                .getOrDefault(text, "payable_" + text);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void sums_areThoseOfTheEntries_andMonthsFollowEachOther(long seed) {
        history.random(new Random(seed), 130, 30, 90);
        // November in Riga, whose clocks changed in October.
        Instant begin = Instant.parse("2026-10-31T22:00:00Z");
        Instant end = Instant.parse("2026-11-30T22:00:00Z");
        made(OCTOBER);
        BookExport november = made(NOVEMBER);
        String text = text(NOVEMBER);

        assertThat(balances(rows(text, "opening"))).isEqualTo(until(begin));
        assertThat(balances(rows(text, "closing"))).isEqualTo(until(end));
        assertThat(balances(rows(text(OCTOBER), "closing"))).isEqualTo(until(begin));
        Map<String, BigDecimal> moved = until(end);
        until(begin).forEach((account, balance) -> moved.merge(account, balance.negate(), BigDecimal::add));
        moved.values().removeIf(balance -> balance.signum() == 0);
        List<String[]> lines = rows(text, "entry");
        assertThat(balances(lines)).isEqualTo(moved);
        lines.stream()
                .collect(Collectors.groupingBy(cells -> cells[4] + " " + cells[5]))
                .forEach(
                        (entry, sides) -> assertThat(total(sides, 10)).as(entry).isEqualTo(total(sides, 11)));
        long count = history.entries.values().stream()
                .flatMap(List::stream)
                .filter(entry -> !entry.cause().postedAt().isBefore(begin)
                        && entry.cause().postedAt().isBefore(end))
                .count();
        assertThat(november.progress().entries()).isEqualTo(count).isPositive();
        assertThat(november.progress().affiliates()).isEqualTo(history.entries.size());
        assertThat(lines).allSatisfy(cells -> assertThat(cells[1]).startsWith("2026-11-"));
    }

    private static BigDecimal total(List<String[]> rows, int column) {
        return rows.stream().map(cells -> new BigDecimal(cells[column])).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void file_isAsLargeAsAnAnswerTakes_andNoCellIsAFormula() {
        history.random(new Random(7), 3, 9_000, 60);
        BookExport export = made(OCTOBER);

        assertThat(export.progress().pieces()).isGreaterThan(20);
        assertThat(export.files()).hasSizeGreaterThan(1);
        assertThat(export.files().getFirst().bytes()).isBetween(4 * 1024 * 1024 - 400, 4 * 1024 * 1024);
        String manifest = new String(
                Objects.requireNonNull(history.files.get(FOLDER + "2026-10.sha256")), StandardCharsets.UTF_8);
        assertThat(manifest.lines()).hasSize(export.files().size());
        manifest.lines().forEach(line -> {
            String[] parts = line.split("  ");
            assertThat(BookWork.sha256(Objects.requireNonNull(history.files.get(FOLDER + parts[1]))))
                    .isEqualTo(parts[0]);
        });
        String text = text(OCTOBER);
        assertThat(text.lines().findFirst()).hasValue(String.join(",", JournalCsv.HEADER));
        assertThat(text.lines().skip(1))
                .allMatch(line -> line.matches(
                        "(opening|entry|closing),[0-9TZ:.,_a-zA-Z-]*,[0-9]+\\.[0-9]{2},[0-9]+\\.[0-9]{2},EUR"));
        assertThat(text.lines().skip(1).flatMap(line -> List.of(line.split(",", -1)).stream()))
                .noneMatch(cell -> cell.matches("[=+@\\t\\r-].*"));
        assertThat(text).endsWith("EUR\r\n").doesNotContain("\"", "opening,,,,,,,payable_held\n");
    }

    /// Before and after each write of the table, and each put of a file.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void killedAtEachStep_endsWithTheSameBytes(boolean before) {
        history.random(new Random(11), 210, 12, 90);
        made(NOVEMBER);
        Map<String, byte[]> expected = Map.copyOf(history.files);
        int steps = 0;
        for (boolean died = true; died; steps++) {
            died = diesAt(steps, before);
            assertThat(history.files).containsExactlyInAnyOrderEntriesOf(expected);
        }
        assertThat(steps).isGreaterThan(6);
    }

    private boolean diesAt(int step, boolean before) {
        BookHistory again = new BookHistory();
        again.enrolled.putAll(history.enrolled);
        again.entries.putAll(history.entries);
        history = again;
        ExportId id = ExportId.books(BookHistory.PROGRAM.id(), NOVEMBER);
        Versioned<BookExport> there = exports.find(id).orElseThrow();
        commit(new Change.ChangedBookExport(there.with(there.value().again(clock.instant()))), id);
        AtomicInteger left = new AtomicInteger(step);
        Runnable kill = () -> {
            if (left.getAndDecrement() == 0) {
                throw new IllegalStateException("killed");
            }
        };
        Runnable live = () -> {};
        history.beforePut = before ? kill : live;
        history.afterPut = before ? live : kill;
        boolean died = false;
        try {
            work(new Watch(exports, before ? kill : live, before ? live : kill)).run(id, () -> false);
        } catch (IllegalStateException killed) {
            died = true;
            assertThat(killed).hasMessage("killed");
        }
        // Whoever comes next waits for the lease. Meanwhile somebody joins.
        Versioned<BookExport> left0 = exports.find(id).orElseThrow();
        work(exports).run(id, () -> false);
        if (left0.value().isRunning() && left0.value().progress().attempts() > 0) {
            assertThat(exports.find(id)).contains(left0);
        }
        history.enroll(step);
        seconds.addAndGet(BookExport.LEASE.toSeconds());
        work(exports).run(id, () -> false);
        assertThat(export(id).progress().phase()).isEqualTo(Phase.DONE);
        return died;
    }

    @Test
    void fewPartsAtATime_endWithTheSameBytes() {
        history.random(new Random(5), 250, 10, 90);
        made(NOVEMBER);
        Map<String, byte[]> expected = Map.copyOf(history.files);
        history.files.clear();
        ExportId id = ExportId.books(BookHistory.PROGRAM.id(), NOVEMBER);
        Versioned<BookExport> there = exports.find(id).orElseThrow();
        commit(new Change.ChangedBookExport(there.with(there.value().again(clock.instant()))), id);
        int runs = 0;
        for (; export(id).isRunning(); runs++) {
            AtomicInteger asked = new AtomicInteger();
            work(exports).run(id, () -> asked.incrementAndGet() > 2);
        }

        assertThat(runs).isGreaterThan(3);
        assertThat(history.files).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @Test
    void workerThatSlept_changesNothing() {
        history.random(new Random(6), 120, 10, 90);
        ExportId id = begin(NOVEMBER);
        AtomicInteger writes = new AtomicInteger();
        BookExports slow = new Watch(
                exports,
                () -> {
                    if (writes.incrementAndGet() == 3) {
                        seconds.addAndGet(BookExport.LEASE.toSeconds());
                        work(exports).run(id, () -> false);
                    }
                },
                () -> {});
        work(slow).run(id, () -> false);

        assertThat(writes.get()).as("it ended with its stale write").isEqualTo(3);
        assertThat(export(id).progress().phase()).isEqualTo(Phase.DONE);
        Map<String, byte[]> files = Map.copyOf(history.files);
        history.files.clear();
        commit(
                new Change.ChangedBookExport(
                        exports.find(id).orElseThrow().with(export(id).again(clock.instant()))),
                id);
        work(exports).run(id, () -> false);
        assertThat(history.files).containsExactlyInAnyOrderEntriesOf(files);
    }

    @Test
    void otherFileUnderItsName_failsIt_andStays() {
        history.post(3, Instant.parse("2026-11-10T10:00:00Z"), List.of(posting("5.00")));
        history.enroll(3);
        byte[] other = {1};
        history.files.put(FOLDER + "2026-11-1.csv", other);
        ExportId id = begin(NOVEMBER);
        work(exports).run(id, () -> false);

        assertThat(export(id).progress().phase()).isEqualTo(Phase.FAILED);
        assertThat(export(id).progress().finishedAt()).contains(clock.instant());
        assertThat(history.files).containsOnlyKeys(FOLDER + "2026-11-1.csv").containsValue(other);
        assertThat(exports.due(clock.instant().plusSeconds(900), Optional.empty())
                        .items())
                .isEmpty();
    }

    private static Posting posting(String amount) {
        return new Posting(
                new AccountName.MerchantExpense(),
                new AccountName.Available(),
                Money.of(amount, BookHistory.EUR),
                Optional.empty());
    }

    @Test
    void oneAtWhichEveryWorkerFails_ends() {
        ExportId id = begin(NOVEMBER);
        BookWork broken = work(new Watch(exports, () -> {}, () -> {
            throw new IllegalStateException("broken");
        }));
        for (int worker = 0; worker < 20; worker++) {
            assertThatThrownBy(() -> broken.run(id, () -> false)).hasMessage("broken");
            seconds.addAndGet(BookExport.LEASE.toSeconds());
        }
        work(exports).run(id, () -> false);

        assertThat(export(id).progress().phase()).isEqualTo(Phase.FAILED);
        assertThat(history.files).isEmpty();
    }

    /// By the fixed schedule, the queue and the handler.
    @Test
    void monthWithoutEntries_isAFileToo_bySchedule() {
        ExportId id = begin(NOVEMBER);
        List<Job> sent = new ArrayList<>();
        assertThat(JobsDueSearch.books(exports, sent::addAll)
                        .send(clock.instant().plusSeconds(1)))
                .isEqualTo(1);
        SQSMessage message = new SQSMessage();
        message.setMessageId("1");
        message.setBody(JobMessages.write(sent.getFirst()));
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message));
        JobsHandler handler = new JobsHandler(
                new DynamoClickChunks(table),
                new DynamoClickMarks(table, 1),
                new DynamoClickResults(table),
                any -> ZoneOffset.UTC,
                new DayClose.Paying(any -> false, closed -> {}),
                new FeeDecisions(FeeDecisions.Stores.of(table), clock),
                new BackTestWork(new DynamoBackTests(table), new DynamoOrderLists(table), clock),
                new BulkWork(
                        work(exports)::run, BulkWork.NONE.lists(), BulkWork.NONE.imports(), BulkWork.NONE.purges()),
                clock);
        assertThat(handler.handleRequest(event, new TimedContext(14_999)).getBatchItemFailures())
                .isEmpty();
        assertThat(export(id).progress().attempts())
                .as("no time from the start")
                .isZero();
        assertThat(handler.handleRequest(event, new TimedContext(60_000)).getBatchItemFailures())
                .isEmpty();

        assertThat(export(id).progress().phase()).isEqualTo(Phase.DONE);
        assertThat(text(NOVEMBER)).isEqualTo(String.join(",", JournalCsv.HEADER) + "\r\n");
        assertThat(JobsDueSearch.books(exports, sent::addAll)
                        .send(clock.instant().plusSeconds(900)))
                .isZero();
    }

    /// Does something before and after each write.
    private record Watch(BookExports real, Runnable beforeWrite, Runnable afterWrite) implements BookExports {
        @Override
        public Replacement write(Versioned<BookExport> export, Optional<Piece> piece) {
            beforeWrite.run();
            Replacement written = real.write(export, piece);
            afterWrite.run();
            return written;
        }

        @Override
        public Optional<Versioned<BookExport>> find(ExportId id) {
            return real.find(id);
        }

        @Override
        public Page<BookExport> of(ProgramId program, PageRequest page) {
            return real.of(program, page);
        }

        @Override
        public byte[] piece(ExportId id, int number) {
            return real.piece(id, number);
        }

        @Override
        public Page<ExportId> due(Instant now, Optional<String> from) {
            return real.due(now, from);
        }
    }
}
