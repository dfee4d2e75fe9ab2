package dev.tributary.domain.decision;

import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.decision.Decision.Refusal;
import dev.tributary.domain.dispute.Obstacle;
import dev.tributary.domain.dispute.Ruling;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.Context;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Orders;
import dev.tributary.domain.order.Outcome;
import dev.tributary.domain.order.RuledOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a ruling at the amount of the terms would give, were it posted now: by the steps that post it, of which
/// nothing is written. Of an order that is not there, what the terms would pay for it as it is stated; that no ruling
/// posts by itself, so whoever rules names it.
public sealed interface ForeseenRuling {
    /// @param priced the order as it would be the affiliate's: its commissions explain the amount
    record Gives(Money amount, OrderState priced) implements ForeseenRuling {
        /// Those of the affiliate.
        public List<Commission> commissions(Account account) {
            return priced.commissions().stream()
                    .filter(one -> one.affiliate().equals(account.key().affiliate()))
                    .toList();
        }
    }

    record Nothing(Refusal why) implements ForeseenRuling {}

    /// An order as somebody says that it was, as if neither tax nor shipping stood in its amount.
    ///
    /// @param amount in the program's currency, 0 or more
    /// @param click by which the affiliate says that it came
    record Stated(EventName event, Instant occurredAt, Money amount, Optional<VerifiedClick> click) {}

    /// @param adjustment as it would be sent
    /// @param order the one that it is about, as it was read
    /// @param context with the affiliate's enrollment, where it has one
    /// @param account as it was read, before the order was
    static ForeseenRuling of(Adjustment adjustment, Optional<OrderState> order, Context context, Account account) {
        return switch (RulingPosting.decide(adjustment, order, context, account)) {
            case RulingPosting.Outcome.Posted(var _, var _, var terms) ->
                terms.<ForeseenRuling>map(found -> new Gives(found.amount(), found.priced()))
                        .orElseThrow(() -> new IllegalArgumentException("the adjustment names its amount"));
            case RulingPosting.Outcome.Refused(var why) -> new Nothing(why);
        };
    }

    /// The order is made as a call without click, coupon and customer would make it, then given to the affiliate as a
    /// ruling gives it.
    static ForeseenRuling of(Stated stated, Context context, Account account) {
        ConversionKey key = new ConversionKey(context.program().id(), new OrderId("stated"), stated.event());
        Optional<OrderState> order = made(stated, key, context);
        if (order.isEmpty()) {
            return new Nothing(Refusal.of(Obstacle.NOTHING_TO_PAY));
        }
        Ruling ruling =
                new Ruling(DisputeId.NONE, Ruling.Basis.CREDIT, Optional.of(key), Optional.empty(), stated.click());
        try {
            RuledOrder ruled = new RuledOrder(order.get(), account.key().affiliate(), context);
            return switch (ruled.credit(ruling, account)) {
                case RuledOrder.Outcome.Posted(var _, var _, var amount, var priced) -> new Gives(amount, priced);
                case RuledOrder.Outcome.Refused(var why) -> new Nothing(Refusal.of(why));
            };
        } catch (ArithmeticException tooMuch) {
            return new Nothing(Refusal.OUT_OF_RANGE);
        }
    }

    private static Optional<OrderState> made(Stated stated, ConversionKey key, Context context) {
        Reward reward = new Reward(
                key,
                Optional.of(stated.occurredAt()),
                Optional.empty(),
                List.of(),
                Optional.of(Amounts.of(stated.amount())),
                List.of(),
                Customer.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
        Postback call = new Postback(reward, ReceiptId.derive(reward, new byte[1]), stated.occurredAt());
        // Some models let an order wait for its clicks first; this one has none.
        Instant late = stated.occurredAt().plus(Duration.ofHours(1));
        Context alone =
                new Context(context.program(), Map.of(), Map.of(), late.isAfter(context.now()) ? late : context.now());
        return Orders.decide(Optional.empty(), call, alone, Map.of())
                        instanceof Outcome.Recorded(var order, var _, var _)
                ? Optional.of(order).filter(of -> of.sale().isPresent())
                : Optional.empty();
    }
}
