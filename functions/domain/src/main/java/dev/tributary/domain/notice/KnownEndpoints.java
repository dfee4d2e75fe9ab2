package dev.tributary.domain.notice;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.util.List;
import java.util.Optional;

/// The endpoints of tenants.
public interface KnownEndpoints {
    Optional<Versioned<Endpoints>> of(Tenant owner);

    /// Those of a tenant that are called with notices of a type.
    default List<Endpoint> wanting(Tenant owner, Notice notice) {
        return of(owner).map(all -> all.value().wanting(notice)).orElse(List.of());
    }

    /// One of them is called no more, and the others are told, both or neither.
    /// @param told what is to be delivered to the others
    Replacement disable(Versioned<Endpoints> after, List<Delivery> told);
}
