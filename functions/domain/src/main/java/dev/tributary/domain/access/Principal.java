package dev.tributary.domain.access;

import java.util.Set;

/// Who makes a call, once the key is known to be good.
public record Principal(Actor actor, Tenant tenant, Set<Scope> scopes) {
    public Principal {
        scopes = Set.copyOf(scopes);
    }

    public ApiKeyId key() {
        return actor.key();
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }
}
