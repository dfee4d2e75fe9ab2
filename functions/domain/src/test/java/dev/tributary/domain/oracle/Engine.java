package dev.tributary.domain.oracle;

import dev.tributary.domain.attribution.CouponFacts;
import dev.tributary.domain.attribution.EnrollmentFacts;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.decision.Adjusting;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.AccountName;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Draft;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.ledger.Hold;
import dev.tributary.domain.ledger.Posting;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.oracle.Books.Movement;
import dev.tributary.domain.order.Context;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Orders;
import dev.tributary.domain.order.Outcome;
import dev.tributary.domain.order.ProgramFacts;
import dev.tributary.domain.terms.TermsDocument;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The engine under the same history: each call is decided and committed, as the functions do it, and
/// each third one is delivered twice. Its entries are told in the oracle's words.
final class Engine {
    private static final int AGAIN = 3;
    private static final String RAIL = "csv";

    private final History.Setup setup;
    private final EngineTerms terms;
    private final EngineCalls calls;
    private final ProgramFacts program;
    private final Map<CouponCode, CouponFacts> coupons = new HashMap<>();
    private final Map<ConversionKey, OrderState> orders = new HashMap<>();
    private final Map<Integer, Account> accounts = new TreeMap<>();
    private final Map<Integer, List<Movement>> movements = new HashMap<>();
    private int played;

    Engine(History.Setup setup) {
        this.setup = setup;
        this.terms = new EngineTerms(setup.currency());
        this.calls = new EngineCalls(terms);
        this.program = terms.program(setup);
        setup.coupons().forEach((code, owner) -> {
            CouponCode known = new CouponCode(code);
            coupons.put(known, new CouponFacts(known, new AffiliateId(owner), Optional.empty()));
        });
    }

    /// What the receipt would say; empty for what is no call.
    Optional<Outcome> play(History.Step step) {
        played++;
        return switch (step) {
            case History.Call call -> Optional.of(call(call));
            case History.Release release -> {
                accounts.keySet().stream().toList().forEach(affiliate -> release(affiliate, release.at()));
                yield Optional.empty();
            }
            case History.Money money -> {
                if (money.about().isPresent()) {
                    adjust(money, money.about().get());
                } else {
                    move(money);
                }
                yield Optional.empty();
            }
        };
    }

    Collection<OrderState> orders() {
        return orders.values();
    }

    List<TermsDocument> terms() {
        return program.terms().versions();
    }

    List<Movement> movements(int affiliate) {
        return movements.getOrDefault(affiliate, List.of());
    }

    /// Straight from the account, not from its entries.
    Map<String, BigDecimal> balances(int affiliate) {
        Map<String, BigDecimal> balances = new TreeMap<>();
        Account account = account(affiliate);
        account.pending().forEach((day, minor) -> put(balances, Books.PENDING + day, account.money(minor)));
        put(balances, Books.HELD, account.money(account.held()));
        put(balances, Books.AVAILABLE, account.money(account.available()));
        put(balances, Books.IN_FLIGHT, account.money(account.inFlight()));
        put(balances, Books.RECEIVABLE, account.money(account.receivable()).negate());
        return balances;
    }

    List<Oracle.Commission> commissions(History.OrderKey key) {
        return Optional.ofNullable(orders.get(EngineCalls.key(key)))
                .map(OrderState::commissions)
                .orElse(List.of())
                .stream()
                .filter(one -> one.amount().isPositive())
                .map(one -> new Oracle.Commission(
                        (int) one.affiliate().bits(),
                        one.rule().text(),
                        one.amount().toBigDecimal(),
                        one.reversed().toBigDecimal()))
                .toList();
    }

    private Outcome call(History.Call call) {
        Postback postback = calls.postback(call);
        Outcome first = decide(postback);
        if (played % AGAIN == 0 && decide(postback) instanceof Outcome.Posted twice) {
            throw new AssertionError("posted again by a second delivery: " + twice.movements());
        }
        return first;
    }

    private Outcome decide(Postback postback) {
        Map<AffiliateId, EnrollmentFacts> enrollments = new HashMap<>();
        for (History.Affiliate one : setup.affiliates()) {
            enrollments.put(new AffiliateId(one.number()), terms.enrollment(one, postback.receivedAt()));
        }
        Context context = new Context(program, enrollments, coupons, postback.receivedAt());
        Optional<OrderState> state = Optional.ofNullable(orders.get(postback.key()));
        Map<AccountKey, Account> read = new HashMap<>();
        Orders.accounts(state, postback, context)
                .forEach(key -> read.put(key, account((int) key.affiliate().bits())));
        Outcome outcome = Orders.decide(state, postback, context, read);
        switch (outcome) {
            case Outcome.Posted posted -> {
                orders.put(postback.key(), posted.order());
                posted.movements().forEach(moved -> keep(moved.after(), moved.entries()));
            }
            case Outcome.Recorded recorded -> orders.put(postback.key(), recorded.order());
            case Outcome.AlreadyRecorded _ -> {}
        }
        return outcome;
    }

