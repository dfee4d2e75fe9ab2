package dev.tributary.payout;

import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.PayoutFiles;
import dev.tributary.domain.payout.PayoutLedger.Posted;
import dev.tributary.domain.payout.PayoutPosting;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PayoutSwitch;
import dev.tributary.domain.payout.Planning.Progress;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Gives back what is reserved in one bucket of a halted run that a person has given up. Nothing of
/// it may be told to a bank any more: so each file that is not written is closed first, by an empty
/// one under its name, which the bucket lets nobody replace. Where something stands under the name
/// already, its payouts wait for results. What Stripe or PayPal was asked waits for its word. The
/// rows of such a run are not believed: what goes back is what the entry of the reserve says, or
/// nothing.
final class AbandonedWork {
    private static final int MOST_FILES = 1_000;
    private static final int MOST_PAGES = 100;

    private final PayoutStores stores;
    private final PayoutFiles files;
    private final PayoutSwitch payouts;
    private final FileRails rails;
    private final CalledWork called;
    private final RunProgress progress;
    private final Clock clock;

    AbandonedWork(
            PayoutStores stores,
            PayoutFiles files,
            PayoutSwitch payouts,
            FileRails rails,
            CalledWork called,
            RunProgress progress,
            Clock clock) {
        this.stores = stores;
        this.files = files;
        this.payouts = payouts;
        this.rails = rails;
        this.called = called;
        this.progress = progress;
        this.clock = clock;
    }

    /// Not while payouts are frozen: a table that was restored may not know of a file that is there.
    void giveBack(Versioned<PayoutRun> read, int bucket, Deadline deadline, EachAlone each) throws IOException {
        PayoutRun run = read.value();
        if (payouts.isFrozen()) {
            return;
        }
        Set<Integer> closed = close(run, bucket);
        BucketRows rows = BucketRows.read(stores.rows(), run, bucket);
        Books books = stores.books(run);
        int failed = 0;
        List<Versioned<Payout>> open = open(rows, closed);
        for (Versioned<Payout> row : open) {
            if (deadline.isNear() || payouts.isFrozen()) {
                return;
            }
            failed += each.attempt(() -> end(row, rows, books)) ? 0 : 1;
        }
        if (open(rows, closed).size() == failed) {
            // What Stripe or PayPal was asked is not given back: it is looked up until it is known.
            called.pay(run, bucket, rows, deadline, each);
            // Before it is noted: whoever ended before they were told left the run due.
            rows.tellFinal(run, stores);
            progress.note(read, bucket, rows.allFinal() ? Progress.FINAL : Progress.WAITING);
        }
    }

    /// What the bank cannot have been told of.
    private static List<Versioned<Payout>> open(BucketRows rows, Set<Integer> closed) {
        return rows.all().stream()
                .filter(row -> switch (row.value().state()) {
                    case PLANNED, RESERVED -> true;
                    case SUBMITTED ->
                        row.value().isKeyRefused()
                                || row.value()
                                        .submission()
                                        .filter(asked -> closed.contains(asked.file()))
                                        .isPresent();
                    case PAID, FAILED, UNCLAIMED, BLOCKED_BY_RAIL, UNKNOWN, RETURNED, DROPPED -> false;
                })
                .toList();
    }

    /// @return the numbers of the files that nobody can write any more
    private Set<Integer> close(PayoutRun run, int bucket) throws IOException {
        Set<Integer> closed = new HashSet<>();
        for (int number = 1; number <= MOST_FILES; number++) {
            PayoutFile.Place place = new PayoutFile.Place(run.id(), run.head().attempt(), bucket, number);
            Optional<Versioned<PayoutFile>> file = stores.rows().file(place);
            if (file.isEmpty()) {
                return closed;
            }
            if (file.get().value().rail() == Rail.PAYPAL) {
                if (called.close(file.get())) {
                    closed.add(number);
                }
            } else if (!file.get().value().written()) {
                PayoutFile open = file.get().value();
                switch (files.put(open.name(), rails.of(open.rail()).closed())) {
                    case PayoutFiles.Put.Written written -> closed.add(number);
                    case PayoutFiles.Put.AlreadyThere there -> closed.add(number);
                    // Somebody may have paid by it: from now on that may be said.
                    case PayoutFiles.Put.Different different ->
                        stores.rows()
                                .replaceFile(file.get().with(file.get().value().isWritten()));
                }
            }
        }
        throw new IllegalStateException("more than " + MOST_FILES + " files in a bucket of run " + run.id());
    }

    private void end(Versioned<Payout> known, BucketRows rows, Books books) {
        Payout payout = known.value();
        if (payout.state() == Payout.State.PLANNED) {
            Versioned<Payout> dropped = known.with(payout.dropped(Payout.RUN_ABANDONED, clock.instant()));
            if (stores.rows().replace(dropped) instanceof Replacement.Replaced) {
                rows.written(dropped);
            } else {
                rows.again(known);
            }
            return;
        }
        AccountKey key = books.account(payout.affiliate());
        // Before the row: an account that is older than its row is refused, and never the other way.
        Account account = stores.accounts()
                .account(key)
                .orElseThrow(() -> new IllegalStateException("no account of " + payout.id()));
        Versioned<Payout> row = rows.again(known);
        if (row.value().state() != payout.state()) {
            return;
        }
        requireAsReserved(row.value(), key);
        Versioned<Payout> stopped = row.with(row.value().stopped(Payout.RUN_ABANDONED, clock.instant()));
        if (stores.ledger().settle(PayoutPosting.of(stopped, account, books.zone(), clock.instant()))
                instanceof Posted.Committed) {
            rows.written(stopped);
        } else {
            rows.again(row);
        }
    }

    /// The reserve stands behind the entries that the payout settles.
    /// @throws DifferingRowException when the ledger does not say what the row says
    private void requireAsReserved(Payout payout, AccountKey key) {
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT)
                .after(Long.toString(payout.line().version()));
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Page<Entry> page = stores.accounts().entries(key, request);
            for (Entry entry : page.items()) {
                Optional<Money> reserved = PayoutPosting.reserved(entry, payout);
                if (reserved.isPresent()) {
                    if (reserved.get().equals(payout.line().gross())) {
                        return;
                    }
                    throw new DifferingRowException(payout.id(), reserved.get());
                }
            }
            if (page.next().isEmpty()) {
                break;
            }
            request = request.after(page.next().get());
        }
        throw new DifferingRowException(payout.id());
    }
}
