package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.rate.MerchantRate;
import dev.tributary.domain.rate.MerchantRates;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.edge.RateKeys;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Merchants' own rates in the table, in their program's partition, put when absent and never again.
/// ```
/// pk P#{program} | sk X#KWD#2026-11-26 | version 1 | program prg_... | from KWD | to EUR | date 2026-11-26 | rate
/// "3.0125"
/// ```
public final class DynamoMerchantRates implements MerchantRates {
    private final ItemStore items;

    public DynamoMerchantRates(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Optional<MerchantRate> find(ProgramId program, CurrencyCode currency, LocalDate date) {
        return items.get(Keys.program(program), RateKeys.merchants(currency, date))
                .map(DynamoMerchantRates::rate);
    }

    @Override
    public List<MerchantRate> between(ProgramId program, CurrencyCode currency, LocalDate first, LocalDate last) {
        return items
                .between(Keys.program(program), RateKeys.merchants(currency, first), RateKeys.merchants(currency, last))
                .stream()
                .map(DynamoMerchantRates::rate)
                .toList();
    }

    @Override
    public Page<MerchantRate> in(ProgramId program, PageRequest page) {
        return items.page(new ItemStore.Stretch(Keys.program(program), Keys.MERCHANT_RATES), page)
                .map(DynamoMerchantRates::rate);
    }

    static ItemStore.Place place(MerchantRate rate) {
        return new ItemStore.Place(
                Keys.program(rate.program()), RateKeys.merchants(rate.from(), rate.date()), Optional.empty());
    }

    static Map<String, Object> item(MerchantRate rate) {
        return Map.of(
                "program", rate.program().toString(),
                "from", rate.from().code(),
                "to", rate.to().code(),
                "date", rate.date().toString(),
                "rate", rate.rate().toPlainString());
    }

    private static MerchantRate rate(Map<String, Object> item) {
        return new MerchantRate(
                ProgramId.of((String) ItemStore.required(item, "program")),
                new CurrencyCode((String) ItemStore.required(item, "from")),
                new CurrencyCode((String) ItemStore.required(item, "to")),
                LocalDate.parse((String) ItemStore.required(item, "date")),
                new BigDecimal((String) ItemStore.required(item, "rate")));
    }
}
