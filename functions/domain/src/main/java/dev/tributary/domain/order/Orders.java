package dev.tributary.domain.order;

import dev.tributary.domain.attribution.Attribution;
import dev.tributary.domain.attribution.Attribution.Attributed;
import dev.tributary.domain.attribution.Attributor;
import dev.tributary.domain.attribution.Binding;
import dev.tributary.domain.attribution.BindingKey;
import dev.tributary.domain.attribution.CouponFacts;
import dev.tributary.domain.attribution.Visitor;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.commission.Maturity;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.ChargebackWon;
import dev.tributary.domain.conversion.ConversionEvent.OrderUpdate;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionEvent.StatusUpdate;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.Fingerprint;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.order.Result.Kind;
import dev.tributary.domain.order.Result.Reason;
import dev.tributary.domain.rate.RateQuestion;
import dev.tributary.domain.token.ClickTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a postback changes, in three steps so that reading stays outside: which facts are needed,
/// then whose account, then the decision.
///
/// ```
/// coupons(state, postback) → read them → affiliates(state, postback, coupons) → read enrollments
/// accounts(state, postback, context) → read them → decide(state, postback, context, accounts)
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
        return sale(state, postback).map(sale -> reward(sale).coupons()).orElse(List.of());
    }

    /// The visitor whose clicks to read: of a reward that is decided now, under terms that ask for them.
    public static Optional<Visitor> visitor(
            Optional<OrderState> state, Postback postback, ProgramFacts program, Instant now) {
        return sale(state, postback)
                .filter(sale -> Claims.policy(reward(sale), sale.occurredAt(), program.terms())
                                .needsHistory()
                        && !now.isBefore(waitsUntil(sale)))
                .flatMap(sale -> reward(sale).click())
                .flatMap(click -> ClickTokens.read(click.token()))
                .flatMap(token -> token.visitorTag().stream().boxed().findFirst())
                .map(tag -> new Visitor(program.id(), tag));
    }

    /// The bindings to read, of a reward that is decided now.
    public static List<BindingKey> bindings(
            Optional<OrderState> state, Postback postback, ProgramFacts program, Instant now) {
        return sale(state, postback)
                .filter(sale -> !isEarly(reward(sale), sale, program, now))
                .map(sale ->
                        BindingKey.of(reward(sale), Claims.policy(reward(sale), sale.occurredAt(), program.terms())))
                .orElse(List.of());
    }

    /// The rate to read, of a reward in another currency than the program's.
    public static Optional<RateQuestion> rate(Optional<OrderState> state, Postback postback, ProgramFacts program) {
        return sale(state, postback).flatMap(sale -> Foreign.question(reward(sale), sale, program));
    }

    /// The affiliates whose enrollments to read: of the clicks, the coupons and the bindings that are
    /// known.
    public static Set<AffiliateId> affiliates(
            Optional<OrderState> state,
            Postback postback,
            Collection<CouponFacts> known,
            Collection<VerifiedClick> history,
            Collection<Binding> bindings) {
        Set<AffiliateId> affiliates = new LinkedHashSet<>();
        sale(state, postback).ifPresent(sale -> {
            reward(sale).click().ifPresent(click -> affiliates.add(click.affiliate()));
            history.forEach(click -> affiliates.add(click.affiliate()));
            known.forEach(coupon -> affiliates.add(coupon.owner()));
            bindings.forEach(binding -> binding.shares().forEach(share -> affiliates.add(share.affiliate())));
        });
        return affiliates;
    }

    /// The accounts to read; none when no money can move.
    public static List<AccountKey> accounts(Optional<OrderState> state, Postback postback, Context context) {
        List<AffiliateId> affiliates = state.filter(known -> !known.isUnproven())
                .map(OrderState::affiliates)
                .orElse(List.of());
        if (affiliates.isEmpty()) {
            affiliates = sale(state, postback)
                    .filter(sale -> fault(sale, context.program()).isEmpty()
                            && !isEarly(reward(sale), sale, context.program(), context.now())
                            && !Foreign.lacksRate(reward(sale), sale, context))
                    .map(sale -> credited(reward(sale), sale, context))
                    .orElse(List.of());
        }
        return keys(affiliates, context);
    }

    /// Whether a call needs facts of an order as it is now that it did not need when it was read: a word on a status,
    /// since a sale without proof came.
    public static boolean asksAnew(Optional<OrderState> read, Optional<OrderState> now, Postback postback) {
        Optional<Postback> sale = sale(now, postback);
        return sale.isPresent() && !sale.equals(sale(read, postback));
    }

    /// The accounts to read for what is due of an order without a call.
    public static List<AccountKey> accounts(OrderState state, Context context) {
        if (state.sale().isPresent()) {
            return state.isUnproven() ? List.of() : keys(state.affiliates(), context);
        }
        return Waiting.reward(state.waiting())
                .filter(postback -> !context.now().isBefore(Foreign.decidedAt(postback, state.triedAgainAt()))
                        && !Foreign.lacksRate((Reward) postback.event(), postback, context))
                .map(postback -> keys(credited((Reward) postback.event(), postback, context), context))
                .orElse(List.of());
    }

    private static List<AccountKey> keys(List<AffiliateId> affiliates, Context context) {
        ProgramFacts program = context.program();
        return affiliates.stream()
                .map(found -> new AccountKey(program.id(), found, program.currency()))
                .toList();
    }

    /// @param accounts those that `accounts` named, as they were read; one without an entry is not there
    public static Outcome decide(
            Optional<OrderState> state, Postback postback, Context context, Map<AccountKey, Account> accounts) {
        Optional<ReceiptLine> decided = state.flatMap(known ->
                known.receipts().stream().filter(line -> line.isOf(postback)).findFirst());
        if (decided.isPresent()) {
            return new Outcome.AlreadyRecorded(decided.get().result());
        }
        AccountDrafts opened = opened(accounts(state, postback, context), accounts, context);
        OrderDraft draft = new OrderDraft(state.orElseGet(() -> OrderState.empty(postback.key())), context, opened);
        endWaiting(draft);
        Result result = apply(draft, postback);
        draft.note(postback, result);
        if (draft.sale.isPresent()) {
            applyWaiting(draft);
        }
        return draft.outcome(result);
    }

    /// What time alone does to an order: a reward is decided that waited for its clicks or for a rate,
    /// what waited for 30 days ends as rejected, a review ends and frees. `AlreadyRecorded` when nothing
    /// was due.
    public static Outcome due(OrderState state, Context context, Map<AccountKey, Account> accounts) {
        OrderDraft draft = new OrderDraft(state, context, opened(accounts(state, context), accounts, context));
        endWaiting(draft);
        endReviews(draft);
        Result result = Result.rejected(Reason.NO_SALE);
        Optional<Postback> reward = Waiting.reward(draft.waiting);
        if (draft.sale.isEmpty()
                && reward.filter(waits -> !context.now().isBefore(Foreign.decidedAt(waits, state.triedAgainAt())))
                        .isPresent()) {
            draft.waiting.remove(reward.get());
            result = apply(draft, reward.get());
            draft.note(reward.get(), result);
        }
        if (draft.sale.isPresent()) {
            applyWaiting(draft);
        }
        return draft.outcome(result);
    }

    private static AccountDrafts opened(List<AccountKey> keys, Map<AccountKey, Account> read, Context context) {
        Map<AffiliateId, Account> accounts = new LinkedHashMap<>();
        for (AccountKey key : keys) {
            Account account = read.get(key);
            accounts.put(key.affiliate(), account == null ? Account.empty(key) : account);
        }
        return new AccountDrafts(accounts, context);
    }

    private static Result apply(OrderDraft draft, Postback postback) {
        ConversionEvent event = postback.event();
        if (!postback.proven() && Unproven.isIdle(draft)) {
            return Result.of(Kind.DUPLICATE);
        }
        Optional<Reason> fault = fault(postback, draft.context.program());
        boolean unproven = Unproven.is(draft);
        // A reward that is there already is judged by its content first.
        if (fault.isPresent() && (draft.sale.isEmpty() || unproven || !(event instanceof Reward))) {
            draft.stage = draft.receipts.isEmpty() ? Stage.REJECTED : draft.stage;
            return Result.rejected(fault.get());
        }
        if (draft.sale.isEmpty() || unproven) {
            return switch (event) {
                case Reward reward -> reward(draft, reward, postback);
                case StatusUpdate word
                when unproven && Waiting.isReady(postback, draft.sale, draft.refunds) ->
                    Unproven.judge(draft, word, postback);
                case StatusUpdate _, Refund _, ChargebackWon _, OrderUpdate _ -> wait(draft, postback);
            };
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

    /// One that needs the visitor's history is decided when its clicks have had time to be recorded; one
    /// that waits already is the order.
    private static Result reward(OrderDraft draft, Reward reward, Postback postback) {
        if (postback.proven()) {
            Unproven.giveWay(draft);
        }
        Optional<Postback> known = Waiting.reward(draft.waiting);
        if (known.isPresent()) {
            return waitsAgain(draft, (Reward) known.get().event(), reward, postback);
        }
        if (isEarly(reward, postback, draft.context.program(), draft.context.now())) {
            draft.waiting.add(postback);
            draft.stage = Stage.DECIDING;
            return Result.of(Kind.DECIDING);
        }
        draft.triedAgainAt = Optional.empty();
        if (Foreign.lacksRate(reward, postback, draft.context)) {
            return postback.proven() ? Foreign.waitForRate(draft, postback) : Unproven.withoutRate(draft);
        }
        return Sales.convert(draft, reward, postback);
    }

    private static boolean isEarly(Reward reward, Postback postback, ProgramFacts program, Instant now) {
        return now.isBefore(waitsUntil(postback))
                && Claims.policy(reward, postback.occurredAt(), program.terms()).needsHistory();
    }

    /// The same order again while it waits: its status, where it has one, waits with it.
    private static Result waitsAgain(OrderDraft draft, Reward known, Reward reward, Postback postback) {
        if (!Fingerprint.of(known).sameAs(Fingerprint.of(reward))) {
            return Result.conflict(Reason.DIFFERENT_CONTENT);
        }
        if (reward.verdict().isEmpty() || reward.verdict().equals(known.verdict())) {
            return Result.of(Kind.DUPLICATE);
        }
        StatusUpdate word = new StatusUpdate(
                reward.key(), reward.statedAt(), reward.verdict().get());
        return wait(draft, new Postback(word, postback.receipt(), postback.receivedAt()));
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
        if (draft.waiting.size() >= OrderState.MOST_WAITING || !OrderWeight.fits(draft.waiting, postback)) {
            return Result.rejected(Reason.TOO_MANY);
        }
        draft.waiting.add(postback);
        draft.stage = draft.sale.isEmpty() ? Foreign.stage(draft) : draft.stage;
        return Result.of(Kind.WAITING);
    }

    /// By (occurred_at, id), whatever the order of arrival. One that needs a chargeback waits on, and
    /// is looked at again when one was applied.
    private static void applyWaiting(OrderDraft draft) {
        List<Postback> due = draft.waiting.stream().sorted(Waiting.ORDER).toList();
        for (Postback postback : due) {
            if (!draft.hasRoom()) {
                return;
            }
            if (Waiting.isReady(postback, draft.sale, draft.refunds) && draft.waiting.remove(postback)) {
                draft.note(postback, apply(draft, postback));
            }
        }
        if (draft.waiting.stream().anyMatch(postback -> Waiting.isReady(postback, draft.sale, draft.refunds))) {
            applyWaiting(draft);
        }
    }

    private static void endWaiting(OrderDraft draft) {
        // A reward is never given up: it is decided, or waits for its rate; what waits for it does too.
        if (draft.sale.isEmpty() && Waiting.reward(draft.waiting).isPresent()) {
            return;
        }
        Unproven.end(draft);
        for (Postback postback : List.copyOf(draft.waiting)) {
            if (!(postback.event() instanceof Reward) && hasWaitedTooLong(postback, draft.context.now())) {
                draft.waiting.remove(postback);
                draft.note(postback, Result.rejected(Reason.NO_SALE));
            }
        }
    }

    static boolean hasWaitedTooLong(Postback postback, Instant now) {
        return !postback.receivedAt().plus(OrderState.WAITING_LASTS).isAfter(now);
    }

    /// When what waits is looked at again.
    static Instant waitsUntil(Postback postback) {
        return postback.receivedAt()
                .plus(postback.event() instanceof Reward ? OrderState.DECIDING_LASTS : OrderState.WAITING_LASTS);
    }

    /// A review that nobody ended frees what it holds: back to its day, or on to Available.
    private static void endReviews(OrderDraft draft) {
        for (int index = 0; index < draft.commissions.size(); index++) {
            Commission commission = draft.commissions.get(index);
            Maturity maturity = commission.maturity();
            if (maturity.reviewEnds()
                    .filter(end -> !end.isAfter(draft.context.now()))
                    .isPresent()) {
                LocalDate day = maturity.released() ? draft.today() : maturity.day();
                draft.entry(commission).free(day, draft.today(), commission.own(), Optional.of(commission.id()));
                draft.commissions.set(index, commission.with(maturity.freed()));
            }
        }
        if (draft.sale.isPresent()) {
            draft.post(Cause.Kind.REVIEW, draft.sale.get().occurredAt());
        }
    }

    private static List<AffiliateId> credited(Reward reward, Postback postback, Context context) {
        return Claims.decide(reward, postback, context) instanceof Attributed attributed
                ? attributed.shares().stream().map(Attribution.Share::affiliate).toList()
                : List.of();
    }

    /// The call that a decision would make a sale of, if any: this one, or the one without proof that this one's
    /// word makes good.
    private static Optional<Postback> sale(Optional<OrderState> state, Postback postback) {
        boolean stands = state.flatMap(OrderState::sale).isPresent();
        boolean unproven = state.filter(OrderState::isUnproven).isPresent();
        return switch (postback.event()) {
            case Reward _ -> Optional.of(postback).filter(call -> !stands || unproven && call.proven());
            case StatusUpdate word ->
                state.filter(OrderState::isUnproven)
                        .flatMap(OrderState::waitingReward)
                        .map(said -> Unproven.made(said, word, postback));
            case Refund _, ChargebackWon _, OrderUpdate _ -> Optional.empty();
        };
    }

    private static Reward reward(Postback sale) {
        return (Reward) sale.event();
    }
}
