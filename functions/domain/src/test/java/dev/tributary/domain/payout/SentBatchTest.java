package dev.tributary.domain.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.id.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From when on a batch may be there, and which files can be calls.
class SentBatchTest {
    private static final Instant NOW = Instant.parse("2026-12-02T10:00:00Z");
    private static final SentBatch.Asked FIRST = new SentBatch.Asked(NOW, NOW.plusSeconds(90), "a", false, "-");

    private static PayoutFile file(Rail rail) {
        return PayoutFile.fixed(
                new PayoutFile.Place(new RunId(new Digest128(0, 7)), 1, 0, 1), rail, List.of(new AffiliateId(1)), NOW);
    }

    /// What nobody knows of stays as old as its first call; what was refused begins anew.
    @ParameterizedTest
    @CsvSource({"false, 0", "true, 3600"})
    void since_isTheFirstCallThatMayBeThere(boolean surelyNot, long seconds) {
        SentBatch.Asked again = FIRST.putOff("why", NOW.plusSeconds(300), surelyNot)
                .again(NOW.plusSeconds(3_600), NOW.plusSeconds(3_690), "b");

        assertThat(again.since()).isEqualTo(NOW.plusSeconds(seconds));
        assertThat(again.refused()).as("somebody asks now").isFalse();
        assertThat(again.by()).isEqualTo("b");
        assertThat(again.until()).isEqualTo(NOW.plusSeconds(3_690));
    }

    @Test
    void accepted_isDueUntilNothingIsAwaited() {
        SentBatch.Accepted accepted =
                new SentBatch.Accepted("Q", NOW, Optional.of(NOW.plusSeconds(120)), "a", Optional.empty());
        assertThat(accepted.isDue(NOW.plusSeconds(119))).isFalse();
        assertThat(accepted.isDue(NOW.plusSeconds(120))).isTrue();
        SentBatch.Accepted done = accepted.lookedAt(Optional.empty(), Optional.of("0.75 USD"));
        assertThat(done.isDue(NOW.plus(Duration.ofDays(99)))).isFalse();
        assertThat(done.lookedAt(Optional.empty(), Optional.empty()).fees()).contains("0.75 USD");
    }

    @Test
    void file_isWrittenWhenNothingIsSentAnyMore() {
        PayoutFile fixed = file(Rail.PAYPAL).with("hash");
        assertThat(file(Rail.PAYPAL).isToBeSent()).as("its bytes are not fixed").isFalse();
        assertThat(fixed.isToBeSent()).isTrue();
        assertThat(fixed.sent(FIRST).isToBeSent()).isTrue();
        List<SentBatch> settled = List.of(
                new SentBatch.Accepted("Q", NOW, Optional.empty(), "a", Optional.empty()),
                new SentBatch.Refused(Map.of(), "VALIDATION_ERROR"),
                new SentBatch.Undecided("too late"),
                new SentBatch.Closed());
        for (SentBatch sent : settled) {
            assertThat(fixed.sent(sent).isToBeSent()).as(sent.toString()).isFalse();
            assertThat(fixed.sent(sent).written()).isTrue();
        }
        assertThat(file(Rail.SEPA).with("hash").isToBeSent()).isFalse();
        assertThatThrownBy(() -> file(Rail.CSV).sent(FIRST)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fixed.sent(FIRST).isWritten()).isInstanceOf(IllegalArgumentException.class);
    }
}
