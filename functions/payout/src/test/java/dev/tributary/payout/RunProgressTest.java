package dev.tributary.payout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.RunId;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.Planning.Progress;
import dev.tributary.domain.stored.Versioned;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who looked at the rows before the last result was posted must not say that nothing is left to look at
/// for six hours: nobody would see that the run is done.
class RunProgressTest {
    private final Treasury treasury = new Treasury(1);
    private int looks;

    /// The result is reported between the time that the worker reads and its write: by a clock that is
    /// behind, the same, a moment ahead, and ahead by seconds.
    @ParameterizedTest
    @ValueSource(longs = {-3_000, 0, 3, 4_000})
    void aResultThatComesMeanwhile_staysDue(long ahead) {
        Versioned<PayoutRun> read = applying();
        Instant reported = treasury.now.plusMillis(ahead);

        RunProgress progress = new RunProgress(treasury.stores, attempt -> {}, clockThatIsReadBefore(() -> {
            Versioned<PayoutRun> is =
                    treasury.stores.runs().find(read.value().id()).orElseThrow();
            treasury.stores.runs().replace(is.with(is.value().lookAgain(reported)));
        }));
        progress.note(read, 0, Progress.WAITING);

        assertThat(looks).isPositive();
        assertThat(treasury.run(read.value().id()).due()).contains(reported);
    }

    /// As the last result of a run made it due: the next one's time is the same to the millisecond.
    @Test
    void aSecondResultInTheSameMoment_isSeenToo() {
        Versioned<PayoutRun> read = applying();
        treasury.stores.runs().replace(read.with(read.value().lookAgain(treasury.now)));
        Versioned<PayoutRun> first =
                treasury.stores.runs().find(read.value().id()).orElseThrow();
        treasury.stores.runs().replace(first.with(first.value().lookAgain(treasury.now)));

        new RunProgress(treasury.stores, attempt -> {}, treasury.clock()).note(first, 0, Progress.WAITING);

        assertThat(treasury.run(read.value().id()).due().orElseThrow())
                .isBefore(treasury.now.plus(Duration.ofSeconds(1)));
    }

    /// A bucket that waits is no reason to look: the other one's progress is written too.
    @Test
    void anotherBucketThatWaits_keepsNobodyFromWritingHisOwn() {
        Versioned<PayoutRun> read = applying();
        RunProgress progress = new RunProgress(treasury.stores, attempt -> {}, clockThatIsReadBefore(() -> {
            Versioned<PayoutRun> is =
                    treasury.stores.runs().find(read.value().id()).orElseThrow();
            treasury.stores.runs().replace(is.with(is.value().carriedOut(0, Progress.WAITING, treasury.now)));
        }));
        progress.note(read, 0, Progress.FINAL);

        assertThat(treasury.run(read.value().id()).state()).isEqualTo(PayoutRun.State.DONE);
    }

    private Versioned<PayoutRun> applying() {
        treasury.earnAvailable(1, "10.00");
        RunId run = treasury.submitted("progress");
        return treasury.stores.runs().find(run).orElseThrow();
    }

    /// Something happens after the first time that it is read.
    private Clock clockThatIsReadBefore(Runnable step) {
        InstantSource source = () -> {
            Instant now = treasury.now;
            if (looks++ == 0) {
                step.run();
            }
            return now;
        };
        return source.withZone(ZoneOffset.UTC);
    }
}
