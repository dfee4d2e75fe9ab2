package dev.tributary.domain.payout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// When entries, balances, payouts and files of a run that is done are compared: an hour later, and again while
/// money may come back, counted from its plan. A large run is compared piece by piece.
public final class Reconciliation {
    static final Duration FIRST = Duration.ofHours(1);

    private static final List<Duration> AGAIN = List.of(Duration.ofDays(2), Duration.ofDays(9), Duration.ofDays(37));

    private Reconciliation() {}

    /// Whether it is done, and there is something to compare now.
    public static boolean isDue(PayoutRun run, Instant now) {
        return run.state() == PayoutRun.State.DONE
                && run.due().filter(at -> !at.isAfter(now)).isPresent();
    }

    /// From which row on; empty for the first one.
    public static Optional<String> position(PayoutRun run) {
        return run.planning().after();
    }

    /// So far it was asked for; the rest stays due.
    public static PayoutRun through(PayoutRun run, String position) {
        return run.reconciled(Optional.of(position), run.due());
    }

    /// All of it was asked for: due again at the next of its times, and never after the last.
    public static PayoutRun done(PayoutRun run, Instant now) {
        return run.reconciled(
                Optional.empty(),
                run.sealed().stream()
                        .flatMap(plan -> AGAIN.stream().map(plan.at()::plus))
                        .filter(at -> at.isAfter(now))
                        .findFirst());
    }

    /// From its first row on, whenever it was before; empty unless it is done, and paid somebody.
    public static Optional<PayoutRun> again(PayoutRun run, Instant now) {
        return run.state() == PayoutRun.State.DONE && run.totals().payouts() > 0
                ? Optional.of(run.reconciled(Optional.empty(), Optional.of(now)))
                : Optional.empty();
    }

    /// A person has looked at what differs and knows why: it is not compared any more.
    public static PayoutRun seen(PayoutRun run) {
        return run.reconciled(Optional.empty(), Optional.empty());
    }
}
