package dev.tributary.domain.order;

import dev.tributary.domain.conversion.Fingerprint;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.conversion.RefundId;
import dev.tributary.domain.conversion.RefundItem;
import dev.tributary.domain.money.Money;
import java.time.Instant;
import java.util.List;

/// A refund that was applied, in the order of application: its amount lowers the order's remainder,
/// with items only their lines are touched. A chargeback that was won counts no more.
public record RefundRecord(
        Kind kind,
        RefundId id,
        Fingerprint fingerprint,
        ReceiptId receipt,
        Instant occurredAt,
        Money amount,
        List<RefundItem> items,
        boolean won) {
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

    RefundRecord asWon() {
        return new RefundRecord(kind, id, fingerprint, receipt, occurredAt, amount, items, true);
    }
}
