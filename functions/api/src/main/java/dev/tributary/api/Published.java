package dev.tributary.api;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.domain.terms.TermsDocument;
import java.time.Instant;
import java.util.Optional;

/// The published versions that a program names.
final class Published {
    private Published() {}

    /// The one that has taken effect last; empty before the first one.
    static Optional<Program.TermsVersion> inForce(Program program, Instant at) {
        return program.inForce(at);
    }

    /// @throws IllegalStateException for a version that the program names and that is not there
    static TermsDocument read(PublishedTerms terms, ProgramId program, int version) {
        return terms.find(program, version)
                .orElseThrow(() -> new IllegalStateException("no terms version " + version + " of " + program));
    }

    /// The same, of which version 0 is no terms.
    static TermsDocument orNone(PublishedTerms terms, Program program, int version) {
        return version == TermsDocument.NONE
                ? TermsDocument.none(program.currency())
                : read(terms, program.id(), version);
    }
}
