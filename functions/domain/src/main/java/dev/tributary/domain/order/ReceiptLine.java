package dev.tributary.domain.order;

import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.ReceiptId;
import java.time.Instant;

/// What became of one call. Two calls with one content share the receipt; a redelivery of one call
/// shares the arrival too, and is recognised by it.
public record ReceiptLine(ReceiptId receipt, Instant receivedAt, Result result) {
    boolean isOf(Postback postback) {
        return receipt.equals(postback.receipt()) && receivedAt.equals(postback.receivedAt());
    }
}
