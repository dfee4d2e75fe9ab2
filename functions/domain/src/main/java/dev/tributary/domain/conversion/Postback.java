package dev.tributary.domain.conversion;

import java.time.Instant;

/// One call that was answered with a receipt: the message on the queue of conversions. Two deliveries
/// of one message are equal; two calls with one content share the receipt and differ in the arrival.
public record Postback(ConversionEvent event, ReceiptId receipt, Instant receivedAt) {
    public Instant occurredAt() {
        return event.statedAt().orElse(receivedAt);
    }

    public ConversionKey key() {
        return event.key();
    }
}
