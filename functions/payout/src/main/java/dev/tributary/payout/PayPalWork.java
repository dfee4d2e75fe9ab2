package dev.tributary.payout;

import dev.tributary.domain.message.Transfer.BatchChanged;
import dev.tributary.domain.payout.PayPalAccount;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PayoutSwitch;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.payout.SentBatch;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.edge.Rings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Pays by PayPal what one bucket has fixed into batches, one after the other, and finds out what
/// became of those that are there. A batch that cannot be sent now keeps no other one waiting.
final class PayPalWork {
    /// So many without an answer, one after the other: the rest waits for the next time.
    private static final int MOST_UNANSWERED = 3;
    private static final int MOST_FILES = 1_000;
    /// A look that is this near keeps its run from waiting for hours.
    private static final Duration SOON = Duration.ofMinutes(10);
    /// However many events come of one batch, it is looked at once in this time.
    static final Duration AFTER_AN_EVENT = Duration.ofMinutes(1);

    private final PayoutStores stores;
    private final PayoutSwitch payouts;
    private final Rings keys;
    private final FileRails rails;
    private final PayPal payPal;
    private final ResultWork results;
    private final RunProgress progress;
    private final Clock clock;

    PayPalWork(
            PayoutStores stores,
            PayoutSwitch payouts,
            Rings keys,
            FileRails rails,
            PayPal payPal,
            ResultWork results,
            RunProgress progress,
            Clock clock) {
        this.stores = stores;
        this.payouts = payouts;
        this.keys = keys;
        this.rails = rails;
        this.payPal = payPal;
        this.results = results;
        this.progress = progress;
        this.clock = clock;
    }

    /// @return whether nothing is left that is to be done soon
    /// @throws UnreadableKeyException when something is, and the merchant's app does not open
    /// @throws HaltedRunException when a batch has other rows than were fixed
    boolean pay(PayoutRun run, int bucket, BucketRows rows, Deadline deadline, EachAlone each) throws IOException {
        List<Versioned<PayoutFile>> open = batches(run, bucket).stream()
                .filter(file -> isOpen(file.value(), rows))
                .toList();
        if (open.isEmpty()) {
            return true;
        }
        PayPalAccount.Credentials credentials = credentials(run);
        try (PayPal.Desk desk = payPal.open(credentials)) {
            PayPalTill till = till(run, rows, credentials, desk);
            return payAll(open, till, deadline, each);
        }
    }

    private boolean payAll(List<Versioned<PayoutFile>> open, PayPalTill till, Deadline deadline, EachAlone each)
            throws IOException {
        PayPalBatches batches = new PayPalBatches(till, stores, payouts, rails, clock);
        PayPalItems items = new PayPalItems(till, stores, results, clock);
        int unanswered = 0;
        for (Versioned<PayoutFile> file : open) {
            if (deadline.isNear()) {
                return false;
            }
            Answered answered = new Answered();
            boolean done = each.attempt(() -> step(file, batches, items, deadline, answered));
            if (answered.halted.isPresent()) {
                throw answered.halted.get();
            }
            if (!done) {
                continue;
            }
            unanswered = answered.silent ? unanswered + 1 : 0;
            if (answered.everything || unanswered == MOST_UNANSWERED) {
                return false;
            }
        }
        Instant soon = clock.instant().plus(SOON);
        for (Versioned<PayoutFile> file : open) {
            PayoutFile now = stores.rows()
                    .file(file.value().place())
                    .map(Versioned::value)
                    .orElseThrow();
            if (isOpen(now, till.rows()) && !isLater(now, soon)) {
                return false;
            }
        }
        return true;
    }

    /// What one step says of the steps after it.
    private static final class Answered {
        private boolean silent;
        private boolean everything;
        private Optional<HaltedRunException> halted = Optional.empty();
    }

    private void step(
            Versioned<PayoutFile> file, PayPalBatches batches, PayPalItems items, Deadline deadline, Answered answered)
            throws IOException {
        Versioned<PayoutFile> now = file;
        if (now.value().isToBeSent()) {
            PayPalBatches.Step step;
            try {
                step = batches.send(file, deadline);
            } catch (HaltedRunException halted) {
                // Nothing of it may be sent any more, the next batch neither.
                answered.halted = Optional.of(halted);
                return;
            }
            answered.silent = step.silent();
            answered.everything = step.everything();
            now = step.file();
        }
        switch (now.value().sent().orElse(new SentBatch.Closed())) {
            case SentBatch.Refused refused -> items.refuse(now.value(), refused, deadline);
            case SentBatch.Undecided(String why) -> items.undecided(now.value(), why, deadline);
            case SentBatch.Accepted accepted -> {
                if (accepted.isDue(clock.instant())) {
                    answered.silent = !items.look(now, accepted, deadline);
                }
            }
            case SentBatch.Asked asked -> items.told(now.value(), asked, deadline);
            case SentBatch.Closed _ -> {}
        }
    }

