package dev.tributary.commission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.OrderUpdate;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.RefundId;
import dev.tributary.domain.conversion.UpdateId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.ReceiptLine;
import dev.tributary.domain.order.Stage;
import dev.tributary.domain.rate.Exchange;
import dev.tributary.domain.rate.MerchantRate;
import dev.tributary.domain.rate.ReferenceDay;
import dev.tributary.domain.stored.Creation;
import dev.tributary.infrastructure.table.DynamoDueOrders;
import dev.tributary.infrastructure.table.DynamoReferenceRates;
import dev.tributary.infrastructure.table.TestMarket;
import dev.tributary.infrastructure.table.TestRates;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Orders in other currencies than their program's, on the real table: 10 % in EUR, for the owner of a
/// coupon. Rates are everybody's, so each test has a month of its own.
class ForeignOrdersTest {
    private static final AtomicInteger MONTHS = new AtomicInteger();

    private final Till till = new Till();
    /// A Thursday or not; the day before it is the latest one whose rates count.
    private final Instant sold =
            Instant.parse("2027-01-07T12:00:00Z").plus(Duration.ofDays(40L * MONTHS.getAndIncrement()));

    private final LocalDate day = LocalDate.ofInstant(sold, ZoneOffset.UTC);

    ForeignOrdersTest() {
        till.now = sold.plusSeconds(5);
    }

    @ParameterizedTest(name = "{0} {1} at {2}: base {3}, commission {4}")
    @CsvSource(delimiter = '|', textBlock = """
        # amount  | currency | per euro | base   | commission | a third is refunded
        100.00    | USD      | 1.0854   | 92.13  | 9.21       | 3.07
        0.01      | USD      | 1.0854   | 0.01   | none       | none
        1005      | JPY      | 163.42   | 6.15   | 0.62       | 0.21
        99.999    | KWD      | 0.35     | 285.71 | 28.57      | 9.52
        10.00     | GBP      | 0.8331   | 12.00  | 1.20       | 0.40
        """)
    void order_isConvertedOnce(
            String amount, String currency, String perEuro, String base, String commission, String refunded) {
        rates(day.minusDays(1), currency, perEuro);
        rates(day, currency, "9.9");
        Postback sale = sale("A-1", amount, currency);

        assertThat(till.deliver(sale, sale)).isEmpty();
        till.deliver(sale);

        OrderState order = order("A-1");
        assertThat(order.sale().orElseThrow().base().amount().amount()).isEqualTo(base);
        assertThat(order.sale().orElseThrow().content().amount().amount()).isEqualTo(amount);
        Exchange exchange = order.sale().orElseThrow().exchange().orElseThrow();
        assertThat(exchange.date()).isEqualTo(day.minusDays(1));
        assertThat(exchange.source()).isEqualTo(Exchange.Source.ECB);
        assertThat(amounts(order)).isEqualTo(commission.equals("none") ? List.of() : List.of(commission + " EUR"));
        for (Commission one : order.commissions()) {
            assertThat(order.explain(one, version -> TestMarket.terms(1)).recomputed())
                    .isEqualTo(one.amount());
        }
        // What comes back is measured in the order's currency; what is taken back, by what was captured.
        Money third = new Money(Money.of(amount, new CurrencyCode(currency)).minor() / 3, new CurrencyCode(currency));
        if (!commission.equals("none")) {
            rates(day.plusDays(1), currency, "1.5");
            till.deliver(refund("A-1", "R-1", third), refund("A-1", "R-1", third));
            assertThat(order("A-1").commissions().getFirst().reversed().amount())
                    .isEqualTo(refunded);
            Money rest = Money.of(amount, new CurrencyCode(currency)).minus(third);
            till.deliver(refund("A-1", "R-2", rest));
            assertThat(till.account(1).pendingTotal().isZero()).isTrue();
        }
    }

