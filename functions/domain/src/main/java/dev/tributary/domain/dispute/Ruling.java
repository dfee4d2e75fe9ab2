package dev.tributary.domain.dispute;

import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.id.DisputeId;
import java.util.Locale;
import java.util.Optional;

/// How an accepted claim is paid; it travels with the decision that posts it.
///
/// @param order the one that it is about, where that is known
/// @param commission the one of its commissions that it is about; empty where it is about all of the affiliate's
/// @param click by which the affiliate says that it came: it says which version of the terms pays
public record Ruling(
        DisputeId dispute,
        Basis basis,
        Optional<ConversionKey> order,
        Optional<CommissionId> commission,
        Optional<VerifiedClick> click) {
    public enum Basis {
        /// What a person named, beside what the order earned.
        AMOUNT,
        /// What a person named, for an order with which the affiliate is not credited; nothing, should it be by then.
        UNCREDITED,
        /// The order is credited to the affiliate, and the terms pay it.
        CREDIT,
        /// What was taken back is given back.
        RESTORE,
        /// What the terms would have paid, while the order stays another's.
        BESIDE;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Whether the terms say how much it is, which is known once it is posted.
        public boolean isComputed() {
            return this == CREDIT || this == BESIDE;
        }

        /// Whether a person named the amount.
        public boolean isNamed() {
            return this == AMOUNT || this == UNCREDITED;
        }
    }

    public Ruling {
        if (order.isEmpty() && basis != Basis.UNCREDITED) {
            throw new IllegalArgumentException("order is absent");
        }
    }

    /// @throws IllegalStateException when it is about no order
    public ConversionKey orderKey() {
        return order.orElseThrow(() -> new IllegalStateException("a ruling without an order: " + dispute));
    }
}
