package dev.tributary.domain.program;

import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// Where programs are kept.
public interface Programs {
    Optional<Versioned<Program>> find(ProgramId id);

    /// Those of so many that are there.
    Map<ProgramId, Program> find(Collection<ProgramId> ids);

    /// A merchant's programs, by id; a position is a program's id.
    Page<Program> of(MerchantId merchant, PageRequest page);

    /// Those in the directory, by id; a position is a program's id.
    Page<ListedProgram> listed(PageRequest page);

    Creation create(Program program);

    Replacement replace(Versioned<Program> program);
}
