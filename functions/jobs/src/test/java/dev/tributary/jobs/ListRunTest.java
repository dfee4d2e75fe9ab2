package dev.tributary.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.access.ApiKeyId;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.books.BookExport.Phase;
import dev.tributary.domain.books.BookExports.Piece;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.change.Changes;
import dev.tributary.domain.id.AuditEventId;
import dev.tributary.domain.id.ExportId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.listing.ListExport;
import dev.tributary.domain.listing.ListExport.Failure;
import dev.tributary.domain.listing.ListExport.Wish;
import dev.tributary.domain.listing.ListExports;
import dev.tributary.domain.listing.ListKind;
import dev.tributary.domain.message.Job;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.table.DynamoChanges;
import dev.tributary.infrastructure.table.DynamoListExports;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.Table;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Exports of lists on the real table: killed at each step, delivered twice, at once, while the list grows.
final class ListRunTest {
    private static final Tenant TENANT = new Tenant.OfMerchant(new MerchantId(1));
    private static final Table TABLE = EmbeddedTable.create().connect();
    private static final AtomicLong SECONDS =
            new AtomicLong(Instant.parse("2027-01-20T10:00:00Z").getEpochSecond());

    private final DynamoListExports exports = new DynamoListExports(TABLE);
    private final InstantSource source = () -> Instant.ofEpochSecond(SECONDS.get());
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final BookHistory bucket = new BookHistory();
    private int rows = 3_000;

    /// A list of coupons by number; every third page is empty, as of a narrow filter.
    private Page<List<String>> page(PageRequest request) {
        int from = request.after().map(Integer::parseInt).orElse(0);
        int to = Math.min(rows, from + request.limit());
        List<List<String>> page = from / request.limit() % 3 == 2
                ? List.of()
                : IntStream.range(from, to)
                        .mapToObj(row -> List.of("prg_1", "CODE " + row, "aff_1", "", "true"))
                        .toList();
        return new Page<>(page, to < rows ? Optional.of(Integer.toString(to)) : Optional.empty());
    }

    private ExportId begin() {
        ExportId id = ExportId.list(SECONDS.incrementAndGet());
        ListExport export = ListExport.start(
                id,
                new Wish(TENANT, ListKind.COUPONS, Map.of(), Optional.empty(), Language.ENGLISH, Optional.empty()),
                clock.instant());
        AuditEvent event = new AuditEvent(
                new AuditEventId(SECONDS.incrementAndGet()),
                TENANT,
                clock.instant(),
                Optional.of(new AuditEvent.By(TENANT, new ApiKeyId("key_00000000000000000000000000000001"))),
                "export.create",
                id.toString(),
                new TreeSet<>());
        Changes.Commit commit = new Changes.Commit(List.of(new Change.NewListExport(export)), event, Optional.empty());
        assertThat(new DynamoChanges(TABLE).commit(commit)).isInstanceOf(Changes.Outcome.Committed.class);
        return id;
    }

    private ListWork work(ListExports store) {
        return new ListWork((wish, filter, now) -> this::page, store, bucket, clock);
    }

    private ListExport export(ExportId id) {
        return exports.find(id).orElseThrow().value();
    }

