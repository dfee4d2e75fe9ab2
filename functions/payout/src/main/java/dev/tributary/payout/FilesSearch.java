package dev.tributary.payout;

import dev.tributary.domain.id.RunId;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.message.TransferQueue;
import dev.tributary.domain.payout.PayoutFiles;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Asks for every run to be compared that ever put a file into the bucket, whether the table knows it or not:
/// by hand, before payouts are opened again.
final class FilesSearch {
    private static final String PREFIX = "payouts/";

    private final PayoutStores stores;
    private final PayoutFiles files;
    private final TransferQueue queue;

    FilesSearch(PayoutStores stores, PayoutFiles files, TransferQueue queue) {
        this.stores = stores;
        this.files = files;
        this.queue = queue;
    }

    /// @return how many messages were sent
    int send(Instant now) {
        Comparison comparison = new Comparison(stores.rows());
        Optional<String> after = Optional.empty();
        Optional<RunId> last = Optional.empty();
        int sent = 0;
        do {
            Page<String> page = files.names(PREFIX, after);
            for (String name : page.items()) {
                Optional<RunId> run = runOf(name);
                // In order: those of a run come one after the other.
                if (run.isPresent() && !run.equals(last)) {
                    List<Transfer> messages = stores.runs()
                            .find(run.get())
                            .map(Versioned::value)
                            .map((PayoutRun known) -> comparison.of(known, now))
                            .orElseGet(() -> List.of(Comparison.files(run.get(), 0, now)));
                    queue.send(messages);
                    sent += messages.size();
                    last = run;
                }
            }
            after = page.next();
        } while (after.isPresent());
        return sent;
    }

    /// `payouts/run_...-0-1.csv`
    private static Optional<RunId> runOf(String name) {
        int end = name.indexOf('-');
        return end < 0 ? Optional.empty() : RunId.parse(name.substring(PREFIX.length(), end));
    }
}
