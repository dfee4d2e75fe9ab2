package dev.tributary.api;

import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutRows;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PlanRow;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.util.HashMap;
import java.util.Map;

/// The payouts of a run whose rail answers by itself, read when somebody first names one: an id
/// does not say whose it is.
final class CalledPayouts {
    /// As many rows as a bucket may have.
    private static final int MOST_PAGES = 1_000;

    private final PayoutRows rows;
    private final PayoutRun run;
    private final Map<PayoutId, Word> words = new HashMap<>();
    private boolean read;

    CalledPayouts(PayoutRows rows, PayoutRun run) {
        this.rows = rows;
        this.run = run;
    }

    /// Whose word counts.
    enum Word {
        SETTLED_BY_PEOPLE,
        ASKED_STILL,
        UNKNOWN
    }

    /// @throws HttpRefusal 400 when the run has more rows than one call looks through
    Word find(PayoutId payout) {
        if (!read) {
            read = true;
            readAll();
        }
        return words.getOrDefault(payout, Word.UNKNOWN);
    }

    private void readAll() {
        int pages = 0;
        for (int bucket = 0; bucket < run.head().buckets(); bucket++) {
            PayoutRows.Bucket place = new PayoutRows.Bucket(run.id(), run.head().attempt(), bucket);
            PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
            boolean more = true;
            while (more) {
                if (++pages > MOST_PAGES) {
                    throw HttpRefusal.of(400, "narrow_search", "The run has too many payouts to look through.");
                }
                Page<Versioned<PlanRow>> page = rows.in(place, request);
                page.items().forEach(row -> add(row.value()));
                more = page.next().isPresent();
                request = request.after(page.next().orElse(""));
            }
        }
    }

    private void add(PlanRow row) {
        if (row instanceof Payout payout && payout.line().to().rail().answers()) {
            words.put(payout.id(), payout.isAskedStill() ? Word.ASKED_STILL : Word.SETTLED_BY_PEOPLE);
        }
    }
}
