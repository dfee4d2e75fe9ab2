package dev.tributary.domain.creative;

import dev.tributary.domain.id.CreativeId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import java.util.Optional;

/// Where creatives are read.
public interface Creatives {
    Optional<Versioned<Creative>> find(CreativeId id);

    /// Those of a program, the newest first.
    Page<Creative> in(ProgramId program, PageRequest page);

    /// From which hosts a program's images may come, beside its landing domains; empty where nobody named any.
    Optional<Versioned<ImageHosts>> hosts(ProgramId program);
}
