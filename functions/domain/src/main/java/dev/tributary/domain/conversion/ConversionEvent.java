package dev.tributary.domain.conversion;

import dev.tributary.domain.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a merchant told us, checked and typed. `statedAt` is the time in the call, where it had one;
/// else the arrival counts.
public sealed interface ConversionEvent {
    ConversionKey key();

    Optional<Instant> statedAt();

    /// Something to be rewarded: a sale, a lead, a charge of a subscription.
    record Reward(
            ConversionKey key,
            Optional<Instant> statedAt,
            Optional<VerifiedClick> click,
            List<CouponCode> coupons,
            Optional<Amounts> amounts,
            List<Item> items,
            Customer customer,
            Optional<SubscriptionId> subscription,
            Optional<Instant> checkoutStartedAt,
            Optional<Verdict> verdict,
            boolean test)
            implements ConversionEvent {
        public Reward {
            coupons = List.copyOf(coupons);
            items = List.copyOf(items);
            if (items.size() > Item.MOST) {
                throw new IllegalArgumentException("items are more than " + Item.MOST + ": " + items.size());
            }
            refuseOtherCurrency(amounts, items);
        }
    }

    /// Money went back to the customer. Without an amount all that is left went back, or with items
    /// their total. A chargeback is a refund that the customer's bank made.
    record Refund(
            ConversionKey key,
            Optional<Instant> statedAt,
            RefundId refund,
            Kind kind,
            Optional<Money> amount,
            List<RefundItem> items,
            Optional<ReasonCode> reason)
            implements ConversionEvent {
        public Refund {
            items = List.copyOf(items);
            if (items.size() > Item.MOST) {
                throw new IllegalArgumentException("items are more than " + Item.MOST + ": " + items.size());
            }
            amount.filter(Money::isNegative).ifPresent(money -> {
                throw new IllegalArgumentException("amount is negative: " + money);
            });
        }

        public enum Kind {
            REFUND,
            CHARGEBACK
        }
    }

    /// The merchant won the chargeback that this number names: its reversal is reinstated.
    record ChargebackWon(ConversionKey key, Optional<Instant> statedAt, RefundId chargeback)
            implements ConversionEvent {}

    /// The order has another amount. It is the amount before refunds; parts and lines that are not
    /// sent scale with it.
    record OrderUpdate(
            ConversionKey key, Optional<Instant> statedAt, UpdateId update, Amounts amounts, List<Item> items)
            implements ConversionEvent {
        public OrderUpdate {
            items = List.copyOf(items);
            if (items.size() > Item.MOST) {
                throw new IllegalArgumentException("items are more than " + Item.MOST + ": " + items.size());
            }
            refuseOtherCurrency(Optional.of(amounts), items);
        }
    }

    /// A call that says nothing but the status.
    record StatusUpdate(ConversionKey key, Optional<Instant> statedAt, Verdict verdict) implements ConversionEvent {}

    private static void refuseOtherCurrency(Optional<Amounts> amounts, List<Item> items) {
        for (Item item : items) {
            if (amounts.isPresent()
                    && !amounts.get().currency().equals(item.amount().currency())) {
                throw new IllegalArgumentException("items are not in the currency of the amount: " + item.amount());
            }
        }
    }
}
