package dev.tributary.domain.notice;

import dev.tributary.domain.access.MailTopic;
import java.util.Optional;

/// What a notice tells of. A name is a promise: it may be added to, and never changes.
public enum NoticeType {
    CONVERSION_ACCEPTED("conversion.accepted"),
    COMMISSION_ACCRUED("commission.accrued"),
    /// An update of its order has brought it to another amount.
    COMMISSION_UPDATED("commission.updated"),
    COMMISSION_REVERSED("commission.reversed"),
    /// A chargeback was won: what it took is back.
    COMMISSION_RESTORED("commission.restored"),
    /// What of an account had waited is free to be paid.
    COMMISSION_RELEASED("commission.released"),
    /// A person gave an affiliate money, or took some back; so is what undoes it.
    ADJUSTMENT_POSTED("adjustment.posted"),
    /// Of the terms: for signing, a figure that was reached, a submission, or a place on a board.
    BONUS_AWARDED("bonus.awarded"),
    /// Its figure fell before it was released.
    BONUS_REVERSED("bonus.reversed"),
    /// Pay for a placement, for one period.
    FLAT_FEE_POSTED("flat_fee.posted"),
    PAYOUT_PAID("payout.paid"),
    PAYOUT_RETURNED("payout.returned"),
    ENROLLMENT_APPLIED("enrollment.applied"),
    ENROLLMENT_APPROVED("enrollment.approved"),
    ENROLLMENT_REJECTED("enrollment.rejected"),
    DISPUTE_OPENED("dispute.opened"),
    /// Nobody has ruled on it for 30 days.
    DISPUTE_ESCALATED("dispute.escalated"),
    /// Accepted or rejected; what it gives is posted later.
    DISPUTE_RULED("dispute.ruled"),
    PAYOUT_METHOD_CHANGED("payout_method.changed"),
    ENROLLMENT_INVITED("enrollment.invited"),
    /// Somebody is in another role, or no member any more.
    MEMBER_CHANGED("member.changed"),
    MEMBER_REMOVED("member.removed"),
    /// Shoppers click as usual, and no order comes.
    POSTBACKS_SILENT("postbacks.silent"),
    /// Orders come again.
    POSTBACKS_RESUMED("postbacks.resumed"),
    /// An endpoint did not take anything for three days, and is called no more.
    WEBHOOK_DISABLED("webhook.disabled"),
    /// Somebody asked for it, at one endpoint.
    WEBHOOK_TEST("webhook.test");

    private final String text;

    NoticeType(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /// Under what members may mute mail of it. Empty for what concerns who gets in, and where money goes: somebody may
    /// be taking the account over, and mutes it first.
    public Optional<MailTopic> topic() {
        return switch (this) {
            case CONVERSION_ACCEPTED,
                    COMMISSION_ACCRUED,
                    COMMISSION_UPDATED,
                    COMMISSION_REVERSED,
                    COMMISSION_RESTORED,
                    COMMISSION_RELEASED,
                    ADJUSTMENT_POSTED,
                    BONUS_AWARDED,
                    BONUS_REVERSED,
                    FLAT_FEE_POSTED -> Optional.of(MailTopic.COMMISSIONS);
            case PAYOUT_PAID, PAYOUT_RETURNED -> Optional.of(MailTopic.PAYOUTS);
            case ENROLLMENT_INVITED, ENROLLMENT_APPLIED, ENROLLMENT_APPROVED, ENROLLMENT_REJECTED ->
                Optional.of(MailTopic.ENROLLMENTS);
            case DISPUTE_OPENED, DISPUTE_ESCALATED, DISPUTE_RULED -> Optional.of(MailTopic.DISPUTES);
            case POSTBACKS_SILENT, POSTBACKS_RESUMED, WEBHOOK_DISABLED, WEBHOOK_TEST -> Optional.of(MailTopic.WEBHOOKS);
            case PAYOUT_METHOD_CHANGED, MEMBER_CHANGED, MEMBER_REMOVED -> Optional.empty();
        };
    }

    public static Optional<NoticeType> parse(String text) {
        for (NoticeType type : values()) {
            if (type.text.equals(text)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
