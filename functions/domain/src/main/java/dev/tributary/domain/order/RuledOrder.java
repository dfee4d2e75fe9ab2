package dev.tributary.domain.order;

import dev.tributary.domain.attribution.Attribution.Credit;
import dev.tributary.domain.attribution.Attribution.Share;
import dev.tributary.domain.attribution.EnrollmentFacts;
import dev.tributary.domain.commission.Captured;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.commission.Rates;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.dispute.Obstacle;
import dev.tributary.domain.dispute.Ruling;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Draft.Standing;
import dev.tributary.domain.ledger.Hold;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.Result.Kind;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.RuleFacts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What a ruling at the amount of the terms makes of an order that is there: it credits the affiliate with it, gives
/// back what was taken, or pays the affiliate beside whoever is credited. By the same steps as a conversion that is
/// decided now: hold, tiers, caps and refunds are those of the order. Binds nobody.
public final class RuledOrder {
    private final OrderState state;
    private final AffiliateId affiliate;
    private final Context context;

    /// What is to be written, or why nothing is.
    public sealed interface Outcome {
        /// @param order after it; empty where the order stays as it is
        /// @param amount what the affiliate has by it
        /// @param priced the order as it is, or would be, the affiliate's: its commissions explain the amount
        record Posted(Optional<OrderState> order, Movement movement, Money amount, OrderState priced)
                implements Outcome {}

        record Refused(Obstacle why) implements Outcome {}
    }

    /// @param context with the affiliate's enrollment, where it has one
    public RuledOrder(OrderState state, AffiliateId affiliate, Context context) {
        this.state = state;
        this.affiliate = affiliate;
        this.context = context;
    }

    /// Why an order cannot be credited to the affiliate; a ruling that is posted asks again.
    public Optional<Obstacle> uncredited() {
        return ungiven(false);
    }

    /// Why the affiliate cannot be paid beside whoever is credited: also while the order may still be taken back, for
    /// what is paid beside has no hold, and no refund takes it.
    public Optional<Obstacle> unpaidBeside(Ruling ruling) {
        return ungiven(true).or(() -> isOpen(ruling) ? Optional.of(Obstacle.NOT_DECIDED) : Optional.empty());
    }

    private Optional<Obstacle> ungiven(boolean beside) {
        if (state.sale().isEmpty()) {
            return Optional.of(state.waitingReward().isPresent() ? Obstacle.NOT_DECIDED : Obstacle.NO_ORDER);
        }
        if (state.isUnproven()) {
            return Optional.of(Obstacle.NOT_DECIDED);
        }
        if (state.affiliates().contains(affiliate)) {
            return Optional.of(Obstacle.ALREADY_CREDITED);
        }
        if (beside == state.affiliates().isEmpty()) {
            return Optional.of(Obstacle.CREDITED_TO_ANOTHER);
        }
        if (isWorthNothing()) {
            return Optional.of(Obstacle.NOTHING_TO_PAY);
        }
        return standing().or(() -> isTooOld() ? Optional.of(Obstacle.TOO_OLD) : Optional.empty());
    }

    /// Why nothing can be given to the affiliate, whatever it is for.
    public Optional<Obstacle> standing() {
        EnrollmentFacts enrollment = context.enrollments().get(affiliate);
        return enrollment == null
                ? Optional.of(Obstacle.NOT_ENROLLED)
                : Optional.of(Obstacle.BANNED).filter(banned -> enrollment.isBanned());
    }

    /// What has been taken back of the affiliate's commissions, and could be given back.
    public Money taken(Ruling of) {
        return disputed(of)
                .map(Commission::reversed)
                .reduce(Money.zero(context.program().currency()), Money::plus);
    }

