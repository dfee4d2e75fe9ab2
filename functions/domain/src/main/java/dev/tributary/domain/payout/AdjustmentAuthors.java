package dev.tributary.domain.payout;

import dev.tributary.domain.access.FourEyes;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Decision;
import dev.tributary.domain.decision.Decisions;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Whether somebody gave money that a run pays out: who did does not approve the run. From the
/// adjustments, which are few, to the rows that they may stand in; not from the rows to their entries.
public final class AdjustmentAuthors {
    public enum Given {
        NOTHING,
        SOMETHING,
        /// There is more than can be looked through: then it is not known.
        TOO_MUCH
    }

    /// What waited longer, below a minimum, is not looked for.
    private static final Duration LOOKS_BACK = Duration.ofDays(400);

    private static final int MOST_PAGES = 100;

    private final Decisions decisions;
    private final PayoutRows rows;
    private final Ledger ledger;

    public AdjustmentAuthors(Decisions decisions, PayoutRows rows, Ledger ledger) {
        this.decisions = decisions;
        this.rows = rows;
        this.ledger = ledger;
    }

    /// What is in a run of whoever is about to approve it.
    public Given givenBy(FourEyes eyes, PayoutRun run) {
        Optional<Map<AffiliateId, Set<EntryId>>> given = entriesOf(eyes, run);
        if (given.isEmpty()) {
            return Given.TOO_MUCH;
        }
        for (Map.Entry<AffiliateId, Set<EntryId>> one : given.get().entrySet()) {
            Optional<PlanLine.Included> line = rows.find(PlanRow.Place.of(run, one.getKey()))
                    .map(Versioned::value)
                    .flatMap(row -> row instanceof Payout payout ? Optional.of(payout.line()) : Optional.empty());
            Given settled = line.isPresent() ? settled(run, line.get(), one.getValue()) : Given.NOTHING;
            if (settled != Given.NOTHING) {
                return settled;
            }
        }
        return Given.NOTHING;
    }

    /// Empty when there are too many.
    private Optional<Map<AffiliateId, Set<EntryId>>> entriesOf(FourEyes eyes, PayoutRun run) {
        Map<AffiliateId, Set<EntryId>> given = new HashMap<>();
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT)
                .after(decisions.positionOf(run.head().created().minus(LOOKS_BACK)));
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Page<Decision> page = decisions.in(run.head().program(), request);
            for (Decision decision : page.items()) {
                Adjustment adjustment = decision.adjustment();
                if (decision.state() instanceof Decision.State.Posted posted && eyes.isOwn(adjustment.author())) {
                    given.computeIfAbsent(adjustment.account().affiliate(), key -> new HashSet<>())
                            .add(posted.entry());
                }
            }
            if (page.next().isEmpty()) {
                return Optional.of(given);
            }
            request = request.after(page.next().get());
        }
        return Optional.empty();
    }

    /// A payout settles the entries after those settled before it, up to the version it was planned at.
    private Given settled(PayoutRun run, PlanLine.Included line, Set<EntryId> given) {
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
                    return Given.NOTHING;
                }
                if (given.contains(entry.id())) {
                    return Given.SOMETHING;
                }
            }
            if (page.next().isEmpty()) {
                return Given.NOTHING;
            }
            request = request.after(page.next().get());
        }
        return Given.TOO_MUCH;
    }
}
