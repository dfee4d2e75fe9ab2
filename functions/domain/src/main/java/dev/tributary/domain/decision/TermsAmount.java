package dev.tributary.domain.decision;

import dev.tributary.domain.attribution.Attribution;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.dispute.Claim;
import dev.tributary.domain.dispute.Dispute;
import dev.tributary.domain.dispute.Obstacle;
import dev.tributary.domain.dispute.Ruling;
import dev.tributary.domain.dispute.Ruling.Basis;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.Context;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.RefundRecord;
import dev.tributary.domain.order.RuledOrder;
import java.util.Optional;

/// How a claim is accepted at the amount of the terms, from what is committed when it is ruled on: by crediting the
/// order, by giving back what was taken, or by paying the affiliate beside whoever is credited.
public sealed interface TermsAmount {
    /// @param amount what is given back at most; zero where the terms say it when it is posted
    record Possible(Ruling ruling, Money amount) implements TermsAmount {}

    /// Only a person can say an amount, or there is none.
    record Impossible(Obstacle why) implements TermsAmount {}

    /// @param key the order that it is about, where that is said
    /// @param order as it was read
    /// @param context with the affiliate's enrollment, where it has one
    static TermsAmount of(Dispute dispute, Optional<ConversionKey> key, Optional<OrderState> order, Context context) {
        Claim claim = dispute.claim();
        if (claim.kind() == Claim.Kind.WRONG) {
            return new Impossible(Obstacle.AMOUNT_NEEDED);
        }
        if (key.isEmpty() || order.isEmpty()) {
            return new Impossible(Obstacle.NO_ORDER);
        }
        RuledOrder ruled = new RuledOrder(order.get(), dispute.parties().affiliate(), context);
        Money zero = Money.zero(context.program().currency());
        if (claim.kind() == Claim.Kind.DECLINED) {
            Ruling back = ruling(dispute, Basis.RESTORE, key);
            Money taken = ruled.taken(back);
            return ruled.standing()
                    .or(() -> taken.isPositive() ? Optional.empty() : Optional.of(Obstacle.NOTHING_TAKEN))
                    .<TermsAmount>map(Impossible::new)
                    .orElseGet(() -> new Possible(back, taken));
        }
        boolean beside = isAnothers(order.get());
        Ruling given = ruling(dispute, beside ? Basis.BESIDE : Basis.CREDIT, key);
        return (beside ? ruled.unpaidBeside(given) : ruled.uncredited())
                .<TermsAmount>map(Impossible::new)
                .orElseGet(() -> new Possible(given, zero));
    }

    /// The same where no person says it: nobody is paid beside another because nobody answered.
    static TermsAmount byTime(
            Dispute dispute, Optional<ConversionKey> key, Optional<OrderState> order, Context context) {
        TermsAmount found = of(dispute, key, order, context);
        if (found instanceof Impossible(var why)) {
            // Once its hold is over it is another's all the same.
            boolean never = why == Obstacle.NOT_DECIDED
                    && order.filter(TermsAmount::isAnothers).isPresent();
            return never ? new Impossible(Obstacle.CREDITED_TO_ANOTHER) : found;
        }
        Ruling ruling = ((Possible) found).ruling();
        return switch (ruling.basis()) {
            case BESIDE -> new Impossible(Obstacle.CREDITED_TO_ANOTHER);
            case CREDIT -> isRefused(order.orElseThrow()) ? new Impossible(Obstacle.REFUSED_BY_TERMS) : found;
            // What went with a refund is no decision of the merchant's.
            case RESTORE -> isRefunded(order.orElseThrow()) ? new Impossible(Obstacle.REFUSED_BY_TERMS) : found;
            case UNCREDITED, AMOUNT -> found;
        };
    }

    /// A chargeback that was won is none any more.
    private static boolean isRefunded(OrderState order) {
        return !order.refunds().stream().allMatch(RefundRecord::isWon);
    }

    /// Of one that is the affiliate's own nothing is missing.
    private static boolean isAnothers(OrderState order) {
        return !order.affiliates().isEmpty();
    }

    /// Whether there was somebody, who is paid nothing by the terms; where there was nobody a claim may be right.
    private static boolean isRefused(OrderState order) {
        return order.sale()
                .filter(sale -> sale.attribution() instanceof Attribution.Unattributed(var reason)
                        && reason != Attribution.Reason.NO_TOUCH)
                .isPresent();
    }

    private static Ruling ruling(Dispute dispute, Basis basis, Optional<ConversionKey> key) {
        return new Ruling(
                dispute.id(),
                basis,
                key,
                dispute.claim().commission(),
                dispute.claim().click());
    }
}
