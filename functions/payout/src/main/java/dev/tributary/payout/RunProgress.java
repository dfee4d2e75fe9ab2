package dev.tributary.payout;

import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.Planning.Progress;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// What is written into a run that is carried out: how far a bucket is, or that it stops.
final class RunProgress {
    private final PayoutStores stores;
    private final Pause pause;
    private final Clock clock;

    RunProgress(PayoutStores stores, Pause pause, Clock clock) {
        this.stores = stores;
        this.pause = pause;
        this.clock = clock;
    }

    /// A result that came meanwhile has made the run due: then the rows are looked at again.
    void note(Versioned<PayoutRun> read, int bucket, Progress progress) {
        Optional<Versioned<PayoutRun>> latest = Optional.of(read);
        for (int attempt = 1; attempt <= Pause.TRIES && latest.isPresent(); attempt++) {
            Versioned<PayoutRun> run = latest.get();
            Instant now = clock.instant();
            Versioned<PayoutRun> next = run.with(run.value().carriedOut(bucket, progress, now));
            if (stores.runs().replace(next) instanceof Replacement.Replaced) {
                return;
            }
            pause.before(attempt + 1);
            latest = stores.runs()
                    .find(read.value().id())
                    .filter(again -> again.value().state() == PayoutRun.State.APPLYING
                            && !again.value().isHalted()
                            && !again.value().isCalledSince(read.value(), now));
        }
    }

    /// @return what to throw
    HaltedRunException halt(PayoutRun run, String why) {
        HaltedRunException halted = HaltedRunException.logged(run.id(), why);
        for (int attempt = 1; attempt <= Pause.TRIES; attempt++) {
            Versioned<PayoutRun> latest =
                    stores.runs().find(run.id()).orElseThrow(() -> new IllegalStateException("no run " + run.id()));
            if (latest.value().fault().isPresent()
                    || stores.runs().replace(latest.with(latest.value().halt(why))) instanceof Replacement.Replaced) {
                break;
            }
            pause.before(attempt + 1);
        }
        return halted;
    }
}