    @Test
    void withoutARate_nothingIsDecided_untilOneIsThere() {
        Postback sale = sale("A-1", "100.00", "USD");
        assertThat(till.deliver(sale, sale)).isEmpty();

        assertThat(order("A-1").stage()).isEqualTo(Stage.NO_RATE);
        assertThat(lines("A-1")).containsExactly("waiting no_rate");
        assertThat(till.balance(1)).isEqualTo("none");

        // What comes meanwhile waits; what contradicts is told at once.
        till.deliver(
                refund("A-1", "R-1", usd("30.00")),
                sale("A-1", "101.00", "USD"),
                update("A-1", "U-1", "120.00", "USD"),
                refund("A-1", "R-1", usd("30.00")),
                refund("A-1", "R-2", Money.of("1.00", TestMarket.EUR)));
        assertThat(lines("A-1"))
                .containsExactly(
                        "waiting no_rate", "conflict different_content", "waiting", "waiting", "duplicate", "waiting");
        assertThat(order("A-1").stage()).isEqualTo(Stage.NO_RATE);

        // Tried again each day, and found by the sweep each day.
        assertThat(isDue("A-1", sold.plusSeconds(5).plus(Duration.ofDays(1)).minusSeconds(1)))
                .isFalse();
        till.now = sold.plusSeconds(5).plus(Duration.ofDays(1));
        assertThat(isDue("A-1", till.now)).isTrue();
        due("A-1");
        assertThat(order("A-1").stage()).isEqualTo(Stage.NO_RATE);
        assertThat(isDue("A-1", till.now)).isFalse();
        assertThat(till.balance(1)).isEqualTo("none");

        // Rates of the day itself, and of eight days before it, have no answer.
        rates(day, "USD", "1.5");
        rates(day.minusDays(8), "USD", "1.5");
        till.now = till.now.plus(Duration.ofDays(1));
        due("A-1");
        assertThat(order("A-1").stage()).isEqualTo(Stage.NO_RATE);

        // The late one: before it is tried again nothing happens, then all of it at once.
        rates(day.minusDays(7), "USD", "1.25");
        due("A-1");
        assertThat(order("A-1").stage()).isEqualTo(Stage.NO_RATE);
        till.now = till.now.plus(Duration.ofDays(1));
        due("A-1");
        due("A-1");
        till.deliver(sale, refund("A-1", "R-1", usd("30.00")));

        // 120.00 USD are 96.00 EUR; a quarter came back.
        assertThat(amounts(order("A-1"))).containsExactly("9.60 EUR");
        assertThat(order("A-1").commissions().getFirst().reversed().amount()).isEqualTo("2.40");
        assertThat(till.account(1).pendingTotal().amount()).isEqualTo("7.20");
        assertThat(lines("A-1"))
                .containsExactly(
                        "converted",
                        "conflict different_content",
                        "reversed",
                        "updated",
                        "duplicate",
                        "rejected currency_mismatch",
                        "duplicate");
        assertThat(order("A-1").triedAgainAt()).isEmpty();
        assertThat(till.account(1).version()).isEqualTo(till.entries(1).size());
    }

    /// Longer than anything else waits: the refund is not given up before its sale.
    @Test
    void waitingForMonths_losesNothing() {
        till.deliver(sale("A-1", "100.00", "USD"), refund("A-1", "R-1", usd("100.00")));
        for (int day = 1; day <= 45; day++) {
            till.now = till.now.plus(Duration.ofDays(1));
            due("A-1");
        }
        assertThat(lines("A-1")).containsExactly("waiting no_rate", "waiting");

        rates(day.minusDays(1), "USD", "1.25");
        till.now = till.now.plus(Duration.ofDays(1));
        due("A-1");

        assertThat(lines("A-1")).containsExactly("converted", "reversed");
        // The hold is over by then: released with the sale, and taken back.
        assertThat(till.balance(1)).isEqualTo("2 0/0/0");
    }

    @Test
    void manyWhoWait_areDecidedOnceEach_whoeverTriesAtTheSameTime() {
        List<String> orders =
                IntStream.range(0, 8).mapToObj(order -> "M-" + order).toList();
        orders.forEach(order -> till.deliver(sale(order, "100.00", "USD")));
        rates(day.minusDays(1), "USD", "1.25");
        till.now = till.now.plus(Duration.ofDays(1));

        Stream.concat(orders.stream(), orders.stream()).parallel().forEach(order -> {
            while (!deliverDue(order).isEmpty()) {
                Thread.onSpinWait();
            }
        });

        assertThat(till.account(1).pendingTotal().amount()).isEqualTo("64.00");
        assertThat(till.account(1).version()).isEqualTo(8);
        orders.forEach(order -> assertThat(lines(order)).containsExactly("converted"));
    }

    @Test
    void merchantsRate_servesWhereTheBankHasNone() {
        own("KWD", day.minusDays(1), "2.5");
        own("KWD", day, "9");
        own("USD", day.minusDays(1), "0.5");
        rates(day.minusDays(3), "USD", "1.25");

        till.deliver(sale("A-1", "40.000", "KWD"), sale("A-2", "100.00", "USD"));

        assertThat(amounts(order("A-1"))).containsExactly("10.00 EUR");
        assertThat(order("A-1").sale().orElseThrow().exchange().orElseThrow().source())
                .isEqualTo(Exchange.Source.MERCHANT);
        // However old within its days, the bank's comes first.
        assertThat(amounts(order("A-2"))).containsExactly("8.00 EUR");
        assertThat(order("A-2").sale().orElseThrow().exchange().orElseThrow().date())
                .isEqualTo(day.minusDays(3));
    }

