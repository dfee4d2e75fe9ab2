package dev.tributary.jobs;

import dev.tributary.domain.click.ClickChunks;
import dev.tributary.domain.click.ClickCounting;
import dev.tributary.domain.click.ClickMarks;
import dev.tributary.domain.click.ClickMarks.Mark;
import dev.tributary.domain.click.ClickResults;
import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.click.DamagedItemException;
import dev.tributary.domain.click.DayCounts;
import dev.tributary.infrastructure.lambda.Log;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/// Counts a slice that changed. The order makes it safe to stop anywhere and to run twice: the mark
/// is read before the chunks, so the result under its number has at least the chunks that were
/// marked by then; the mark is cleared last, and only if nothing was added since.
final class SliceRollUp {
    private final ClickChunks chunks;
    private final ClickMarks marks;
    private final ClickResults results;
    private final Clock clock;

    SliceRollUp(ClickChunks chunks, ClickMarks marks, ClickResults results, Clock clock) {
        this.chunks = chunks;
        this.marks = marks;
        this.results = results;
        this.clock = clock;
    }

    void count(Slice slice) {
        Optional<Mark> mark = marks.read(slice);
        if (mark.isEmpty() || !mark.get().due()) {
            return;
        }
        long seq = mark.get().seq();
        if (slice.hasLostChunks(clock.instant())) {
            // A count of what is left would lower the one that stands.
            Log.line("roll_up_too_late", Map.of("slice", slice.toString()));
            marks.counted(slice, seq);
            return;
        }
        DayCounts counts;
        try {
            counts = ClickCounting.count(slice, chunks.read(slice));
        } catch (DamagedItemException damaged) {
            // No retry of the message would mend it, and a part of the slice is not its count.
            long times = marks.damaged(slice, seq, clock.instant());
            Log.line("slice_damaged", Map.of("detail", String.valueOf(damaged.getMessage()), "times", times));
            return;
        }
        switch (results.set(slice, seq, counts)) {
            case WRITTEN -> {
                marks.add(slice.hour());
                marks.counted(slice, seq);
            }
            // Whoever wrote that adds to the hour, or the mark stays due.
            case ALREADY_NEWER -> {}
            case TORN -> marks.add(slice);
        }
    }
}
