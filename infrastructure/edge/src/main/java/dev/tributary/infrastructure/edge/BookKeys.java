package dev.tributary.infrastructure.edge;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.ExportId;
import dev.tributary.domain.id.ProgramId;
import java.time.Instant;
import java.util.Locale;

/// Key text of exports; the table of all items stands in `Keys`.
public final class BookKeys {
    /// What the keys of exports begin with, and the sort keys of a program's list of them.
    public static final String EXPORTS = "E#";

    private BookKeys() {}

    public static String export(ExportId export) {
        return EXPORTS + export;
    }

    /// The export of a key that `export` gave.
    public static ExportId exportOf(String pk) {
        return ExportId.of(pk.substring(EXPORTS.length()));
    }

    /// In an export's partition: one of a list. That of the books has none beside it.
    public static final String LIST = "LIST";

    /// In an export's partition: some of what was read for it.
    public static String piece(int number) {
        return String.format(Locale.ROOT, "PIECE#%06d", number);
    }

    /// GSI1 of exports: their program.
    public static String exportsOf(ProgramId program) {
        return "P#" + program + "#E";
    }

    /// GSI1 of exports of lists: whoever asked for them.
    public static String exportsOf(Tenant tenant) {
        return EXPORTS + tenant;
    }

    /// GSI1 of exports, within their program or tenant: the newest stands first.
    public static String exportAt(Instant started, ExportId export) {
        return String.format(
                Locale.ROOT, "%s%012d#%s", EXPORTS, PayoutKeys.LAST_SECOND - started.getEpochSecond(), export);
    }

    /// One bucket: people start them.
    public static String dueExports() {
        return "export#0";
    }

    /// Of those of lists, one bucket too.
    public static String dueLists() {
        return "list#0";
    }
}
