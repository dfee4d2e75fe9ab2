package dev.tributary.api;

import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Decision;
import dev.tributary.domain.decision.Decisions;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutRows;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PlanLine;
import dev.tributary.domain.payout.PlanRow;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Whether somebody gave money that a run pays out: who did does not approve the run. From the
/// adjustments, which are few, to the rows that they may stand in; not from the rows to their entries.
final class AdjustmentAuthors {
    /// What waited longer, below a minimum, is not looked for.
    private static final Duration LOOKS_BACK = Duration.ofDays(400);

    private static final int MOST_PAGES = 100;

    private final Decisions decisions;
    private final PayoutRows rows;
    private final Ledger ledger;

    AdjustmentAuthors(Decisions decisions, PayoutRows rows, Ledger ledger) {
        this.decisions = decisions;
        this.rows = rows;
        this.ledger = ledger;
    }

    /// @throws HttpRefusal 409 when there is more than can be looked through: then it is not known
    boolean isAmong(PayoutRun run, String actor) {
        Map<AffiliateId, Set<EntryId>> given = givenBy(actor, run);
        for (Map.Entry<AffiliateId, Set<EntryId>> one : given.entrySet()) {
            Optional<PlanLine.Included> line = rows.find(PlanRow.Place.of(run, one.getKey()))
                    .map(Versioned::value)
                    .flatMap(row -> row instanceof Payout payout ? Optional.of(payout.line()) : Optional.empty());
            if (line.isPresent() && settles(run, line.get(), one.getValue())) {
                return true;
            }
        }
        return false;
    }

    private Map<AffiliateId, Set<EntryId>> givenBy(String actor, PayoutRun run) {
        Map<AffiliateId, Set<EntryId>> given = new HashMap<>();
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT)
                .after(decisions.positionOf(run.head().created().minus(LOOKS_BACK)));
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Page<Decision> page = decisions.in(run.head().program(), request);
            for (Decision decision : page.items()) {
                Adjustment adjustment = decision.adjustment();
                if (adjustment.author().equals(actor) && decision.state() instanceof Decision.State.Posted posted) {
                    given.computeIfAbsent(adjustment.account().affiliate(), key -> new HashSet<>())
                            .add(posted.entry());
                }
            }
            if (page.next().isEmpty()) {
                return given;
            }
            request = request.after(page.next().get());
        }
        throw tooMany();
    }

    /// A payout settles the entries after those settled before it, up to the version it was planned at.
    private boolean settles(PayoutRun run, PlanLine.Included line, Set<EntryId> given) {
        AccountKey account = new AccountKey(
                run.head().program(), line.affiliate(), run.head().currency());
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        if (line.settledThrough() > 0) {
            request = request.after(Long.toString(line.settledThrough()));
        }
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Page<Entry> page = ledger.entries(account, request);
            for (Entry entry : page.items()) {
                if (entry.sequence() > line.version()) {
                    return false;
                }
                if (given.contains(entry.id())) {
                    return true;
                }
            }
            if (page.next().isEmpty()) {
                return false;
            }
            request = request.after(page.next().get());
        }
        throw tooMany();
    }

    private static HttpRefusal tooMany() {
        return HttpRefusal.of(
                409, "too_many_adjustments", "There is too much to look through for who gave what is paid.");
    }
}