    /// The whole order is the affiliate's. What was refunded before is taken back at once, as if it had come later.
    public Outcome credit(Ruling ruling, Account account) {
        Optional<Obstacle> obstacle = uncredited();
        if (obstacle.isPresent()) {
            return new Outcome.Refused(obstacle.get());
        }
        OrderDraft draft = draft(account);
        List<RefundRecord> refunds = List.copyOf(draft.refunds);
        draft.refunds.clear();
        Captured captured = captured(draft, ruling);
        Sale sale = rated(draft, captured);
        draft.sale = Optional.of(sale);
        draft.stage = Stage.CONVERTED;
        List<Commission> earned = Sales.earned(draft, sale);
        ReleaseDays.keepOpen(draft, earned);
        PayAgain.add(draft, earned);
        Sales.rate(draft, draft.sale.orElseThrow().captured().getFirst());
        draft.post(Cause.Kind.ACCRUE, sale.occurredAt());
        draft.refunds.addAll(refunds);
        draft.settleReversals();
        draft.post(Cause.Kind.REVERSE, sale.occurredAt());
        draft.receipts.replaceAll(RuledOrder::converted);
        return posted(draft, sum(draft.commissions.stream().map(Commission::net)));
    }

    /// What was taken back, and no more than that of which the ruling knew, is the affiliate's again: it stays so,
    /// whatever is taken back of the order besides.
    public Outcome restore(Ruling ruling, Money most, Account account, Instant ruledAt) {
        Optional<Obstacle> obstacle = standing();
        if (obstacle.isPresent() || state.sale().isEmpty()) {
            return new Outcome.Refused(obstacle.orElse(Obstacle.NO_ORDER));
        }
        OrderDraft draft = draft(account);
        Money open = most;
        for (Commission commission : disputed(ruling).toList()) {
            Money back = commission.reversed().min(open);
            open = open.minus(back);
            Commission kept = commission.restored(commission.restored().plus(back));
            draft.commissions.set(
                    draft.commissions.indexOf(commission),
                    draft.changed(kept, kept.amount(), kept.reversed().minus(back), kept.lines()));
        }
        if (open.equals(most)) {
            return new Outcome.Refused(Obstacle.NOTHING_TAKEN);
        }
        draft.post(Cause.Kind.REINSTATE, ruledAt);
        return posted(draft, most.minus(open));
    }

    /// What the terms would pay, had the whole order been the affiliate's, less what is refunded by now. The order
    /// stays another's and counts for nobody else; a later refund takes nothing of it back, and like any sum that
    /// a person gives beside commissions it has no hold: the order's has to be over.
    public Outcome beside(Ruling ruling, Account account, Cause cause) {
        Optional<Obstacle> obstacle = unpaidBeside(ruling);
        if (obstacle.isPresent()) {
            return new Outcome.Refused(obstacle.get());
        }
        OrderDraft draft = draft(account);
        Captured captured = captured(draft, ruling);
        Left left = draft.left();
        Sale sale = rated(draft, captured);
        List<Commission> earned = Sales.earned(draft, sale);
        Money amount = sum(earned.stream()
                .map(one -> one.amount().minus(draft.reversalTarget(one, left.base(), left.parts()))));
        if (!amount.isPositive()) {
            return new Outcome.Refused(Obstacle.NOTHING_TO_PAY);
        }
        Account.Posted made = account.on(draft.today())
                .draft()
                .give(new Standing.InAvailable(), amount, Optional.empty())
                .post(cause);
        draft.sale = Optional.of(sale);
        draft.commissions.clear();
        draft.commissions.addAll(earned);
        return new Outcome.Posted(
                Optional.empty(), new Movement(account, made.account(), List.of(made.entry())), amount, draft.state());
    }

    private OrderDraft draft(Account account) {
        return new OrderDraft(state, context, new AccountDrafts(accounts(account), context));
    }

    /// Of the others nothing moves.
    private Map<AffiliateId, Account> accounts(Account account) {
        return Map.of(affiliate, account);
    }

    private Captured captured(OrderDraft draft, Ruling ruling) {
        Sale sale = draft.sale.orElseThrow();
        Share share = new Share(affiliate, new Credit.Ruled(ruling.dispute(), ruling.click()), Fraction.ONE);
        return Sales.capture(draft, share, Claims.ruled(share, facts(sale), context), sale.occurredAt());
    }

