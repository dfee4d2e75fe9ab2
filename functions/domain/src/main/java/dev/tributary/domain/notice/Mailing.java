package dev.tributary.domain.notice;

import static dev.tributary.domain.access.Role.FINANCE;
import static dev.tributary.domain.access.Role.MANAGER;
import static dev.tributary.domain.access.Role.OWNER;

import dev.tributary.domain.access.MailTopic;
import dev.tributary.domain.access.Member;
import dev.tributary.domain.access.Role;
import dev.tributary.domain.access.Tenant;
import java.util.Optional;
import java.util.Set;

/// Which members of a tenant a notice is mailed to. What comes with every order is not: webhooks and pages tell it.
///
/// @param topic under which it may be muted; empty where it may not
record Mailing(Set<Role> roles, Optional<MailTopic> topic) {
    Mailing {
        roles = Set.copyOf(roles);
    }

    static Optional<Mailing> of(NoticeType type, Tenant tenant) {
        Set<Role> roles = switch (tenant) {
            case Tenant.OfMerchant _ -> ofMerchant(type);
            case Tenant.OfAffiliate _ -> ofAffiliate(type);
        };
        return roles.isEmpty() ? Optional.empty() : Optional.of(new Mailing(roles, type.topic()));
    }

    private static Set<Role> ofMerchant(NoticeType type) {
        return switch (type) {
            case ENROLLMENT_APPLIED -> Set.of(OWNER, MANAGER);
            case PAYOUT_RETURNED -> Set.of(OWNER, FINANCE);
            case DISPUTE_OPENED, DISPUTE_ESCALATED -> Set.of(OWNER, MANAGER, FINANCE);
            case POSTBACKS_SILENT, POSTBACKS_RESUMED, WEBHOOK_DISABLED -> Set.of(OWNER, MANAGER);
            case MEMBER_CHANGED, MEMBER_REMOVED -> Set.of(OWNER);
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
                    WEBHOOK_TEST -> Set.of();
        };
    }

    private static Set<Role> ofAffiliate(NoticeType type) {
        return switch (type) {
            case ENROLLMENT_INVITED, ENROLLMENT_APPROVED, ENROLLMENT_REJECTED -> Set.of(OWNER, MANAGER);
            case PAYOUT_PAID, PAYOUT_RETURNED, ADJUSTMENT_POSTED, FLAT_FEE_POSTED -> Set.of(OWNER);
            case BONUS_AWARDED, BONUS_REVERSED -> Set.of(OWNER, MANAGER);
            case DISPUTE_ESCALATED, DISPUTE_RULED -> Set.of(OWNER, MANAGER);
            case WEBHOOK_DISABLED -> Set.of(OWNER, MANAGER);
            case PAYOUT_METHOD_CHANGED, MEMBER_CHANGED, MEMBER_REMOVED -> Set.of(OWNER);
            case CONVERSION_ACCEPTED,
                    COMMISSION_ACCRUED,
                    COMMISSION_UPDATED,
                    COMMISSION_REVERSED,
                    COMMISSION_RESTORED,
                    COMMISSION_RELEASED,
                    ENROLLMENT_APPLIED,
                    DISPUTE_OPENED,
                    POSTBACKS_SILENT,
                    POSTBACKS_RESUMED,
                    WEBHOOK_TEST -> Set.of();
        };
    }

    /// Somebody who never signed in may be a stranger, to whom nothing is written but the invitation.
    boolean reaches(Member member) {
        return member.joined().isPresent()
                && roles.contains(member.role())
                && topic.filter(member.wishes().muted()::contains).isEmpty();
    }
}
