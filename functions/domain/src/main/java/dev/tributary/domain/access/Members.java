package dev.tributary.domain.access;

import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import java.util.List;
import java.util.Optional;

/// Where members are read; `Changes` writes them.
public interface Members {
    /// How many tenants one person is looked for in.
    int MOST_TENANTS = 100;

    Optional<Versioned<Member>> find(Tenant tenant, PersonId person);

    /// Of a tenant, by the persons' ids.
    Page<Member> of(Tenant tenant, PageRequest page);

    /// Everywhere that a person belongs, invited or joined; the first `MOST_TENANTS` of them. One that was
    /// made a moment ago may be missing.
    List<Versioned<Member>> of(PersonId person);

    /// How many members a tenant has. Whoever changes one is judged by it, and changes it too, so that two
    /// owners do not remove each other at once.
    Team team(Tenant tenant);
}
