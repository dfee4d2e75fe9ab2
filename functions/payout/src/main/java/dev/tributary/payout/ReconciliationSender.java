package dev.tributary.payout;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.message.TransferQueue;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutRows;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PlanRow;
import dev.tributary.domain.payout.Reconciliation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Asks for one run to be compared: each bucket's files, and some payouts in each message. A large one is asked for
/// piece by piece, a minute after the other, from the position that the run keeps: `bucket:affiliate`.
final class ReconciliationSender {
    /// Of rows, in one call.
    private static final int MOST_PAGES = 20;

    private final PayoutStores stores;
    private final TransferQueue queue;

    ReconciliationSender(PayoutStores stores, TransferQueue queue) {
        this.stores = stores;
        this.queue = queue;
    }

    /// @return how many messages were sent. The run is written after they are: whoever dies before asks twice
    int send(Versioned<PayoutRun> read, Instant now) {
        PayoutRun run = read.value();
        Optional<String> position = Reconciliation.position(run);
        List<Transfer> messages = new ArrayList<>();
        if (position.isEmpty()) {
            for (int bucket = 0; bucket < run.head().buckets(); bucket++) {
                messages.add(files(run.id(), bucket, now));
            }
        }
        int pages = 0;
        String at = position.orElse("0:");
        Optional<String> next;
        do {
            next = page(run, at, now, messages);
            at = next.orElse(at);
            pages++;
        } while (next.isPresent() && pages < MOST_PAGES);
        queue.send(messages);
        stores.runs()
                .replace(read.with(next.isPresent() ? Reconciliation.through(run, at) : Reconciliation.done(run, now)));
        return messages.size();
    }

    /// @return where the next page begins; empty after the last one
    private Optional<String> page(PayoutRun run, String position, Instant now, List<Transfer> messages) {
        String[] parts = position.split(":", 2);
        int bucket = Integer.parseInt(parts[0]);
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        Page<Versioned<PlanRow>> page = stores.rows()
                .in(
                        new PayoutRows.Bucket(run.id(), run.head().attempt(), bucket),
                        parts[1].isEmpty() ? request : request.after(parts[1]));
        List<AffiliateId> affiliates = page.items().stream()
                .map(Versioned::value)
                .filter(Payout.class::isInstance)
                .map(row -> row.place().affiliate())
                .toList();
        for (int from = 0; from < affiliates.size(); from += Transfer.ReconcilePayouts.MOST) {
            messages.add(new Transfer.ReconcilePayouts(
                    "rec_" + minute(now) + "_" + run.id() + "_" + affiliates.get(from),
                    run.id(),
                    affiliates.subList(from, Math.min(from + Transfer.ReconcilePayouts.MOST, affiliates.size()))));
        }
        if (page.next().isPresent()) {
            return page.next().map(after -> bucket + ":" + after);
        }
        return bucket + 1 < run.head().buckets() ? Optional.of(bucket + 1 + ":") : Optional.empty();
    }

    /// Also of a run that the table does not know: whoever reads it says so.
    static Transfer files(RunId run, int bucket, Instant now) {
        return new Transfer.ReconcileFiles("rec_" + minute(now) + "_" + run + "_" + bucket, run, bucket);
    }

    private static long minute(Instant now) {
        return now.getEpochSecond() / 60;
    }
}
