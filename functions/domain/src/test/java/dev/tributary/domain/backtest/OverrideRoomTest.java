package dev.tributary.domain.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.TermsText;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A retroactive override keeps the step that it was brought to, and has the room that the tested caps leave
/// it: not what the real ones had let through when it was paid again.
class OverrideRoomTest {
    private static final Tally REVENUE = Tally.parse("revenue@2026-11");
    private static final Tally CAP = Tally.parse("cap@2026-11");
    private static final Pay.Tiered STEPS = new Pay.Tiered(
            Measure.REVENUE,
            Period.Length.MONTH,
            Pay.Tiered.Mode.RETROACTIVE,
            List.of(step(0, "10"), step(100_000, "20")));

    @ParameterizedTest
    @CsvSource({"1400, 15.00", "0, 15.00", "5000, 15.00"})
    void overrideThatWasPaidAgain_fillsTheTestedCap(long letThrough, String expected) {
        assertThat(then("> 5; cap all month 15 EUR", letThrough)).isEqualTo(expected);
    }

    @Test
    void overrideThatWasPaidAgain_keepsItsStep() {
        assertThat(then("> 5", 1_400)).isEqualTo("20.00");
    }

    private static String then(String terms, long letThrough) {
        PastShop shop = new PastShop(ZoneId.of("Europe/Riga"), TermsText.document("> 10"));
        shop.sale("A-1", 1, Instant.parse("2026-11-05T10:00:00Z"), "100.00");
        shop.overrideAgain("A-1", STEPS, Map.of(REVENUE, 10_000L), Map.of(REVENUE, 120_000L, CAP, letThrough));
        Walked walked = Walked.of(
                shop.orders(), shop.zone(), shop.terms(), TermsText.document(terms), "2026-11-01", "2026-11-30");
        return walked.row(1).then().amount();
    }

    private static Pay.Step step(long from, String percent) {
        return new Pay.Step(from, new Pay.Percent(new BigDecimal(percent)));
    }
}
