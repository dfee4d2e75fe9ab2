package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.attribution.CouponFacts;
import dev.tributary.domain.attribution.EnrollmentFacts;
import dev.tributary.domain.click.ChunkFormat;
import dev.tributary.domain.click.Click;
import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.click.ClicksClosed;
import dev.tributary.domain.click.TestClick;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.conversion.RefundId;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.ClickPosting;
import dev.tributary.domain.order.Context;
import dev.tributary.domain.order.OrderGroup;
import dev.tributary.domain.order.OrderLedger;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Orders;
import dev.tributary.domain.order.Outcome;
import dev.tributary.domain.order.ProgramFacts;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.rate.Exchange;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsHistory;
import dev.tributary.domain.token.Purpose;
import dev.tributary.infrastructure.ledger.DynamoLedger;
import dev.tributary.infrastructure.table.DynamoClickChunks;
import dev.tributary.infrastructure.table.DynamoOrders;
import dev.tributary.infrastructure.table.TestMarket;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Orders in a fixture's programs, decided and written as commission does it: 10 %, held for 30 days.
/// ANNA10 is affiliate 1's.
final class Sales {
    static final Instant CLICK = Instant.parse("2026-11-22T12:00:00Z");
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final CouponCode ANNA10 = new CouponCode("ANNA10");

    private final ApiFixture api;
    private final DynamoLedger ledger;
    private Optional<Exchange> exchange = Optional.empty();
    private TermsDocument terms = TestMarket.terms(1);
    private Optional<List<VerifiedClick>> history = Optional.empty();
    private long calls;

    Sales(ApiFixture api) {
        this.api = api;
        this.ledger = new DynamoLedger(api.table, 1);
    }

    /// Through that affiliate's link.
    ReceiptId byClick(long program, long affiliate, String order, Instant at, String amount) {
        return byClick(program, click(program, affiliate, CLICK), order, at, amount);
    }

    /// Through that click.
    ReceiptId byClick(long program, Click click, String order, Instant at, String amount) {
        VerifiedClick verified = VerifiedClick.of(click.clickId(), click.token());
        return post(reward(key(program, order), at, Optional.of(verified), List.of(), amount));
    }

    /// Shared evenly by those clicks, the last one of which the call names.
    ReceiptId split(long program, String order, Instant at, String amount, Click... clicks) {
        terms = linear();
        history = Optional.of(Stream.of(clicks)
                .map(click -> VerifiedClick.of(click.clickId(), click.token()))
                .toList());
        try {
            return byClick(program, clicks[clicks.length - 1], order, at, amount);
        } finally {
            terms = TestMarket.terms(1);
            history = Optional.empty();
        }
    }

    private static TermsDocument linear() {
        TermsDocument one = TestMarket.terms(1);
        return new TermsDocument(
                1,
                Instant.EPOCH,
                new AttributionPolicy(AttributionPolicy.Model.LINEAR, 30, AttributionPolicy.Precedence.COUPON),
                one.paidUnder(),
                one.rules(),
                one.holdDays(),
                one.validation(),
                one.minimumPayout(),
                one.paysWithinDays());
    }

    /// On an affiliate's link, with what stands in its address.
    static Click click(long program, long affiliate, Instant at, String... subs) {
        // A test's click is that of the affiliate whose number is 1,000 above its link's.
        return TestClick.of(program, affiliate)
                .withLink(affiliate - 1_000)
                .withTime(at)
                .withSubs(subs)
                .click();
    }

    /// As it is recorded.
    void record(Click click) {
        ChunkFormat.pack(List.of(click))
                .forEach(chunk -> new DynamoClickChunks(api.table).put(Slice.of(click.token()), chunk));
    }

    ReceiptId byCoupon(long program, String order, Instant at, String amount) {
        return post(reward(key(program, order), at, Optional.empty(), List.of(ANNA10), amount));
    }

    /// In dollars, at 1.25 of them for a euro.
    ReceiptId inDollars(long program, String order, Instant at, String amount) {
        exchange = Optional.of(new Exchange(
                new CurrencyCode("USD"), EUR, Fraction.of(4, 5), LocalDate.parse("2026-11-20"), Exchange.Source.ECB));
        try {
            Reward euros = reward(key(program, order), at, Optional.empty(), List.of(ANNA10), amount);
            return post(in(new CurrencyCode("USD"), euros));
        } finally {
            exchange = Optional.empty();
        }
    }

    private static Reward in(CurrencyCode currency, Reward sale) {
        var sent = sale.amounts().orElseThrow();
        return new Reward(
                sale.key(),
                sale.statedAt(),
                sale.click(),
                sale.coupons(),
                Optional.of(new dev.tributary.domain.conversion.Amounts(
                        new Money(sent.amount().minor(), currency),
                        sent.tax().map(part -> new Money(part.minor(), currency)),
                        sent.shipping().map(part -> new Money(part.minor(), currency)),
                        Optional.empty())),
                sale.items(),
                sale.customer(),
                sale.subscription(),
                sale.checkoutStartedAt(),
                sale.verdict(),
                sale.test());
    }

