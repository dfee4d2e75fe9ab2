package dev.tributary.domain.order;

import dev.tributary.domain.attribution.Attribution.Attributed;
import dev.tributary.domain.attribution.Attributor;
import dev.tributary.domain.attribution.CouponFacts;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.ChargebackWon;
import dev.tributary.domain.conversion.ConversionEvent.OrderUpdate;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionEvent.StatusUpdate;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.Fingerprint;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.order.Result.Kind;
import dev.tributary.domain.order.Result.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a postback changes, in three steps so that reading stays outside: which facts are needed,
/// then whose account, then the decision.
///
/// ```
/// coupons(state, postback) → read them → affiliates(state, postback, coupons) → read enrollments
/// account(state, postback, context) → read it → decide(state, postback, context, account)
/// ```
public final class Orders {
    /// Older events are refused, so that an account need not remember for ever.
    public static final Duration OLDEST = Duration.ofDays(100);

    private Orders() {}

    /// What is wrong with a call whatever is stored: the edge asks it and answers 422, the decision
    /// asks it again.
    public static Optional<Reason> fault(Postback postback, ProgramFacts program) {
        Instant occurredAt = postback.occurredAt();
        if (occurredAt.isBefore(postback.receivedAt().minus(OLDEST))) {
            return Optional.of(Reason.TOO_OLD);
        }
        if (occurredAt.isAfter(postback.receivedAt().plus(Attributor.SKEW))) {
            return Optional.of(Reason.IN_THE_FUTURE);
        }
        return postback.event() instanceof Reward reward ? Sales.fault(reward, postback, program) : Optional.empty();
    }

    /// The coupons to look up.
    public static List<CouponCode> coupons(Optional<OrderState> state, Postback postback) {
        return newReward(state, postback).map(Reward::coupons).orElse(List.of());
    }

    /// The affiliates whose enrollments to read: of the click, and of the coupons that are known.
    public static Set<AffiliateId> affiliates(
            Optional<OrderState> state, Postback postback, Collection<CouponFacts> known) {
        Set<AffiliateId> affiliates = new LinkedHashSet<>();
        newReward(state, postback).ifPresent(reward -> {
            reward.click().ifPresent(click -> affiliates.add(click.affiliate()));
            known.forEach(coupon -> affiliates.add(coupon.owner()));
        });
        return affiliates;
    }

    /// The account to read; empty when no money can move.
    public static Optional<AccountKey> account(Optional<OrderState> state, Postback postback, Context context) {
        Optional<AffiliateId> affiliate = state.flatMap(OrderState::affiliate);
        if (affiliate.isEmpty()) {
            affiliate = newReward(state, postback)
                    .filter(reward -> fault(postback, context.program()).isEmpty())
                    .flatMap(reward -> credited(reward, postback, context));
        }
        ProgramFacts program = context.program();
        return affiliate.map(found -> new AccountKey(program.id(), found, program.currency()));
    }

    /// @param account the one that `account` named, empty when it has no entry yet
    public static Outcome decide(
            Optional<OrderState> state, Postback postback, Context context, Optional<Account> account) {
        Optional<ReceiptLine> decided = state.flatMap(known ->
                known.receipts().stream().filter(line -> line.isOf(postback)).findFirst());
        if (decided.isPresent()) {
            return new Outcome.AlreadyRecorded(decided.get().result());
        }
        Optional<Account> opened =
                account.or(() -> account(state, postback, context).map(Account::empty));
        OrderDraft draft = new OrderDraft(state.orElseGet(() -> OrderState.empty(postback.key())), context, opened);
        endWaiting(draft);
        Result result = apply(draft, postback);
        draft.note(postback, result);
        if (draft.sale.isPresent()) {
            applyWaiting(draft);
        }
        return draft.outcome(result);
    }

    /// The order after what waited for 30 days has ended as rejected; empty when nothing has.
    public static Optional<OrderState> endWaiting(OrderState state, Context context) {
        OrderDraft draft = new OrderDraft(state, context, Optional.empty());
        endWaiting(draft);
        return draft.outcome(Result.rejected(Reason.NO_SALE)) instanceof Outcome.Recorded recorded
                ? Optional.of(recorded.order())
                : Optional.empty();
    }

