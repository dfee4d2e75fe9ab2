package dev.tributary.domain.click;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Which slices, hours and days have changed since they were counted.
public interface ClickMarks {
    /// @param seq how often the span was added to, 1 and more
    /// @param due whether it still is to be counted
    record Mark(long seq, boolean due) {}

    enum Kind {
        SLICE,
        HOUR,
        DAY
    }

    /// Some of what is due, and where to go on.
    record Page(List<ClickSpan> due, Optional<String> next) {
        public Page {
            due = List.copyOf(due);
        }
    }

    /// Adds 1 and makes the span due.
    void add(ClickSpan span);

    /// As it is now, all earlier writes included.
    Optional<Mark> read(ClickSpan span);

    /// What was counted under `seq` is written: the span is due no more, unless it was added to
    /// since. Its number stays.
    /// @return false when it was added to
    boolean counted(ClickSpan span, long seq);

    /// What the span holds cannot be read: it stays due, but later, an hour first and each time twice
    /// as long, up to a day. Whatever is added to it makes it due at once, as ever.
    /// @return how often that was said of the span; 0 when it was added to since `seq`
    long damaged(ClickSpan span, long seq, Instant now);

    /// @param times how often it could not be read, 1 and more
    static Duration pause(long times) {
        long hours = times > 5 ? 24 : Math.min(24, 1L << (times - 1));
        return Duration.ofHours(hours);
    }

    /// Spans that are due at `now`, the longest due first; may miss what became due just now.
    /// @param from the `next` of the page before
    Page due(Kind kind, int bucket, Instant now, Optional<String> from);
}
