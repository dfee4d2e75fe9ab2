package dev.tributary.domain.link;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.LinkCode;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// Where links are kept. A code, once given, belongs to one link for ever.
public interface Links {
    Optional<Versioned<Link>> find(LinkCode code);

    Optional<Versioned<Link>> find(LinkId id);

    /// Those of so many that are there.
    Map<LinkId, Link> find(Collection<LinkId> ids);

    /// A program's links, by affiliate and code.
    Page<Link> in(ProgramId program, PageRequest page);

    /// The links of one enrollment, by code.
    Page<Link> of(ProgramId program, AffiliateId affiliate, PageRequest page);

    /// `AlreadyThere` when the code or the id is taken.
    Creation create(Link link);

    /// @throws IllegalArgumentException when id, code, program or affiliate are not those that were
    ///     stored: a click once made must stay true
    Replacement replace(Versioned<Link> link);
}
