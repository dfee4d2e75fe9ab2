package dev.tributary.payout;

import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.message.TransferQueue;
import dev.tributary.domain.payout.DueAccounts;
import dev.tributary.domain.stored.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds accounts in which a day has come and sends a message per bucket and page of them.
final class ReleaseSearch {
    /// Per bucket in one run, so that a run ends; the next one goes on.
    private static final int MAX_PAGES = 200;

    private final DueAccounts accounts;
    private final TransferQueue queue;
    private final int buckets;

    ReleaseSearch(DueAccounts accounts, TransferQueue queue, int buckets) {
        this.accounts = accounts;
        this.queue = queue;
        this.buckets = buckets;
    }

    int send(Instant now) {
        int sent = 0;
        for (int bucket = 0; bucket < buckets; bucket++) {
            List<Transfer> due = due(bucket, now);
            if (!due.isEmpty()) {
                queue.send(due);
            }
            sent += due.size();
        }
        return sent;
    }

    private List<Transfer> due(int bucket, Instant now) {
        List<Transfer> messages = new ArrayList<>();
        Optional<String> from = Optional.empty();
        do {
            Page<AccountKey> page = accounts.due(bucket, now, from);
            if (!page.items().isEmpty()) {
                String id = "rel_" + now.getEpochSecond() / 60 + "_" + bucket + "_" + messages.size();
                messages.add(new Transfer.AccountsDue(id, page.items()));
            }
            from = page.next();
        } while (from.isPresent() && messages.size() < MAX_PAGES);
        return messages;
    }
}
