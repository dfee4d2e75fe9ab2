package dev.tributary.domain.order;

import dev.tributary.domain.attribution.Attribution;
import dev.tributary.domain.base.Base;
import dev.tributary.domain.base.OrderContent;
import dev.tributary.domain.click.ClickLabels;
import dev.tributary.domain.commission.Captured;
import dev.tributary.domain.conversion.Fingerprint;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.rate.Exchange;
import dev.tributary.domain.terms.RuleFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rewarded event as it was decided: its content at present, who is credited, and what the terms
/// said then. Whatever comes later is judged by what is captured here.
///
/// @param basis the last content of an amount above 0, while the present one's is 0: nothing scales from 0
/// @param captured one for each share, in their order; empty when nobody is credited
/// @param exchange how its amounts came into the program's currency, where they were in another
/// @param unclaimed of one that nobody is credited for: what conditions could ask of it, should a ruling credit
/// somebody
/// @param labels what affiliates wrote on the links that they are credited by; of those alone who asked to be told
public record Sale(
        Fingerprint fingerprint,
        ReceiptId receipt,
        Instant occurredAt,
        Instant receivedAt,
        OrderContent content,
        Optional<OrderContent> basis,
        Attribution attribution,
        List<Captured> captured,
        Optional<Exchange> exchange,
        Optional<NoPay> noPay,
        Optional<RuleFacts> unclaimed,
        Map<AffiliateId, ClickLabels> labels) {
    public Sale {
        labels = Map.copyOf(labels);
    }

    /// Why a conversion made no commission.
    public enum NoPay {
        UNATTRIBUTED,
        NO_RULE,
        PAY_ZERO,
        REJECTED,
        TEST,
        UNPROVEN
    }

    /// Whether it counts for anything: no test, not rejected from the start, and proven.
    boolean counts() {
        return noPay.filter(why -> why == NoPay.TEST || why == NoPay.REJECTED || why == NoPay.UNPROVEN)
                .isEmpty();
    }

    /// Whether nobody but a browser has told of it.
    public boolean isUnproven() {
        return noPay.filter(why -> why == NoPay.UNPROVEN).isPresent();
    }

    /// One with nothing kept for a ruling.
    public Sale(
            Fingerprint fingerprint,
            ReceiptId receipt,
            Instant occurredAt,
            Instant receivedAt,
            OrderContent content,
            Optional<OrderContent> basis,
            Attribution attribution,
            List<Captured> captured,
            Optional<Exchange> exchange,
            Optional<NoPay> noPay) {
        this(
                fingerprint,
                receipt,
                occurredAt,
                receivedAt,
                content,
                basis,
                attribution,
                captured,
                exchange,
                noPay,
                Optional.empty());
    }

    /// One whose clicks' records nobody has read.
    public Sale(
            Fingerprint fingerprint,
            ReceiptId receipt,
            Instant occurredAt,
            Instant receivedAt,
            OrderContent content,
            Optional<OrderContent> basis,
            Attribution attribution,
            List<Captured> captured,
            Optional<Exchange> exchange,
            Optional<NoPay> noPay,
            Optional<RuleFacts> unclaimed) {
        this(
                fingerprint,
                receipt,
                occurredAt,
                receivedAt,
                content,
                basis,
                attribution,
                captured,
                exchange,
                noPay,
                unclaimed,
                Map.of());
    }

    /// In the program's currency.
    public Base base() {
        return Base.of(content, exchange);
    }

    /// What an update's parts and lines scale from.
    OrderContent scaled() {
        return basis.orElse(content);
    }

    Sale with(OrderContent newContent) {
        Optional<OrderContent> kept = newContent.amount().isZero()
                ? Optional.of(scaled()).filter(last -> last.amount().isPositive())
                : Optional.empty();
        return new Sale(
                fingerprint,
                receipt,
                occurredAt,
                receivedAt,
                newContent,
                kept,
                attribution,
                captured,
                exchange,
                noPay,
                unclaimed,
                labels);
    }

    Sale with(Optional<NoPay> newNoPay) {
        return new Sale(
                fingerprint,
                receipt,
                occurredAt,
                receivedAt,
                content,
                basis,
                attribution,
                captured,
                exchange,
                newNoPay,
                unclaimed,
                labels);
    }

    /// With a share paid otherwise than before.
    Sale with(Captured again) {
        List<Captured> all = captured.stream()
                .map(one -> one.share().affiliate().equals(again.share().affiliate()) ? again : one)
                .toList();
        return new Sale(
                fingerprint,
                receipt,
                occurredAt,
                receivedAt,
                content,
                basis,
                attribution,
                all,
                exchange,
                noPay,
                unclaimed,
                labels);
    }

    Sale labelled(Map<AffiliateId, ClickLabels> read) {
        return new Sale(
                fingerprint,
                receipt,
                occurredAt,
                receivedAt,
                content,
                basis,
                attribution,
                captured,
                exchange,
                noPay,
                unclaimed,
                read);
    }

    /// Credited to somebody after all.
    Sale credited(Captured whole) {
        return new Sale(
                fingerprint,
                receipt,
                occurredAt,
                receivedAt,
                content,
                basis,
                new Attribution.Attributed(List.of(whole.share())),
                List.of(whole),
                exchange,
                Optional.empty(),
                Optional.empty());
    }
}
