package dev.tributary.domain.order;

import dev.tributary.domain.attribution.Attribution;
import dev.tributary.domain.base.Base;
import dev.tributary.domain.base.OrderContent;
import dev.tributary.domain.commission.Captured;
import dev.tributary.domain.conversion.Fingerprint;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.rate.Exchange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The rewarded event as it was decided: its content at present, who is credited, and what the terms
/// said then. Whatever comes later is judged by what is captured here.
///
/// @param captured one for each share, in their order; empty when nobody is credited
/// @param exchange how its amounts came into the program's currency, where they were in another
public record Sale(
        Fingerprint fingerprint,
        ReceiptId receipt,
        Instant occurredAt,
        Instant receivedAt,
        OrderContent content,
        Attribution attribution,
        List<Captured> captured,
        Optional<Exchange> exchange,
        Optional<NoPay> noPay) {
    /// Why a conversion made no commission.
    public enum NoPay {
        UNATTRIBUTED,
        NO_RULE,
        PAY_ZERO,
        REJECTED,
        TEST
    }

    /// In the program's currency.
    public Base base() {
        return Base.of(content, exchange);
    }

    Sale with(OrderContent newContent, Optional<NoPay> newNoPay) {
        return new Sale(fingerprint, receipt, occurredAt, receivedAt, newContent, attribution, captured, exchange, newNoPay);
    }
}
