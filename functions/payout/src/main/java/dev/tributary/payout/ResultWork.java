package dev.tributary.payout;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.message.Transfer.PayoutResults;
import dev.tributary.domain.message.Transfer.TransferReversed;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.PayoutLedger.Posted;
import dev.tributary.domain.payout.PayoutPosting;
import dev.tributary.domain.payout.PayoutResult;
import dev.tributary.domain.payout.PayoutResult.Step;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PlanRow;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.Log;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Posts what was reported of payouts, each once; also while payouts are frozen, since that money has
/// moved. What contradicts what is known is noted on the row and not posted.
final class ResultWork {
    private static final int MOST_FILES = 1_000;
    static final String REVERSED = "transfer_reversed";

    private final PayoutStores stores;
    private final Pause pause;
    private final Clock clock;

    ResultWork(PayoutStores stores, Pause pause, Clock clock) {
        this.stores = stores;
        this.pause = pause;
        this.clock = clock;
    }

    /// A payout and whether the file that names it is there.
    private record Filed(PlanRow.Place place, boolean written) {}

    /// A line that fails keeps none of the others from being posted, and those are found posted when it
    /// comes again.
    void settle(PayoutResults results, EachAlone each) throws IOException {
        PayoutRun run = run(results.run()).value();
        Books books = stores.books(run);
        Map<PayoutId, Filed> filed = filed(run);
        Map<PayoutId, Payout> alone = alone(run, results, filed.keySet());
        for (PayoutResult line : results.lines()) {
            Optional<Filed> found = Optional.ofNullable(filed.get(line.payout()));
            Optional<Payout> own = Optional.ofNullable(alone.get(line.payout()));
            if (found.isPresent()) {
                each.attempt(() -> settle(line, found.get(), books));
            } else if (own.isPresent()) {
                each.attempt(() -> settle(line, own.get(), books));
            } else {
                Log.line("payout_result_unknown", Map.of("run_id", run.id(), "payout_id", line.payout()));
            }
        }
        lookAgain(results.run());
    }

    private Versioned<PayoutRun> run(RunId id) {
        return stores.runs().find(id).orElseThrow(() -> new IllegalStateException("no run " + id));
    }

    /// An id does not say whose payout it is; the files say who was in them.
    private Map<PayoutId, Filed> filed(PayoutRun run) {
        Map<PayoutId, Filed> filed = new HashMap<>();
        for (int bucket = 0; bucket < run.head().buckets(); bucket++) {
            for (int number = 1; number <= MOST_FILES; number++) {
                Optional<Versioned<PayoutFile>> file = stores.rows()
                        .file(new PayoutFile.Place(run.id(), run.head().attempt(), bucket, number));
                if (file.isEmpty()) {
                    break;
                }
                if (file.get().value().rail().answers()) {
                    continue;
                }
                boolean written = file.get().value().written();
                for (AffiliateId affiliate : file.get().value().affiliates()) {
                    filed.put(
                            PayoutId.derive(run.id(), affiliate), new Filed(PlanRow.Place.of(run, affiliate), written));
                }
            }
        }
        return filed;
    }

    /// Those whose rail answers by itself: all rows of the run are looked through.
    private Map<PayoutId, Payout> alone(PayoutRun run, PayoutResults results, Set<PayoutId> filed) {
        Set<PayoutId> sought = new HashSet<>();
        results.lines().forEach(line -> sought.add(line.payout()));
        sought.removeAll(filed);
        Map<PayoutId, Payout> alone = new HashMap<>();
        for (int bucket = 0; bucket < run.head().buckets() && !sought.isEmpty(); bucket++) {
            BucketRows.read(stores.rows(), run, bucket).all().stream()
                    .map(Versioned::value)
                    .filter(payout -> payout.line().to().rail().answers() && sought.remove(payout.id()))
                    .forEach(payout -> alone.put(payout.id(), payout));
        }
        return alone;
    }

    /// While the rail is still asked about it, nobody else's word is taken: what somebody called failed could
    /// be paid by the next call.
    private void settle(PayoutResult line, Payout known, Books books) {
        if (row(known.place()).value().isAskedStill()) {
            throw new EarlyResultException(line.payout());
        }
        settle(line, known.place(), books);
    }

