package dev.tributary.domain.message;

import dev.tributary.domain.click.ClickSpan.Hour;
import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.id.BackTestId;
import java.util.List;

/// Work that jobs sends to itself on [jobs]: one page of what is due.
public sealed interface Job {
    int MAX_SPANS = 50;

    String id();

    /// Count these slices.
    record RollUp(String id, List<Slice> slices) implements Job {
        public RollUp {
            slices = List.copyOf(slices);
            requirePage(slices.size());
        }
    }

    /// Merge the slices of these hours.
    record MergeHours(String id, List<Hour> hours) implements Job {
        public MergeHours {
            hours = List.copyOf(hours);
            requirePage(hours.size());
        }
    }

    /// Go on with this back-test.
    record RunBackTest(String id, BackTestId test) implements Job {}

    private static void requirePage(int size) {
        if (size < 1 || size > MAX_SPANS) {
            throw new IllegalArgumentException("a job has 1 to " + MAX_SPANS + " spans, not " + size);
        }
    }
}
