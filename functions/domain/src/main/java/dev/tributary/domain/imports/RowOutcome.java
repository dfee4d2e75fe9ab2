package dev.tributary.domain.imports;

import dev.tributary.domain.imports.ImportRow.Fault;
import java.util.Locale;
import java.util.Optional;

/// What became of a row, or in a dry run what would.
///
/// @param object the id of what was made or was there; in a dry run what is made has none yet that counts
public record RowOutcome(int line, Result result, Optional<Fault> fault, Optional<String> object) {
    public enum Result {
        CREATED,
        /// All is as the row wants it already.
        UNCHANGED,
        REFUSED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public RowOutcome {
        if (fault.isPresent() != (result == Result.REFUSED)) {
            throw new IllegalArgumentException("a fault is what is refused: line " + line);
        }
    }

    static RowOutcome created(ImportRow row, String object) {
        return new RowOutcome(row.line(), Result.CREATED, Optional.empty(), Optional.of(object));
    }

    static RowOutcome unchanged(ImportRow row, String object) {
        return new RowOutcome(row.line(), Result.UNCHANGED, Optional.empty(), Optional.of(object));
    }

    static RowOutcome refused(ImportRow row, String field, String code) {
        return refused(row, new Fault(field, code));
    }

    static RowOutcome refused(ImportRow row, Fault fault) {
        return new RowOutcome(row.line(), Result.REFUSED, Optional.of(fault), Optional.empty());
    }
}
