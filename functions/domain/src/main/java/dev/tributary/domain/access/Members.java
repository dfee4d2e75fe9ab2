package dev.tributary.domain.access;

import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where members are read; `Changes` writes them.
public interface Members {
    /// How many tenants one person is looked for in.
    int MOST_TENANTS = 100;
    /// A tenant has `Team.MOST_MEMBERS`, and a few more if it invites many at once.
    int MOST_PAGES = 2 * Team.MOST_MEMBERS / PageRequest.MAX_LIMIT;

    Optional<Versioned<Member>> find(Tenant tenant, PersonId person);

    /// Of a tenant, by the persons' ids.
    Page<Member> of(Tenant tenant, PageRequest page);

    /// Who has a name in a tenant, however it is spaced and capitalized.
    default List<PersonId> called(Tenant tenant, String name) {
        List<PersonId> called = new ArrayList<>();
        Optional<PageRequest> request = Optional.of(PageRequest.first(PageRequest.MAX_LIMIT));
        for (int pages = 0; request.isPresent() && pages < MOST_PAGES; pages++) {
            PageRequest asked = request.get();
            Page<Member> page = of(tenant, asked);
            page.items().stream()
                    .filter(member -> Actor.plain(member.name()).equals(Actor.plain(name)))
                    .map(Member::person)
                    .forEach(called::add);
            request = page.next().map(asked::after);
        }
        return called;
    }

    /// Everywhere that a person belongs, invited or joined; the first `MOST_TENANTS` of them. One that was
    /// made a moment ago may be missing.
    List<Versioned<Member>> of(PersonId person);

    /// How many members a tenant has. Whoever changes one is judged by it, and changes it too, so that two
    /// owners do not remove each other at once.
    Team team(Tenant tenant);
}
