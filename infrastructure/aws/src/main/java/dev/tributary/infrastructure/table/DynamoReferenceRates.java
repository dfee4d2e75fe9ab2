package dev.tributary.infrastructure.table;

import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.rate.ReferenceDay;
import dev.tributary.domain.rate.ReferenceRates;
import dev.tributary.domain.stored.Creation;
import dev.tributary.infrastructure.edge.Keys;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The European Central Bank's reference rates in the table, a date per item, put when absent and never
/// again.
/// ```
/// pk X#ECB | sk 2026-11-26 | version 1 | rates "GBP 0.8331 JPY 163.42 USD 1.0854"
/// ```
public final class DynamoReferenceRates implements ReferenceRates {
    private static final String RATES = "rates";

    private final ItemStore items;

    public DynamoReferenceRates(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public List<ReferenceDay> between(LocalDate first, LocalDate last) {
        return items.between(Keys.REFERENCE_RATES, first.toString(), last.toString()).stream()
                .map(DynamoReferenceRates::day)
                .toList();
    }

    @Override
    public Creation create(ReferenceDay day) {
        ItemStore.Place place =
                new ItemStore.Place(Keys.REFERENCE_RATES, day.date().toString(), Optional.empty());
        return items.create(place, Map.of(RATES, text(day)));
    }

    /// In the order of the currencies, so that the same rates are the same text.
    private static String text(ReferenceDay day) {
        return day.perEuro().entrySet().stream()
                .map(rate -> rate.getKey() + " " + rate.getValue().toPlainString())
                .collect(Collectors.joining(" "));
    }

    private static ReferenceDay day(Map<String, Object> item) {
        String[] words = ((String) ItemStore.required(item, RATES)).split(" ", -1);
        Map<CurrencyCode, BigDecimal> rates = new HashMap<>();
        for (int word = 0; word + 1 < words.length; word += 2) {
            rates.put(new CurrencyCode(words[word]), new BigDecimal(words[word + 1]));
        }
        return new ReferenceDay(LocalDate.parse(ItemStore.sk(item)), rates);
    }
}
