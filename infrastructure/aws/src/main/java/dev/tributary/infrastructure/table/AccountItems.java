package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.ClickWindow;
import dev.tributary.domain.ledger.TierChange;
import dev.tributary.domain.ledger.TierKind;
import dev.tributary.domain.tally.Tally;
import dev.tributary.infrastructure.edge.Keys;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The item of an account, both directions:
/// ```
/// pk A#{program}#{affiliate}#{currency} | sk - | version 3 | pending {2026-12-22: 1000} | held 0 | available 0
/// | in_flight 0 | receivable 0 | released_through 2026-12-21 | settled_through 0 | last_debit 2 | paid_out 0
/// | tallies {revenue: {2026-11: 90000}} | steps {revenue@month: [100000, 500000]}
/// | changes {revenue@2026-11: {from 90000, to 110000, recorded 12, next 1}}
/// | clicks {last 2026-11-22, bits 7} | last_hash 5f...
/// ```
public final class AccountItems {
    private static final String TALLIES = "tallies";
    private static final String STEPS = "steps";
    private static final String CHANGES = "changes";
    private static final String CLICKS = "clicks";

    private AccountItems() {}

    /// @param zone the program's: the first day of Pending is due when it begins there
    public static Map<String, Object> of(Account account, ZoneId zone, int buckets) {
        Map<String, Object> item = new HashMap<>();
        String pk = Keys.account(account.key());
        item.put(Keys.PK, pk);
        item.put(Keys.SK, Keys.SOLE);
        item.put(OrderItems.VERSION, account.version());
        Map<String, Object> pending = new HashMap<>();
        account.pending().forEach((day, minor) -> pending.put(day.toString(), minor));
        item.put("pending", pending);
        item.put("held", account.held());
        item.put("available", account.available());
        item.put("in_flight", account.inFlight());
        item.put("receivable", account.receivable());
        account.releasedThrough().ifPresent(day -> item.put("released_through", day.toString()));
        item.put("settled_through", account.settledThrough());
        item.put("last_debit", account.lastDebit());
        item.put("paid_out", account.paidOut());
        if (!account.tallies().isEmpty()) {
            item.put(TALLIES, TallyItems.of(account.tallies()));
        }
        if (!account.steps().isEmpty()) {
            Map<String, Object> steps = new HashMap<>();
            account.steps().forEach((kind, from) -> steps.put(kind.text(), List.copyOf(from)));
            item.put(STEPS, steps);
        }
        if (!account.changes().isEmpty()) {
            Map<String, Object> changes = new HashMap<>();
            account.changes().forEach((tally, change) -> changes.put(tally.text(), change(change)));
            item.put(CHANGES, changes);
        }
        account.clicks()
                .ifPresent(
                        posted -> item.put(CLICKS, Map.of("last", posted.last().toString(), "bits", posted.bits())));
        item.put("last_hash", account.lastHash());
        account.earliestRelease().ifPresent(day -> {
            int bucket = (int) Math.floorMod(Digest128.of("account", pk).high(), (long) buckets);
            item.put(Keys.GSI2_PK, Keys.dueReleases(bucket));
            item.put(Keys.GSI2_SK, Keys.due(day.atStartOfDay(zone).toInstant(), pk, Keys.SOLE));
        });
        return item;
    }

    /// @throws IllegalStateException when an attribute is missing
    static Account account(AccountKey key, Map<String, Object> item) {
        SortedMap<LocalDate, Long> pending = new TreeMap<>();
        ((Map<?, ?>) ItemStore.required(item, "pending"))
                .forEach((day, minor) -> pending.put(LocalDate.parse((String) day), (Long) minor));
        return new Account(
                key,
                number(item, OrderItems.VERSION),
                pending,
                number(item, "held"),
                number(item, "available"),
                number(item, "in_flight"),
                number(item, "receivable"),
                Optional.ofNullable((String) item.get("released_through")).map(LocalDate::parse),
                number(item, "settled_through"),
                number(item, "last_debit"),
                item.get("paid_out") instanceof Long paidOut ? paidOut : 0,
                tallies(item),
                steps(item),
                changes(item),
                clicks(item),
                (String) ItemStore.required(item, "last_hash"));
    }

    private static SortedMap<Tally, Long> tallies(Map<String, Object> item) {
        return item.get(TALLIES) instanceof Map<?, ?> stored ? TallyItems.read(stored) : new TreeMap<>();
    }

    private static SortedMap<TierKind, SortedSet<Long>> steps(Map<String, Object> item) {
        SortedMap<TierKind, SortedSet<Long>> steps = new TreeMap<>();
        if (item.get(STEPS) instanceof Map<?, ?> stored) {
            stored.forEach((kind, from) -> {
                SortedSet<Long> all = new TreeSet<>();
                ((List<?>) from).forEach(one -> all.add((Long) one));
                steps.put(TierKind.parse((String) kind), all);
            });
        }
        return steps;
    }

    private static Map<String, Object> change(TierChange change) {
        return Map.of("from", change.from(), "to", change.to(), "recorded", change.recorded(), "next", change.next());
    }

    private static SortedMap<Tally, TierChange> changes(Map<String, Object> item) {
        SortedMap<Tally, TierChange> changes = new TreeMap<>();
        if (item.get(CHANGES) instanceof Map<?, ?> stored) {
            stored.forEach((text, of) -> {
                Map<?, ?> change = (Map<?, ?>) of;
                Tally tally = Tally.parse((String) text);
                changes.put(
                        tally,
                        new TierChange(
                                tally,
                                whole(change, "from"),
                                whole(change, "to"),
                                whole(change, "recorded"),
                                whole(change, "next")));
            });
        }
        return changes;
    }

    private static Optional<ClickWindow> clicks(Map<String, Object> item) {
        return item.get(CLICKS) instanceof Map<?, ?> stored
                ? Optional.of(new ClickWindow(LocalDate.parse((String) stored.get("last")), whole(stored, "bits")))
                : Optional.empty();
    }

    private static long whole(Map<?, ?> of, String name) {
        return (Long) Objects.requireNonNull(of.get(name), name);
    }

    private static long number(Map<String, Object> item, String name) {
        return (Long) ItemStore.required(item, name);
    }
}