    ReceiptId byNobody(long program, String order, Instant at, String amount) {
        return post(reward(key(program, order), at, Optional.empty(), List.of(), amount));
    }

    ReceiptId refund(long program, String order, String refund, Optional<String> amount) {
        return post(new Refund(
                key(program, order),
                Optional.of(CLICK.plusSeconds(3_600)),
                new RefundId(refund),
                Refund.Kind.REFUND,
                amount.map(text -> Money.of(text, EUR)),
                List.of(),
                Optional.empty()));
    }

    /// The clicks of a closed day under those terms, as they are posted on the day after the next.
    void clicks(long program, long affiliate, LocalDate day, long qualified, TermsDocument terms) {
        ProgramId id = new ProgramId(program);
        ProgramFacts facts = new ProgramFacts(id, EUR, ZoneId.of("Europe/Riga"), new TermsHistory(List.of(terms)));
        AccountKey key = new AccountKey(id, new AffiliateId(affiliate), EUR);
        OrderGroup group = ClickPosting.decide(
                        new ClicksClosed(id, key.affiliate(), day, qualified),
                        facts,
                        api.enrollments
                                .find(id, key.affiliate())
                                .map(Versioned::value)
                                .map(Sales::facts),
                        ledger.account(key).orElseGet(() -> Account.empty(key)),
                        day.plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant())
                .orElseThrow();
        assertThat(ledger.write(group)).isInstanceOf(OrderLedger.Written.Committed.class);
    }

    /// Of a call that nobody decided yet.
    ReceiptId underWay(long program, String order) {
        return receipt(reward(key(program, order), CLICK, Optional.empty(), List.of(), "1.00"));
    }

    private static ConversionKey key(long program, String order) {
        return new ConversionKey(new ProgramId(program), new OrderId(order), EventName.SALE);
    }

    /// 21.00 of it tax and 5.00 shipping where it is 126.00.
    private static Reward reward(
            ConversionKey key, Instant at, Optional<VerifiedClick> click, List<CouponCode> coupons, String amount) {
        boolean parts = amount.equals("126.00");
        return new Reward(
                key,
                Optional.of(at),
                click,
                coupons,
                Optional.of(new dev.tributary.domain.conversion.Amounts(
                        Money.of(amount, EUR),
                        parts ? Optional.of(Money.of("21.00", EUR)) : Optional.empty(),
                        parts ? Optional.of(Money.of("5.00", EUR)) : Optional.empty(),
                        Optional.empty())),
                List.of(),
                Customer.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private ReceiptId receipt(ConversionEvent event) {
        return ReceiptId.derive(
                event, api.ring.all(Purpose.RECEIPT_ID).getLast().key().getEncoded());
    }

    private ReceiptId post(ConversionEvent event) {
        calls++;
        Postback postback =
                new Postback(event, receipt(event), CLICK.plusSeconds(7_200).plusMillis(calls));
        Optional<Versioned<OrderState>> read = new DynamoOrders(api.table).find(event.key());
        Optional<OrderState> before = read.map(Versioned::value);
        Context context = context(event.key().program());
        Map<AccountKey, Account> accounts = new HashMap<>();
        Orders.accounts(before, postback, context)
                .forEach(key -> accounts.put(key, ledger.account(key).orElseGet(() -> Account.empty(key))));
        ZoneId zone = context.program().zone();
        long version = read.map(Versioned::version).orElse(0L);
        OrderGroup group = switch (Orders.decide(before, postback, context, accounts)) {
            case Outcome.Posted posted ->
                new OrderGroup(List.of(new OrderGroup.Change(posted.order(), version)), posted.movements(), zone);
            case Outcome.Recorded recorded ->
                new OrderGroup(List.of(new OrderGroup.Change(recorded.order(), version)), List.of(), zone);
            case Outcome.AlreadyRecorded already -> throw new IllegalStateException("is there: " + event.key());
        };
        assertThat(ledger.write(group)).isInstanceOf(OrderLedger.Written.Committed.class);
        return postback.receipt();
    }

    private Context context(ProgramId program) {
        Map<AffiliateId, EnrollmentFacts> enrollments = new HashMap<>();
        for (long number = 1; number <= 3; number++) {
            AffiliateId affiliate = new AffiliateId(number);
            api.enrollments
                    .find(program, affiliate)
                    .map(Versioned::value)
                    .ifPresent(found -> enrollments.put(affiliate, facts(found)));
        }
        ProgramFacts facts = new ProgramFacts(program, EUR, ZoneId.of("Europe/Riga"), new TermsHistory(List.of(terms)));
        CouponFacts coupon = new CouponFacts(ANNA10, new AffiliateId(1), Optional.empty());
        return new Context(
                facts,
                enrollments,
                Map.of(ANNA10, coupon),
                history,
                Map.of(),
                exchange,
                // Where the visitor's clicks are asked for, five minutes after the call.
                CLICK.plusSeconds(history.isPresent() ? 7_900 : 7_300));
    }

    private static EnrollmentFacts facts(Enrollment enrollment) {
        return new EnrollmentFacts(enrollment.affiliate(), enrollment.history(), Set.of(), Set.of(), Optional.empty());
    }
}
