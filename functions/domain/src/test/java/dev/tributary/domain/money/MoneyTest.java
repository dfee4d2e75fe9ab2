package dev.tributary.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
    @ParameterizedTest
    @CsvSource({
        // exact,    currency, rounded
        "-0.045,     EUR,      -0.05",
        "0.045,      EUR,       0.05",
        "0.0449999,  EUR,       0.04",
        "1.24875,    EUR,       1.25",
        "100.5,      JPY,       101",
        "-100.5,     JPY,      -101",
        "1.0005,     KWD,       1.001",
    })
    void rounded_isHalfUpOnTheMagnitude(BigDecimal exact, String currency, String expected) {
        assertThat(Money.rounded(exact, new CurrencyCode(currency)).amount()).isEqualTo(expected);
    }

    @Test
    void exact_refusesWhatTheCurrencyCannotHold() {
        CurrencyCode eur = new CurrencyCode("EUR");
        assertThat(Money.exact(new BigDecimal("0.001"), eur)).isEmpty();
        assertThat(Money.exact(new BigDecimal("1.0"), new CurrencyCode("JPY"))).isPresent();
        assertThat(Money.exact(new BigDecimal("1000000000000.01"), eur)).isEmpty();
    }

    @Test
    void twoCurrencies_neverMeet() {
        Money euros = Money.of("1.00", new CurrencyCode("EUR"));
        Money yen = Money.of("1", new CurrencyCode("JPY"));
        assertThatThrownBy(() -> euros.plus(yen)).hasMessageContaining("EUR and JPY");
        assertThatThrownBy(() -> new Money(Long.MAX_VALUE, euros.currency()).plus(euros))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void currency_withoutMinorUnits_isNone() {
        assertThat(CurrencyCode.parse("XAU")).isEmpty();
        assertThat(CurrencyCode.parse("eur")).isEmpty();
    }
}
