package dev.tributary.domain.order;

import dev.tributary.domain.base.ContentLine;
import dev.tributary.domain.base.OrderContent;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.OrderUpdate;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.Item;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.RefundItem;
import dev.tributary.domain.conversion.Sku;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// How much of an order there is to keep, in bytes of its written text; an order's item takes 400 KB, and it
/// is packed before. Numbers of refunds and of lines do not bound it: each line may have words of 128 signs,
/// and an amount that was scaled a hundred times has hundreds of digits. A sale is always kept, so what waits
/// for one leaves it room; what comes after it is refused as `too_many` where it does not fit.
final class OrderWeight {
    /// Words of which nobody can make less pack to nine tenths of this at most.
    static final int MOST = 400_000;
    /// Of what waits for its sale.
    static final int MOST_WAITING = 100_000;

    /// Names, quotes and numbers of a line; of a call with its times; of a share with its rules.
    private static final int LINE = 64;
    private static final int CALL = 300;
    private static final int SHARE = 1_500;
    /// Six of 64 bytes each, which quotes make longer, and the affiliate's id.
    private static final int LABELS = 900;

    private OrderWeight() {}

    static boolean fits(OrderDraft draft) {
        int weight = draft.sale.map(OrderWeight::of).orElse(0) + ofWaiting(draft.waiting);
        for (RefundRecord refund : draft.refunds) {
            weight += of(refund);
        }
        for (UpdateRecord update : draft.updates) {
            weight += CALL + of(update.id().text()) + of(update.receipt().text()) + of(update.fingerprint());
            weight += update.untouched().size() * LINE;
        }
        for (ReceiptLine receipt : draft.receipts) {
            weight += CALL + of(receipt.receipt().text());
        }
        weight += draft.commissions.size() * SHARE;
        return weight <= MOST;
    }

    /// Whether one call more may wait.
    static boolean fits(List<Postback> waiting, Postback more) {
        return ofWaiting(waiting) + of(more) <= MOST_WAITING;
    }

    private static int ofWaiting(List<Postback> waiting) {
        return waiting.stream().mapToInt(OrderWeight::of).sum();
    }

    private static int of(Sale sale) {
        return CALL
                + of(sale.content())
                + sale.basis().map(OrderWeight::of).orElse(0)
                + of(sale.fingerprint())
                + of(sale.receipt().text())
                + sale.captured().size() * SHARE
                + sale.labels().size() * LABELS;
    }

    private static int of(OrderContent content) {
        int weight = CALL + of(content.tax()) + of(content.shipping()) + of(content.fee());
        for (ContentLine line : content.lines()) {
            weight += LINE + of(line.sku()) + of(line.category()) + of(line.total());
        }
        return weight;
    }

    private static int of(RefundRecord refund) {
        int weight = CALL
                + of(refund.id().text())
                + of(refund.fingerprint())
                + of(refund.receipt().text())
                + of(refund.wonBy());
        for (RefundedItem item : refund.items()) {
            weight += of(item.said()) + of(item.taken());
        }
        return weight;
    }

    private static int of(Postback postback) {
        ConversionEvent event = postback.event();
        int weight =
                CALL + of(postback.receipt().text()) + of(event.key().order().text());
        return weight
                + switch (event) {
                    case Reward reward ->
                        SHARE + LINE * reward.coupons().size() + ofItems(reward.items()) + of(reward.customer());
                    case Refund refund ->
                        of(refund.refund().text())
                                + of(refund.reason())
                                + refund.items().stream()
                                        .mapToInt(OrderWeight::of)
                                        .sum();
                    case OrderUpdate update -> of(update.update().text()) + ofItems(update.items());
                    case ConversionEvent.ChargebackWon won ->
                        of(won.chargeback().text());
                    case ConversionEvent.StatusUpdate status -> CALL;
                };
    }

    private static int ofItems(List<Item> items) {
        return items.stream()
                .mapToInt(item -> LINE + of(item.sku()) + of(item.category()))
                .sum();
    }

    private static int of(RefundItem item) {
        Sku sku = item.sku();
        return LINE + of(sku.text()) + of(item.amount());
    }

    private static int of(Optional<?> part) {
        return part.map(OrderWeight::of).orElse(0);
    }

    /// With what is written before its quotes and slashes.
    private static int of(Object part) {
        String text = part.toString();
        int escapes =
                (int) text.chars().filter(sign -> sign == '"' || sign == '\\').count();
        return text.getBytes(StandardCharsets.UTF_8).length + escapes;
    }
}
