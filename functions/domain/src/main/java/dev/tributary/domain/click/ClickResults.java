package dev.tributary.domain.click;

import dev.tributary.domain.click.ClickSpan.Hour;
import dev.tributary.domain.click.ClickSpan.Slice;
import java.util.function.BiConsumer;

/// What was counted, per slice and per hour.
public interface ClickResults {
    enum Outcome {
        /// Stands under this number, written now or by an earlier delivery.
        WRITTEN,
        /// A count of later chunks stands already.
        ALREADY_NEWER,
        /// Two counts under one number saw different chunks, and their parts are mixed: only a
        /// count under a higher number can stand.
        TORN
    }

    /// Sets, never adds; nothing under a higher number is overwritten.
    Outcome set(Slice slice, long seq, DayCounts counts);

    /// As for a slice; every dimension by itself.
    Outcome set(Hour hour, long seq, DayCounts counts);

    /// Reads the results of all slices of the hour, one by one, all earlier writes included.
    /// @return false when a slice's result is being written and was left out
    boolean slices(Hour hour, BiConsumer<Slice, DayCounts> reader);
}