    private static String text(Map<String, byte[]> files) {
        return files.values().stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    private String expected() {
        List<String> lines = new ArrayList<>(List.of("program_id,code,affiliate_id,channel_id,enabled\r\n"));
        for (int row = 0; row < rows; row++) {
            if (row / ListExport.PAGE % 3 != 2) {
                lines.add("prg_1,CODE " + row + ",aff_1,,true\r\n");
            }
        }
        return String.join("", lines);
    }

    @Test
    void file_isTheList_withItsHeaderOnce() {
        ExportId id = begin();
        work(exports).run(id, () -> false);

        ListExport done = export(id);
        assertThat(done.progress().phase()).isEqualTo(Phase.DONE);
        assertThat(done.progress().rows()).isEqualTo(2_000);
        assertThat(done.progress().pieces()).isEqualTo(2);
        assertThat(done.progress().finishedAt()).contains(clock.instant());
        assertThat(bucket.files).containsOnlyKeys("lists/" + id + "/1.csv");
        assertThat(text(bucket.files)).isEqualTo(expected());
        assertThat(done.files()).singleElement().satisfies(file -> {
            assertThat(file.bytes()).isEqualTo(expected().length());
            assertThat(file.sha256()).isEqualTo(BookWork.sha256(expected().getBytes(StandardCharsets.UTF_8)));
        });
    }

    @Test
    void largeList_isCutIntoFiles_afterWholeLines() {
        rows = 300_000;
        ExportId id = begin();
        work(exports).run(id, () -> false);

        assertThat(export(id).files()).hasSizeGreaterThan(1);
        assertThat(export(id).files().getFirst().bytes()).isBetween(4 * 1024 * 1024 - 60, 4 * 1024 * 1024);
        TreeMap<Integer, byte[]> inOrder = new TreeMap<>();
        export(id)
                .files()
                .forEach(file -> inOrder.put(
                        file.number(),
                        Objects.requireNonNull(bucket.files.get(export(id).name(file)))));
        String whole = inOrder.values().stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .collect(Collectors.joining());
        assertThat(whole).isEqualTo(expected());
        assertThat(inOrder.values()).allMatch(bytes -> bytes[bytes.length - 1] == '\n');
    }

    /// Before and after each write of the table, and each put of a file; somebody else goes on while the list grows.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void killedAtEachStep_losesNothingAndRepeatsNothing(boolean before) {
        int steps = 0;
        for (boolean died = true; died; steps++) {
            rows = 4_000;
            bucket.files.clear();
            died = diesAt(steps, before);
            List<String> lines = text(bucket.files).lines().toList();
            assertThat(lines)
                    .doesNotHaveDuplicates()
                    .containsAll(expected().lines().limit(2_600).toList());
            assertThat(lines).isSubsetOf(expected().lines().toList());
        }
        assertThat(steps).isGreaterThan(5);
    }

    private boolean diesAt(int step, boolean before) {
        ExportId id = begin();
        AtomicInteger left = new AtomicInteger(step);
        Runnable kill = () -> {
            if (left.getAndDecrement() == 0) {
                throw new IllegalStateException("killed");
            }
        };
        Runnable live = () -> {};
        bucket.beforePut = before ? kill : live;
        bucket.afterPut = before ? live : kill;
        boolean died = false;
        try {
            work(new Watch(exports, before ? kill : live, before ? live : kill)).run(id, () -> false);
        } catch (IllegalStateException killed) {
            died = true;
            assertThat(killed).hasMessage("killed");
        }
        bucket.beforePut = live;
        bucket.afterPut = live;
        Map<String, byte[]> there = Map.copyOf(bucket.files);
        // Whoever comes next waits for the lease.
        Versioned<ListExport> stopped = exports.find(id).orElseThrow();
        work(exports).run(id, () -> false);
        if (stopped.value().isRunning() && stopped.value().progress().attempts() > 0) {
            assertThat(exports.find(id)).contains(stopped);
        }
        rows += 100;
        SECONDS.addAndGet(ListExport.LEASE.toSeconds());
        work(exports).run(id, () -> false);
        assertThat(export(id).progress().phase()).isEqualTo(Phase.DONE);
        there.forEach(
                (name, bytes) -> assertThat(bucket.files.get(name)).as(name).isEqualTo(bytes));
        return died;
    }

    @Test
    void workerThatSlept_changesNothing() {
        ExportId id = begin();
        AtomicInteger writes = new AtomicInteger();
        ListExports slow = new Watch(
                exports,
                () -> {
                    if (writes.incrementAndGet() == 2) {
                        SECONDS.addAndGet(ListExport.LEASE.toSeconds());
                        work(exports).run(id, () -> false);
                        rows = 10;
                    }
                },
                () -> {});
        work(slow).run(id, () -> false);

        assertThat(writes.get()).as("it ended with its stale write").isEqualTo(2);
        assertThat(export(id).progress().rows()).isEqualTo(2_000);
        assertThat(bucket.files).hasSize(1);
    }

