package dev.tributary.domain.oracle.tiers;

import dev.tributary.domain.attribution.EnrollmentFacts;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.conversion.RefundId;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.UpdateId;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.ledger.TierChange;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.oracle.Chance;
import dev.tributary.domain.oracle.tiers.Story.Event;
import dev.tributary.domain.order.Context;
import dev.tributary.domain.order.OrderGroup;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Orders;
import dev.tributary.domain.order.Outcome;
import dev.tributary.domain.order.ProgramFacts;
import dev.tributary.domain.order.TierChunk;
import dev.tributary.domain.payout.Release;
import dev.tributary.domain.program.Enrollment.Change;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsHistory;
import dev.tributary.domain.terms.ValidationPolicy;
import dev.tributary.domain.token.Device;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The engine under a story. A change of tier is completed as commission does it, in chunks of any size;
/// each event is delivered twice.
final class TierEngine {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final AffiliateId ANNA = new AffiliateId(2);
    private static final AccountKey KEY = new AccountKey(new ProgramId(1), ANNA, EUR);
    private static final byte[] SECRET = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final int MOST_CHUNK = 4;

    private final ProgramFacts program;
    private final Chance chance;
    private final Map<ConversionKey, OrderState> orders = new HashMap<>();
    private final Map<Integer, ConversionKey> keys = new TreeMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private Account account = Account.empty(KEY);
    private int calls;
    int changes;

    TierEngine(Story.Terms told, Chance chance) {
        this(new TermsHistory(List.of(document(told))), chance);
    }

    TierEngine(TermsHistory terms, Chance chance) {
        this.chance = chance;
        this.program = new ProgramFacts(KEY.program(), EUR, ZoneId.of("Europe/Riga"), terms);
    }

    private static TermsDocument document(Story.Terms told) {
        List<Pay.Step> steps = told.steps().stream()
                .map(step -> new Pay.Step(from(told, step.from()), pay(step)))
                .toList();
        Pay.Tiered tiers = new Pay.Tiered(
                Measure.valueOf(told.measure().toUpperCase(Locale.ROOT)),
                Period.Length.valueOf(told.period().toUpperCase(Locale.ROOT)),
                Pay.Tiered.Mode.RETROACTIVE,
                steps);
        return new TermsDocument(
                1,
                Instant.EPOCH,
                new AttributionPolicy(AttributionPolicy.Model.LAST_CLICK, 90, AttributionPolicy.Precedence.COUPON),
                TermsDocument.PaidUnder.CLICK,
                List.of(new Rule(new RuleId("base"), List.of(), tiers, Optional.empty())),
                told.holdDays(),
                ValidationPolicy.AUTO,
                Money.zero(EUR),
                65);
    }

    private static long from(Story.Terms told, BigDecimal from) {
        return told.measure().equals("revenue") ? money(from).minor() : from.longValueExact();
    }

    private static Pay.Flat pay(Story.Step step) {
        return step.percent().<Pay.Flat>map(Pay.Percent::new).orElseGet(() -> new Pay.Fixed(money(step.fixed())));
    }

    private static Money money(BigDecimal amount) {
        return Money.of(amount.setScale(2).toPlainString(), EUR);
    }

    void play(Event event) {
        if (event instanceof Event.Released) {
            Release.of(account, program.zone(), event.at()).ifPresent(this::keep);
            return;
        }
        calls++;
        ConversionEvent call = call(event);
        Postback postback = new Postback(call, ReceiptId.derive(call, SECRET), event.at());
        deliver(postback);
        deliver(postback);
    }

    private ConversionEvent call(Event event) {
        return switch (event) {
            case Event.Sold sold -> sale(sold);
            case Event.Refunded refunded ->
                new ConversionEvent.Refund(
                        key(refunded),
                        Optional.of(refunded.at()),
                        new RefundId("R-" + calls),
                        ConversionEvent.Refund.Kind.REFUND,
                        Optional.of(money(refunded.amount())),
                        List.of(),
                        Optional.empty());
            case Event.Updated updated ->
                new ConversionEvent.OrderUpdate(
                        key(updated),
                        Optional.empty(),
                        new UpdateId("U-" + calls),
                        Amounts.of(money(updated.amount())),
                        List.of());
            case Event.Rejected rejected ->
                new ConversionEvent.StatusUpdate(key(rejected), Optional.empty(), Verdict.of(Status.REJECTED));
            case Event.Released _ -> throw new IllegalArgumentException("no call");
        };
    }

