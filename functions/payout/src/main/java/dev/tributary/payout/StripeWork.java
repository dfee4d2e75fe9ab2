package dev.tributary.payout;

import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PayoutSwitch;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.edge.Rings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Pays by Stripe what is reserved for it in one bucket, one payout after the other, and finds out what
/// became of those that were asked for before. Those come first: while Stripe does not answer, or does not
/// take the merchant's key, nothing new is asked for.
final class StripeWork {
    /// So many without an answer, one after the other: the rest waits for the next time.
    private static final int MOST_UNANSWERED = 3;

    private final PayoutStores stores;
    private final PayoutSwitch payouts;
    private final Rings keys;
    private final Stripe stripe;
    private final ResultWork results;
    private final Clock clock;

    StripeWork(PayoutStores stores, PayoutSwitch payouts, Rings keys, Stripe stripe, ResultWork results, Clock clock) {
        this.stores = stores;
        this.payouts = payouts;
        this.keys = keys;
        this.stripe = stripe;
        this.results = results;
        this.clock = clock;
    }

    /// @return whether nothing is left that is to be asked: what a person has to find out is not
    /// @throws UnreadableKeyException when something is, and the merchant's key does not open
    boolean pay(PayoutRun run, BucketRows rows, Deadline deadline, EachAlone each) throws IOException {
        List<Versioned<Payout>> open = rows.all().stream()
                .filter(row -> isOpen(row.value(), run))
                // The others keep their order.
                .sorted(Comparator.comparing(row -> row.value().state() == Payout.State.RESERVED))
                .toList();
        if (open.isEmpty()) {
            return true;
        }
        KeyRing ring = keys.ring();
        String key = stores.stripeKeys()
                .find(run.head().program())
                .flatMap(found -> found.value().open(run.head().merchant(), ring))
                .orElseThrow(() -> new UnreadableKeyException(run.id()));
        try (Stripe.Desk desk = stripe.open(key)) {
            StripeTransfers transfers = new StripeTransfers(
                    new StripeTransfers.Till(run, rows, stores.books(run), ring, digest(key), desk),
                    stores,
                    payouts,
                    results,
                    clock);
            return payAll(run, open, rows, transfers, deadline, each);
        }
    }

    /// Enough to tell one key from another, and nothing to guess one by: keys are random.
    static String digest(String key) {
        return CsvRail.sha256(key.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }

    /// In a run that was given up nothing is asked for any more; what was, is looked up.
    private static boolean isOpen(Payout payout, PayoutRun run) {
        if (payout.line().to().rail() != Rail.STRIPE) {
            return false;
        }
        return switch (payout.state()) {
            case RESERVED -> run.abandoned().isEmpty();
            case SUBMITTED -> run.abandoned().isEmpty() || !payout.isKeyRefused();
            case UNKNOWN -> !payout.isUndecided();
            case PLANNED, PAID, FAILED, UNCLAIMED, BLOCKED_BY_RAIL, RETURNED, DROPPED -> false;
        };
    }

    private boolean payAll(
            PayoutRun run,
            List<Versioned<Payout>> open,
            BucketRows rows,
            StripeTransfers transfers,
            Deadline deadline,
            EachAlone each)
            throws IOException {
        boolean all = true;
        int unanswered = 0;
        for (Versioned<Payout> known : open) {
            if (deadline.isNear() || payouts.isFrozen()) {
                return false;
            }
            Payout payout = known.value();
            // Another key need not wait until the one before may be tried again.
            if (payout.isLeased(clock.instant()) && !transfers.hasAnotherKey(payout)) {
                all = false;
                if (payout.isKeyRefused()) {
                    return false;
                }
                continue;
            }
            all &= each.attempt(() -> transfers.ask(known, deadline));
            Optional<Payout> after =
                    rows.of(known.value().affiliate()).map(Versioned::value).filter(is -> isOpen(is, run));
            if (after.isEmpty()) {
                unanswered = 0;
                continue;
            }
            all = false;
            unanswered++;
            if (unanswered == MOST_UNANSWERED || concernsAll(after.get())) {
                return false;
            }
        }
        return all;
    }

    /// Whether the next one would be told the same.
    private static boolean concernsAll(Payout payout) {
        return payout.reason()
                .filter(why -> why.equals(Payout.KEY_REFUSED) || why.equals(StripeAnswers.TOO_MANY))
                .isPresent();
    }
}
