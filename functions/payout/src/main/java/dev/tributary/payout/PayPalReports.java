package dev.tributary.payout;

import dev.tributary.domain.payout.PayPalAccount;
import dev.tributary.domain.payout.PayPalIds;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.SentBatch;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.lambda.Log;
import dev.tributary.payout.PayPal.Item;
import dev.tributary.payout.PayPal.Look;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What PayPal says of a batch, held against what is known of its payouts. Nothing is asked for but a look. What has
/// come back since is posted first: of some of it PayPal sends no event.
final class PayPalReports {
    private static final Set<String> BACK = Set.of("RETURNED", "REFUNDED", "REVERSED", "CANCELED");
    private static final Set<String> PAID = Set.of("SUCCESS");

    private final PayoutStores stores;
    private final Rings keys;
    private final PayPal payPal;
    private final ResultWork results;
    private final RunProgress progress;
    private final Clock clock;

    PayPalReports(
            PayoutStores stores, Rings keys, PayPal payPal, ResultWork results, RunProgress progress, Clock clock) {
        this.stores = stores;
        this.keys = keys;
        this.payPal = payPal;
        this.results = results;
        this.progress = progress;
        this.clock = clock;
    }

    /// @return texts without amounts; none when they agree, or nothing may be asked
    List<String> differences(PayoutRun run, PayoutFile file, BucketRows rows, Deadline deadline) throws IOException {
        return switch (file.sent().orElse(new SentBatch.Closed())) {
            case SentBatch.Accepted accepted -> accepted(run, file, accepted, rows, deadline);
            // A person finds out, and says what became of them.
            case SentBatch.Undecided _ -> List.of();
            case SentBatch.Asked _, SentBatch.Refused _, SentBatch.Closed _ ->
                payouts(file, rows).stream()
                        .filter(payout ->
                                payout.state() == Payout.State.PAID || payout.state() == Payout.State.RETURNED)
                        .map(payout -> payout.id() + " is " + payout.state().text() + ", and PayPal has no batch of it")
                        .toList();
        };
    }

    private static List<Payout> payouts(PayoutFile file, BucketRows rows) {
        return PayPalTill.rowsOf(file, rows).stream().map(Versioned::value).toList();
    }

    private List<String> accepted(
            PayoutRun run, PayoutFile file, SentBatch.Accepted accepted, BucketRows rows, Deadline deadline)
            throws IOException {
        KeyRing ring = keys.ring();
        Optional<PayPalAccount.Credentials> credentials = stores.payPalAccounts()
                .find(run.head().program())
                .flatMap(found -> found.value().open(run.head().merchant(), ring))
                // Another app may be another account's, which knows nothing of it.
                .filter(app -> PayPalTill.digest(app).equals(accepted.by()));
        if (credentials.isEmpty()) {
            Log.line("reconcile_rail_not_asked", Map.of("run_id", run.id(), "batch", accepted.id()));
            return List.of();
        }
        try (PayPal.Desk desk = payPal.open(credentials.get())) {
            return switch (desk.look(accepted.id())) {
                case Look.Unknown(String why) ->
                    throw new UnavailableException("PayPal", new IllegalStateException(why));
                case Look.Found found
                when !found.batch().equals(PayPalIds.batch(file.place())) ->
                    List.of("PayPal's batch " + accepted.id() + " is another one");
                case Look.Found found -> {
                    PayPalTill till = new PayPalTill(run, rows, stores.books(run), accepted.by(), desk, progress);
                    if (!new PayPalItems(till, stores, results, clock).settleAll(file, found, deadline)) {
                        throw new UnavailableException("PayPal", new IllegalStateException("no time is left"));
                    }
                    yield judged(file, payouts(file, rows), found.items());
                }
            };
        }
    }

    private static List<String> judged(PayoutFile file, List<Payout> payouts, List<Item> items) {
        List<String> found = new ArrayList<>();
        for (Payout payout : payouts) {
            String id = PayPalIds.item(payout.id(), file.place());
            List<Item> told =
                    items.stream().filter(item -> item.id().equals(id)).toList();
            judged(payout, told).ifPresent(what -> found.add(payout.id() + " " + what));
        }
        return found;
    }

    private static Optional<String> judged(Payout payout, List<Item> told) {
        if (told.size() > 1 || told.stream().anyMatch(item -> !PayPalItems.isOf(payout, item))) {
            return Optional.of("is another item at PayPal than one of its amount");
        }
        boolean agrees = switch (payout.state()) {
            case PAID -> told.stream().anyMatch(item -> PAID.contains(item.status()));
            case RETURNED -> told.stream().anyMatch(item -> BACK.contains(item.status()));
            case PLANNED, RESERVED, DROPPED, FAILED ->
                told.stream().noneMatch(item -> PAID.contains(item.status()) || BACK.contains(item.status()));
            // Not known yet: whoever carries it out looks it up.
            case SUBMITTED, UNKNOWN, UNCLAIMED, BLOCKED_BY_RAIL -> true;
        };
        return agrees ? Optional.empty() : Optional.of("is " + payout.state().text() + ", and PayPal says otherwise");
    }
}
