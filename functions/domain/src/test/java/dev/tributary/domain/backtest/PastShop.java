package dev.tributary.domain.backtest;

import dev.tributary.domain.attribution.Attribution.Share;
import dev.tributary.domain.attribution.EnrollmentFacts;
import dev.tributary.domain.click.TestClick;
import dev.tributary.domain.commission.Captured;
import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.conversion.RefundId;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.Context;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Orders;
import dev.tributary.domain.order.Outcome;
import dev.tributary.domain.order.ProgramFacts;
import dev.tributary.domain.order.Sale;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsHistory;
import dev.tributary.domain.terms.TermsText;
import dev.tributary.domain.token.ClickToken;
import dev.tributary.domain.token.ClickTokens;
import dev.tributary.domain.token.Device;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A program whose calls the engine decides as they come, with what it makes of its orders: the past
/// that back-tests are made over.
public final class PastShop {
    public static final ProgramId PROGRAM = new ProgramId(1);
    private static final byte[] SECRET = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);

    private final ZoneId zone;
    private final TermsDocument terms;
    private final Map<ConversionKey, OrderState> orders = new LinkedHashMap<>();
    private final Map<AccountKey, Account> accounts = new HashMap<>();
    private int calls;

    public PastShop(ZoneId zone, TermsDocument terms) {
        this.zone = zone;
        this.terms = terms;
    }

    public ZoneId zone() {
        return zone;
    }

    public TermsDocument terms() {
        return terms;
    }

    public List<OrderState> orders() {
        return List.copyOf(orders.values());
    }

    public void sale(String order, long affiliate, Instant at, String amount) {
        sale(order, affiliate, at, amount, Optional.empty());
    }

    void sale(String order, long affiliate, Instant at, String amount, Optional<Boolean> isNew) {
        ClickToken token = new ClickToken(
                PROGRAM,
                new AffiliateId(affiliate),
                new LinkId(affiliate),
                Optional.empty(),
                at.minusSeconds(3_600),
                1,
                affiliate,
                0,
                Optional.empty(),
                Device.DESKTOP,
                OptionalLong.empty(),
                true,
                false,
                false);
        VerifiedClick click = VerifiedClick.of(ClickTokens.sign(token, TestClick.KEYS), token);
        call(
                new Reward(
                        key(order),
                        Optional.of(at),
                        Optional.of(click),
                        List.of(),
                        Optional.of(Amounts.of(Money.of(amount, TermsText.EUR))),
                        List.of(),
                        new Customer(Optional.empty(), Optional.empty(), isNew, Optional.empty()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false),
                at,
                affiliate);
    }

    /// What a shopper's browser tells.
    public void told(String order, Instant at, String amount) {
        Reward reward = new Reward(
                key(order),
                Optional.of(at),
                Optional.empty(),
                List.of(),
                Optional.of(Amounts.of(Money.of(amount, TermsText.EUR))),
                List.of(),
                Customer.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
        call(new Postback(reward, ReceiptId.derive(reward, SECRET), at).unproven(), at);
    }

    public void refund(String order, String id, Instant at, String amount) {
        call(refund(order, id, Refund.Kind.REFUND, at, amount), at);
    }

    void chargeback(String order, String id, Instant at, String amount) {
        call(refund(order, id, Refund.Kind.CHARGEBACK, at, amount), at);
    }

    private static Refund refund(String order, String id, Refund.Kind kind, Instant at, String amount) {
        return new Refund(
                key(order),
                Optional.of(at),
                new RefundId(id),
                kind,
                Optional.of(Money.of(amount, TermsText.EUR)),
                List.of(),
                Optional.empty());
    }

    void won(String order, String id, Instant at) {
        call(new ConversionEvent.ChargebackWon(key(order), Optional.of(at), new RefundId(id)), at);
    }

    void reject(String order, Instant at) {
        call(new ConversionEvent.StatusUpdate(key(order), Optional.of(at), Verdict.of(Status.REJECTED)), at);
    }

    /// What is left of an order's amount.
    Money rest(String order) {
        OrderState state = state(order);
        Money rest = state.sale().orElseThrow().content().amount();
        for (var refund : state.refunds()) {
            rest = refund.isWon() ? rest : rest.minus(refund.amount());
        }
        return rest;
    }

    /// Instead of the affiliate that the click names, these with equal shares; nothing was posted for them.
    public void split(String order, long... affiliates) {
        capture(order, captured -> {
            List<Captured> shares = new ArrayList<>();
            for (long affiliate : affiliates) {
                Share share = new Share(
                        new AffiliateId(affiliate), captured.share().credit(), Fraction.of(1, affiliates.length));
                shares.add(new Captured(share, 1, captured.facts(), captured.override()));
            }
            return shares;
        });
    }

    void override(String order, Pay pay) {
        capture(order, of -> List.of(new Captured(of.share(), 1, of.facts(), Optional.of(pay))));
    }

    /// By a retroactive override that was paid again since, when caps had let through so much beside it.
    void overrideAgain(String order, Pay pay, Map<Tally, Long> rated, Map<Tally, Long> rerated) {
        capture(
                order,
                of -> List.of(new Captured(
                        of.share(),
                        1,
                        of.facts(),
                        Optional.of(pay),
                        of.tallies(),
                        of.firstCharge(),
                        new TreeMap<>(rated),
                        new TreeMap<>(rerated))));
    }

    void firstCharge(String order, LocalDate day) {
        capture(
                order,
                of -> List.of(
                        new Captured(of.share(), 1, of.facts(), of.override(), new TreeMap<>(), Optional.of(day))));
    }

    private void capture(String order, Function<Captured, List<Captured>> shares) {
        UnaryOperator<Sale> again = sale -> new Sale(
                sale.fingerprint(),
                sale.receipt(),
                sale.occurredAt(),
                sale.receivedAt(),
                sale.content(),
                sale.basis(),
                sale.attribution(),
                shares.apply(sale.captured().getFirst()),
                sale.exchange(),
                sale.noPay());
        orders.computeIfPresent(
                key(order),
                (key, state) -> new OrderState(
                        key,
                        state.stage(),
                        state.sale().map(again),
                        state.validation(),
                        state.commissions(),
                        state.refunds(),
                        state.updates(),
                        state.receipts(),
                        state.waiting(),
                        state.triedAgainAt(),
                        state.entries()));
    }

    private OrderState state(String order) {
        return Optional.ofNullable(orders.get(key(order))).orElseThrow();
    }

    private static ConversionKey key(String order) {
        return new ConversionKey(PROGRAM, new OrderId(order), EventName.SALE);
    }

    private void call(ConversionEvent event, Instant at, long... affiliates) {
        calls++;
        // A call comes when it happens; two of one instant one after the other.
        Instant now = at.plusNanos(calls);
        call(new Postback(event, ReceiptId.derive(event, SECRET), now), now, affiliates);
    }

    private void call(Postback postback, Instant now, long... affiliates) {
        ConversionEvent event = postback.event();
        Map<AffiliateId, EnrollmentFacts> enrolled = new HashMap<>();
        for (long number : affiliates) {
            AffiliateId affiliate = new AffiliateId(number);
            enrolled.put(
                    affiliate,
                    new EnrollmentFacts(
                            affiliate,
                            List.of(new Enrollment.Change(EnrollmentState.APPROVED, Instant.EPOCH)),
                            Set.of(),
                            Set.of(),
                            Optional.empty()));
        }
        ProgramFacts program = new ProgramFacts(PROGRAM, TermsText.EUR, zone, new TermsHistory(List.of(terms)));
        Context context = new Context(program, enrolled, Map.of(), now);
        Optional<OrderState> before = Optional.ofNullable(orders.get(event.key()));
        Map<AccountKey, Account> read = new HashMap<>();
        Orders.accounts(before, postback, context)
                .forEach(key -> read.put(key, accounts.getOrDefault(key, Account.empty(key))));
        switch (Orders.decide(before, postback, context, read)) {
            case Outcome.Posted posted -> {
                orders.put(event.key(), posted.order());
                posted.movements().forEach(moved -> accounts.put(moved.after().key(), moved.after()));
            }
            case Outcome.Recorded recorded -> orders.put(event.key(), recorded.order());
            case Outcome.AlreadyRecorded _ -> {}
        }
    }
}
