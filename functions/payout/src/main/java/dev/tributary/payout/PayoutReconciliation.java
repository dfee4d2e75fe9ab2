package dev.tributary.payout;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.DamagedLedgerException;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Replay;
import dev.tributary.domain.message.Transfer.ReconcilePayouts;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutFreeze;
import dev.tributary.domain.payout.PayoutPosting;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PlanRow;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Compares what an account says with what its entries say, these with the payout, and the payout with its
/// rail, where that can be asked. Reads only; a difference freezes all payouts. What others write meanwhile
/// is no difference: it is judged when account and payout are the same before and after.
final class PayoutReconciliation {
    private final PayoutStores stores;
    private final StripeReports reports;
    private final PayoutFreeze freeze;
    private final Pause pause;

    PayoutReconciliation(PayoutStores stores, StripeReports reports, PayoutFreeze freeze, Pause pause) {
        this.stores = stores;
        this.reports = reports;
        this.freeze = freeze;
        this.pause = pause;
    }

    /// One that differs, or is written all the time, keeps none of the others from being compared.
    void compare(ReconcilePayouts due, Deadline deadline, EachAlone each) throws IOException {
        PayoutRun run = stores.runs()
                .find(due.run())
                .map(Versioned::value)
                .orElseThrow(() -> new IllegalStateException("no run " + due.run()));
        Books books = stores.books(run);
        try (StripeReports.Reader rail = reports.open(run)) {
            for (AffiliateId affiliate : due.affiliates()) {
                if (deadline.isNear()) {
                    throw new ContendedException(
                            "books of " + run.id() + " from " + affiliate + " on: no time is left");
                }
                each.attempt(() -> compare(run, books, affiliate, rail));
            }
        }
    }

    private void compare(PayoutRun run, Books books, AffiliateId affiliate, StripeReports.Reader rail)
            throws IOException {
        PlanRow.Place place = PlanRow.Place.of(run, affiliate);
        AccountKey key = books.account(affiliate);
        for (int attempt = 1; attempt <= Pause.TRIES; attempt++) {
            Optional<Versioned<PlanRow>> row = stores.rows().find(place);
            Optional<Account> account = stores.accounts().account(key);
            List<String> found = differences(key, account, row.map(Versioned::value), rail);
            if (row.equals(stores.rows().find(place))
                    && account.equals(stores.accounts().account(key))) {
                require(run, affiliate, found);
                return;
            }
            pause.before(attempt + 1);
        }
        throw new ContendedException("books of " + place);
    }

    private void require(PayoutRun run, AffiliateId affiliate, List<String> found) {
        if (!found.isEmpty()) {
            freeze.freeze(run.id() + " " + affiliate + ": " + found.getFirst());
            throw new DifferenceException(run.id(), affiliate.toString(), found);
        }
    }

    private List<String> differences(
            AccountKey key, Optional<Account> account, Optional<PlanRow> row, StripeReports.Reader rail)
            throws IOException {
        if (!(row.orElse(null) instanceof Payout payout)) {
            return row.isPresent() ? List.of() : List.of("its row is gone");
        }
        if (account.isEmpty()) {
            return List.of("its account is gone");
        }
        Replay replay = new Replay(key);
        try {
            replay(key, replay);
        } catch (DamagedLedgerException damaged) {
            return List.of(String.valueOf(damaged.getMessage()));
        }
        List<String> found = new ArrayList<>(replay.differences(account.get()));
        found.addAll(PayoutPosting.differences(payout, replay::ofPayout));
        if (payout.line().to().rail() == Rail.STRIPE) {
            found.addAll(rail.differences(payout));
        }
        return found;
    }

    private void replay(AccountKey key, Replay replay) {
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        Optional<String> next;
        do {
            Page<Entry> page = stores.accounts().entries(key, request);
            page.items().forEach(replay::take);
            next = page.next();
            if (next.isPresent()) {
                request = request.after(next.get());
            }
        } while (next.isPresent());
    }
}