    private ConversionKey key(Event event) {
        return Objects.requireNonNull(keys.get(event.order()));
    }

    private OrderState order(ConversionKey key) {
        return Objects.requireNonNull(orders.get(key));
    }

    private ConversionEvent sale(Event.Sold sold) {
        EventName name = sold.revenue() ? EventName.SALE : EventName.LEAD;
        ConversionKey key = new ConversionKey(KEY.program(), new OrderId("A-" + sold.order()), name);
        keys.put(sold.order(), key);
        VerifiedClick click = new VerifiedClick(
                "token",
                ANNA,
                new LinkId(3),
                Optional.empty(),
                sold.occurredAt().minus(Duration.ofHours(1)),
                1,
                Optional.empty(),
                Device.DESKTOP,
                true,
                false);
        return new ConversionEvent.Reward(
                key,
                Optional.of(sold.occurredAt()),
                Optional.of(click),
                List.of(),
                Optional.of(Amounts.of(money(sold.amount()))),
                List.of(),
                new Customer(Optional.empty(), Optional.empty(), Optional.of(sold.isNew()), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private void deliver(Postback postback) {
        Outcome outcome = Orders.decide(
                Optional.ofNullable(orders.get(postback.key())),
                postback,
                context(postback.receivedAt()),
                Map.of(KEY, account));
        switch (outcome) {
            case Outcome.Posted posted -> {
                orders.put(postback.key(), posted.order());
                posted.movements().forEach(this::keep);
            }
            case Outcome.Recorded recorded -> orders.put(postback.key(), recorded.order());
            case Outcome.AlreadyRecorded _ -> {}
        }
        while (account.change().isPresent()) {
            complete(account.change().get(), postback.receivedAt());
        }
    }

    private void complete(TierChange change, Instant now) {
        changes += change.hasBegun() ? 0 : 1;
        long through = Math.min(change.recorded(), change.next() + chance.upTo(MOST_CHUNK));
        List<Versioned<OrderState>> named = entries.subList((int) change.next() - 1, (int) through).stream()
                .flatMap(entry -> entry.rated().stream())
                .filter(line -> line.tally().equals(change.tally()))
                .map(line -> new Versioned<>(order(line.key(KEY.program())), 1))
                .toList();
        OrderGroup group = TierChunk.of(account, change, through, named, context(now));
        group.orders().forEach(changed -> orders.put(changed.order().key(), changed.order()));
        group.movements().forEach(this::keep);
    }

    private Context context(Instant now) {
        EnrollmentFacts anna = new EnrollmentFacts(
                ANNA,
                List.of(new Change(EnrollmentState.APPROVED, Instant.EPOCH)),
                Set.of(),
                Set.of(),
                Optional.empty());
        return new Context(program, Map.of(ANNA, anna), Map.of(), now);
    }

    private void keep(Movement movement) {
        if (movement.mustWait()) {
            throw new AssertionError("posted while a change of tier is under way");
        }
        account = movement.after();
        entries.addAll(movement.entries());
    }

    Account account() {
        return account;
    }

    Map<Integer, BigDecimal> nets() {
        Map<Integer, BigDecimal> nets = new TreeMap<>();
        keys.forEach((number, key) -> {
            OrderState order = order(key);
            Money net = Money.zero(EUR);
            for (Commission commission : order.commissions()) {
                net = net.plus(commission.net());
                requireExplained(order, commission);
            }
            nets.put(number, net.toBigDecimal().setScale(2));
        });
        return nets;
    }

    private void requireExplained(OrderState order, Commission commission) {
        Money again = commission.amount().isZero()
                ? commission.amount()
                : order.explain(commission, version -> program.terms().captured(version))
                        .recomputed();
        if (!again.equals(commission.amount())) {
            throw new AssertionError("computed again it is " + again + ": " + commission);
        }
    }

    /// Everything that the account holds, less what is owed.
    BigDecimal balance() {
        return account.pendingTotal()
                .plus(account.money(account.available()))
                .plus(account.money(account.held()))
                .minus(account.money(account.receivable()))
                .toBigDecimal()
                .setScale(2);
    }
}
