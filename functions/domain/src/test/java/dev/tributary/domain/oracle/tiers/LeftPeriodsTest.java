package dev.tributary.domain.oracle.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.oracle.Chance;
import dev.tributary.domain.oracle.tiers.Story.Event;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.terms.TermsHistory;
import dev.tributary.domain.terms.TermsText;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a period counted leaves the account 100 days and the hold after its end. What happens to its orders
/// later finds no counter, and must not take that for one that stands at 0.
class LeftPeriodsTest {
    private static final String MONTHLY = "> tiers revenue month retroactive 0:5 ~ 1000:7; hold ";

    @Test
    void capOfAMonthThatLeft_givesNoRoomAgain_whenTheYearIsPaidAgain() {
        TierEngine engine = new TierEngine(
                new TermsHistory(List.of(TermsText.document(
                        "> tiers revenue year retroactive 0:5 ~ 1000:10; cap all month 60 EUR; hold 30"))),
                new Chance(1));
        sold(engine, 1, "2027-01-10T10:00:00Z", "300.00");
        sold(engine, 2, "2027-01-12T10:00:00Z", "600.00");
        assertThat(engine.account().tallies()).containsEntry(Tally.parse("cap@2027-01"), 4_500L);

        sold(engine, 3, "2027-07-05T10:00:00Z", "200.00");

        // Both together would be 90.00, and nobody knows any more what else was paid in January.
        assertThat(engine.nets())
                .isEqualTo(Map.of(
                        1, new BigDecimal("15.00"),
                        2, new BigDecimal("30.00"),
                        3, new BigDecimal("20.00")));
        assertThat(engine.account().tallies()).doesNotContainKey(Tally.parse("cap@2027-01"));
    }

    @Test
    void capOfAMonthThatIsThere_givesTheRoomThatIsLeft() {
        TierEngine engine = new TierEngine(
                new TermsHistory(List.of(TermsText.document(
                        "> tiers revenue year retroactive 0:5 ~ 1000:10; cap all month 60 EUR; hold 30"))),
                new Chance(1));
        sold(engine, 1, "2027-01-10T10:00:00Z", "300.00");
        sold(engine, 2, "2027-01-12T10:00:00Z", "600.00");

        sold(engine, 3, "2027-04-05T10:00:00Z", "200.00");

        assertThat(engine.nets())
                .isEqualTo(Map.of(
                        1, new BigDecimal("30.00"),
                        2, new BigDecimal("30.00"),
                        3, new BigDecimal("20.00")));
    }

    @Test
    void longerHoldOfALaterVersion_bringsBackNoCounterThatLeft() {
        TierEngine engine = new TierEngine(
                new TermsHistory(List.of(
                        TermsText.document(MONTHLY + "30", 1, Instant.EPOCH),
                        TermsText.document(MONTHLY + "200", 2, Instant.parse("2027-04-15T00:00:00Z")))),
                new Chance(1));
        sold(engine, 1, "2026-11-10T10:00:00Z", "900.00");
        sold(engine, 2, "2026-11-12T10:00:00Z", "200.00");
        sold(engine, 3, "2027-04-12T10:00:00Z", "10.00");
        assertThat(engine.account().tallies()).doesNotContainKey(Tally.parse("revenue@2026-11"));

        engine.play(new Event.Refunded(Instant.parse("2027-04-20T10:00:00Z"), 2, new BigDecimal("100.00")));

        assertThat(engine.nets())
                .isEqualTo(Map.of(
                        1, new BigDecimal("63.00"),
                        2, new BigDecimal("7.00"),
                        3, new BigDecimal("0.50")));
        assertThat(engine.account().tallies()).doesNotContainKey(Tally.parse("revenue@2026-11"));
    }

    private static void sold(TierEngine engine, int order, String at, String amount) {
        Instant time = Instant.parse(at);
        engine.play(new Event.Sold(time, order, time, new BigDecimal(amount), true, false));
    }
}
