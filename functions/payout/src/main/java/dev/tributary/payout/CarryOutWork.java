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
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Carries out one bucket of an approved run: first the rows are held against the hash, then each is
/// reserved or dropped, then files are made of what is reserved, and calls. Each step finds out from the rows what is
/// left of it.
final class CarryOutWork {
    private final PayoutStores stores;
    private final PayoutSwitch payouts;
    private final FileWork files;
    private final CalledWork called;
    private final RunProgress progress;
    private final Pause pause;
    private final Clock clock;

    CarryOutWork(
            PayoutStores stores,
            PayoutSwitch payouts,
            FileWork files,
            CalledWork called,
            RunProgress progress,
            Pause pause,
            Clock clock) {
        this.stores = stores;
        this.payouts = payouts;
        this.files = files;
        this.called = called;
        this.progress = progress;
        this.pause = pause;
        this.clock = clock;
    }

    void carryOut(Versioned<PayoutRun> read, int bucket, Deadline deadline, EachAlone each) throws IOException {
        PayoutRun run = read.value();
        if (run.head().program().isTest()) {
            // No such run gets so far; what is stored is not believed where money leaves.
            throw progress.halt(run, "a test program pays nobody");
        }
        BucketRows rows = BucketRows.read(stores.rows(), run, bucket);
        if (!rows.areWhole(run, bucket)) {
            throw progress.halt(run, "rows of bucket " + bucket + " are not those that were approved");
        }
        Books books = stores.books(run);
        if (!reserve(rows, books, deadline, each)) {
            return;
        }
        FileWork.Made made = files.make(run, bucket, rows, deadline);
        switch (made) {
            case FileWork.Made.All all -> {
                if (called.pay(run, bucket, rows, deadline, each)) {
                    // Before it is noted: whoever ended before they were told left the run due.
                    rows.tellFinal(run, stores);
                    progress.note(read, bucket, rows.allFinal() ? Progress.FINAL : Progress.WAITING);
                }
            }
            case FileWork.Made.Some some -> {}
            case FileWork.Made.Conflict conflict -> throw progress.halt(run, conflict.why());
        }
    }

    /// A row that fails stays planned, and the others go on, into their file too. So does one whose payee
    /// cannot be read: then each is read by itself.
    /// @return whether nothing is left but what failed
    private boolean reserve(BucketRows rows, Books books, Deadline deadline, EachAlone each) throws IOException {
        List<Versioned<Payout>> planned = rows.in(Payout.State.PLANNED);
        int failed = 0;
        for (int from = 0; from < planned.size(); from += Payees.MOST) {
            if (deadline.isNear() || payouts.isFrozen()) {
                return false;
            }
            List<Versioned<Payout>> chunk = planned.subList(from, Math.min(from + Payees.MOST, planned.size()));
            Map<AffiliateId, Payee> known = new HashMap<>();
            each.attempt(() -> find(books, affiliates(chunk)).forEach(payee -> known.put(payee.affiliate(), payee)));
            for (Versioned<Payout> row : chunk) {
                AffiliateId affiliate = row.value().affiliate();
                boolean done = each.attempt(() -> reserve(
                        rows,
                        row,
                        known.containsKey(affiliate)
                                ? known.get(affiliate)
                                : find(books, List.of(affiliate)).getFirst(),
                        books));
                failed += done ? 0 : 1;
            }
        }
        return rows.in(Payout.State.PLANNED).size() == failed;
    }

    private static List<AffiliateId> affiliates(List<Versioned<Payout>> rows) {
        return rows.stream().map(row -> row.value().affiliate()).toList();
    }

    /// What others wrote each time stays planned, and is tried again when the run is found again.
    private void reserve(BucketRows rows, Versioned<Payout> planned, Payee first, Books books) {
        Versioned<Payout> row = planned;
        Payee payee = first;
        for (int attempt = 1; row.value().state() == Payout.State.PLANNED; attempt++) {
            Reservation decided = Reservation.of(row, payee, books.zone(), clock.instant());
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
            payee = find(books, List.of(row.value().affiliate())).getFirst();
        }
    }

    private List<Payee> find(Books books, List<AffiliateId> affiliates) {
        return stores.payees().find(books.program(), books.currency(), affiliates);
    }
}
