package dev.tributary.domain.order;

import dev.tributary.domain.attribution.CouponFacts;
import dev.tributary.domain.attribution.EnrollmentFacts;
import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.Item;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.conversion.RefundId;
import dev.tributary.domain.conversion.RefundItem;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.UpdateId;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.ledger.Hold;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.program.Enrollment.Change;
import dev.tributary.domain.program.EnrollmentState;
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
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A program with one affiliate, its calls, and what they make of one order: the fixture of the
/// tests here.
final class Shop {
    static final CurrencyCode EUR = new CurrencyCode("EUR");
    static final ProgramId PROGRAM = new ProgramId(1);
    static final AffiliateId ANNA = new AffiliateId(2);
    static final CouponCode COUPON = new CouponCode("ANNA10");
    static final Instant CLICK = Instant.parse("2026-11-01T10:00:00Z");
    static final Instant SALE = CLICK.plusSeconds(3600);
    static final byte[] SECRET = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);

    CurrencyCode currency = EUR;
    ZoneId zone = ZoneId.of("Europe/Riga");
    List<Rule> rules = List.of(percent("base", "10"));
    int holdDays = 30;
    AttributionPolicy.Model model = AttributionPolicy.Model.LAST_CLICK;
    ValidationPolicy validation = ValidationPolicy.AUTO;
    Instant now = SALE;
    String order = "A-1";
    Optional<OrderState> state = Optional.empty();
    Optional<Account> account = Optional.empty();
    final List<Entry> entries = new ArrayList<>();
    private int calls;

    static Rule percent(String id, String percent) {
        return new Rule(new RuleId(id), List.of(), new Pay.Percent(new BigDecimal(percent)), Optional.empty());
    }

    ProgramFacts program() {
        TermsDocument terms = new TermsDocument(
                1,
                Instant.EPOCH,
                new AttributionPolicy(model, 30, AttributionPolicy.Precedence.COUPON),
                TermsDocument.PaidUnder.CLICK,
                rules,
                holdDays,
                validation,
                Money.zero(currency),
                65);
        return new ProgramFacts(PROGRAM, currency, zone, new TermsHistory(List.of(terms)));
    }

    Context context() {
        EnrollmentFacts anna = new EnrollmentFacts(
                ANNA,
                List.of(new Change(EnrollmentState.APPROVED, Instant.EPOCH)),
                Set.of(),
                Set.of(),
                Optional.empty());
        return new Context(
                program(), Map.of(ANNA, anna), Map.of(COUPON, new CouponFacts(COUPON, ANNA, Optional.empty())), now);
    }

    /// Delivers a call for the first time.
    Result call(ConversionEvent event) {
        return deliver(postback(event));
    }

    Postback postback(ConversionEvent event) {
        calls++;
        return new Postback(event, ReceiptId.derive(event, SECRET), now.plusMillis(calls));
    }

    Result deliver(Postback postback) {
        return keep(Orders.decide(state, postback, context(), accounts()));
    }

    /// What time does to the order.
    Result due() {
        return keep(Orders.due(state.orElseThrow(), context(), accounts()));
    }

    private Result keep(Outcome outcome) {
        switch (outcome) {
            case Outcome.Posted posted -> {
                state = Optional.of(posted.order());
                posted.movements().forEach(movement -> {
                    account = Optional.of(movement.after());
                    entries.addAll(movement.entries());
                });
            }
            case Outcome.Recorded recorded -> state = Optional.of(recorded.order());
            case Outcome.AlreadyRecorded again -> {}
        }
        return outcome.result();
    }

    Map<AccountKey, Account> accounts() {
        Map<AccountKey, Account> read = new HashMap<>();
        account.ifPresent(known -> read.put(known.key(), known));
        return read;
    }

    /// What the daily release does to the account.
    void release() {
        account = account.map(before -> {
            var draft = before.draft().releaseThrough(Hold.today(now, zone));
            if (draft.isEmpty()) {
                return before;
            }
            Account.Posted posted =
                    draft.post(new Cause(new EntryId("release:" + before.version()), Cause.Kind.RELEASE, now, now));
            entries.add(posted.entry());
            return posted.account();
        });
    }

    /// `pending/available/receivable` in units.
    String balance() {
        Account known = account.orElseThrow();
        return known.pendingTotal().amount() + "/"
                + known.money(known.available()).amount() + "/"
                + known.money(known.receivable()).amount();
    }

    Money money(String amount) {
        return Money.of(amount, currency);
    }

    ConversionKey key() {
        return new ConversionKey(PROGRAM, new OrderId(order), EventName.SALE);
    }

    VerifiedClick click() {
        return new VerifiedClick(
                "token",
                ANNA,
                new LinkId(3),
                Optional.empty(),
                CLICK,
                1,
                Optional.empty(),
                Device.DESKTOP,
                true,
                false);
    }

    Reward sale(String amount, Item... items) {
        return sale(Optional.of(Amounts.of(money(amount))), Optional.empty(), items);
    }

    Reward sale(Optional<Amounts> amounts, Optional<Verdict> verdict, Item... items) {
        return new Reward(
                key(),
                Optional.of(SALE),
                Optional.of(click()),
                List.of(),
                amounts,
                List.of(items),
                Customer.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                verdict,
                false);
    }

    Item item(String sku, String amount) {
        return new Item(Optional.of(new Sku(sku)), Optional.empty(), 1, money(amount));
    }

    Refund refund(String id, String amount, RefundItem... items) {
        return refund(Refund.Kind.REFUND, id, Optional.of(money(amount)), items);
    }

    Refund refund(Refund.Kind kind, String id, Optional<Money> amount, RefundItem... items) {
        return new Refund(
                key(),
                Optional.of(SALE.plusSeconds(60)),
                new RefundId(id),
                kind,
                amount,
                List.of(items),
                Optional.empty());
    }

    RefundItem back(String sku, String amount) {
        return new RefundItem(new Sku(sku), Optional.empty(), Optional.of(money(amount)));
    }

    ConversionEvent.OrderUpdate update(String id, String amount, Item... items) {
        return new ConversionEvent.OrderUpdate(
                key(), Optional.empty(), new UpdateId(id), Amounts.of(money(amount)), List.of(items));
    }

    ConversionEvent.StatusUpdate status(Status status) {
        return status(Verdict.of(status));
    }

    ConversionEvent.StatusUpdate status(Verdict verdict) {
        return new ConversionEvent.StatusUpdate(key(), Optional.empty(), verdict);
    }

    ConversionEvent.ChargebackWon won(String id) {
        return new ConversionEvent.ChargebackWon(key(), Optional.empty(), new RefundId(id));
    }
}
