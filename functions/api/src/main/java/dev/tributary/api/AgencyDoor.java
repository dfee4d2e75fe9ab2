package dev.tributary.api;

import dev.tributary.domain.access.AgencyGrant;
import dev.tributary.domain.access.AgencyGrants;
import dev.tributary.domain.access.ApiKey;
import dev.tributary.domain.access.Member;
import dev.tributary.domain.access.Members;
import dev.tributary.domain.access.PersonId;
import dev.tributary.domain.access.Principal;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Lets somebody in who belongs to an agency of the merchant that is called. Grant and membership are read at each
/// call: what the merchant ends, or changes, is so at the next one.
final class AgencyDoor {
    /// How many merchants one person is shown to act for.
    private static final int MOST_MERCHANTS = 100;

    private final Members members;
    private final AgencyGrants grants;

    AgencyDoor(Members members, AgencyGrants grants) {
        this.members = members;
        this.grants = grants;
    }

    /// A person, by the first of the person's tenants that has a grant which counts.
    /// @param open the member that the person is in a tenant, if the session is open to it
    Optional<Principal> find(Tenant called, PersonId person, Function<Tenant, Optional<Member>> open) {
        if (!(called instanceof Tenant.OfMerchant(MerchantId merchant))) {
            return Optional.empty();
        }
        return members.of(person).stream()
                .map(Versioned::value)
                .map(Member::tenant)
                .map(agency -> under(merchant, agency, () -> open.apply(agency).map(Member::principal)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// All that a person may act as, each merchant's once, as `find` would let the person in.
    /// @param open whether the session is open to a membership
    List<Principal> all(PersonId person, Predicate<Member> open) {
        Map<Tenant, Principal> all = new LinkedHashMap<>();
        for (Versioned<Member> found : members.of(person)) {
            Member member = found.value();
            if (member.tenant() instanceof Tenant.OfMerchant(MerchantId agency) && open.test(member)) {
                grants.givenTo(agency, PageRequest.first(MOST_MERCHANTS)).items().stream()
                        .filter(AgencyGrant::counts)
                        .map(grant -> member.principal().under(grant))
                        .forEach(principal -> all.putIfAbsent(principal.tenant(), principal));
            }
        }
        return all.values().stream().limit(MOST_MERCHANTS).toList();
    }

    Optional<Principal> find(Tenant called, ApiKey key) {
        return called instanceof Tenant.OfMerchant(MerchantId merchant)
                ? under(merchant, key.tenant(), () -> Optional.of(key.principal()))
                : Optional.empty();
    }

    private Optional<Principal> under(MerchantId merchant, Tenant agency, Supplier<Optional<Principal>> one) {
        if (!(agency instanceof Tenant.OfMerchant(MerchantId id)) || id.equals(merchant)) {
            return Optional.empty();
        }
        return grants.find(merchant, id)
                .map(Versioned::value)
                .filter(AgencyGrant::counts)
                .flatMap(grant -> one.get().map(principal -> principal.under(grant)));
    }
}
