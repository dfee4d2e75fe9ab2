package dev.tributary.domain.notice;

import static dev.tributary.domain.access.Role.FINANCE;
import static dev.tributary.domain.access.Role.MANAGER;
import static dev.tributary.domain.access.Role.OWNER;

import dev.tributary.domain.access.Member;
import dev.tributary.domain.access.Role;
import dev.tributary.domain.access.Tenant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Which members of a tenant a notice is mailed to. What comes with every order is not: webhooks and pages tell it.
///
/// @param necessary it goes to those who want no mail, too: somebody may be taking the account over
record Mailing(Set<Role> roles, boolean necessary) {
    Mailing {
        roles = Set.copyOf(roles);
    }

    static Optional<Mailing> of(NoticeType type, Tenant tenant) {
        return switch (tenant) {
            case Tenant.OfMerchant _ -> ofMerchant(type);
            case Tenant.OfAffiliate _ -> ofAffiliate(type);
        };
    }

    private static Optional<Mailing> ofMerchant(NoticeType type) {
        return switch (type) {
            case ENROLLMENT_APPLIED -> wished(OWNER, MANAGER);
            case PAYOUT_RETURNED -> wished(OWNER, FINANCE);
            case DISPUTE_OPENED, DISPUTE_ESCALATED -> wished(OWNER, MANAGER, FINANCE);
            case WEBHOOK_DISABLED -> wished(OWNER, MANAGER);
            case MEMBER_CHANGED, MEMBER_REMOVED -> always();
            case CONVERSION_ACCEPTED,
                    COMMISSION_ACCRUED,
                    COMMISSION_UPDATED,
                    COMMISSION_REVERSED,
                    COMMISSION_RESTORED,
                    COMMISSION_RELEASED,
                    ADJUSTMENT_POSTED,
                    BONUS_AWARDED,
                    BONUS_REVERSED,
                    FLAT_FEE_POSTED,
                    PAYOUT_PAID,
                    DISPUTE_RULED,
                    ENROLLMENT_INVITED,
                    ENROLLMENT_APPROVED,
                    ENROLLMENT_REJECTED,
                    PAYOUT_METHOD_CHANGED,
                    WEBHOOK_TEST -> Optional.empty();
        };
    }

    private static Optional<Mailing> ofAffiliate(NoticeType type) {
        return switch (type) {
            case ENROLLMENT_INVITED, ENROLLMENT_APPROVED, ENROLLMENT_REJECTED -> wished(OWNER, MANAGER);
            case PAYOUT_PAID, PAYOUT_RETURNED, ADJUSTMENT_POSTED, FLAT_FEE_POSTED -> wished(OWNER);
            case BONUS_AWARDED, BONUS_REVERSED -> wished(OWNER, MANAGER);
            case DISPUTE_ESCALATED, DISPUTE_RULED -> wished(OWNER, MANAGER);
            case WEBHOOK_DISABLED -> wished(OWNER, MANAGER);
            case PAYOUT_METHOD_CHANGED, MEMBER_CHANGED, MEMBER_REMOVED -> always();
            case CONVERSION_ACCEPTED,
                    COMMISSION_ACCRUED,
                    COMMISSION_UPDATED,
                    COMMISSION_REVERSED,
                    COMMISSION_RESTORED,
                    COMMISSION_RELEASED,
                    ENROLLMENT_APPLIED,
                    DISPUTE_OPENED,
                    WEBHOOK_TEST -> Optional.empty();
        };
    }

    private static Optional<Mailing> wished(Role first, Role... others) {
        return Optional.of(new Mailing(EnumSet.of(first, others), false));
    }

    private static Optional<Mailing> always() {
        return Optional.of(new Mailing(Set.of(OWNER), true));
    }

    /// Somebody who never signed in may be a stranger, to whom nothing is written but the invitation.
    boolean reaches(Member member) {
        return member.joined().isPresent()
                && roles.contains(member.role())
                && (necessary || member.wishes().mail());
    }
}
