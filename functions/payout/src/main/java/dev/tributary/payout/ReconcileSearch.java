package dev.tributary.payout;

import dev.tributary.domain.id.RunId;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.message.TransferQueue;
import dev.tributary.domain.payout.PayoutFiles;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.Reconciliation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Asks for every run to be compared that ever put a file into the bucket, whether the table knows it or not:
/// by hand, before payouts are opened again.
final class ReconcileSearch {
    private static final String PREFIX = "payouts/";

    private final PayoutStores stores;
    private final PayoutFiles files;
    private final TransferQueue queue;

    ReconcileSearch(PayoutStores stores, PayoutFiles files, TransferQueue queue) {
        this.stores = stores;
        this.files = files;
        this.queue = queue;
    }

    /// @return how many messages were sent
    int send(Instant now) {
        Optional<String> after = Optional.empty();
        Optional<RunId> last = Optional.empty();
        int sent = 0;
        do {
            Page<String> page = files.names(PREFIX, after);
            for (String name : page.items()) {
                Optional<RunId> run = runOf(name);
                // In order: those of a run come one after the other.
                if (run.isPresent() && !run.equals(last)) {
                    sent += send(run.get(), now);
                    last = run;
                }
            }
            after = page.next();
        } while (after.isPresent());
        return sent;
    }

    /// One that is done is found by the schedule, from its first row on; of every other one the files are compared.
    /// @return how many messages were sent
    int send(RunId id, Instant now) {
        Optional<Versioned<PayoutRun>> known = stores.runs().find(id);
        Optional<PayoutRun> done = known.flatMap(read -> Reconciliation.again(read.value(), now));
        if (done.isPresent()) {
            stores.runs().replace(known.get().with(done.get()));
            return 0;
        }
        int buckets = known.map(read -> read.value().head().buckets()).orElse(1);
        List<Transfer> messages = IntStream.range(0, buckets)
                .mapToObj(bucket -> ReconciliationSender.files(id, bucket, now))
                .toList();
        queue.send(messages);
        return messages.size();
    }

    /// A person knows why the books of a run differ: they are not compared any more.
    /// @return how many runs, 0 or 1
    int seen(RunId id) {
        return stores.runs()
                        .find(id)
                        .filter(read -> read.value().state() == PayoutRun.State.DONE)
                        .filter(read -> stores.runs().replace(read.with(Reconciliation.seen(read.value())))
                                instanceof Replacement.Replaced)
                        .isPresent()
                ? 1
                : 0;
    }

    /// `payouts/run_...-0-1.csv`
    private static Optional<RunId> runOf(String name) {
        int end = name.indexOf('-');
        return end < 0 ? Optional.empty() : RunId.parse(name.substring(PREFIX.length(), end));
    }
}
