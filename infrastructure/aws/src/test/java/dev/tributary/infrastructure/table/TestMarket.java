package dev.tributary.infrastructure.table;

import dev.tributary.domain.click.Click;
import dev.tributary.domain.click.TestClick;
import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.PersonTag;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.conversion.RefundId;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.program.Coupon;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.ValidationPolicy;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// A program with terms (10 %, hold of 30 days), affiliates and a coupon in a table, and calls about
/// its orders: for tests of what stands above.
public final class TestMarket {
    public static final CurrencyCode EUR = new CurrencyCode("EUR");
    public static final Instant CLICK = Instant.parse("2026-11-22T12:00:00Z");
    public static final Instant SALE = CLICK.plusSeconds(600);
    private static final byte[] SECRET = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final AtomicLong PROGRAMS = new AtomicLong(7_000);

    public final ProgramId program = new ProgramId(PROGRAMS.incrementAndGet());
    private long calls;

    /// @param affiliates enrolled, numbered from 1; the first one owns the coupon ANNA10
    public TestMarket(Table table, int affiliates) {
        this(table, affiliates, terms(1));
    }

    /// @param terms its only version, 1
    public TestMarket(Table table, int affiliates, TermsDocument terms) {
        new DynamoTerms(table).create(program, terms);
        new DynamoPrograms(table)
                .create(new Program(
                        program,
                        new MerchantId(1),
                        "Shoes",
                        EUR,
                        ZoneId.of("Europe/Riga"),
                        List.of("shop.example"),
                        "click_id",
                        Optional.empty(),
                        Optional.empty(),
                        1,
                        Set.of(),
                        List.of(new Program.TermsVersion(
                                1, Instant.EPOCH, terms.attribution().historyDays()))));
        for (int number = 1; number <= affiliates; number++) {
            new DynamoEnrollments(table)
                    .create(new Enrollment(
                            program,
                            affiliate(number),
                            List.of(new Enrollment.Change(EnrollmentState.APPROVED, Instant.EPOCH)),
                            Optional.empty()));
        }
        new DynamoCoupons(table)
                .create(new Coupon(program, new CouponCode("ANNA10"), affiliate(1), Optional.empty(), true));
    }

    public static TermsDocument terms(int version) {
        return new TermsDocument(
                version,
                Instant.EPOCH,
                new AttributionPolicy(AttributionPolicy.Model.LAST_CLICK, 30, AttributionPolicy.Precedence.COUPON),
                TermsDocument.PaidUnder.CLICK,
                List.of(new Rule(new RuleId("base"), List.of(), new Pay.Percent(BigDecimal.TEN), Optional.empty())),
                30,
                ValidationPolicy.AUTO,
                Money.zero(EUR),
                65);
    }

    public AffiliateId affiliate(int number) {
        return new AffiliateId(1_000 + number);
    }

    public AccountKey account(int affiliate) {
        return new AccountKey(program, affiliate(affiliate), EUR);
    }

    public ConversionKey key(String order) {
        return new ConversionKey(program, new OrderId(order), EventName.SALE);
    }

    /// A sale with a click through that affiliate's link.
    public Postback sale(String order, int affiliate, String amount) {
        return call(reward(order, click(program, affiliate), List.of(), amount));
    }

    public Postback saleWithCoupon(String order, String coupon, String amount) {
        return call(reward(order, Optional.empty(), List.of(new CouponCode(coupon)), amount));
    }

    /// A sale with a click through that affiliate's link, to a customer with this tag.
    public Postback saleTo(PersonTag email, String order, int affiliate, String amount) {
        Reward sale = reward(order, click(program, affiliate), List.of(), amount);
        return call(new Reward(
                sale.key(),
                sale.statedAt(),
                sale.click(),
                sale.coupons(),
                sale.amounts(),
                sale.items(),
                new Customer(Optional.empty(), Optional.of(email), Optional.empty(), Optional.empty()),
                sale.subscription(),
                sale.checkoutStartedAt(),
                sale.verdict(),
                sale.test()));
    }

    /// With a click of another program.
    public Postback foreignSale(String order, int affiliate, String amount) {
        return call(reward(order, click(new ProgramId(1), affiliate), List.of(), amount));
    }

    public Postback refund(String order, String refund, String amount) {
        return call(new Refund(
                key(order),
                Optional.of(SALE.plusSeconds(60)),
                new RefundId(refund),
                Refund.Kind.REFUND,
                Optional.of(Money.of(amount, EUR)),
                List.of(),
                Optional.empty()));
    }

    /// Each call arrives a millisecond after the one before it.
    public Postback call(ConversionEvent event) {
        calls++;
        return new Postback(event, ReceiptId.derive(event, SECRET), SALE.plusMillis(calls));
    }

    private Reward reward(String order, Optional<VerifiedClick> click, List<CouponCode> coupons, String amount) {
        return new Reward(
                key(order),
                Optional.of(SALE),
                click,
                coupons,
                Optional.of(Amounts.of(Money.of(amount, EUR))),
                List.of(),
                Customer.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static Optional<VerifiedClick> click(ProgramId program, int affiliate) {
        Click click = TestClick.of(program.bits(), affiliate)
                .withLink(affiliate)
                .withTime(CLICK)
                .click();
        return Optional.of(VerifiedClick.of(click.clickId(), click.token()));
    }
}
