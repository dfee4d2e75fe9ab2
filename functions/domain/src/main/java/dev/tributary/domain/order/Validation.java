package dev.tributary.domain.order;

import dev.tributary.domain.conversion.ReasonCode;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.money.Money;
import java.time.Instant;
import java.util.Optional;

/// The merchant's word on a conversion as it was last given; a pending one is approved by itself at
/// `approvesAt`, where that is a time at all. `receipt` is that of the call that gave it.
public record Validation(
        Status status,
        Optional<Money> approvedAmount,
        Optional<ReasonCode> code,
        Instant approvesAt,
        ReceiptId receipt) {
    Validation approvedFrom(Instant instant) {
        return new Validation(status, approvedAmount, code, instant, receipt);
    }

    /// When time approves it; empty where only the merchant can.
    public Optional<Instant> approves() {
        return Optional.of(approvesAt).filter(at -> !at.equals(Unproven.NEVER));
    }

    /// What it is by now.
    public Status at(Instant now) {
        return status == Status.PENDING && !now.isBefore(approvesAt) ? Status.APPROVED : status;
    }
}
