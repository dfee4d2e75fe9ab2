package dev.tributary.domain.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.attribution.Attribution.Credit;
import dev.tributary.domain.attribution.Attribution.Share;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.PersonTag;
import dev.tributary.domain.conversion.SubscriptionId;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.terms.AttributionPolicy.BindingPolicy;
import dev.tributary.domain.terms.AttributionPolicy.Rebind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BindingTest {
    private static final Share WHOLE =
            new Share(Visit.affiliate("A"), new Credit.Coupon(new CouponCode("CODE")), Fraction.ONE);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # zone           | since                | months | paid | charges | occurred_at          | holds
        # Without an end.
        UTC              | 2026-01-15T12:00:00Z |        | 1    |         | 2126-01-15T12:00:00Z | true
        UTC              | 2026-01-15T12:00:00Z |        | 999  |         | 2026-01-15T12:00:00Z | true
        # date(occurred_at) < date(start) + N months: the hour does not count.
        UTC              | 2026-01-15T12:00:00Z | 1      | 1    |         | 2026-01-15T12:00:00Z | true
        UTC              | 2026-01-15T12:00:00Z | 1      | 1    |         | 2026-02-14T23:59:59Z | true
        UTC              | 2026-01-15T12:00:00Z | 1      | 1    |         | 2026-02-15T00:00:00Z | false
        UTC              | 2026-01-15T23:59:59Z | 1      | 1    |         | 2026-02-15T00:00:00Z | false
        UTC              | 2026-01-15T12:00:00Z | 12     | 1    |         | 2027-01-14T23:59:59Z | true
        UTC              | 2026-01-15T12:00:00Z | 12     | 1    |         | 2027-01-15T00:00:00Z | false
        # One that comes late is of an earlier day.
        UTC              | 2026-01-15T12:00:00Z | 1      | 1    |         | 2025-12-31T12:00:00Z | true
        # Clamped to the month's end, from the start and not from month to month.
        UTC              | 2026-01-31T12:00:00Z | 1      | 1    |         | 2026-02-27T23:59:59Z | true
        UTC              | 2026-01-31T12:00:00Z | 1      | 1    |         | 2026-02-28T00:00:00Z | false
        UTC              | 2026-01-31T12:00:00Z | 2      | 1    |         | 2026-03-30T23:59:59Z | true
        UTC              | 2026-01-31T12:00:00Z | 2      | 1    |         | 2026-03-31T00:00:00Z | false
        UTC              | 2026-01-31T12:00:00Z | 3      | 1    |         | 2026-04-30T00:00:00Z | false
        UTC              | 2028-01-31T12:00:00Z | 1      | 1    |         | 2028-02-28T23:59:59Z | true
        UTC              | 2028-01-31T12:00:00Z | 1      | 1    |         | 2028-02-29T00:00:00Z | false
        UTC              | 2028-02-29T12:00:00Z | 12     | 1    |         | 2029-02-27T23:59:59Z | true
        UTC              | 2028-02-29T12:00:00Z | 12     | 1    |         | 2029-02-28T00:00:00Z | false
        UTC              | 2028-02-29T12:00:00Z | 48     | 1    |         | 2032-02-28T23:59:59Z | true
        UTC              | 2028-02-29T12:00:00Z | 48     | 1    |         | 2032-02-29T00:00:00Z | false
        # Both days are the program's: 00:30 on the 30th in summer, midnight in winter.
        Europe/Riga      | 2026-09-29T21:30:00Z | 1      | 1    |         | 2026-10-29T21:59:59Z | true
        Europe/Riga      | 2026-09-29T21:30:00Z | 1      | 1    |         | 2026-10-29T22:00:00Z | false
        Europe/Riga      | 2026-09-29T20:30:00Z | 1      | 1    |         | 2026-10-28T22:00:00Z | false
        # 00:30 on 1 March in winter, midnight in summer.
        Europe/Riga      | 2026-02-28T22:30:00Z | 1      | 1    |         | 2026-03-31T20:59:59Z | true
        Europe/Riga      | 2026-02-28T22:30:00Z | 1      | 1    |         | 2026-03-31T21:00:00Z | false
        # The last day has no midnight: it begins at 01:00.
        America/Havana   | 2026-02-08T17:00:00Z | 1      | 1    |         | 2026-03-08T04:59:59Z | true
        America/Havana   | 2026-02-08T17:00:00Z | 1      | 1    |         | 2026-03-08T05:00:00Z | false
        America/New_York | 2026-01-31T03:00:00Z | 1      | 1    |         | 2026-02-28T04:59:59Z | true
        America/New_York | 2026-01-31T03:00:00Z | 1      | 1    |         | 2026-02-28T05:00:00Z | false
        # So many charges, the first included.
        UTC              | 2026-01-15T12:00:00Z |        | 1    | 1       | 2026-01-15T12:00:00Z | false
        UTC              | 2026-01-15T12:00:00Z |        | 2    | 3       | 2036-01-15T12:00:00Z | true
        UTC              | 2026-01-15T12:00:00Z |        | 3    | 3       | 2026-01-15T12:00:00Z | false
        UTC              | 2026-01-15T12:00:00Z |        | 4    | 3       | 2026-01-15T12:00:00Z | false
        # Whichever ends first.
        UTC              | 2026-01-15T12:00:00Z | 1      | 2    | 3       | 2026-02-14T12:00:00Z | true
        UTC              | 2026-01-15T12:00:00Z | 1      | 3    | 3       | 2026-02-14T12:00:00Z | false
        UTC              | 2026-01-15T12:00:00Z | 1      | 2    | 3       | 2026-02-15T12:00:00Z | false
        """)
    void binding_holds(
            String zone,
            Instant since,
            @Nullable Integer months,
            int paid,
            @Nullable Integer charges,
            Instant occurredAt,
            boolean expected) {
        BindingPolicy policy =
                new BindingPolicy(Optional.ofNullable(months), Optional.ofNullable(charges), Rebind.KEEP);
        Binding binding = new Binding(since, List.of(WHOLE), paid, List.of());
        assertThat(binding.holds(policy, occurredAt, ZoneId.of(zone))).isEqualTo(expected);
    }

    @Test
    void firstCharge_isTheDayInTheProgramsZone_ofASubscription() {
        Instant since = Instant.parse("2026-01-31T22:30:00Z");
        ZoneId riga = ZoneId.of("Europe/Riga");
        assertThat(new Binding(since, List.of(WHOLE), 1, List.of(7)).firstCharge(riga))
                .contains(LocalDate.of(2026, 2, 1));
        assertThat(new Binding(since, List.of(WHOLE), 1, List.of()).firstCharge(riga))
                .isEmpty();
    }

    @Test
    void binding_refusesVersionsThatAreNotOneForEachShare() {
        assertThatThrownBy(() -> new Binding(Instant.EPOCH, List.of(WHOLE), 1, List.of(7, 8)))
                .hasMessageContaining("termsVersions");
        assertThatThrownBy(() -> new Binding(Instant.EPOCH, List.of(WHOLE), 0, List.of()))
                .hasMessageContaining("charges is below 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # zone      | since                | key          | months | charges | kept until
        UTC         | 2026-01-15T12:00:00Z | customer     | 1      |         | 2028-09-02T00:00:00Z
        UTC         | 2026-01-15T12:00:00Z | customer     | 25     |         | 2028-09-02T00:00:00Z
        UTC         | 2026-01-15T12:00:00Z | customer     | 36     | 3       | 2029-08-03T00:00:00Z
        # Clamped to the month's end, in the zone.
        Europe/Riga | 2026-01-31T22:30:00Z | customer     | 12     |         | 2028-09-16T22:00:00Z
        UTC         | 2026-01-15T12:00:00Z | customer     |        | 3       |
        UTC         | 2026-01-15T12:00:00Z | customer     |        |         |
        UTC         | 2026-01-15T12:00:00Z | subscription | 1      |         |
        """)
    void customersBinding_isKeptToItsEnd_and25Months(
            String zone,
            String since,
            String of,
            @Nullable Integer months,
            @Nullable Integer charges,
            @Nullable String until) {
        BindingKey key = of.equals("customer")
                ? new BindingKey.OfCustomer(new PersonTag("anna"))
                : new BindingKey.OfSubscription(new SubscriptionId("S-1"));
        BindingPolicy policy =
                new BindingPolicy(Optional.ofNullable(months), Optional.ofNullable(charges), Rebind.KEEP);
        Binding binding = new Binding(Instant.parse(since), List.of(WHOLE), 1, List.of());

        assertThat(binding.keptUntil(key, policy, ZoneId.of(zone)))
                .isEqualTo(Optional.ofNullable(until).map(Instant::parse));
    }
}