    /// Of one that another is credited for, what was captured that is no affiliate's own.
    private RuleFacts facts(Sale sale) {
        return sale.unclaimed()
                .or(() -> sale.captured().stream().map(Captured::facts).findFirst())
                .orElseGet(() -> bare(state.key(), sale, context));
    }

    /// Of one that was kept before anything was kept for a ruling.
    private static RuleFacts bare(ConversionKey key, Sale sale, Context context) {
        return new RuleFacts(
                key.event(),
                sale.occurredAt().atZone(context.program().zone()).toLocalDateTime(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Outcome posted(OrderDraft draft, Money amount) {
        if (!amount.isPositive()) {
            return new Outcome.Refused(Obstacle.NOTHING_TO_PAY);
        }
        OrderState after = draft.state();
        return new Outcome.Posted(Optional.of(after), draft.accounts.movements().getFirst(), amount, after);
    }

    /// Those that it is about.
    private Stream<Commission> disputed(Ruling ruling) {
        return state.commissions().stream()
                .filter(one -> one.affiliate().equals(affiliate))
                .filter(one ->
                        ruling.commission().filter(id -> !id.equals(one.id())).isEmpty());
    }

    /// A test, what was rejected, and what is refunded whole.
    private boolean isWorthNothing() {
        Sale sale = state.sale().orElseThrow();
        boolean rejected = state.validation()
                .filter(word -> word.status() == Status.REJECTED)
                .isPresent();
        boolean gone = sale.content().amount().isPositive()
                && Left.of(sale.content(), state.refunds()).remainder().isZero();
        return !sale.counts() || rejected || gone;
    }

    /// Whether the order waits for the merchant's word, or for the end of the longest hold: of those that it has with
    /// whoever is credited, and of those that it would have had with the affiliate.
    private boolean isOpen(Ruling ruling) {
        OrderDraft draft = draft(Account.empty(new AccountKey(
                state.key().program(), affiliate, context.program().currency())));
        Sale sale = draft.sale.orElseThrow();
        Captured captured = captured(draft, ruling);
        Instant held = Stream.concat(
                        draft.earning(),
                        Sales.earned(draft, rated(draft, captured)).stream()
                                .filter(one -> one.amount().isPositive()))
                .map(one -> one.maturity().holdEnd())
                .max(Comparator.naturalOrder())
                .orElseGet(() ->
                        Hold.end(sale.occurredAt(), Sales.terms(draft, captured).holdDays()));
        return ReleaseDays.isPending(draft) || held.isAfter(context.now());
    }

    /// The sale as it would be paid, had it been the affiliate's.
    private static Sale rated(OrderDraft draft, Captured captured) {
        Sale sale = draft.sale.orElseThrow().credited(captured);
        return sale.with(Rates.rate(captured, Sales.terms(draft, captured), sale.base()));
    }

    /// Whether something that was counted in its time has left the account: tiers and caps would begin anew.
    private boolean isTooOld() {
        Instant occurredAt = state.sale().orElseThrow().occurredAt();
        ProgramFacts program = context.program();
        LocalDate day = LocalDate.ofInstant(occurredAt, program.zone());
        LocalDate today = LocalDate.ofInstant(context.now(), program.zone());
        Set<Tally> tallies = new TreeSet<>(program.terms().tallies(day));
        Optional.ofNullable(context.enrollments().get(affiliate))
                .ifPresent(facts -> pays(facts).forEach(pay -> tallies.addAll(pay.tallies(day))));
        return tallies.stream().anyMatch(tally -> !Counting.isKept(tally, today, program));
    }

    private static Stream<Pay> pays(EnrollmentFacts facts) {
        return Stream.concat(facts.override().stream(), facts.linkOverrides().values().stream());
    }

    private Money sum(Stream<Money> amounts) {
        return amounts.reduce(Money.zero(context.program().currency()), Money::plus);
    }

    /// Its receipt says what became of the call by now.
    private static ReceiptLine converted(ReceiptLine line) {
        return line.result().kind() == Kind.UNATTRIBUTED
                ? new ReceiptLine(line.receipt(), line.receivedAt(), Result.of(Kind.CONVERTED))
                : line;
    }
}
