package dev.tributary.domain.message;

import dev.tributary.domain.click.ClickSpan.Day;
import dev.tributary.domain.click.ClickSpan.Hour;
import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.id.BackTestId;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.id.ExportId;
import dev.tributary.domain.id.ImportId;
import dev.tributary.domain.id.ProgramId;
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

    /// Pay the clicks of these days.
    record CloseDays(String id, List<Day> days) implements Job {
        public CloseDays {
            days = List.copyOf(days);
            requirePage(days.size());
        }
    }

    /// Decide the fees of this program that are due.
    record DecideFees(String id, ProgramId program) implements Job {}

    /// Go on with this back-test.
    record RunBackTest(String id, BackTestId test) implements Job {}

    /// Go on with this export of the books.
    record ExportBooks(String id, ExportId export) implements Job {}

    /// Go on with this export of a list.
    record ExportList(String id, ExportId export) implements Job {}

    /// Do to this dispute what is due.
    record TendDispute(String id, DisputeId dispute) implements Job {}

    /// Go on with the purge of this test program.
    record PurgeProgram(String id, ProgramId program) implements Job {}

    /// Go on with this import.
    record RunImport(String id, ImportId of) implements Job {}

    private static void requirePage(int size) {
        if (size < 1 || size > MAX_SPANS) {
            throw new IllegalArgumentException("a job has 1 to " + MAX_SPANS + " spans, not " + size);
        }
    }
}
