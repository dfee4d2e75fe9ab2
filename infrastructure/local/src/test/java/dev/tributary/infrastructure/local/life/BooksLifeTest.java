package dev.tributary.infrastructure.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.access.ApiKeyId;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.books.BookExport;
import dev.tributary.domain.books.BookExport.Phase;
import dev.tributary.domain.books.BookFiles;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.change.Changes;
import dev.tributary.domain.id.AuditEventId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.Program;
import dev.tributary.infrastructure.local.check.BookChecks;
import dev.tributary.infrastructure.local.check.Snapshot;
import dev.tributary.infrastructure.table.DynamoAccounts;
import dev.tributary.infrastructure.table.DynamoBookExports;
import dev.tributary.infrastructure.table.DynamoChanges;
import dev.tributary.infrastructure.table.DynamoEnrollments;
import dev.tributary.infrastructure.table.DynamoPrograms;
import dev.tributary.infrastructure.table.InMemoryDynamo;
import dev.tributary.infrastructure.table.Table;
import dev.tributary.jobs.BookWork;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a life has posted, as the ledger posts it, exported for the books and held against the entries by the checker.
final class BooksLifeTest {
    /// Everything in a life happens around its start.
    private static final List<YearMonth> MONTHS =
            List.of(YearMonth.of(2026, 10), YearMonth.of(2026, 11), YearMonth.of(2026, 12), YearMonth.of(2027, 1));
    private static final Instant LATER = Instant.parse("2027-03-20T10:00:00Z");

    private final TreeMap<String, byte[]> files = new TreeMap<>();
    private final BookFiles bucket = new BookFiles() {
        @Override
        public Put put(String name, byte[] bytes) {
            files.put(name, bytes);
            return new Put.There();
        }

        @Override
        public byte[] read(String name, int atMost) {
            throw new IllegalStateException("not asked");
        }
    };

    private record Lived(OrderLife life, OrderLife.Tables tables) {}

    private static Lived live(long seed) {
        TableFaults faults = new TableFaults();
        Table table = InMemoryDynamo.create();
        OrderLife.Tables tables = new OrderLife.Tables(table, InMemoryDynamo.connect(table, faults));
        OrderLife life = new OrderLife(seed, tables, faults, 30, OrderMistake.NONE);
        assertThat(life.run()).isEmpty();
        assertThat(life.mend()).isEmpty();
        return new Lived(life, tables);
    }

    private String export(Table table, Program program, YearMonth month) {
        Clock clock = Clock.fixed(LATER, ZoneOffset.UTC);
        DynamoBookExports exports = new DynamoBookExports(table);
        BookExport export = BookExport.start(program, month, LATER);
        Tenant tenant = new Tenant.OfMerchant(program.merchant());
        AuditEvent event = new AuditEvent(
                new AuditEventId(export.id().digest().high()),
                tenant,
                LATER,
                Optional.of(new AuditEvent.By(tenant, new ApiKeyId("key_00000000000000000000000000000001"))),
                "export.create",
                export.id().toString(),
                new TreeSet<>());
        assertThat(new DynamoChanges(table)
                        .commit(new Changes.Commit(List.of(new Change.NewBookExport(export)), event, Optional.empty())))
                .isInstanceOf(Changes.Outcome.Committed.class);
        new BookWork(
                        new BookWork.Sources(new DynamoEnrollments(table), new DynamoAccounts(table)),
                        exports,
                        bucket,
                        clock)
                .run(export.id(), () -> false);
        assertThat(exports.find(export.id()).orElseThrow().value().progress().phase())
                .isEqualTo(Phase.DONE);
        return files.entrySet().stream()
                .filter(file -> file.getKey().startsWith(export.name() + "-"))
                .map(file -> new String(file.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyPosting_isInTheBooks(long seed) {
        Lived lived = live(seed);
        Table table = lived.tables().plain();
        Snapshot snapshot = lived.tables().snapshot();
        long lines = 0;
        for (ProgramId id : lived.life().programs()) {
            Program program = new DynamoPrograms(table).find(id).orElseThrow().value();
            for (YearMonth month : MONTHS) {
                String csv = export(table, program, month);
                assertThat(BookChecks.broken(snapshot, id.toString(), month, csv))
                        .as("seed %s, %s, %s", seed, id, month)
                        .isEmpty();
                lived.life()
                        .secrets()
                        .forEach((what, secret) -> assertThat(csv).as(what).doesNotContain(secret));
                lines += csv.lines().filter(line -> line.startsWith("entry,")).count();
            }
        }
        assertThat(lines).isGreaterThan(40);
    }

    /// What the checker has to notice.
    @Test
    void plantedMistakes_areNoticed() {
        Lived lived = live(1);
        Table table = lived.tables().plain();
        Snapshot snapshot = lived.tables().snapshot();
        for (ProgramId id : lived.life().programs()) {
            Program program = new DynamoPrograms(table).find(id).orElseThrow().value();
            for (YearMonth month : MONTHS) {
                String csv = export(table, program, month);
                List<String> entries =
                        csv.lines().filter(line -> line.startsWith("entry,")).toList();
                if (entries.size() > 1) {
                    String first = entries.getFirst() + "\r\n";
                    String account = first.split(",", -1)[7];
                    for (String wrong : List.of(
                            csv.replace(first, ""),
                            csv.replace(first, first + first),
                            csv.replace(first, first.replace("," + account + ",", ",cash_csv,")),
                            csv.replaceFirst("closing,([^\r]*),[0-9.]+,([0-9.]+),", "closing,$1,7,0,"),
                            csv.replaceFirst("(entry,[^\r]*),([0-9.]+),([0-9.]+),", "$1,$3,$2,"))) {
                        assertThat(wrong).isNotEqualTo(csv);
                        assertThat(BookChecks.broken(snapshot, id.toString(), month, wrong))
                                .isNotEmpty();
                    }
                    return;
                }
            }
        }
        assertThat(lived.life().programs()).as("nothing was posted").isEmpty();
    }
}
