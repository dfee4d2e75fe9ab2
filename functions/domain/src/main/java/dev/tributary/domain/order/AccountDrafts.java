package dev.tributary.domain.order;

import dev.tributary.domain.bonus.Milestones;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Draft;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.ledger.Hold;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.tally.Tally;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The accounts of an order's affiliates while a decision posts to them: each step of it is one entry
/// on each account that it moves or counts on. Used once, by one thread.
final class AccountDrafts {
    private final Map<AffiliateId, Account> read;
    private final Map<AffiliateId, Account> present = new LinkedHashMap<>();
    private final Map<AffiliateId, List<Entry>> entries = new LinkedHashMap<>();
    private final Map<AffiliateId, Draft> open = new LinkedHashMap<>();
    private Map<AffiliateId, Map<Tally, Long>> counted = Map.of();
    private int posted;
    private int bonuses;

    /// @param read as they were read, by affiliate; of version 0 where there is no entry yet
    AccountDrafts(Map<AffiliateId, Account> read, Context context) {
        this.read = Map.copyOf(read);
        LocalDate today = Hold.today(context.now(), context.program().zone());
        read.forEach((affiliate, account) -> present.put(affiliate, account.on(today)));
    }

    /// As it is by now.
    /// @throws IllegalStateException when money moves and nobody read the account
    Account of(AffiliateId affiliate) {
        Account account = present.get(affiliate);
        if (account == null) {
            throw new IllegalStateException("the account of " + affiliate + " was not read");
        }
        return account;
    }

    /// The entry of the present step.
    Draft entry(AffiliateId affiliate) {
        return open.computeIfAbsent(affiliate, absent -> of(affiliate).draft());
    }

    /// What the order has added to tallies before this decision.
    void counted(Map<AffiliateId, Map<Tally, Long>> before) {
        counted = before;
    }

    /// Appends an entry for each affiliate in whose account the step moved or counted something. What
    /// may happen again gets the number of the entry.
    void post(OrderDraft draft, Cause.Kind kind, Instant occurredAt) {
        count(draft);
        Context context = draft.context;
        open.forEach((affiliate, entry) -> {
            entry.noteTiers(tally -> Counting.rerates(tally, context.program(), context.now()));
            if (!entry.isEmpty()) {
                int number = draft.before.entries() + posted;
                String ordinal = kind == Cause.Kind.ACCRUE && number == 0 ? "" : ":" + number;
                EntryId id = draft.before.entry(kind.name().toLowerCase(Locale.ROOT) + ordinal);
                Account.Posted made = entry.post(new Cause(id, kind, occurredAt, draft.context.now()));
                entries.computeIfAbsent(affiliate, absent -> new ArrayList<>()).add(made.entry());
                present.put(affiliate, made.account());
                posted++;
                bonuses(draft, affiliate, occurredAt);
            }
        });
        open.clear();
    }

    /// What the step reached or lost follows it, each an entry of its own.
    private void bonuses(OrderDraft draft, AffiliateId affiliate, Instant occurredAt) {
        OrderBonuses.facts(draft, affiliate, occurredAt).ifPresent(facts -> {
            // The other affiliates of a split have entries of their own in this step.
            int free = OrderState.MOST_ENTRIES - 2 * size() - posted - bonuses;
            // A prize is written beside its entry.
            int each = Milestones.givesPrizes(facts.terms()) ? 2 : 1;
            int room = Math.min(Milestones.MOST_ENTRIES, free / each);
            for (Account.Posted made : Milestones.settle(of(affiliate), facts, draft.context.now(), room)) {
                entries.computeIfAbsent(affiliate, absent -> new ArrayList<>()).add(made.entry());
                present.put(affiliate, made.account());
                bonuses += each;
            }
        });
    }

    private void count(OrderDraft draft) {
        Map<AffiliateId, Map<Tally, Long>> now = Counting.of(draft);
        now.forEach((affiliate, counts) -> {
            Map<Tally, Long> before = counted.getOrDefault(affiliate, Map.of());
            Set<Tally> tallies = new TreeSet<>(before.keySet());
            tallies.addAll(counts.keySet());
            for (Tally tally : tallies) {
                long change = counts.getOrDefault(tally, 0L) - before.getOrDefault(tally, 0L);
                if (change != 0 && Counting.isKept(tally, draft.today(), draft.context.program())) {
                    entry(affiliate).count(tally, change);
                }
            }
            OrderBonuses.through(draft, affiliate, counts.keySet(), Optional.ofNullable(open.get(affiliate)));
            forget(draft, affiliate);
        });
        counted = now;
    }

    /// With the next entry, periods leave the account of which no event can come any more.
    private void forget(OrderDraft draft, AffiliateId affiliate) {
        Draft entry = open.get(affiliate);
        if (entry == null || entry.isEmpty()) {
            return;
        }
        of(affiliate).tallies().forEach((tally, count) -> {
            if (!Counting.isKept(tally, draft.today(), draft.context.program())) {
                entry.count(tally, -count);
            }
        });
    }

    int size() {
        return read.size();
    }

    /// How many entries of the order's own there are by now.
    int posted() {
        return posted;
    }

    /// How many entries there are by now, those for bonuses too, and prizes beside them.
    int entries() {
        return posted + bonuses;
    }

    List<Movement> movements() {
        List<Movement> movements = new ArrayList<>();
        entries.forEach((affiliate, made) -> {
            Account before = read.get(affiliate);
            if (before == null) {
                throw new IllegalStateException("the account of " + affiliate + " was not read");
            }
            movements.add(new Movement(before, of(affiliate), made));
        });
        return movements;
    }
}
