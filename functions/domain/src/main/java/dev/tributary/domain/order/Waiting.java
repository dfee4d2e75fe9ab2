package dev.tributary.domain.order;

import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.ChargebackWon;
import dev.tributary.domain.conversion.ConversionEvent.OrderUpdate;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionEvent.StatusUpdate;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.Status;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How calls wait: the order in which they are applied, and which number is which.
final class Waiting {
    static final Comparator<Postback> ORDER = Comparator.comparing(Postback::occurredAt)
            .thenComparing(postback -> number(postback.event()))
            .thenComparing(postback -> postback.receipt().text());

    private Waiting() {}

    /// The reward that waits to be decided, or one without proof that waits for it; one at most.
    static Optional<Postback> reward(List<Postback> waiting) {
        return waiting.stream()
                .filter(postback -> postback.event() instanceof Reward)
                .findFirst();
    }

    /// Whether what it waits for is there. On a sale without proof nothing is ready but a word on its status, and an
    /// approval only where it came after it: before, the merchant meant an order of its own, and whoever wrote this
    /// one may know which numbers were approved.
    static boolean isReady(Postback postback, Optional<Sale> sale, List<RefundRecord> refunds) {
        return switch (postback.event()) {
            case Reward _ -> false;
            case StatusUpdate word ->
                sale.filter(known -> !known.isUnproven()
                                || word.verdict().status() != Status.APPROVED
                                || !postback.receivedAt().isBefore(known.receivedAt()))
                        .isPresent();
            case ChargebackWon won ->
                Refunds.findChargeback(refunds, won.chargeback()).isPresent();
            case Refund _, OrderUpdate _ ->
                sale.filter(known -> !known.isUnproven()).isPresent();
        };
    }

    static Optional<Postback> find(List<Postback> waiting, ConversionEvent event) {
        return waiting.stream()
                .filter(known -> known.event().getClass().equals(event.getClass())
                        && number(known.event()).equals(number(event))
                        && (!(event instanceof StatusUpdate) || known.event().equals(event)))
                .findFirst();
    }

    private static String number(ConversionEvent event) {
        return switch (event) {
            case Reward reward -> "";
            case Refund refund -> refund.refund().text();
            case ChargebackWon won -> won.chargeback().text();
            case OrderUpdate update -> update.update().text();
            case StatusUpdate update -> "";
        };
    }
}
