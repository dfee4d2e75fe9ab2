package dev.tributary.payout;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutRows;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PlanRow;
import dev.tributary.domain.payout.Planning;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rows of one bucket as they were read, in order, held against what was approved, and kept up to
/// date while they are worked on. Used by one thread.
final class BucketRows {
    private final PayoutRows store;
    private final Map<AffiliateId, Versioned<Payout>> payouts = new LinkedHashMap<>();
    private long rows;
    private String hash = Planning.FIRST;

    private BucketRows(PayoutRows store) {
        this.store = store;
    }

    static BucketRows read(PayoutRows store, PayoutRun run, int bucket) {
        BucketRows read = new BucketRows(store);
        PayoutRows.Bucket place = new PayoutRows.Bucket(run.id(), run.head().attempt(), bucket);
        Optional<String> from = Optional.empty();
        do {
            Page<Versioned<PlanRow>> page = store.in(place, new PageRequest(PageRequest.MAX_LIMIT, from));
            page.items().forEach(read::add);
            from = page.next();
            if (read.rows > Planning.MOST_ROWS) {
                throw new IllegalStateException("bucket " + bucket + " of run " + run.id() + " has too many rows");
            }
        } while (from.isPresent());
        return read;
    }

    private void add(Versioned<PlanRow> row) {
        rows++;
        hash = Planning.chain(hash, row.value().line());
        if (row.value() instanceof Payout payout) {
            payouts.put(payout.affiliate(), new Versioned<>(payout, row.version()));
        }
    }

    /// Whether they are the rows that were approved: all of them, none else, none changed.
    boolean areWhole(PayoutRun run, int bucket) {
        return run.isWhole(bucket, hash, rows);
    }

    List<Versioned<Payout>> all() {
        return List.copyOf(payouts.values());
    }

    List<Versioned<Payout>> in(Payout.State state) {
        return payouts.values().stream()
                .filter(row -> row.value().state() == state)
                .toList();
    }

    boolean allFinal() {
        return payouts.values().stream().allMatch(row -> row.value().state().isFinal());
    }

    /// When nothing is awaited any more: what stands of each.
    void tellFinal(PayoutRun run, PayoutStores stores) {
        if (allFinal()) {
            stores.tell(run, payouts.values().stream().map(Versioned::value).toList());
        }
    }

    Optional<Versioned<Payout>> of(AffiliateId affiliate) {
        return Optional.ofNullable(payouts.get(affiliate));
    }

    /// After a step that was written.
    void written(Versioned<Payout> row) {
        payouts.put(row.value().affiliate(), new Versioned<>(row.value(), row.version() + 1));
    }

    /// After one that was not: somebody else made a step.
    Versioned<Payout> again(Versioned<Payout> row) {
        Versioned<PlanRow> there = store.find(row.value().place())
                .orElseThrow(() -> new IllegalStateException(
                        "a row is gone: " + row.value().id()));
        if (!(there.value() instanceof Payout payout)) {
            throw new IllegalStateException(
                    "a payout is none any more: " + row.value().id());
        }
        if (!payout.line().equals(row.value().line())) {
            throw new IllegalStateException("the plan of a row has changed: " + payout.id());
        }
        Versioned<Payout> now = new Versioned<>(payout, there.version());
        payouts.put(payout.affiliate(), now);
        return now;
    }
}
