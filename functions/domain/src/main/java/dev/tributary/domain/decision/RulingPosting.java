package dev.tributary.domain.decision;

import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.decision.Decision.Refusal;
import dev.tributary.domain.dispute.Ruling;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.Context;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.RuledOrder;
import java.util.Optional;

/// What an accepted claim posts, from what is committed when it is posted: a refund, an order or a ban that came
/// after the ruling counts. What cannot be paid any more is refused, with the reason.
public final class RulingPosting {
    private final Adjustment adjustment;
    private final Ruling ruling;
    private final Optional<OrderState> order;
    private final Context context;
    private final Account account;

    private RulingPosting(Adjustment adjustment, Optional<OrderState> order, Context context, Account account) {
        this.adjustment = adjustment;
        this.ruling = adjustment.ruling().orElseThrow();
        this.order = order;
        this.context = context;
        this.account = account;
    }

    public sealed interface Outcome {
        /// @param order after it, where it changes
        /// @param terms what the terms gave, where the ruling left it to them
        record Posted(Movement movement, Optional<OrderState> order, Optional<ByTerms> terms) implements Outcome {
            /// What the terms gave.
            public Optional<Money> amount() {
                return terms.map(ByTerms::amount);
            }
        }

        record Refused(Refusal refusal) implements Outcome {}
    }

    /// @param priced the order as it is, or would be, the affiliate's: its commissions explain the amount
    public record ByTerms(Money amount, OrderState priced) {}

    /// @param adjustment one that rules
    /// @param order the one that it is about, as it was read
    /// @param context with the affiliate's enrollment, where it has one
    /// @param account as it was read, before the order was
    public static Outcome decide(Adjustment adjustment, Optional<OrderState> order, Context context, Account account) {
        RulingPosting posting = new RulingPosting(adjustment, order, context, account);
        if (!context.program().currency().equals(adjustment.account().currency())) {
            return new Outcome.Refused(Refusal.CURRENCY_MISMATCH);
        }
        try {
            return posting.ruling.basis().isNamed() ? posting.named() : posting.byTerms();
        } catch (ArithmeticException tooMuch) {
            return new Outcome.Refused(Refusal.OUT_OF_RANGE);
        }
    }

    private Outcome byTerms() {
        if (order.isEmpty()) {
            return new Outcome.Refused(Refusal.NO_ORDER);
        }
        RuledOrder ruled = new RuledOrder(order.get(), account.key().affiliate(), context);
        RuledOrder.Outcome outcome = switch (ruling.basis()) {
            case CREDIT -> ruled.credit(ruling, account);
            case RESTORE -> ruled.restore(ruling, adjustment.amount(), account, adjustment.decidedAt());
            case BESIDE -> ruled.beside(ruling, account, cause());
            case AMOUNT, UNCREDITED -> throw new IllegalStateException("a named amount is none of the terms");
        };
        return switch (outcome) {
            case RuledOrder.Outcome.Posted(var after, var movement, var amount, var priced) ->
                new Outcome.Posted(movement, after, Optional.of(new ByTerms(amount, priced)));
            case RuledOrder.Outcome.Refused(var why) -> new Outcome.Refused(Refusal.of(why));
        };
    }

    private Outcome named() {
        boolean banned = Optional.ofNullable(
                        context.enrollments().get(account.key().affiliate()))
                .filter(enrollment -> enrollment.isBanned())
                .isPresent();
        if (banned) {
            return new Outcome.Refused(Refusal.BANNED);
        }
        boolean credited = order.filter(
                        of -> of.affiliates().contains(account.key().affiliate()))
                .isPresent();
        if (ruling.basis() == Ruling.Basis.UNCREDITED && credited) {
            return new Outcome.Refused(Refusal.ALREADY_CREDITED);
        }
        Optional<Commission> about = adjustment
                .about()
                .flatMap(of -> order.flatMap(found -> found.commissions().stream()
                        .filter(commission -> commission.id().equals(of.commission()))
                        .findFirst()));
        Adjusting.Facts facts = new Adjusting.Facts(
                context.program().currency(),
                context.program().zone(),
                context.enrollments().containsKey(account.key().affiliate()),
                about);
        return switch (Adjusting.decide(adjustment, facts, account, context.now())) {
            case Adjusting.Outcome.Posted(var movement, var changed) ->
                new Outcome.Posted(
                        movement,
                        changed.flatMap(commission -> order.map(found -> found.with(commission))),
                        Optional.empty());
            case Adjusting.Outcome.Refused(var refusal) -> new Outcome.Refused(refusal);
        };
    }

    private Cause cause() {
        return new Cause(adjustment.entry(), Cause.Kind.ADJUST, adjustment.decidedAt(), context.now());
    }
}
