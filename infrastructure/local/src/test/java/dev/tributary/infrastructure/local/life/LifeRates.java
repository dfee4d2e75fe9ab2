package dev.tributary.infrastructure.local.life;

import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.rate.ReferenceDay;
import dev.tributary.infrastructure.table.DynamoReferenceRates;
import dev.tributary.infrastructure.table.Table;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/// The reference rates of a life.
final class LifeRates {
    private LifeRates() {}

    /// Of each date that the orders may ask for, another one; none on Sundays.
    static void publish(Table table) {
        LocalDate last = LocalDate.ofInstant(OrderLife.START, ZoneOffset.UTC);
        for (int age = 0; age < 20; age++) {
            LocalDate date = last.minusDays(age);
            if (date.getDayOfWeek() != DayOfWeek.SUNDAY) {
                new DynamoReferenceRates(table)
                        .create(new ReferenceDay(
                                date,
                                Map.of(
                                        new CurrencyCode("USD"), BigDecimal.valueOf(10_500 + 37L * age, 4),
                                        new CurrencyCode("JPY"), BigDecimal.valueOf(16_000 - 91L * age, 2))));
            }
        }
    }
}
