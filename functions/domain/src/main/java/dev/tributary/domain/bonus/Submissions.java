package dev.tributary.domain.bonus;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.SubmissionId;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import java.util.Optional;

/// Where submissions are read.
public interface Submissions {
    Optional<Versioned<Submission>> find(SubmissionId id);

    /// Those of a program, the first one first.
    Page<Submission> in(ProgramId program, PageRequest page);
}
