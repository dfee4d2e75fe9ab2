package dev.tributary.domain.access;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// One who is about to approve something, and what others did that is in it. What is recorded of them is
/// a text: the id of a key or of a person, `aff_../per_..` of an affiliate's own word, or what is none of
/// them, such as `schedule`.
@FunctionalInterface
public interface FourEyes {
    Actor.Kin kin(String actor);

    default boolean isOwn(String actor) {
        return kin(actor) == Actor.Kin.OWN;
    }

    /// @param tenant whose keys are known here: nobody else's take part
    static FourEyes of(ApiKeys keys, Tenant tenant, Actor approver) {
        Map<String, Actor.Kin> known = new HashMap<>();
        return actor -> known.computeIfAbsent(
                actor,
                text -> ActorId.parse(text)
                        .map(id -> kin(keys, tenant, approver, id))
                        .orElseGet(() -> ofAffiliate(tenant, approver, text)));
    }

    /// Whoever set a method as an affiliate may belong to the merchant too, by now.
    private static Actor.Kin ofAffiliate(Tenant tenant, Actor approver, String text) {
        return PersonId.parse(text.substring(text.indexOf('/') + 1))
                .map(person -> approver.kin(Actor.of(person, tenant)))
                .orElse(Actor.Kin.OTHER);
    }

    /// The eyes of whoever is named by the id of a key or of a person; empty when there is no such key.
    static Optional<FourEyes> of(ApiKeys keys, Tenant tenant, String approver) {
        return ActorId.parse(approver).flatMap(id -> actor(keys, tenant, id)).map(actor -> of(keys, tenant, actor));
    }

    private static Optional<Actor> actor(ApiKeys keys, Tenant tenant, ActorId id) {
        return switch (id) {
            case ApiKeyId key -> keys.find(tenant, key).map(ApiKey::actor);
            case PersonId person -> Optional.of(Actor.of(person, tenant));
        };
    }

    /// A key that is not found yet, since it was made a moment ago, might be anybody's.
    private static Actor.Kin kin(ApiKeys keys, Tenant tenant, Actor approver, ActorId id) {
        return id.equals(approver.id())
                ? Actor.Kin.OWN
                : actor(keys, tenant, id).map(approver::kin).orElse(Actor.Kin.OWN);
    }
}
