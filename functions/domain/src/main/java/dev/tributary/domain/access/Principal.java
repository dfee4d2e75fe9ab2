package dev.tributary.domain.access;

import dev.tributary.domain.id.Mode;
import dev.tributary.domain.id.ProgramId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Who makes a call, once the key or the session is known to be good.
///
/// @param mode of the only programs that it sees; a person sees those of both
/// @param grant by which it acts for another merchant than its own; it sees the programs of the grant
public record Principal(
        Actor actor, Tenant tenant, Set<Permission> permissions, Optional<Mode> mode, Optional<AgencyGrant> grant) {
    /// A person.
    public Principal(Actor actor, Tenant tenant, Set<Permission> permissions) {
        this(actor, tenant, permissions, Optional.empty(), Optional.empty());
    }

    /// A key.
    public Principal(Actor actor, Tenant tenant, Set<Permission> permissions, Mode mode) {
        this(actor, tenant, permissions, Optional.of(mode), Optional.empty());
    }

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
                actor, tenant, permissions.stream().filter(taken.negate()).collect(Collectors.toSet()), mode, grant);
    }

    public boolean isTest() {
        return mode.equals(Optional.of(Mode.TEST));
    }

    public boolean sees(ProgramId program) {
        boolean isGranted = grant.isEmpty() || grant.get().programs().contains(program);
        return isGranted && (mode.isEmpty() || mode.get() == program.mode());
    }

    /// The tenant in which it is at home: its own, though it acts for another.
    public Tenant home() {
        return grant.map(AgencyGrant::to).orElse(tenant);
    }

    /// The same, acting for the merchant of a grant: as far as the grant goes, and its own permissions.
    public Principal under(AgencyGrant given) {
        Set<Permission> both = permissions.stream()
                .filter(permission -> given.allows(permission, id()))
                .collect(Collectors.toSet());
        return new Principal(actor, given.of(), both, mode, Optional.of(given));
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
