package dev.tributary.domain.access;

import java.util.Optional;
import java.util.stream.Stream;

/// Whose hand somebody is in a tenant: by keys and persons, and by the names that they have there. A key that is
/// for a plain name is for every member of that name, whoever that may be: nobody approves by such a key what was done
/// by a session, and nobody by a session what such a key did. Whoever acts for the tenant as one of an agency has the
/// name at home.
public record Hands(ApiKeys keys, Members members) {
    /// @param did a text that is recorded of whoever did something
    Actor.Kin kin(Tenant tenant, Actor approver, String did) {
        return ActorId.parse(did)
                .map(id -> kin(tenant, approver, id))
                // Whoever set a method as an affiliate may belong to the merchant too, by now.
                .or(() -> PersonId.parse(did.substring(did.indexOf('/') + 1))
                        .map(person -> kin(tenant, approver, Actor.of(person, tenant))))
                .orElse(Actor.Kin.OTHER);
    }

    /// Empty when there is no such key.
    Optional<Actor> actor(Tenant tenant, ActorId id) {
        return switch (id) {
            case ApiKeyId key -> keys.find(tenant, key).map(ApiKey::actor);
            case PersonId person -> Optional.of(Actor.of(person, tenant));
        };
    }

    /// A key that is not found yet, since it was made a moment ago, might be anybody's.
    private Actor.Kin kin(Tenant tenant, Actor approver, ActorId id) {
        return id.equals(approver.id())
                ? Actor.Kin.OWN
                : actor(tenant, id).map(other -> kin(tenant, approver, other)).orElse(Actor.Kin.OWN);
    }

    private Actor.Kin kin(Tenant tenant, Actor approver, Actor other) {
        Actor.Kin kin = approver.kin(other);
        return kin != Actor.Kin.OWN && (isNamed(tenant, approver, other) || isNamed(tenant, other, approver))
                ? Actor.Kin.OWN
                : kin;
    }

    /// Whether a key is for the name of the member whose hand the other is.
    private boolean isNamed(Tenant tenant, Actor key, Actor other) {
        return key.person().isPresent()
                && other.branch() instanceof PersonId person
                && Stream.of(
                                members.find(tenant, person).stream(),
                                members.find(other.tenant(), person).stream(),
                                // Of what is recorded of somebody only the person is known, and not the agency.
                                members.of(person).stream())
                        .flatMap(found -> found)
                        .anyMatch(member -> key.isFor(member.value().name()));
    }
}
