package dev.tributary.domain.access;

import static dev.tributary.domain.access.Permission.ADJUST;
import static dev.tributary.domain.access.Permission.EXPORT;
import static dev.tributary.domain.access.Permission.PAYOUTS;
import static dev.tributary.domain.access.Permission.PAYOUT_SETTINGS;
import static dev.tributary.domain.access.Permission.PROGRAMS;
import static dev.tributary.domain.access.Permission.READ;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a member is in a tenant. Only an owner decides who gets in.
public enum Role {
    OWNER(EnumSet.allOf(Permission.class)),
    /// Runs the programs, and gives no money but what their terms say.
    MANAGER(EnumSet.of(READ, PROGRAMS, EXPORT)),
    /// Moves money, and changes no program. Of merchants only.
    FINANCE(EnumSet.of(READ, ADJUST, EXPORT, PAYOUTS, PAYOUT_SETTINGS)),
    VIEWER(EnumSet.of(READ));

    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = Set.copyOf(permissions);
    }

    /// What it allows in a tenant: no merchant has a payout method, and no affiliate pays.
    public Set<Permission> permissions(Tenant tenant) {
        return permissions.stream()
                .filter(permission -> permission.isOf(tenant))
                .collect(Collectors.toUnmodifiableSet());
    }

    public boolean isOf(Tenant tenant) {
        return switch (tenant) {
            case Tenant.OfMerchant _ -> true;
            case Tenant.OfAffiliate _ -> this != FINANCE;
        };
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> parse(String text) {
        for (Role role : values()) {
            if (role.text().equals(text)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
