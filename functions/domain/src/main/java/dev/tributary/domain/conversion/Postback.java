package dev.tributary.domain.conversion;

import java.time.Instant;

/// One call that was answered with a receipt: the message on the queue of conversions. Two deliveries
/// of one message are equal; two calls with one content share the receipt and differ in the arrival.
///
/// @param proven whether its merchant was known by a signature or a token; what a shopper's browser says is not
///     proven, and can only tell of a reward
public record Postback(ConversionEvent event, ReceiptId receipt, Instant receivedAt, boolean proven) {
    public Postback {
        if (!proven && !(event instanceof ConversionEvent.Reward)) {
            throw new IllegalArgumentException("only a reward is told of without proof: " + event.key());
        }
    }

    /// One of a merchant.
    public Postback(ConversionEvent event, ReceiptId receipt, Instant receivedAt) {
        this(event, receipt, receivedAt, true);
    }

    /// The same, of a shopper's browser.
    /// @throws IllegalArgumentException when it is no reward
    public Postback unproven() {
        return new Postback(event, receipt, receivedAt, false);
    }

    public Instant occurredAt() {
        return event.statedAt().orElse(receivedAt);
    }

    public ConversionKey key() {
        return event.key();
    }
}
