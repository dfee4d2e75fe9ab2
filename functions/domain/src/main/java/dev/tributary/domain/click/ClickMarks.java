package dev.tributary.domain.click;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Which slices and hours have changed since they were counted.
public interface ClickMarks {
    /// @param seq how often the span was added to, 1 and more
    /// @param due whether it still is to be counted
    record Mark(long seq, boolean due) {}

    enum Kind {
        SLICE,
        HOUR
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

    /// Spans that are due at `now`, the longest due first; may miss what became due just now.
    /// @param from the `next` of the page before
    Page due(Kind kind, int bucket, Instant now, Optional<String> from);
}
