package dev.tributary.domain.access;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// One who is about to approve something, and what others did that is in it. What is recorded of them is
/// a text: the id of a key, or what is none, such as `schedule`.
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
                text -> ApiKeyId.parse(text)
                        .map(id -> kin(keys, tenant, approver, id))
                        .orElse(Actor.Kin.OTHER));
    }

    /// The eyes of whoever is named by a key's id; empty when there is no such key.
    static Optional<FourEyes> of(ApiKeys keys, Tenant tenant, String approver) {
        return ApiKeyId.parse(approver).flatMap(id -> keys.find(tenant, id)).map(key -> of(keys, tenant, key.actor()));
    }

    /// A key that is not found yet, since it was made a moment ago, might be anybody's.
    private static Actor.Kin kin(ApiKeys keys, Tenant tenant, Actor approver, ApiKeyId id) {
        return id.equals(approver.key())
                ? Actor.Kin.OWN
                : keys.find(tenant, id).map(ApiKey::actor).map(approver::kin).orElse(Actor.Kin.OWN);
    }
}
