package dev.tributary.domain.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a call of the API needs to be allowed; each route names one (docs/permissions.md). A key has it
/// by a scope, a person who has signed in by a role.
public enum Permission {
    /// See what is the tenant's.
    READ(Scope.READ),
    /// Programs and what is in them: terms, affiliates, enrollments, links, coupons, rates, bonuses.
    PROGRAMS(Scope.WRITE),
    /// Give money, or take it: adjustments, rulings on disputes.
    ADJUST(Scope.WRITE),
    /// Have the books written out.
    EXPORT(Scope.WRITE),
    /// Plan, approve, apply and cancel payout runs, and take their results.
    PAYOUTS(Scope.PAYOUTS),
    /// From where payouts are paid, when, and up to which sum by one person's word.
    PAYOUT_SETTINGS(Scope.PAYOUTS),
    /// Where an affiliate's money goes.
    PAYOUT_METHOD(Scope.WRITE),
    /// Keys of the API, and what proves postbacks.
    KEYS(Scope.KEYS),
    /// Who belongs to the tenant, with which role.
    MEMBERS(Scope.MEMBERS);

    private final Scope scope;

    Permission(Scope scope) {
        this.scope = scope;
    }

    /// The one that a key needs.
    public Scope scope() {
        return scope;
    }

    /// Whether a person who changes something with it must have used a sign-in link just before: a
    /// session that was left open does not move where money goes, nor who gets in.
    public boolean needsFreshLink() {
        return switch (this) {
            case PAYOUT_SETTINGS, PAYOUT_METHOD, KEYS, MEMBERS -> true;
            case READ, PROGRAMS, ADJUST, EXPORT, PAYOUTS -> false;
        };
    }

    /// Whether there is anything in such a tenant that it would allow.
    public boolean isOf(Tenant tenant) {
        return switch (tenant) {
            case Tenant.OfMerchant _ -> this != PAYOUT_METHOD;
            case Tenant.OfAffiliate _ -> this != ADJUST && this != PAYOUTS && this != PAYOUT_SETTINGS;
        };
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Permission> parse(String text) {
        return Arrays.stream(values())
                .filter(permission -> permission.text().equals(text))
                .findFirst();
    }

    /// What a key with these scopes may.
    static Set<Permission> of(Set<Scope> scopes) {
        Set<Permission> allowed = EnumSet.noneOf(Permission.class);
        for (Permission permission : values()) {
            if (scopes.contains(permission.scope)) {
                allowed.add(permission);
            }
        }
        return allowed;
    }
}
