package dev.tributary.infrastructure.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.click.ChunkFormat;
import dev.tributary.domain.click.Click;
import dev.tributary.domain.click.ClickChunks;
import dev.tributary.domain.click.ClickKind;
import dev.tributary.domain.click.ClickMarks;
import dev.tributary.domain.click.ClickMarks.Kind;
import dev.tributary.domain.click.ClickMarks.Mark;
import dev.tributary.domain.click.ClickMarks.Page;
import dev.tributary.domain.click.ClickReports;
import dev.tributary.domain.click.ClickResults;
import dev.tributary.domain.click.ClickResults.Outcome;
import dev.tributary.domain.click.ClickSpan;
import dev.tributary.domain.click.ClickSpan.Hour;
import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.click.CountKey;
import dev.tributary.domain.click.DamagedItemException;
import dev.tributary.domain.click.DayCounts;
import dev.tributary.domain.click.Dimension;
import dev.tributary.domain.click.KindCounts;
import dev.tributary.domain.click.TestClick;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What every store of clicks must do.
abstract class ClickStoreContract {
    private static final AtomicLong PROGRAMS = new AtomicLong(1);
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    private final ProgramId program = new ProgramId(PROGRAMS.getAndIncrement());
    private final long minute = TestClick.NOON.getEpochSecond() / 60;
    private final Slice slice = new Slice(program, minute, 3);

    abstract ClickChunks chunks();

    abstract ClickMarks marks();

    abstract ClickResults results();

    abstract ClickReports reports();

    private static DayCounts counts(long qualified) {
        DayCounts.Sum sum = new DayCounts.Sum();
        sum.add(DAY, CountKey.TOTAL, new KindCounts(qualified, 0, 0, 0, 0));
        return sum.counts();
    }

    /// So many rows that they take several parts, and differ by `variant`.
    private static DayCounts large(long variant) {
        DayCounts.Sum sum = new DayCounts.Sum();
        for (int i = 0; i < 9_000; i++) {
            CountKey key = CountKey.ofSub(0, new LinkId(i), "a-value-that-is-long-enough-" + variant + "-" + i);
            sum.add(DAY, key, KindCounts.one(ClickKind.QUALIFIED));
        }
        return sum.counts();
    }

    private Map<Slice, DayCounts> slices(Hour hour, boolean whole) {
        Map<Slice, DayCounts> read = new HashMap<>();
        assertThat(results().slices(hour, read::put)).isEqualTo(whole);
        return read;
    }

    @Test
    void damagedChunk_isAnErrorThatNamesIt() {
        chunks().put(slice, new byte[] {1, 2, 3});

        assertThatThrownBy(() -> chunks().read(slice))
                .isInstanceOf(DamagedItemException.class)
                .hasMessageContaining("C#" + program + "#" + minute + "#3 / ");
    }

    /// Only as far as is asked for, and never further than all are found.
    @Test
    void clicks_areFoundByTheirIds_pageByPage() {
        List<Click> clicks = LongStream.range(0, 14_000)
                .mapToObj(nonce -> TestClick.of(program.bits(), nonce * 0x9E3779B97F4A7C15L)
                        .withSubs(Long.toHexString(nonce * 0xC2B2AE3D27D4EB4FL), "x".repeat(40) + nonce)
                        .withShard(3)
                        .click())
                .toList();
        // The same ones again stand in chunks of their own.
        for (int times = 0; times < 3; times++) {
            ChunkFormat.pack(clicks).forEach(chunk -> chunks().put(slice, chunk));
        }
        Set<String> there = Set.of(
                clicks.getFirst().clickId(),
                clicks.get(7_000).clickId(),
                clicks.getLast().clickId());
        Click none = TestClick.of(program.bits(), 5).withShard(3).click();

        ClickChunks.Looked all = chunks().find(slice, there, 50);
        assertThat(all.found()).containsOnlyKeys(there);
        assertThat(all.isWhole()).isTrue();
        ClickChunks.Looked whole = chunks().find(slice, Set.of(none.clickId()), 50);
        assertThat(whole.found()).isEmpty();
        assertThat(whole.isWhole()).isTrue();
        assertThat(whole.pages()).isGreaterThan(1);
        ClickChunks.Looked part = chunks().find(slice, Set.of(none.clickId()), 1);
        assertThat(part.isWhole()).isFalse();
        assertThat(part.pages()).isEqualTo(1);
        assertThat(chunks().find(slice, none.clickId())).isEmpty();
        assertThat(chunks().find(new Slice(program, minute, 4), there, 50))
                .isEqualTo(new ClickChunks.Looked(Map.of(), 1, true));
    }

    @Test
    void chunks_areReadBack_overSeveralPages() {
        List<Click> clicks = LongStream.range(0, 12_000)
                .mapToObj(nonce -> TestClick.of(program.bits(), nonce * 0x9E3779B97F4A7C15L)
                        .withShard(3)
                        .withSubs("x" + nonce * 0x9E3779B97F4A7C15L)
                        .click())
                .toList();
        ChunkFormat.pack(clicks).forEach(chunk -> chunks().put(slice, chunk));
        chunks().put(
                        new Slice(program, minute, 4),
                        ChunkFormat.pack(clicks.subList(0, 1)).getFirst());

        assertThat(chunks().read(slice)).containsExactlyInAnyOrderElementsOf(clicks);
    }

    @Test
    void mark_countsUp_andIsDueUntilCounted() {
        assertThat(marks().read(slice)).isEmpty();
        marks().add(slice);
        marks().add(slice);
        assertThat(marks().read(slice)).contains(new Mark(2, true));

        assertThat(marks().counted(slice, 1)).isFalse();
        assertThat(marks().read(slice)).contains(new Mark(2, true));
        assertThat(marks().counted(slice, 2)).isTrue();
        assertThat(marks().read(slice)).contains(new Mark(2, false));

        marks().add(slice);
        assertThat(marks().read(slice)).contains(new Mark(3, true));
    }

