package dev.tributary.domain.order;

import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.ChargebackWon;
import dev.tributary.domain.conversion.ConversionEvent.OrderUpdate;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionEvent.StatusUpdate;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.Result.Reason;
import dev.tributary.domain.rate.Exchange;
import dev.tributary.domain.rate.RateQuestion;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// A reward in another currency than its program's: the rate that it asks for, and the wait for one.
/// Without a rate nothing is decided; an order never passes at 1.
final class Foreign {
    /// One that finds no rate is tried again after this.
    private static final Duration TRIED_AGAIN_AFTER = Duration.ofDays(1);

    private Foreign() {}

    static Optional<RateQuestion> question(Reward reward, Postback postback, ProgramFacts program) {
        CurrencyCode own = program.currency();
        return reward.amounts()
                .filter(sent -> !sent.currency().equals(own))
                .map(sent -> RateQuestion.of(sent.currency(), own, postback.occurredAt()));
    }

    /// The rate of a reward that asks for one; empty for one that does not, too.
    static Optional<Exchange> exchange(Reward reward, Postback postback, Context context) {
        return question(reward, postback, context.program())
                .flatMap(asked -> context.exchange()
                        .filter(rate ->
                                rate.from().equals(asked.from()) && rate.to().equals(asked.to())));
    }

    static boolean lacksRate(Reward reward, Postback postback, Context context) {
        return question(reward, postback, context.program()).isPresent()
                && exchange(reward, postback, context).isEmpty();
    }

    static Result waitForRate(OrderDraft draft, Postback postback) {
        draft.waiting.add(postback);
        draft.stage = Stage.NO_RATE;
        draft.triedAgainAt = Optional.of(draft.context.now().plus(TRIED_AGAIN_AFTER));
        return Result.waiting(Reason.NO_RATE);
    }

    /// When a reward that waits is decided, or tried again.
    static Instant decidedAt(Postback reward, Optional<Instant> triedAgainAt) {
        return triedAgainAt.orElseGet(() -> Orders.waitsUntil(reward));
    }

    /// Of an order without a sale that another call has joined: it waits as the reward does, if one does.
    static Stage stage(OrderDraft draft) {
        return Waiting.reward(draft.waiting).isPresent() ? draft.stage : Stage.AWAITING_SALE;
    }

    /// Whether a call names an amount in another currency than that of the reward that waits.
    static boolean contradicts(Optional<Postback> waits, ConversionEvent event) {
        Optional<CurrencyCode> currency = waits.map(Postback::event)
                .filter(Reward.class::isInstance)
                .flatMap(reward -> ((Reward) reward).amounts())
                .map(Amounts::currency);
        Stream<Money> said = switch (event) {
            case Refund refund ->
                Stream.concat(
                        refund.amount().stream(), refund.items().stream().flatMap(item -> item.amount().stream()));
            case OrderUpdate update -> Stream.of(update.amounts().amount());
            case StatusUpdate update -> update.verdict().approvedAmount().stream();
            case Reward _, ChargebackWon _ -> Stream.empty();
        };
        return currency.filter(own -> said.anyMatch(money -> !money.currency().equals(own)))
                .isPresent();
    }

    /// Whether an amount comes to more than the platform counts with.
    static boolean isTooLarge(Optional<Exchange> exchange, Money amount) {
        return exchange.filter(rate -> !rate.fits(amount)).isPresent();
    }
}
