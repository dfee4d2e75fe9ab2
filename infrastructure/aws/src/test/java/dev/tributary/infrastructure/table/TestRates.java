package dev.tributary.infrastructure.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.rate.MerchantRate;
import dev.tributary.domain.stored.Creation;

/// Merchants' rates in the table of a test; the platform makes them with their audit event only.
public final class TestRates {
    private TestRates() {}

    public static void put(Table table, MerchantRate rate) {
        assertThat(new ItemStore(table).create(DynamoMerchantRates.place(rate), DynamoMerchantRates.item(rate)))
                .isInstanceOf(Creation.Created.class);
    }
}
