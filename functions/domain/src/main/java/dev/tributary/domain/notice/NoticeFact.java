package dev.tributary.domain.notice;

import java.util.Locale;
import java.util.Optional;

/// What a notice may say beside its amount: ids, words and times, as texts. Nothing of a customer, of a bank
/// account or of a secret has a place here.
public enum NoticeFact {
    PROGRAM_ID,
    AFFILIATE_ID,
    CONVERSION_ID,
    COMMISSION_ID,
    ORDER_ID,
    EVENT,
    CLICK_ID,
    /// What an affiliate wrote on its link: it comes with its own URL only, where that asks for it.
    SUB1(Shape.LABEL),
    SUB2(Shape.LABEL),
    SUB3(Shape.LABEL),
    SUB4(Shape.LABEL),
    SUB5(Shape.LABEL),
    SOURCE(Shape.LABEL),
    REFUND_ID,
    UPDATE_ID,
    DISPUTE_ID,
    ADJUSTMENT_ID,
    /// The decision that gave it, where one did.
    AWARD_ID,
    /// As the terms call it.
    BONUS_ID,
    /// `2026-11`, or `ever`.
    PERIOD,
    /// For what a decision gave a bonus or a fee, or for what a prize without cash was won.
    GROUND,
    /// A prize without cash, in the words of the terms.
    PRIZE(Shape.PRIZE),
    /// `gift`, `event`, `public_recognition`
    PRIZE_KIND(Shape.PART),
    /// What has been taken back of a commission so far, in its currency.
    REVERSED(Shape.MONEY),
    STATE,
    REASON,
    OCCURRED_AT,
    RELEASED_THROUGH,
    ENTRY_ID,
    PAYOUT_ID,
    RUN_ID,
    RAIL,
    VALID_FROM,
    PERSON_ID,
    /// So many, since the last order.
    CLICKS,
    /// Of a member, as it is known in its tenant.
    NAME,
    ROLE,
    WEBHOOK_ID,
    /// Of a webhook: what follows it in its URL may be a secret.
    HOST,
    TEST(Shape.TRUTH);

    /// How it is written in a body.
    public enum Shape {
        TEXT,
        /// In none: only in a URL.
        LABEL,
        /// In the notice's currency.
        MONEY,
        TRUTH,
        /// With its kind: `{"kind":"gift","title":"A bag"}`.
        PRIZE,
        /// Of another fact, and not by itself.
        PART
    }

    private final Shape shape;

    NoticeFact() {
        this(Shape.TEXT);
    }

    NoticeFact(Shape shape) {
        this.shape = shape;
    }

    public Shape shape() {
        return shape;
    }

    /// `order_id`
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<NoticeFact> parse(String text) {
        for (NoticeFact fact : values()) {
            if (fact.text().equals(text)) {
                return Optional.of(fact);
            }
        }
        return Optional.empty();
    }
}
