package dev.tributary.domain.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.OrderUpdate;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.StatusUpdate;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.RefundItem;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.UpdateId;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.Result.Kind;
import dev.tributary.domain.order.Result.Reason;
import dev.tributary.domain.terms.AttributionPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What is said of an order in dollars that waits for its rate, in a program in euros.
final class ForeignTest {
    private static final CurrencyCode USD = new CurrencyCode("USD");
    private static final Duration LONG = Duration.ofDays(60);

    private final Shop shop = new Shop();

    @Test
    void withoutARate_theOrderWaits_andIsDueEachDay() {
        assertThat(shop.call(sale("100.00"))).isEqualTo(new Result(Kind.WAITING, Optional.of(Reason.NO_RATE)));

        OrderState waits = shop.state.orElseThrow();
        assertThat(waits.stage()).isEqualTo(Stage.NO_RATE);
        assertThat(waits.sale()).isEmpty();
        assertThat(waits.due()).contains(shop.now.plus(Duration.ofDays(1)));
        assertThat(Orders.accounts(waits, shop.context())).isEmpty();
        // Before the day is over time does nothing; then it is tried, and waits again.
        assertThat(Orders.due(waits, at(shop.now.plus(Duration.ofDays(1)).minusSeconds(1)), Map.of()))
                .isInstanceOf(Outcome.AlreadyRecorded.class);
        Instant next = shop.now.plus(Duration.ofDays(1));
        assertThat(Orders.due(waits, at(next), Map.of()))
                .isInstanceOfSatisfying(
                        Outcome.Recorded.class,
                        tried -> assertThat(tried.order().due()).contains(next.plus(Duration.ofDays(1))));
    }

    /// However old what waits with it is: the sweep does not find it each minute for that.
    /// Anybody can name a currency that has no rate, for as many orders as there are numbers.
    @ParameterizedTest
    @EnumSource(
            value = AttributionPolicy.Model.class,
            names = {"LAST_CLICK", "LINEAR"})
    void withoutARate_whatNobodyHasProven_doesNotWait(AttributionPolicy.Model model) {
        shop.model = model;
        Postback said = shop.postback(sale("100.00")).unproven();
        shop.deliver(said);
        if (model == AttributionPolicy.Model.LINEAR) {
            shop.now = shop.now.plus(OrderState.DECIDING_LASTS).plusSeconds(1);
            shop.due();
        }

        OrderState state = shop.state.orElseThrow();
        assertThat(state.result(said.receipt())).contains(Result.rejected(Reason.NO_RATE));
        assertThat(state.stage()).isEqualTo(Stage.REJECTED);
        assertThat(state.due()).isEmpty();

        shop.model = AttributionPolicy.Model.LAST_CLICK;
        assertThat(shop.call(sale("100.00"))).isEqualTo(new Result(Kind.WAITING, Optional.of(Reason.NO_RATE)));
    }

    @Test
    void whatWaitsWithIt_isDueWithIt() {
        shop.call(sale("100.00"));
        shop.call(refund("R-1", "10.00", USD));
        shop.now = shop.now.plus(LONG);
        Outcome.Recorded tried = (Outcome.Recorded) Orders.due(shop.state.orElseThrow(), shop.context(), Map.of());

        assertThat(tried.order().waiting()).hasSize(2);
        assertThat(tried.order().due()).contains(shop.now.plus(Duration.ofDays(1)));
        assertThat(tried.order().stage()).isEqualTo(Stage.NO_RATE);
    }

    /// As the edge answers before it takes a call, soon and long after the order came.
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        same sale              | Same
        other amount           | Different
        other currency         | Different
        refund in dollars      | New
        refund of everything   | New
        refund in euros        | CURRENCY_MISMATCH
        items in euros         | CURRENCY_MISMATCH
        update in euros        | CURRENCY_MISMATCH
        update in dollars      | New
        approval in euros      | CURRENCY_MISMATCH
        rejection              | New
        the refund that waits  | Same
        it with another amount | Different
        """)
    void edge_answers(String call, String expected) {
        shop.call(sale("100.00"));
        shop.call(refund("R-1", "10.00", USD));
        ConversionEvent said = switch (call) {
            case "same sale" -> sale("100.00");
            case "other amount" -> sale("100.01");
            case "other currency" -> shop.sale("100.00");
            case "refund in dollars" -> refund("R-2", "10.00", USD);
            case "refund of everything" -> shop.refund(Refund.Kind.REFUND, "R-2", Optional.empty());
            case "refund in euros" -> refund("R-2", "10.00", Shop.EUR);
            case "items in euros" ->
                shop.refund(
                        Refund.Kind.REFUND,
                        "R-2",
                        Optional.empty(),
                        new RefundItem(new Sku("S"), Optional.empty(), Optional.of(Money.of("1.00", Shop.EUR))));
            case "update in euros" -> update(Shop.EUR);
            case "update in dollars" -> update(USD);
            case "approval in euros" ->
                new StatusUpdate(
                        shop.key(),
                        Optional.empty(),
                        new Verdict(Status.APPROVED, Optional.of(Money.of("5.00", Shop.EUR)), Optional.empty()));
            case "rejection" -> new StatusUpdate(shop.key(), Optional.empty(), Verdict.of(Status.REJECTED));
            case "the refund that waits" -> refund("R-1", "10.00", USD);
            case "it with another amount" -> refund("R-1", "11.00", USD);
            default -> throw new IllegalArgumentException(call);
        };
        for (Instant now : List.of(shop.now, shop.now.plus(LONG))) {
            Committed.Answer answer = Committed.check(shop.state.orElseThrow(), shop.postback(said), Map.of(), now);
            String told = answer instanceof Committed.Answer.Unprocessable(Reason reason)
                    ? reason.name()
                    : answer.getClass().getSimpleName();
            assertThat(told).as("%s at %s", call, now).isEqualTo(expected);
        }
    }

    @Test
    void aTryWithoutARewardThatWaits_isImpossible() {
        OrderState empty = OrderState.empty(shop.key());
        assertThatThrownBy(() -> new OrderState(
                        empty.key(),
                        Stage.NO_RATE,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.of(shop.now),
                        0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Context at(Instant now) {
        Instant before = shop.now;
        shop.now = now;
        Context context = shop.context();
        shop.now = before;
        return context;
    }

    private ConversionEvent sale(String amount) {
        return shop.sale(Optional.of(Amounts.of(Money.of(amount, USD))), Optional.empty());
    }

    private Refund refund(String id, String amount, CurrencyCode currency) {
        return shop.refund(Refund.Kind.REFUND, id, Optional.of(Money.of(amount, currency)));
    }

    private OrderUpdate update(CurrencyCode currency) {
        return new OrderUpdate(
                shop.key(), Optional.empty(), new UpdateId("U-1"), Amounts.of(Money.of("120.00", currency)), List.of());
    }
}
