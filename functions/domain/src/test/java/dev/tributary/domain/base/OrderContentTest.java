package dev.tributary.domain.base;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.Item;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderContentTest {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");

    @ParameterizedTest
    @CsvSource({
        // amount, tax,   shipping, lines,         base in cents per line
        "126.00,   21.00, 5.00,     100.00,        10000",
        "126.00,   21.00, 5.00,     ,              10000",
        "126.00,   21.00, 5.00,     80.00,         8000 2000",
        "100.00,   ,      ,         100.00 50.00,  20000/3 10000/3",
        "10.00,    ,      ,         0.00,          0 1000",
        "0.00,     ,      ,         5.00,          0",
        "5.00,     5.00,  ,         5.00,          0",
        ",         ,      ,         5.00,          0",
    })
    void base_isAmountLessPartsLineByLine(
            @Nullable String amount,
            @Nullable String tax,
            @Nullable String shipping,
            @Nullable String lines,
            String expected) {
        OrderContent content =
                OrderContent.of(money(amount).map(total -> amounts(total, tax, shipping)), items(lines), EUR);
        assertThat(content.base().stream().map(line -> line.base().toString())).containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        // first: amount, tax, lines | update: amount, tax, lines | base in cents per line
        "100.00,   20.00, 80.00,   50.00,  ,      ,        4000",
        "100.00,   20.00, 80.00,   50.00,  5.00,  ,        4000 500",
        "100.00,   20.00, 80.00,   150.00, 30.00, 90.00,   9000 3000",
        "99.99,    ,      33.33,   10.00,  ,      ,        1000/3 2000/3",
        "0.00,     ,      5.00,    10.00,  ,      ,        500 500",
    })
    void update_scalesWhatWasNotSent(
            String amount,
            @Nullable String tax,
            String lines,
            String newAmount,
            @Nullable String newTax,
            @Nullable String newLines,
            String expected) {
        OrderContent content =
                OrderContent.of(money(amount).map(total -> amounts(total, tax, null)), items(lines), EUR);
        OrderContent updated = content.updated(amounts(Money.of(newAmount, EUR), newTax, null), items(newLines))
                .orElseThrow();
        assertThat(updated.base().stream().map(line -> line.base().toString())).containsExactly(expected.split(" "));
    }

    @Test
    void update_thatLeavesLessThanNothing_isRefused() {
        OrderContent content =
                OrderContent.of(Optional.of(amounts(Money.of("100.00", EUR), "60.00", "40.00")), List.of(), EUR);
        assertThat(content.updated(amounts(Money.of("50.00", EUR), "31.00", null), List.of()))
                .isEmpty();
    }

    @Test
    void theRest_hasNeitherSkuNorCategory() {
        OrderContent content = OrderContent.of(Optional.of(Amounts.of(Money.of("10.00", EUR))), items("4.00"), EUR);
        assertThat(content.base().getLast().sku()).isEmpty();
        assertThat(content.base().getLast().category()).isEmpty();
        assertThat(content.base().getFirst().sku()).isPresent();
    }

    private static Amounts amounts(Money amount, @Nullable String tax, @Nullable String shipping) {
        return new Amounts(amount, money(tax), money(shipping), Optional.empty());
    }

    private static Optional<Money> money(@Nullable String text) {
        return Optional.ofNullable(text).map(amount -> Money.of(amount, EUR));
    }

    private static List<Item> items(@Nullable String lines) {
        return lines == null
                ? List.of()
                : Arrays.stream(lines.split(" "))
                        .map(amount -> new Item(Optional.of(new Sku("S")), Optional.empty(), 1, Money.of(amount, EUR)))
                        .toList();
    }
}
