package dev.tributary.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.base.OrderContent;
import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.order.Result.Kind;
import dev.tributary.domain.terms.Condition;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What an order is after it was updated more than once.
class UpdatesTest {
    private final Shop shop = new Shop();

    @Test
    void updateToNothingAndBack_keepsPartsAndLines() {
        shop.rules = List.of(products("shoes", "10"), Shop.percent("rest", "5"));
        shop.call(shop.sale(
                Optional.of(new Amounts(
                        shop.money("121.00"),
                        Optional.of(shop.money("21.00")),
                        Optional.empty(),
                        Optional.empty())),
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
