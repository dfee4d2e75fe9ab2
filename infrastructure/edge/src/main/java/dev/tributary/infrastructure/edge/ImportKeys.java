package dev.tributary.infrastructure.edge;

import dev.tributary.domain.id.ImportId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.imports.AffiliateReference;
import java.time.Instant;
import java.util.Locale;

/// Key text of imports and of what they bring; the table of all items stands in `Keys`. They stand under the letter of
/// exports: whoever works at the ones works at the others.
public final class ImportKeys {
    /// What the sort keys of a program's list of them begin with.
    public static final String IMPORTS = "I#";

    private ImportKeys() {}

    public static String of(ImportId id) {
        return BookKeys.EXPORTS + id;
    }

    /// The import of a key that `of` gave.
    public static ImportId importOf(String pk) {
        return ImportId.of(pk.substring(BookKeys.EXPORTS.length()));
    }

    /// In an import's partition.
    public static String rows(int chunk) {
        return String.format(Locale.ROOT, "ROWS#%04d", chunk);
    }

    /// In an import's partition.
    public static String report(int chunk) {
        return String.format(Locale.ROOT, "REPORT#%04d", chunk);
    }

    /// GSI1 of imports: their program.
    public static String importsOf(ProgramId program) {
        return "P#" + program + "#I";
    }

    /// GSI1 of imports, within their program: the newest stands first.
    public static String importAt(Instant started, ImportId id) {
        return String.format(Locale.ROOT, "%s%012d#%s", IMPORTS, PayoutKeys.LAST_SECOND - started.getEpochSecond(), id);
    }

    /// One bucket: people start them.
    public static String dueImports() {
        return "import#0";
    }

    /// In the merchant's partition.
    public static String reference(AffiliateReference reference) {
        return "F#" + reference.digest();
    }
}