    /// Taken back by the rail's own word: the whole of it is back, part of it is for a person to see to.
    void reversed(TransferReversed event) {
        PayoutRun run = run(event.run()).value();
        PlanRow.Place place = PlanRow.Place.of(run, event.affiliate());
        Payout payout = row(place).value();
        if (payout.line().to().rail() != Rail.STRIPE || !payout.id().equals(event.payout())) {
            throw new IllegalStateException("no transfer was made for " + event.payout());
        }
        if (payout.reference().filter(of -> !of.equals(event.reference())).isPresent()) {
            note(place, "another transfer of it was reversed: " + event.reference());
        } else if (event.whole()) {
            PayoutResult back = new PayoutResult(
                    payout.id(), PayoutResult.Status.RETURNED, Optional.of(event.reference()), Optional.of(REVERSED));
            settle(back, place, stores.books(run));
            lookAgain(run.id());
        } else {
            note(place, inPart(event.reference()));
        }
    }

    /// A part that came back is not posted: a person sees to it.
    static String inPart(String reference) {
        return "reversed in part: " + reference;
    }

    /// The first note stays.
    void note(PlanRow.Place place, String text) {
        for (int attempt = 1; attempt <= Pause.TRIES; attempt++) {
            Versioned<Payout> row = row(place);
            if (row.value().note().isPresent()
                    || stores.rows().replace(row.with(row.value().noted(text))) instanceof Replacement.Replaced) {
                return;
            }
            pause.before(attempt + 1);
        }
        throw new ContendedException("payout of " + place);
    }

    /// What was posted of a payout whose file is still to be written would be paid by that file later, and
    /// by the next run again. Such a line fails, and comes again when the file is there.
    private void settle(PayoutResult line, Filed filed, Books books) {
        if (!filed.written()) {
            throw new EarlyResultException(line.payout());
        }
        settle(line, filed.place(), books);
    }

    /// @throws ContendedException when others wrote the row or the account each time
    void settle(PayoutResult line, PlanRow.Place place, Books books) {
        for (int attempt = 1; attempt <= Pause.TRIES; ) {
            // Before the row: an account that is older than its row is refused, and never the other way.
            Account account = account(place, books);
            Versioned<Payout> row = row(place);
            Instant now = clock.instant();
            switch (line.step(row.value(), now)) {
                case Step.Nothing nothing -> {
                    stores.tell(books.run(), List.of(row.value()));
                    return;
                }
                case Step.Contradiction contradiction -> {
                    Log.line("payout_result_contradicts", Map.of("payout_id", line.payout()));
                    if (stores.rows().replace(row.with(contradiction.noted())) instanceof Replacement.Replaced) {
                        return;
                    }
                }
                case Step.Post post -> {
                    PayoutPosting posting = PayoutPosting.of(row.with(post.after()), account, books.zone(), now);
                    if (stores.ledger().settle(posting) instanceof Posted.Committed) {
                        // Asked again: what came back is paid first, then returned.
                        continue;
                    }
                }
            }
            attempt++;
            pause.before(attempt);
        }
        throw new ContendedException("payout " + line.payout());
    }

    private Account account(PlanRow.Place place, Books books) {
        return stores.accounts()
                .account(books.account(place.affiliate()))
                .orElseThrow(() -> new IllegalStateException("no account of " + place));
    }

    private Versioned<Payout> row(PlanRow.Place place) {
        return stores.rows()
                .find(place)
                .filter(row -> row.value() instanceof Payout)
                .map(row -> new Versioned<>((Payout) row.value(), row.version()))
                .orElseThrow(() -> new IllegalStateException("no payout in " + place));
    }

    /// Whether all of the run has come to its end is seen from its rows, once for all lines.
    void lookAgain(RunId id) {
        for (int attempt = 1; attempt <= Pause.TRIES; attempt++) {
            Versioned<PayoutRun> read = run(id);
            PayoutRun next = read.value().lookAgain(clock.instant());
            if (next.equals(read.value()) || stores.runs().replace(read.with(next)) instanceof Replacement.Replaced) {
                return;
            }
            pause.before(attempt + 1);
        }
        throw new ContendedException("run " + id);
    }
}
