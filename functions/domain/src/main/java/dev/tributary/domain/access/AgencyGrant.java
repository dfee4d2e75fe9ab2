package dev.tributary.domain.access;

import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What an agency, which is a merchant's tenant like any other, may do for another merchant: in these programs, and no
/// more than a role allows. It counts from when the agency has accepted it until either side ends it.
///
/// @param role any but the owner's: who gets in is the merchant's own affair
/// @param by who gave it
public record AgencyGrant(
        MerchantId merchant,
        MerchantId agency,
        Role role,
        Set<ProgramId> programs,
        ActorId by,
        Instant offered,
        Optional<Instant> accepted) {
    public static final int MOST_PROGRAMS = 100;
    /// What a key may do for another merchant: whose money it is, is a person's word.
    private static final Set<Permission> OF_KEYS = EnumSet.of(Permission.READ, Permission.PROGRAMS, Permission.EXPORT);

    public AgencyGrant {
        programs = Set.copyOf(programs);
        if (merchant.equals(agency)) {
            throw new IllegalArgumentException("agency is the merchant itself");
        }
        if (role == Role.OWNER) {
            throw new IllegalArgumentException("role is owner");
        }
        if (programs.isEmpty() || programs.size() > MOST_PROGRAMS) {
            throw new IllegalArgumentException("programs are not 1 to " + MOST_PROGRAMS);
        }
    }

    public Tenant of() {
        return new Tenant.OfMerchant(merchant);
    }

    public Tenant to() {
        return new Tenant.OfMerchant(agency);
    }

    public boolean counts() {
        return accepted.isPresent();
    }

    /// With other bounds. What was accepted once, the merchant may change.
    public AgencyGrant with(Role otherRole, Set<ProgramId> otherPrograms) {
        return new AgencyGrant(merchant, agency, otherRole, otherPrograms, by, offered, accepted);
    }

    public AgencyGrant acceptedAt(Instant now) {
        return new AgencyGrant(merchant, agency, role, programs, by, offered, Optional.of(now));
    }

    /// What one of the agency may do there: what the role allows, and what the agency itself allows the one.
    boolean allows(Permission permission, ActorId id) {
        boolean isKeys = id instanceof ApiKeyId;
        return role.permissions(of()).contains(permission) && (!isKeys || OF_KEYS.contains(permission));
    }
}
