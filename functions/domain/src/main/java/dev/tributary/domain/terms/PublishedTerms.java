package dev.tributary.domain.terms;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Creation;
import java.util.Optional;

/// Where the published versions of terms are kept. One that is there never changes.
public interface PublishedTerms {
    Optional<TermsDocument> find(ProgramId program, int version);

    Creation create(ProgramId program, TermsDocument document);
}