    @Test
    void fewPartsAtATime_endWithTheSameBytes() {
        ExportId id = begin();
        int runs = 0;
        for (; export(id).isRunning(); runs++) {
            AtomicInteger asked = new AtomicInteger();
            work(exports).run(id, () -> asked.incrementAndGet() > 2);
        }
        assertThat(runs).isGreaterThan(3);
        assertThat(text(bucket.files)).isEqualTo(expected());
    }

    @Test
    void otherFileUnderItsName_failsIt_andStays() {
        ExportId id = begin();
        byte[] other = {1};
        bucket.files.put("lists/" + id + "/1.csv", other);
        work(exports).run(id, () -> false);

        assertThat(export(id).progress().failure()).contains(Failure.OTHER_FILE);
        assertThat(bucket.files).containsValue(other).hasSize(1);
        assertThat(exports.due(clock.instant().plusSeconds(900), Optional.empty())
                        .items())
                .doesNotContain(id);
    }

    @Test
    void oneAtWhichEveryWorkerFails_ends() {
        ExportId id = begin();
        ListWork broken = work(new Watch(exports, () -> {}, () -> {
            throw new IllegalStateException("broken");
        }));
        for (int worker = 0; worker < 20; worker++) {
            assertThatThrownBy(() -> broken.run(id, () -> false)).hasMessage("broken");
            SECONDS.addAndGet(ListExport.LEASE.toSeconds());
        }
        work(exports).run(id, () -> false);
        assertThat(export(id).progress().failure()).contains(Failure.BROKEN);
        assertThat(bucket.files).isEmpty();
    }

    @Test
    void moreRowsThanItMayHold_endIt() {
        Wish wish = new Wish(TENANT, ListKind.LINKS, Map.of(), Optional.empty(), Language.ENGLISH, Optional.empty());
        ListExport export = ListExport.start(ExportId.list(1), wish, clock.instant());
        ListExport full = export.read(ListExport.MOST_ROWS, true, Optional.of("x"), clock.instant());
        assertThat(full.isRunning()).isTrue();
        ListExport over = full.read(1, true, Optional.empty(), clock.instant());
        assertThat(over.progress().failure()).contains(Failure.TOO_MANY_ROWS);
        assertThat(over.isRunning()).isFalse();
    }

    /// By the fixed schedule, and not once its time is over.
    @Test
    void due_isWhatRuns() {
        rows = 0;
        ExportId id = begin();
        List<Job> sent = new ArrayList<>();
        JobsDueSearch search = JobsDueSearch.bulk(JobsDueSearch.Bulk.of(TABLE), sent::addAll);
        search.send(clock.instant().plusSeconds(1));
        long minute = clock.instant().plusSeconds(1).getEpochSecond() / 60;
        assertThat(sent).contains(new Job.ExportList("xls_" + minute + "_" + id, id));

        work(exports).run(id, () -> true);
        assertThat(export(id).progress().attempts())
                .as("no time from the start")
                .isZero();
        Versioned<ListExport> waiting = exports.find(id).orElseThrow();
        SECONDS.addAndGet(ListExport.KEPT.toSeconds());
        work(exports).run(id, () -> false);
        assertThat(exports.find(id)).contains(waiting);
        SECONDS.addAndGet(-ListExport.KEPT.toSeconds());
        work(exports).run(id, () -> false);
        assertThat(text(bucket.files)).isEqualTo("program_id,code,affiliate_id,channel_id,enabled\r\n");
    }

    /// Does something before and after each write.
    private record Watch(ListExports real, Runnable beforeWrite, Runnable afterWrite) implements ListExports {
        @Override
        public Replacement write(Versioned<ListExport> export, Optional<Piece> piece) {
            beforeWrite.run();
            Replacement written = real.write(export, piece);
            afterWrite.run();
            return written;
        }

        @Override
        public Optional<Versioned<ListExport>> find(ExportId id) {
            return real.find(id);
        }

        @Override
        public Page<ListExport> of(Tenant tenant, PageRequest page) {
            return real.of(tenant, page);
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
