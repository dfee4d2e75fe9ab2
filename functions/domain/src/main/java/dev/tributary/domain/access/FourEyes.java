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

    /// @param tenant whose keys and members are known here: nobody else's take part
    static FourEyes of(Hands hands, Tenant tenant, Actor approver) {
        Map<String, Actor.Kin> known = new HashMap<>();
        return actor -> known.computeIfAbsent(actor, text -> hands.kin(tenant, approver, text));
    }

    /// The eyes of whoever is named by the id of a key or of a person; empty when there is no such key.
    static Optional<FourEyes> of(Hands hands, Tenant tenant, String approver) {
        return ActorId.parse(approver).flatMap(id -> hands.actor(tenant, id)).map(actor -> of(hands, tenant, actor));
    }
}