    /// Another program's rates are not its own.
    @Test
    void merchantsRate_isItsProgramsOnly() {
        Till other = new Till();
        TestRates.put(
                Till.TABLE,
                new MerchantRate(
                        other.market.program,
                        new CurrencyCode("KWD"),
                        TestMarket.EUR,
                        day.minusDays(1),
                        new BigDecimal("2.5")));

        till.deliver(sale("A-1", "40.000", "KWD"));

        assertThat(lines("A-1")).containsExactly("waiting no_rate");
    }

    @ParameterizedTest(name = "{0} IDR at {1}")
    @CsvSource(delimiter = '|', textBlock = """
        # amount        | per euro     | what becomes of it
        1000000000000   | 1            | converted
        1000000000000   | 0.0000000001 | rejected amount_too_large
        """)
    void tooLarge_isRejected_andNothingIsPosted(String amount, String perEuro, String expected) {
        rates(day.minusDays(1), "IDR", perEuro);
        till.deliver(sale("A-1", amount + ".00", "IDR"));
        till.deliver(sale("A-1", amount + ".00", "IDR"));

        assertThat(lines("A-1").getFirst()).isEqualTo(expected);
        assertThat(till.balance(1).equals("none")).isEqualTo(expected.startsWith("rejected"));
    }

    @Test
    void update_thatComesToTooMuch_isRejected() {
        rates(day.minusDays(1), "IDR", "0.0000000001");
        till.deliver(sale("A-1", "1.00", "IDR"), update("A-1", "U-1", "1000000000000.00", "IDR"));

        assertThat(lines("A-1")).containsExactly("converted", "rejected amount_too_large");
    }

    private OrderState order(String order) {
        return till.order(order).orElseThrow();
    }

    private List<String> lines(String order) {
        return order(order).receipts().stream()
                .map(ReceiptLine::result)
                .map(result -> result.kind().text()
                        + result.reason().map(reason -> " " + reason.text()).orElse(""))
                .toList();
    }

    private static List<String> amounts(OrderState order) {
        return order.commissions().stream()
                .map(commission -> commission.amount().toString())
                .toList();
    }

    private boolean isDue(String order, Instant now) {
        ConversionKey key = till.market.key(order);
        return IntStream.range(0, 2)
                .mapToObj(bucket -> new DynamoDueOrders(Till.TABLE).due(bucket, now, Optional.empty()))
                .anyMatch(page -> page.orders().contains(key));
    }

    private void due(String order) {
        assertThat(deliverDue(order)).isEmpty();
    }

    private List<String> deliverDue(String order) {
        return till.deliver(till.handler(), List.of(till.due(order)));
    }

    private void rates(LocalDate date, String currency, String perEuro) {
        Map<CurrencyCode, BigDecimal> rates = new HashMap<>();
        rates.put(new CurrencyCode(currency), new BigDecimal(perEuro));
        assertThat(new DynamoReferenceRates(Till.TABLE).create(new ReferenceDay(date, rates)))
                .isInstanceOf(Creation.Created.class);
    }

    private void own(String currency, LocalDate date, String rate) {
        TestRates.put(
                Till.TABLE,
                new MerchantRate(
                        till.market.program, new CurrencyCode(currency), TestMarket.EUR, date, new BigDecimal(rate)));
    }

    private Postback sale(String order, String amount, String currency) {
        return call(
                new Reward(
                        till.market.key(order),
                        Optional.of(sold),
                        Optional.empty(),
                        List.of(new CouponCode("ANNA10")),
                        Optional.of(Amounts.of(Money.of(amount, new CurrencyCode(currency)))),
                        List.of(),
                        Customer.UNKNOWN,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false),
                sold);
    }

    private Postback refund(String order, String refund, Money amount) {
        return call(
                new Refund(
                        till.market.key(order),
                        Optional.of(sold.plusSeconds(120)),
                        new RefundId(refund),
                        Refund.Kind.REFUND,
                        Optional.of(amount),
                        List.of(),
                        Optional.empty()),
                sold.plusSeconds(2));
    }

    private Postback update(String order, String update, String amount, String currency) {
        return call(
                new OrderUpdate(
                        till.market.key(order),
                        Optional.of(sold.plusSeconds(60)),
                        new UpdateId(update),
                        Amounts.of(Money.of(amount, new CurrencyCode(currency))),
                        List.of()),
                sold.plusSeconds(2));
    }

    /// Each call arrives a millisecond after the one before it.
    private Postback call(ConversionEvent event, Instant near) {
        Postback made = till.market.call(event);
        return new Postback(event, made.receipt(), near.plus(Duration.between(TestMarket.SALE, made.receivedAt())));
    }

    private static Money usd(String amount) {
        return Money.of(amount, new CurrencyCode("USD"));
    }
}
