package dev.tributary.domain.access;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Who makes a call, once the key or the session is known to be good.
public record Principal(Actor actor, Tenant tenant, Set<Permission> permissions) {
    public Principal {
        permissions = Set.copyOf(permissions);
    }

    public ActorId id() {
        return actor.id();
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    public Principal without(Predicate<Permission> taken) {
        return new Principal(
                actor, tenant, permissions.stream().filter(taken.negate()).collect(Collectors.toSet()));
    }

    /// Whether all that a role allows is allowed to this one: nobody gives what he does not have.
    public boolean mayGive(Role role) {
        return permissions.containsAll(role.permissions(tenant));
    }

    /// The same of a key's scope, as far as there is anything in the tenant that it allows.
    public boolean mayGive(Scope scope) {
        return Permission.of(Set.of(scope)).stream()
                .filter(permission -> permission.isOf(tenant))
                .allMatch(permissions::contains);
    }
}