    @Test
    void due_listsInPages_oldestFirst_eachOnce() {
        List<ClickSpan> spans = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            spans.add(new Slice(program, minute + i, 0));
        }
        spans.reversed().forEach(marks()::add);
        marks().add(new Slice(program, minute + 500, 0));
        marks().counted(spans.getFirst(), 1);

        List<ClickSpan> due = new ArrayList<>();
        Optional<String> from = Optional.empty();
        do {
            Page page = marks().due(Kind.SLICE, 0, spans.getLast().due(), from);
            assertThat(page.due()).hasSizeLessThanOrEqualTo(50);
            due.addAll(page.due());
            from = page.next();
        } while (from.isPresent());

        assertThat(due.stream().filter(span -> span.program().equals(program)))
                .containsExactlyElementsOf(spans.subList(1, 120));
    }

    @Test
    void hour_isDueAtItsClose_notBefore() {
        Hour hour = slice.hour();
        marks().add(hour);

        assertThat(marks().due(Kind.HOUR, 0, hour.due().minusSeconds(1), Optional.empty())
                        .due())
                .doesNotContain(hour);
        assertThat(marks().due(Kind.HOUR, 0, hour.due(), Optional.empty()).due())
                .contains(hour);
        assertThat(marks().due(Kind.SLICE, 0, hour.due(), Optional.empty()).due())
                .doesNotContain(hour);
    }

    @Test
    void result_isSet_unlessNewerStands() {
        assertThat(results().set(slice, 2, counts(5))).isEqualTo(Outcome.WRITTEN);
        assertThat(results().set(slice, 1, counts(4))).isEqualTo(Outcome.ALREADY_NEWER);
        assertThat(slices(slice.hour(), true)).containsExactly(Map.entry(slice, counts(5)));

        assertThat(results().set(slice, 2, counts(5))).as("delivered again").isEqualTo(Outcome.WRITTEN);
        assertThat(results().set(slice, 2, counts(6))).as("the first stands").isEqualTo(Outcome.WRITTEN);
        assertThat(slices(slice.hour(), true)).containsExactly(Map.entry(slice, counts(5)));

        assertThat(results().set(slice, 3, counts(7))).isEqualTo(Outcome.WRITTEN);
        assertThat(slices(slice.hour(), true)).containsExactly(Map.entry(slice, counts(7)));
    }

    @Test
    void result_ofSeveralParts_isReadWholeOrNotAtAll() {
        Slice neighbour = new Slice(program, minute, 4);
        results().set(neighbour, 1, counts(1));
        assertThat(results().set(slice, 1, large(1))).isEqualTo(Outcome.WRITTEN);
        assertThat(slices(slice.hour(), true)).containsEntry(slice, large(1)).hasSize(2);

        assertThat(results().set(slice, 1, large(2)))
                .as("other rows, one number")
                .isEqualTo(Outcome.TORN);
        assertThat(results().set(slice, 2, counts(9))).as("shorter").isEqualTo(Outcome.WRITTEN);
        assertThat(slices(slice.hour(), true)).containsEntry(slice, counts(9));
        assertThat(results().set(slice, 1, large(1))).isEqualTo(Outcome.ALREADY_NEWER);

        Slice torn = new Slice(program, minute + 1, 0);
        results().set(torn, 5, large(1));
        tear(torn, 6);
        assertThat(slices(slice.hour(), false)).doesNotContainKey(torn).hasSize(2);
    }

    /// Leaves what a roll-up leaves that stopped after the first of several parts.
    abstract void tear(Slice slice, long seq);

    @Test
    void report_readsSlices_thenTheMerge_thenSlicesAgainAfterALateOne() {
        Hour hour = slice.hour();
        results().set(slice, 1, counts(5));
        marks().add(hour);
        assertThat(report()).isEqualTo(counts(5));

        results().set(hour, 1, counts(5));
        results().set(slice, 2, counts(8));
        assertThat(report()).as("the merge is not marked").isEqualTo(counts(8));
        marks().counted(hour, 1);
        assertThat(report()).as("merged").isEqualTo(counts(5));

        marks().add(hour);
        assertThat(report()).as("late").isEqualTo(counts(8));
        results().set(hour, 2, counts(8));
        marks().counted(hour, 2);
        assertThat(report()).isEqualTo(counts(8));
    }

    private DayCounts report() {
        return reports().read(program, ZoneOffset.UTC, DAY, DAY, Dimension.TOTAL);
    }

    @Test
    void report_ofSeveralParts_andDays() {
        Hour hour = slice.hour();
        DayCounts.Sum sum = new DayCounts.Sum();
        sum.add(large(1));
        sum.add(counts(3));
        sum.add(DAY.plusDays(1), CountKey.TOTAL, KindCounts.one(ClickKind.BOT));
        marks().add(hour);
        results().set(hour, 1, sum.counts());
        marks().counted(hour, 1);

        assertThat(report()).isEqualTo(counts(3));
        assertThat(reports().read(program, ZoneOffset.UTC, DAY, DAY, Dimension.SUB1))
                .isEqualTo(large(1));
        assertThat(reports()
                        .read(program, ZoneOffset.UTC, DAY, DAY, Dimension.CREATIVE)
                        .days())
                .isEmpty();
        assertThatThrownBy(() -> reports().read(program, ZoneOffset.UTC, DAY, DAY.minusDays(1), Dimension.TOTAL))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
