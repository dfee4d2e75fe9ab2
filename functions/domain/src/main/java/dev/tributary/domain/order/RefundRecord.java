package dev.tributary.domain.order;

import dev.tributary.domain.conversion.Fingerprint;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.conversion.RefundId;
import dev.tributary.domain.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A refund that was applied, in the order of application: its amount lowers the order's remainder,
/// with items only their lines are touched. A chargeback that was won counts no more.
///
/// @param wonBy the receipt of the call that won it
public record RefundRecord(
        Kind kind,
        RefundId id,
        Fingerprint fingerprint,
        ReceiptId receipt,
        Instant occurredAt,
        Money amount,
        List<RefundedItem> items,
        Optional<ReceiptId> wonBy) {
    public enum Kind {
        REFUND,
        CHARGEBACK,
        /// What an approval of less than the amount left out.
        UNAPPROVED
    }

    public RefundRecord {
        items = List.copyOf(items);
        if (amount.isNegative()) {
            throw new IllegalArgumentException("amount is negative: " + amount);
        }
    }

    public boolean isWon() {
        return wonBy.isPresent();
    }

    RefundRecord wonBy(ReceiptId call) {
        return new RefundRecord(kind, id, fingerprint, receipt, occurredAt, amount, items, Optional.of(call));
    }

    /// As it was before it was won.
    RefundRecord standing() {
        return new RefundRecord(kind, id, fingerprint, receipt, occurredAt, amount, items, Optional.empty());
    }
}
