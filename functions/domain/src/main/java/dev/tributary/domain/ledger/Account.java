package dev.tributary.domain.ledger;

import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Tally;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What one affiliate has in one program and currency, in minor units. `version` is the number of
/// its entries. Days up to `releasedThrough` are released: nothing stands in them any more. Entries
/// up to `settledThrough` are paid or in flight; `lastDebit` is the version that last lowered
/// Available by anything but a reserve, which drops the row of a plan made before it. `paidOut` is what was
/// paid and has not come back: above zero, money has reached the affiliate. `tallies` is what
/// tiers and caps count; one that stands at 0 is not there.
///
/// @param steps at which retroactive tiers pay otherwise, of every pay that they paid by
/// @param changes of tier that are under way, by what they count: nothing else is posted before they are
///     completed
/// @param clicks the days whose clicks are posted; empty before the first one
public record Account(
        AccountKey key,
        long version,
        SortedMap<LocalDate, Long> pending,
        long held,
        long available,
        long inFlight,
        long receivable,
        Optional<LocalDate> releasedThrough,
        long settledThrough,
        long lastDebit,
        long paidOut,
        SortedMap<Tally, Long> tallies,
        SortedMap<TierKind, SortedSet<Long>> steps,
        SortedMap<Tally, TierChange> changes,
        Optional<ClickWindow> clicks,
        String lastHash) {
    public Account {
        changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
        SortedMap<TierKind, SortedSet<Long>> each = new TreeMap<>();
        steps.forEach((kind, from) -> each.put(kind, Collections.unmodifiableSortedSet(new TreeSet<>(from))));
        steps = Collections.unmodifiableSortedMap(each);
        tallies = Collections.unmodifiableSortedMap(new TreeMap<>(tallies));
        tallies.forEach((tally, count) -> {
            if (count < 1) {
                throw new IllegalArgumentException(tally.text() + " is below 1: " + count);
            }
        });
        pending = Collections.unmodifiableSortedMap(new TreeMap<>(pending));
        refuseNegative("held", held);
        refuseNegative("available", available);
        refuseNegative("in_flight", inFlight);
        refuseNegative("receivable", receivable);
        refuseNegative("paid_out", paidOut);
        for (Map.Entry<LocalDate, Long> day : pending.entrySet()) {
            if (day.getValue() < 1) {
                throw new IllegalArgumentException("pending of " + day.getKey() + " is below 1: " + day.getValue());
            }
            if (releasedThrough
                    .filter(through -> !day.getKey().isAfter(through))
                    .isPresent()) {
                throw new IllegalArgumentException("pending of a released day: " + day.getKey());
            }
        }
        if (available > 0 && receivable > 0) {
            throw new IllegalArgumentException("available and receivable are both above zero");
        }
        if (version < 0 || settledThrough < 0 || settledThrough > version || lastDebit < 0 || lastDebit > version) {
            throw new IllegalArgumentException("settledThrough or lastDebit is beyond version " + version);
        }
    }

    /// One that neither a retroactive tier nor a click pays.
    public Account(
            AccountKey key,
            long version,
            SortedMap<LocalDate, Long> pending,
            long held,
            long available,
            long inFlight,
            long receivable,
            Optional<LocalDate> releasedThrough,
            long settledThrough,
            long lastDebit,
            long paidOut,
            SortedMap<Tally, Long> tallies,
            String lastHash) {
        this(
                key,
                version,
                pending,
                held,
                available,
                inFlight,
                receivable,
                releasedThrough,
                settledThrough,
                lastDebit,
                paidOut,
                tallies,
                new TreeMap<>(),
                new TreeMap<>(),
                Optional.empty(),
                lastHash);
    }

    /// Before its first entry.
    public static Account empty(AccountKey key) {
        return new Account(
                key, 0, new TreeMap<>(), 0, 0, 0, 0, Optional.empty(), 0, 0, 0, new TreeMap<>(), Entry.FIRST);
    }

    /// The change of tier that is to be completed first; empty when none is under way.
    public Optional<TierChange> change() {
        return changes.values().stream().findFirst();
    }

    public Draft draft() {
        return new Draft(this);
    }

    /// Whether nothing stands in that day any more.
    public boolean isReleased(LocalDate day) {
        return releasedThrough.filter(through -> !day.isAfter(through)).isPresent();
    }

    /// The same on a later day. Where nothing is due no release runs, and yet the days are past: what
    /// comes to them now goes to Available.
    public Account on(LocalDate today) {
        boolean due = earliestRelease().filter(day -> !day.isAfter(today)).isPresent();
        return due || isReleased(today)
                ? this
                : new Account(
                        key,
                        version,
                        pending,
                        held,
                        available,
                        inFlight,
                        receivable,
                        Optional.of(today),
                        settledThrough,
                        lastDebit,
                        paidOut,
                        tallies,
                        steps,
                        changes,
                        clicks,
                        lastHash);
    }

    public Money pendingTotal() {
        return money(pending.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact));
    }

    public Money money(long minor) {
        return new Money(minor, key.currency());
    }

    /// The first day on which something is to be released.
    public Optional<LocalDate> earliestRelease() {
        return pending.isEmpty() ? Optional.empty() : Optional.of(pending.firstKey());
    }

    /// An entry and the account after it: they are written together or not at all.
    public record Posted(Account account, Entry entry) {}

    private static void refuseNegative(String name, long minor) {
        if (minor < 0) {
            throw new IllegalArgumentException(name + " is negative: " + minor);
        }
    }
}
