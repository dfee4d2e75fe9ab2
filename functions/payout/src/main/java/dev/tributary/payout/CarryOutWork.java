package dev.tributary.payout;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.payout.Payee;
import dev.tributary.domain.payout.Payees;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutLedger.Posted;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PayoutSwitch;
import dev.tributary.domain.payout.Planning.Progress;
import dev.tributary.domain.payout.Reservation;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.Log;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Carries out one bucket of an approved run: first the rows are held against the hash, then each is
/// reserved or dropped, then files are made. Each step finds out from the rows what is left of it.
final class CarryOutWork {
    private final PayoutStores stores;
    private final PayoutSwitch payouts;
    private final FileWork files;
    private final Pause pause;
    private final Clock clock;

    CarryOutWork(PayoutStores stores, PayoutSwitch payouts, FileWork files, Pause pause, Clock clock) {
        this.stores = stores;
        this.payouts = payouts;
        this.files = files;
        this.pause = pause;
        this.clock = clock;
    }

    void carryOut(Versioned<PayoutRun> read, int bucket, Deadline deadline) throws IOException {
        PayoutRun run = read.value();
        BucketRows rows = BucketRows.read(stores.rows(), run, bucket);
        if (!rows.areWhole(run, bucket)) {
            halt(run, "rows of bucket " + bucket + " are not those that were approved");
        }
        Program program = stores.program(run.head().program());
        reserve(rows, program, deadline);
        if (!rows.in(Payout.State.PLANNED).isEmpty()) {
            return;
        }
        FileWork.Made made = files.make(run, bucket, rows, deadline);
        switch (made) {
            case FileWork.Made.All all -> note(read, bucket, rows.allFinal() ? Progress.FINAL : Progress.WAITING);
            case FileWork.Made.Some some -> {}
            case FileWork.Made.Conflict conflict -> halt(run, conflict.why());
        }
    }

    private void reserve(BucketRows rows, Program program, Deadline deadline) {
        List<Versioned<Payout>> planned = rows.in(Payout.State.PLANNED);
        for (int from = 0; from < planned.size(); from += Payees.MOST) {
            if (deadline.isNear() || payouts.isFrozen()) {
                return;
            }
            List<Versioned<Payout>> chunk = planned.subList(from, Math.min(from + Payees.MOST, planned.size()));
            List<Payee> payees = find(
                    program, chunk.stream().map(row -> row.value().affiliate()).toList());
            for (int place = 0; place < chunk.size(); place++) {
                reserve(rows, chunk.get(place), payees.get(place), program);
            }
        }
    }

    /// What others wrote each time stays planned, and is tried again when the run is found again.
    private void reserve(BucketRows rows, Versioned<Payout> planned, Payee first, Program program) {
        Versioned<Payout> row = planned;
        Payee payee = first;
        for (int attempt = 1; row.value().state() == Payout.State.PLANNED; attempt++) {
            Reservation decided = Reservation.of(row, payee, program.zone(), clock.instant());
            boolean written = switch (decided) {
                case Reservation.Reserve reserve ->
                    stores.ledger().reserve(reserve.posting(), reserve.checks()) instanceof Posted.Committed;
                case Reservation.Drop drop -> stores.rows().replace(drop.row()) instanceof Replacement.Replaced;
            };
            if (written) {
                rows.written(
                        switch (decided) {
                            case Reservation.Reserve reserve ->
                                reserve.posting().row();
                            case Reservation.Drop drop -> drop.row();
                        });
                return;
            }
            if (attempt == Pause.TRIES) {
                return;
            }
            pause.before(attempt + 1);
            row = rows.again(row);
            payee = find(program, List.of(row.value().affiliate())).getFirst();
        }
    }

    private List<Payee> find(Program program, List<AffiliateId> affiliates) {
        return stores.payees().find(program.id(), program.currency(), affiliates);
    }

    /// A result that came meanwhile has made the run due: then the rows are looked at again.
    private void note(Versioned<PayoutRun> read, int bucket, Progress progress) {
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
                            && again.value().fault().isEmpty()
                            && (again.value().due().equals(read.value().due())
                                    || again.value().due().filter(now::isBefore).isPresent()));
        }
    }

    private void halt(PayoutRun run, String why) {
        Log.line("payout_run_halted", Map.of("run_id", run.id(), "why", why));
        for (int attempt = 1; attempt <= Pause.TRIES; attempt++) {
            Versioned<PayoutRun> latest =
                    stores.runs().find(run.id()).orElseThrow(() -> new IllegalStateException("no run " + run.id()));
            if (latest.value().fault().isPresent()
                    || stores.runs().replace(latest.with(latest.value().halt(why))) instanceof Replacement.Replaced) {
                break;
            }
            pause.before(attempt + 1);
        }
        throw new HaltedRunException(run.id(), why);
    }
}
