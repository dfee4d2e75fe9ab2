package dev.tributary.infrastructure.edge;

import dev.tributary.domain.id.ProgramId;
import java.time.Instant;

/// Key text of calls for a program; the table of all items stands in `Keys`.
public final class CallLogKeys {
    /// What the partition keys of calls begin with.
    public static final String CALLS = "PC#";

    private CallLogKeys() {}

    /// Not in the program's own partition: whoever notes a call need not be allowed to change the program.
    public static String calls(ProgramId program) {
        return CALLS + program;
    }

    /// In that partition; texts stand in the order of time.
    public static String call(Instant at) {
        return Keys.conversionsFrom(at);
    }
}
