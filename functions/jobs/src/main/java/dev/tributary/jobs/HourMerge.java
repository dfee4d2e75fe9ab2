package dev.tributary.jobs;

import dev.tributary.domain.click.ClickCounting;
import dev.tributary.domain.click.ClickMarks;
import dev.tributary.domain.click.ClickMarks.Mark;
import dev.tributary.domain.click.ClickResults;
import dev.tributary.domain.click.ClickSpan.Hour;
import dev.tributary.domain.click.DayCounts;
import dev.tributary.domain.click.ProgramZones;
import dev.tributary.infrastructure.lambda.Log;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/// Merges the slices of an hour, in the same order of reads and writes as the roll-up of a slice.
final class HourMerge {
    private final ClickMarks marks;
    private final ClickResults results;
    private final ProgramZones zones;
    private final DayClose days;
    private final Watch watch;
    private final Clock clock;

    /// Who looks at an hour that was merged, more than once where it is merged again.
    interface Watch {
        /// @param qualified its clicks
        void merged(Hour hour, long qualified);
    }

    HourMerge(ClickMarks marks, ClickResults results, ProgramZones zones, DayClose days, Watch watch, Clock clock) {
        this.marks = marks;
        this.results = results;
        this.zones = zones;
        this.days = days;
        this.watch = watch;
        this.clock = clock;
    }

    void merge(Hour hour) {
        Optional<Mark> mark = marks.read(hour);
        if (mark.isEmpty() || !mark.get().due()) {
            return;
        }
        long seq = mark.get().seq();
        if (hour.hasLostSlices(clock.instant())) {
            Log.line("merge_too_late", Map.of("hour", hour.toString()));
            marks.counted(hour, seq);
            return;
        }
        ZoneId zone = zones.zone(hour.program());
        DayCounts.Sum sum = new DayCounts.Sum();
        boolean whole = results.slices(hour, (slice, counts) -> sum.add(ClickCounting.inZone(slice, counts, zone)));
        if (!whole) {
            // A slice is being written; its roll-up adds to this hour when it is done.
            return;
        }
        DayCounts counts = sum.limited();
        switch (results.set(hour, seq, counts)) {
            case WRITTEN -> {
                days.add(hour, zone);
                watch.merged(hour, DayClose.qualified(counts));
                marks.counted(hour, seq);
            }
            case ALREADY_NEWER -> {}
            case TORN -> marks.add(hour);
        }
    }
}