    /// As a person's decision about an order's commission is posted: with the order.
    private void adjust(History.Money money, History.OrderKey about) {
        AffiliateId affiliate = new AffiliateId(money.affiliate());
        Optional<OrderState> order = Optional.ofNullable(orders.get(EngineCalls.key(about)));
        Optional<Commission> commission = order.stream()
                .flatMap(known -> known.commissions().stream())
                .filter(one -> one.affiliate().equals(affiliate) && one.net().isPositive())
                .min(Comparator.comparing(one -> one.rule().text()));
        if (commission.isEmpty()) {
            return;
        }
        Account account = account(money.affiliate());
        Adjustment adjustment = new Adjustment(
                new AdjustmentId(played),
                account.key(),
                terms.money(money.amount()),
                "a correction",
                "key_1",
                money.at(),
                Optional.of(new Adjustment.About(
                        EngineCalls.key(about), commission.get().id())));
        Adjusting.Facts facts = new Adjusting.Facts(account.key().currency(), setup.zone(), true, commission);
        Adjusting.Outcome.Posted posted =
                (Adjusting.Outcome.Posted) Adjusting.decide(adjustment, facts, account, money.at());
        keep(posted.movement().after(), posted.movement().entries());
        posted.commission()
                .ifPresent(changed ->
                        orders.put(EngineCalls.key(about), order.orElseThrow().with(changed)));
    }

    /// As the schedule does it: only accounts in which something is due.
    private void release(int affiliate, Instant now) {
        Account account = account(affiliate);
        var today = Hold.today(now, setup.zone());
        if (account.earliestRelease().filter(day -> !day.isAfter(today)).isPresent()) {
            post(affiliate, account.draft().releaseThrough(today), Cause.Kind.RELEASE, now);
        }
    }

    private void move(History.Money step) {
        int affiliate = step.affiliate();
        Account account = account(affiliate);
        Money asked = terms.money(step.amount());
        Draft draft = account.draft();
        Draft.Standing available = new Draft.Standing.InAvailable();
        switch (step.kind()) {
            case ADJUST -> {
                if (asked.isPositive()) {
                    draft.give(available, asked, Optional.empty());
                } else if (asked.isNegative()) {
                    draft.take(available, asked.negate(), Optional.empty());
                }
            }
            case RESERVE -> covered(asked, account.available()).ifPresent(it -> draft.reserve(it, account.version()));
            case SETTLE ->
                covered(asked, account.inFlight())
                        .ifPresent(it -> draft.settle(it, RAIL, terms.money(BigDecimal.ZERO)));
            case FAIL -> covered(asked, account.inFlight()).ifPresent(draft::failed);
            case RETURN ->
                covered(asked, paid(affiliate)).ifPresent(it -> draft.returned(it, RAIL, terms.money(BigDecimal.ZERO)));
            case WRITE_OFF -> covered(asked, account.receivable()).ifPresent(draft::writeOff);
            case FORFEIT -> covered(asked, account.available()).ifPresent(draft::forfeit);
        }
        if (!draft.isEmpty()) {
            post(affiliate, draft, Cause.Kind.ADJUST, step.at());
        }
    }

    private Optional<Money> covered(Money asked, long minor) {
        Money least = asked.min(new Money(minor, asked.currency()));
        return Optional.of(least).filter(Money::isPositive);
    }

    private long paid(int affiliate) {
        BigDecimal paid = BigDecimal.ZERO;
        for (Movement movement : movements(affiliate)) {
            if (movement.to().equals(Books.CASH)) {
                paid = paid.add(movement.amount());
            } else if (movement.from().equals(Books.CASH)) {
                paid = paid.subtract(movement.amount());
            }
        }
        return terms.money(paid).minor();
    }

    private void post(int affiliate, Draft draft, Cause.Kind kind, Instant now) {
        Account.Posted posted = draft.post(new Cause(new EntryId("history:step:" + played), kind, now, now));
        keep(posted.account(), List.of(posted.entry()));
    }

    private void keep(Account account, List<Entry> entries) {
        int affiliate = (int) account.key().affiliate().bits();
        accounts.put(affiliate, account);
        for (Entry entry : entries) {
            for (Posting posting : entry.postings()) {
                movements
                        .computeIfAbsent(affiliate, _ -> new ArrayList<>())
                        .add(new Movement(
                                name(posting.from()),
                                name(posting.to()),
                                posting.amount().toBigDecimal()));
            }
        }
    }

    private Account account(int affiliate) {
        return accounts.getOrDefault(
                affiliate,
                Account.empty(new AccountKey(new ProgramId(1), new AffiliateId(affiliate), program.currency())));
    }

    private static void put(Map<String, BigDecimal> balances, String name, Money money) {
        if (!money.isZero()) {
            balances.put(name, money.toBigDecimal().stripTrailingZeros());
        }
    }

    private static String name(AccountName account) {
        return switch (account) {
            case AccountName.MerchantExpense _ -> Books.EXPENSE;
            case AccountName.Pending pending -> Books.PENDING + pending.day();
            case AccountName.Held _ -> Books.HELD;
            case AccountName.Available _ -> Books.AVAILABLE;
            case AccountName.InFlight _ -> Books.IN_FLIGHT;
            case AccountName.Receivable _ -> Books.RECEIVABLE;
            case AccountName.Cash _ -> Books.CASH;
            case AccountName.RailFee _ -> "rail_fee";
            case AccountName.WriteOff _ -> Books.WRITE_OFF;
        };
    }
}
