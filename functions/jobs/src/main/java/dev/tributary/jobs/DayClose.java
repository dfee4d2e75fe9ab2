package dev.tributary.jobs;

import dev.tributary.domain.click.ClickChunks;
import dev.tributary.domain.click.ClickKind;
import dev.tributary.domain.click.ClickMarks;
import dev.tributary.domain.click.ClickMarks.Mark;
import dev.tributary.domain.click.ClickPrograms;
import dev.tributary.domain.click.ClickResults;
import dev.tributary.domain.click.ClickSpan.Day;
import dev.tributary.domain.click.ClickSpan.Hour;
import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.click.ClicksClosed;
import dev.tributary.domain.click.CountKey;
import dev.tributary.domain.click.DayCounts;
import dev.tributary.domain.click.DayVisits;
import dev.tributary.domain.click.ProgramZones;
import dev.tributary.domain.message.ClickDayQueue;
import dev.tributary.infrastructure.lambda.Log;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sends what a closed day's clicks come to, a message per affiliate. The order makes it safe to stop anywhere
/// and to run twice: the mark is read before the slices and cleared after the messages are sent, and a day
/// that was posted is posted no more, whatever a later message says.
final class DayClose {
    private final SliceReads reads;
    private final ClickMarks marks;
    private final ClickResults results;
    private final ProgramZones zones;
    private final Paying paying;
    private final Clock clock;

    /// Which programs ask for clicks, and where a day's clicks go.
    record Paying(ClickPrograms programs, ClickDayQueue queue) {}

    DayClose(
            ClickChunks chunks,
            ClickMarks marks,
            ClickResults results,
            ProgramZones zones,
            Paying paying,
            Clock clock) {
        this.reads = new SliceReads(chunks);
        this.marks = marks;
        this.results = results;
        this.zones = zones;
        this.paying = paying;
        this.clock = clock;
    }

    /// The days of the program's zone that an hour lies in are to be paid, in programs that ask for it.
    void add(Hour hour, ZoneId zone) {
        if (!paying.programs().ask(hour.program())) {
            return;
        }
        LocalDate first = LocalDate.ofInstant(hour.end().minusSeconds(3600), zone);
        LocalDate last = LocalDate.ofInstant(hour.end().minusSeconds(1), zone);
        marks.add(new Day(hour.program(), first));
        if (!last.equals(first)) {
            marks.add(new Day(hour.program(), last));
        }
    }

    void close(Day day) {
        Optional<Mark> mark = marks.read(day);
        if (mark.isEmpty() || !mark.get().due()) {
            return;
        }
        long seq = mark.get().seq();
        if (day.hasLostChunks(clock.instant())) {
            Log.line("day_close_too_late", Map.of("day", day.toString()));
            marks.counted(day, seq);
            return;
        }
        Optional<List<Slice>> slices = slices(day);
        if (slices.isEmpty()) {
            // A slice is being written; the day stays due.
            return;
        }
        DayVisits visits = new DayVisits(day.date(), zones.zone(day.program()));
        reads.each(slices.get(), visits::add);
        List<ClicksClosed> closed = new ArrayList<>();
        visits.byAffiliate()
                .forEach((affiliate, count) ->
                        closed.add(new ClicksClosed(day.program(), affiliate, day.date(), count)));
        if (!closed.isEmpty()) {
            paying.queue().send(closed);
        }
        marks.counted(day, seq);
    }

    /// Those with a qualified click, minutes of the day only.
    private Optional<List<Slice>> slices(Day day) {
        ZoneId zone = zones.zone(day.program());
        Instant start = day.date().atStartOfDay(zone).toInstant();
        Instant end = day.date().plusDays(1).atStartOfDay(zone).toInstant();
        List<Slice> slices = new ArrayList<>();
        for (long hour = Hour.of(start); hour <= Hour.of(end.minusSeconds(1)); hour++) {
            boolean whole = results.slices(new Hour(day.program(), hour), (slice, counts) -> {
                boolean within = !slice.start().isBefore(start) && slice.start().isBefore(end);
                if (within && qualified(counts) > 0) {
                    slices.add(slice);
                }
            });
            if (!whole) {
                return Optional.empty();
            }
        }
        return Optional.of(slices);
    }

    static long qualified(DayCounts counts) {
        return counts.days().values().stream()
                .mapToLong(rows -> Optional.ofNullable(rows.get(CountKey.TOTAL))
                        .map(total -> total.of(ClickKind.QUALIFIED))
                        .orElse(0L))
                .sum();
    }
}