    private static Result apply(OrderDraft draft, Postback postback) {
        ConversionEvent event = postback.event();
        Optional<Reason> fault = fault(postback, draft.context.program());
        // A reward that is there already is judged by its content first.
        if (fault.isPresent() && (draft.sale.isEmpty() || !(event instanceof Reward))) {
            draft.stage = draft.receipts.isEmpty() ? Stage.REJECTED : draft.stage;
            return Result.rejected(fault.get());
        }
        if (draft.sale.isEmpty()) {
            return event instanceof Reward reward ? Sales.convert(draft, reward, postback) : wait(draft, postback);
        }
        return switch (event) {
            case Reward reward -> again(draft, reward, postback);
            case Refund refund -> Refunds.refund(draft, refund, postback);
            case ChargebackWon won ->
                Refunds.findChargeback(draft.refunds, won.chargeback()).isPresent()
                        ? Refunds.won(draft, won, postback)
                        : wait(draft, postback);
            case OrderUpdate update -> Updates.update(draft, update, postback);
            case StatusUpdate update -> Verdicts.judge(draft, update.verdict(), postback);
        };
    }

    /// The same order again: with the same content only its status can be new.
    private static Result again(OrderDraft draft, Reward reward, Postback postback) {
        if (!draft.sale.orElseThrow().fingerprint().sameAs(Fingerprint.of(reward))) {
            return Result.conflict(Reason.DIFFERENT_CONTENT);
        }
        return reward.verdict()
                .map(verdict -> Verdicts.judge(draft, verdict, postback))
                .orElse(Result.of(Kind.DUPLICATE));
    }

    /// Kept until what it needs is there. The same number again is judged as if it were applied.
    private static Result wait(OrderDraft draft, Postback postback) {
        Optional<Postback> known = Waiting.find(draft.waiting, postback.event());
        if (known.isPresent()) {
            return Fingerprint.of(known.get().event()).sameAs(Fingerprint.of(postback.event()))
                    ? Result.of(Kind.DUPLICATE)
                    : Result.conflict(Reason.DIFFERENT_CONTENT);
        }
        if (draft.waiting.size() >= OrderState.MOST_WAITING) {
            return Result.rejected(Reason.TOO_MANY);
        }
        draft.waiting.add(postback);
        draft.stage = draft.sale.isEmpty() ? Stage.AWAITING_SALE : draft.stage;
        return Result.of(Kind.WAITING);
    }

    /// By (occurred_at, id), whatever the order of arrival. One that needs a chargeback waits on, and
    /// is looked at again when one was applied.
    private static void applyWaiting(OrderDraft draft) {
        List<Postback> due = draft.waiting.stream().sorted(Waiting.ORDER).toList();
        for (Postback postback : due) {
            boolean needsChargeback = postback.event() instanceof ChargebackWon won
                    && Refunds.findChargeback(draft.refunds, won.chargeback()).isEmpty();
            if (!needsChargeback) {
                draft.waiting.remove(postback);
                draft.note(postback, apply(draft, postback));
            }
        }
        boolean ready = draft.waiting.stream()
                .anyMatch(postback -> postback.event() instanceof ChargebackWon won
                        && Refunds.findChargeback(draft.refunds, won.chargeback())
                                .isPresent());
        if (ready) {
            applyWaiting(draft);
        }
    }

    private static void endWaiting(OrderDraft draft) {
        for (Postback postback : List.copyOf(draft.waiting)) {
            if (hasWaitedTooLong(postback, draft.context.now())) {
                draft.waiting.remove(postback);
                draft.note(postback, Result.rejected(Reason.NO_SALE));
            }
        }
    }

    static boolean hasWaitedTooLong(Postback postback, Instant now) {
        return !postback.receivedAt().plus(OrderState.WAITING_LASTS).isAfter(now);
    }

    private static Optional<AffiliateId> credited(Reward reward, Postback postback, Context context) {
        return Claims.decide(reward, postback.occurredAt(), context) instanceof Attributed attributed
                ? Optional.of(attributed.shares().getFirst().affiliate())
                : Optional.empty();
    }

    private static Optional<Reward> newReward(Optional<OrderState> state, Postback postback) {
        return state.flatMap(OrderState::sale).isEmpty() && postback.event() instanceof Reward reward
                ? Optional.of(reward)
                : Optional.empty();
    }

    /// How calls wait: the order in which they are applied, and which number is which.
    static final class Waiting {
        static final Comparator<Postback> ORDER = Comparator.comparing(Postback::occurredAt)
                .thenComparing(postback -> number(postback.event()))
                .thenComparing(postback -> postback.receipt().text());

        private Waiting() {}

        static Optional<Postback> find(List<Postback> waiting, ConversionEvent event) {
            return waiting.stream()
                    .filter(known -> known.event().getClass().equals(event.getClass())
                            && number(known.event()).equals(number(event))
                            && (!(event instanceof StatusUpdate)
                                    || known.event().equals(event)))
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
}
