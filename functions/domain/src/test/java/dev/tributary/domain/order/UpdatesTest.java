package dev.tributary.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.base.OrderContent;
import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.ConversionEvent.OrderUpdate;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.RefundItem;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.conversion.UpdateId;
import dev.tributary.domain.order.Result.Kind;
import dev.tributary.domain.terms.Condition;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an order is after it was updated more than once.
class UpdatesTest {
    private final Shop shop = new Shop();

    @Test
    void updateToNothingAndBack_keepsPartsAndLines() {
        shop.rules = List.of(products("shoes", "10"), Shop.percent("rest", "5"));
        shop.call(shop.sale(
                Optional.of(new Amounts(
                        shop.money("121.00"), Optional.of(shop.money("21.00")), Optional.empty(), Optional.empty())),
                Optional.empty(),
                shop.item("shoes", "60.00"),
                shop.item("hat", "40.00")));
        OrderContent content = content();
        assertThat(shop.balance()).isEqualTo("8.00/0.00/0.00");

        assertThat(shop.call(shop.update("U-1", "0.00")).kind()).isEqualTo(Kind.UPDATED);
        assertThat(shop.balance()).isEqualTo("0.00/0.00/0.00");
        shop.call(shop.update("U-2", "0.00"));
        assertThat(sale().basis()).contains(content);
        shop.call(shop.update("U-3", "60.50"));
        assertThat(shop.balance()).isEqualTo("4.00/0.00/0.00");
        assertThat(sale().basis()).isEmpty();
        shop.call(shop.update("U-4", "121.00"));
        assertThat(content()).isEqualTo(content);
        assertThat(shop.balance()).isEqualTo("8.00/0.00/0.00");
    }

    /// The line that its rest was is gone with the second update: nothing of it is left to be taken back.
    @Test
    void commissionThatAnUpdateBroughtToNothing_isInNobodysWay_whenItsLineIsGone() {
        shop.rules = List.of(products("shoes", "10"), Shop.percent("rest", "5"));
        shop.call(shop.sale("65.22", shop.item("shoes", "62.00")));
        assertThat(shop.balance()).isEqualTo("6.36/0.00/0.00");
        shop.call(shop.update("U-1", "0.16"));
        assertThat(shop.balance()).isEqualTo("0.02/0.00/0.00");
        shop.call(new OrderUpdate(
                shop.key(),
                Optional.empty(),
                new UpdateId("U-2"),
                new Amounts(shop.money("200.00"), Optional.of(shop.money("60.00")), Optional.empty(), Optional.empty()),
                List.of()));
        assertThat(shop.balance()).isEqualTo("14.00/0.00/0.00");

        assertThat(shop.call(shop.refund("R-1", "100.00")).kind()).isEqualTo(Kind.REVERSED);
        assertThat(shop.balance()).isEqualTo("7.00/0.00/0.00");
        assertThat(shop.call(shop.refund("R-2", "100.00")).kind()).isEqualTo(Kind.REVERSED);
        assertThat(shop.balance()).isEqualTo("0.00/0.00/0.00");
    }

    /// Nothing is known of the parts of an order that never had an amount.
    @Test
    void orderThatBeganAtNothing_keepsItsLinesAsTheyCame() {
        shop.call(shop.sale("0.00", shop.item("hat", "40.00")));
        shop.call(shop.update("U-1", "0.00"));
        assertThat(sale().basis()).isEmpty();
        shop.call(shop.update("U-2", "100.00"));
        assertThat(content().lines().getFirst().total()).hasToString("4000");
        assertThat(shop.balance()).isEqualTo("10.00/0.00/0.00");
    }

    /// A refund counts by what it was when it was applied: the rest of 120.00 has nothing else to do with it.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // quantity, amount of the item | its amount then | pending after the update to 200.00
                "1  |       | 20.00 | 18.00",
                "   |       | 20.00 | 18.00",
                "   | 5.00  |  5.00 | 19.50",
                "   | 50.00 | 20.00 | 18.00",
            })
    void refundOfASkuThatAnUpdateTookAway_countsByItsAmount(
            @Nullable Long quantity, @Nullable String amount, String taken, String pending) {
        shop.call(shop.sale("100.00", shop.item("X", "20.00"), shop.item("Y", "80.00")));
        RefundItem item = new RefundItem(
                new Sku("X"),
                Optional.ofNullable(quantity),
                Optional.ofNullable(amount).map(shop::money));
        shop.call(shop.refund(Refund.Kind.REFUND, "R-1", Optional.empty(), item));
        assertThat(refunds().getFirst().amount()).isEqualTo(shop.money(taken));

        shop.call(shop.update("U-1", "200.00", shop.item("Y", "80.00")));
        assertThat(shop.balance()).isEqualTo(pending + "/0.00/0.00");
        // No line says what became of X: its money is back, and Y earns on.
        shop.call(shop.update("U-2", "200.00", shop.item("Y", "200.00")));
        assertThat(shop.balance()).isEqualTo("20.00/0.00/0.00");
        shop.call(shop.update("U-3", "100.00", shop.item("X", "20.00"), shop.item("Y", "80.00")));
        assertThat(shop.balance())
                .isEqualTo((amount == null || amount.equals("50.00") ? "8.00" : "9.50") + "/0.00/0.00");
    }

    private List<RefundRecord> refunds() {
        return shop.state.map(OrderState::refunds).orElseThrow();
    }

    private Sale sale() {
        return shop.state.flatMap(OrderState::sale).orElseThrow();
    }

    private OrderContent content() {
        return sale().content();
    }

    private static Rule products(String sku, String percent) {
        return new Rule(
                new RuleId(sku),
                List.of(new Condition.Products(Set.of(new Sku(sku)))),
                new Pay.Percent(new BigDecimal(percent)),
                Optional.empty());
    }
}
