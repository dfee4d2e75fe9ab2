package dev.tributary.domain.payout;

import dev.tributary.domain.access.FourEyes;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Decision;
import dev.tributary.domain.decision.Decisions;
import dev.tributary.domain.dispute.Ruling;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.AccountName;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.ledger.Posting;
import dev.tributary.domain.order.KnownOrders;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

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
    /// Each of them is sought among the entries of its account.
    private static final int MOST_SHOWN = 500;
    /// Of one affiliate, to which the same hand gave something.
    private static final int MOST_ORDERS = 500;
    /// Payouts of one affiliate that came back, one after the other.
    private static final int MOST_FOLLOWED = 100;

    private final Decisions decisions;
    private final PayoutRuns runs;
    private final PayoutRows rows;
    private final Ledger ledger;
    private final KnownOrders orders;

    public AdjustmentAuthors(Decisions decisions, PayoutRuns runs, PayoutRows rows, Ledger ledger, KnownOrders orders) {
        this.decisions = decisions;
        this.runs = runs;
        this.rows = rows;
        this.ledger = ledger;
        this.orders = orders;
    }

    /// What somebody gave to one affiliate.
    ///
    /// @param entries that say so
    /// @param about those of the adjustments that are about a commission. Where that waited, the money stands
    ///     in its day, and comes to Available by an entry that names neither the adjustment nor its author
    private record Gifts(Set<EntryId> entries, List<Adjustment> about) {}

    /// A commission that waited, and since when something was given to it.
    private record Waiting(CommissionId commission, LocalDate day, Instant since) {
        /// Whether an entry brings it to Available: with its day, or by itself.
        boolean comesWith(Entry entry) {
            return !entry.cause().postedAt().isBefore(since)
                    && entry.postings().stream().anyMatch(this::comesWith);
        }

        private boolean comesWith(Posting posting) {
            boolean waited =
                    posting.from() instanceof AccountName.Pending || posting.from() instanceof AccountName.Held;
            return waited
                    && posting.to() instanceof AccountName.Available
                    && posting.commission()
                            .map(commission::equals)
                            .orElseGet(() -> posting.from().equals(new AccountName.Pending(day)));
        }
    }

    /// What is in a run of whoever is about to approve it.
    public Given givenBy(FourEyes eyes, PayoutRun run) {
        Optional<Map<AffiliateId, Gifts>> given = giftsOf(eyes, run);
        if (given.isEmpty()) {
            return Given.TOO_MUCH;
        }
        for (Map.Entry<AffiliateId, Gifts> one : given.get().entrySet()) {
            Optional<PlanLine.Included> line = line(run, one.getKey());
            Given settled = line.isPresent() ? settled(run, line.get(), one.getValue()) : Given.NOTHING;
            if (settled != Given.NOTHING) {
                return settled;
            }
        }
        return Given.NOTHING;
    }

    /// Every adjustment whose money a run pays out, the oldest first, with its author; empty when there are more
    /// than can be looked through.
    public Optional<List<Decision>> paidBy(PayoutRun run) {
        Optional<List<Decision>> posted = posted(run, author -> true);
        if (posted.isEmpty() || posted.get().size() > MOST_SHOWN) {
            return Optional.empty();
        }
        List<Decision> paid = new ArrayList<>();
        for (Decision decision : posted.get()) {
            Adjustment adjustment = decision.adjustment();
            Optional<PlanLine.Included> line = line(run, adjustment.account().affiliate());
            Given given = line.isPresent() ? settled(run, line.get(), gifts(List.of(decision))) : Given.NOTHING;
            if (given == Given.TOO_MUCH) {
                return Optional.empty();
            }
            if (given == Given.SOMETHING) {
                paid.add(decision);
            }
        }
        return Optional.of(paid);
    }

    private static Gifts gifts(List<Decision> posted) {
        Gifts gifts = new Gifts(new HashSet<>(), new ArrayList<>());
        for (Decision decision : posted) {
            if (decision.state() instanceof Decision.State.Posted of) {
                gifts.entries().add(of.entry());
                Adjustment adjustment = decision.adjustment();
                if (isGiftOnOrder(adjustment)) {
                    gifts.about().add(adjustment);
                }
            }
        }
        return gifts;
    }

    /// Whether its money stands where a commission stands, or makes one.
    private static boolean isGiftOnOrder(Adjustment adjustment) {
        boolean onOrder = adjustment
                .ruling()
                .map(Ruling::basis)
                .filter(basis -> basis == Ruling.Basis.CREDIT || basis == Ruling.Basis.RESTORE)
                .isPresent();
        return onOrder || adjustment.about().isPresent() && adjustment.amount().isPositive();
    }

    /// Empty when there are too many.
    private Optional<Map<AffiliateId, Gifts>> giftsOf(FourEyes eyes, PayoutRun run) {
        return posted(run, eyes::isOwn).map(posted -> {
            Map<AffiliateId, List<Decision>> given = new HashMap<>();
            posted.forEach(decision -> given.computeIfAbsent(
                            decision.adjustment().account().affiliate(), key -> new ArrayList<>())
                    .add(decision));
            Map<AffiliateId, Gifts> gifts = new HashMap<>();
            given.forEach((affiliate, of) -> gifts.put(affiliate, gifts(of)));
            return gifts;
        });
    }

    private Optional<List<Decision>> posted(PayoutRun run, Predicate<String> author) {
        List<Decision> given = new ArrayList<>();
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT)
                .after(decisions.positionOf(run.head().created().minus(LOOKS_BACK)));
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Page<Decision> page = decisions.in(run.head().program(), request);
            for (Decision decision : page.items()) {
                if (decision.state() instanceof Decision.State.Posted
                        && author.test(decision.adjustment().author())) {
                    given.add(decision);
                }
            }
            if (page.next().isEmpty()) {
                return Optional.of(given);
            }
            request = request.after(page.next().get());
        }
        return Optional.empty();
    }

    /// A payout settles the entries after those settled before it, up to the version it was planned at. Money
    /// that another one gave back, since it failed or was returned, is what that one settled.
    private Given settled(PayoutRun run, PlanLine.Included line, Gifts given) {
        if (given.about().size() > MOST_ORDERS) {
            return Given.TOO_MUCH;
        }
        List<Waiting> waiting =
                given.about().stream().flatMap(gift -> waiting(gift).stream()).toList();
        AccountKey account = new AccountKey(
                run.head().program(), line.affiliate(), run.head().currency());
        Deque<PlanLine.Included> open = new ArrayDeque<>(List.of(line));
        Set<PayoutId> followed = new HashSet<>();
        while (!open.isEmpty()) {
            Optional<List<Entry>> entries = entries(account, open.remove());
            if (entries.isEmpty() || followed.size() > MOST_FOLLOWED) {
                return Given.TOO_MUCH;
            }
            for (Entry entry : entries.get()) {
                if (given.entries().contains(entry.id()) || waiting.stream().anyMatch(one -> one.comesWith(entry))) {
                    return Given.SOMETHING;
                }
                Optional<PayoutId> back = PayoutPosting.givenBack(entry).filter(followed::add);
                if (back.isPresent()) {
                    Optional<PlanLine.Included> earlier = line(account, back.get());
                    if (earlier.isEmpty()) {
                        return Given.TOO_MUCH;
                    }
                    open.add(earlier.get());
                }
            }
        }
        return Given.NOTHING;
    }

    /// Its commissions as the order says now: a day that was released is not moved any more. A ruling is about one, or
    /// about all that the affiliate has there.
    private List<Waiting> waiting(Adjustment gift) {
        Optional<CommissionId> one = gift.about()
                .map(Adjustment.About::commission)
                .or(() -> gift.ruling().flatMap(Ruling::commission));
        return orders.find(gift.order().orElseThrow()).stream()
                .flatMap(order -> order.value().commissions().stream())
                .filter(commission -> one.map(commission.id()::equals)
                        .orElse(commission.affiliate().equals(gift.account().affiliate())))
                .map(commission ->
                        new Waiting(commission.id(), commission.maturity().day(), gift.decidedAt()))
                .toList();
    }

    /// Those that a payout settles; empty when there are too many.
    private Optional<List<Entry>> entries(AccountKey account, PlanLine.Included line) {
        List<Entry> entries = new ArrayList<>();
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        if (line.settledThrough() > 0) {
            request = request.after(Long.toString(line.settledThrough()));
        }
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Page<Entry> page = ledger.entries(account, request);
            page.items().stream()
                    .filter(entry -> entry.sequence() <= line.version())
                    .forEach(entries::add);
            boolean through = page.items().stream().anyMatch(entry -> entry.sequence() >= line.version());
            if (through || page.next().isEmpty()) {
                return Optional.of(entries);
            }
            request = request.after(page.next().get());
        }
        return Optional.empty();
    }

    /// What a payout's plan said. An id does not say its run: the runs of the program are tried, the newest
    /// first. Empty when it is not among so many.
    private Optional<PlanLine.Included> line(AccountKey account, PayoutId payout) {
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Page<PayoutRun> page = runs.of(account.program(), request);
            for (PayoutRun run : page.items()) {
                if (PayoutId.derive(run.id(), account.affiliate()).equals(payout)) {
                    return line(run, account.affiliate());
                }
            }
            if (page.next().isEmpty()) {
                return Optional.empty();
            }
            request = request.after(page.next().get());
        }
        return Optional.empty();
    }

    private Optional<PlanLine.Included> line(PayoutRun run, AffiliateId affiliate) {
        return rows.find(PlanRow.Place.of(run, affiliate))
                .map(Versioned::value)
                .flatMap(row -> row instanceof Payout payout ? Optional.of(payout.line()) : Optional.empty());
    }
}
