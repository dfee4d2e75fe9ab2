package dev.tributary.domain.order;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsHistory;
import java.time.ZoneId;
import java.util.List;

/// What a decision needs to know of the program.
public record ProgramFacts(ProgramId id, CurrencyCode currency, ZoneId zone, TermsHistory terms) {
    /// With every version that the program names.
    /// @throws IllegalStateException when one of them is not there
    public static ProgramFacts of(Program program, PublishedTerms terms) {
        List<TermsDocument> versions = program.terms().stream()
                .map(version -> terms.find(program.id(), version.version())
                        .orElseThrow(() -> new IllegalStateException(
                                "no terms version " + version.version() + " of " + program.id())))
                .toList();
        return new ProgramFacts(
                program.id(), program.currency(), program.zone(), TermsHistory.of(versions, program.currency()));
    }
}