    private static boolean isLater(PayoutFile file, Instant soon) {
        return file.sent()
                .filter(SentBatch.Accepted.class::isInstance)
                .map(SentBatch.Accepted.class::cast)
                .filter(accepted -> !accepted.isDue(soon))
                .isPresent();
    }

    private static boolean isOpen(PayoutFile file, BucketRows rows) {
        return file.isToBeSent()
                || file.sent()
                                .filter(sent -> !(sent instanceof SentBatch.Closed))
                                .isPresent()
                        && PayPalTill.rowsOf(file, rows).stream().anyMatch(row -> PayPalItems.isAwaited(row.value()));
    }

    /// Those whose bytes are fixed.
    private List<Versioned<PayoutFile>> batches(PayoutRun run, int bucket) {
        List<Versioned<PayoutFile>> batches = new ArrayList<>();
        for (int number = 1; number <= MOST_FILES; number++) {
            Optional<Versioned<PayoutFile>> file =
                    stores.rows().file(new PayoutFile.Place(run.id(), run.head().attempt(), bucket, number));
            if (file.isEmpty()) {
                break;
            }
            if (file.get().value().rail() == Rail.PAYPAL) {
                batches.add(file.get());
            }
        }
        return batches;
    }

    private PayPalAccount.Credentials credentials(PayoutRun run) throws IOException {
        KeyRing ring = keys.ring();
        return stores.payPalAccounts()
                .find(run.head().program())
                .flatMap(found -> found.value().open(run.head().merchant(), ring))
                .orElseThrow(() -> new UnreadableKeyException(run.id()));
    }

    private PayPalTill till(PayoutRun run, BucketRows rows, PayPalAccount.Credentials credentials, PayPal.Desk desk) {
        return new PayPalTill(run, rows, stores.books(run), PayPalTill.digest(credentials), desk, progress);
    }

    /// Whether nobody can send it any more: it was never asked for but in vain, and its run was
    /// given up.
    boolean close(Versioned<PayoutFile> file) {
        if (file.value().sent().filter(SentBatch.Closed.class::isInstance).isPresent()) {
            return true;
        }
        boolean never = file.value()
                .sent()
                .map(sent -> sent instanceof SentBatch.Asked asked && asked.refused())
                .orElse(true);
        return never
                && stores.rows().replaceFile(file.with(file.value().sent(new SentBatch.Closed())))
                        instanceof Replacement.Replaced;
    }

    /// PayPal says that something became of a batch; what, it is asked, soon. One of which nothing
    /// is awaited is not looked at any more but for this.
    /// @throws SilentRailException when nobody else would ask, and PayPal does not answer
    void changed(BatchChanged event, Deadline deadline) throws IOException {
        PayoutRun run = stores.runs()
                .find(event.run())
                .map(Versioned::value)
                .orElseThrow(() -> new IllegalStateException("no run " + event.run()));
        Optional<Versioned<PayoutFile>> file = stores.rows()
                .file(new PayoutFile.Place(run.id(), run.head().attempt(), event.bucket(), event.number()));
        Optional<SentBatch.Accepted> taken = file.flatMap(found -> found.value().sent())
                .filter(SentBatch.Accepted.class::isInstance)
                .map(SentBatch.Accepted.class::cast);
        if (taken.isEmpty()) {
            // Not there by our word yet: then it is asked for again, and looked at.
            return;
        }
        SentBatch.Accepted accepted = taken.get();
        if (accepted.next().isPresent() && run.state() == PayoutRun.State.APPLYING && !run.isHalted()) {
            Instant soon = clock.instant().plus(AFTER_AN_EVENT);
            if (!accepted.isDue(soon)) {
                stores.rows()
                        .replaceFile(file.get()
                                .with(file.get().value().sent(accepted.lookedAt(Optional.of(soon), Optional.empty()))));
            }
            // It may wait for hours.
            if (run.due().filter(due -> !due.isAfter(soon)).isEmpty()) {
                results.lookAgain(run.id());
            }
            return;
        }
        BucketRows rows = BucketRows.read(stores.rows(), run, event.bucket());
        PayPalAccount.Credentials credentials = credentials(run);
        try (PayPal.Desk desk = payPal.open(credentials)) {
            PayPalItems items = new PayPalItems(till(run, rows, credentials, desk), stores, results, clock);
            if (!items.look(file.get(), accepted, deadline)) {
                throw new SilentRailException(run.id());
            }
        }
    }
}
