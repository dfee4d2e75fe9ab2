package dev.tributary.domain.ledger;

import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.ledger.AccountName.Available;
import dev.tributary.domain.ledger.AccountName.Cash;
import dev.tributary.domain.ledger.AccountName.Held;
import dev.tributary.domain.ledger.AccountName.InFlight;
import dev.tributary.domain.ledger.AccountName.MerchantExpense;
import dev.tributary.domain.ledger.AccountName.Pending;
import dev.tributary.domain.ledger.AccountName.RailFee;
import dev.tributary.domain.ledger.AccountName.Receivable;
import dev.tributary.domain.ledger.AccountName.WriteOff;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Tally;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// One entry while it is made: each step adds postings and moves the balances with them, `post` gives
/// entry and account together. What a debt takes of new money is taken in the same entry. A step of
/// zero adds nothing. Used once, by one thread.
public final class Draft {
    private static final AccountName EXPENSE = new MerchantExpense();
    private static final AccountName HELD = new Held();
    private static final AccountName AVAILABLE = new Available();
    private static final AccountName IN_FLIGHT = new InFlight();
    private static final AccountName RECEIVABLE = new Receivable();

    private final Account before;
    private final Balances balances;
    private final List<Posting> postings = new ArrayList<>();
    private final SortedMap<Tally, Long> tallies;
    private final SortedMap<Tally, Long> counted = new TreeMap<>();
    private final SortedMap<TierKind, SortedSet<Long>> steps = new TreeMap<>();
    private final SortedMap<Tally, TierChange> changes;
    private final List<Rated> rated = new ArrayList<>();
    private Optional<TierStep> tier = Optional.empty();
    private Optional<DayClicks> clicks = Optional.empty();
    private Optional<LocalDate> releasedThrough;
    private long settledThrough;
    private boolean debited;

    Draft(Account before) {
        this.before = before;
        this.balances = new Balances(before);
        this.tallies = new TreeMap<>(before.tallies());
        before.steps().forEach((kind, from) -> steps.put(kind, new TreeSet<>(from)));
        this.changes = new TreeMap<>(before.changes());
        this.releasedThrough = before.releasedThrough();
        this.settledThrough = before.settledThrough();
    }

    /// Where the money of a commission is.
    public sealed interface Standing {
        record InPending(LocalDate day) implements Standing {}

        record InHeld() implements Standing {}

        record InAvailable() implements Standing {}
    }

    /// Earned now. Into a day that is not released yet.
    public Draft accrue(LocalDate day, Money amount, Optional<CommissionId> commission) {
        if (before.isReleased(day)) {
            throw new IllegalStateException("day is released: " + day);
        }
        return move(EXPENSE, new Pending(day), amount, commission);
    }

    /// Earned, with a hold that is over: through the day into Available, in this entry.
    public Draft accrueReleased(LocalDate day, Money amount, Optional<CommissionId> commission) {
        move(EXPENSE, new Pending(day), amount, commission);
        return move(new Pending(day), AVAILABLE, amount, commission).recover();
    }

    /// Earned, and put under review at once, whether its day is released or not.
    public Draft accrueHeld(LocalDate day, Money amount, Optional<CommissionId> commission) {
        move(EXPENSE, new Pending(day), amount, commission);
        return move(new Pending(day), HELD, amount, commission);
    }

    /// Adds to a tally, or takes away; 0 changes nothing.
    /// @throws IllegalStateException when the tally would fall below 0
    public Draft count(Tally tally, long change) {
        long sum = Math.addExact(tallies.getOrDefault(tally, 0L), change);
        if (sum < 0) {
            throw new IllegalStateException(tally.text() + " would be negative: " + sum);
        }
        if (sum == 0) {
            tallies.remove(tally);
        } else {
            tallies.put(tally, sum);
        }
        counted.merge(tally, change, Math::addExact);
        return this;
    }

    /// What a tally stands at by now.
    public long counted(Tally tally) {
        return tallies.getOrDefault(tally, 0L);
    }

    /// It is the entry of a day's clicks.
    /// @throws IllegalStateException when that day was posted before
    public Draft clicks(DayClicks line) {
        if (before.clicks().filter(posted -> posted.has(line.day())).isPresent()) {
            throw new IllegalStateException("the clicks of " + line.day() + " are posted");
        }
        clicks = Optional.of(line);
        return this;
    }

    /// Its conversion is paid by a retroactive tier with these steps.
    public Draft rate(Rated line, Collection<Long> from) {
        rated.add(line);
        TierKind kind = TierKind.of(line.tally()).orElseThrow();
        steps.computeIfAbsent(kind, absent -> new TreeSet<>()).addAll(from);
        return this;
    }

    /// Notes what this entry, all of whose counts are told, makes of tiers: a counter that has passed a step
    /// brings the commissions of its period to another one.
    /// @param rerates whether the period of a tally is still paid again
    public Draft noteTiers(Predicate<Tally> rerates) {
        long version = Math.addExact(before.version(), 1);
        counted.keySet().forEach(tally -> {
            long then = before.tallies().getOrDefault(tally, 0L);
            long now = counted(tally);
            if (passes(tally, then, now) && rerates.test(tally)) {
                changes.merge(tally, new TierChange(tally, then, now, version, 1), TierChange::then);
            }
        });
        return this;
    }

    /// Whether a step lies between: above the lower one, up to and with the higher one.
    private boolean passes(Tally tally, long one, long other) {
        return TierKind.of(tally).map(steps::get).stream()
                .flatMap(Collection::stream)
                .anyMatch(from -> Math.min(one, other) < from && from <= Math.max(one, other));
    }

    /// The commissions of the entries up to and with `through` stand at the step of a change by now; with
    /// those of the entry that it came with it is completed.
    public Draft reach(TierChange change, long through) {
        tier = Optional.of(new TierStep(change.tally(), change.from(), change.to(), through));
        if (through < change.recorded()) {
            changes.put(change.tally(), change.from(through + 1));
        } else {
            changes.remove(change.tally());
        }
        return this;
    }

    /// Given to where the commission stands: a reinstatement, or an adjustment upward.
    public Draft give(Standing to, Money amount, Optional<CommissionId> commission) {
        return switch (to) {
            case Standing.InPending in -> accrue(in.day(), amount, commission);
            case Standing.InHeld in -> move(EXPENSE, HELD, amount, commission);
            case Standing.InAvailable in ->
                move(EXPENSE, AVAILABLE, amount, commission).recover();
        };
    }

    /// Taken from where it stands. What its day does not cover, since an adjustment took from it, is
    /// taken from Available; what Available does not cover becomes a debt; money in flight is never
    /// touched.
    public Draft take(Standing from, Money amount, Optional<CommissionId> commission) {
        return switch (from) {
            case Standing.InPending in -> {
                Money covered = inDay(in.day(), amount);
                move(new Pending(in.day()), EXPENSE, covered, commission);
                yield take(new Standing.InAvailable(), amount.minus(covered), commission);
            }
            case Standing.InHeld in -> move(HELD, EXPENSE, amount, commission);
            case Standing.InAvailable in -> {
                Money covered = amount.min(before.money(balances.available()));
                debited |= covered.isPositive();
                move(AVAILABLE, EXPENSE, covered, commission);
                yield move(RECEIVABLE, EXPENSE, amount.minus(covered), commission);
            }
        };
    }

    /// To another day: a decision came that moves the release.
    public Draft reschedule(LocalDate from, LocalDate to, Money amount, Optional<CommissionId> commission) {
        if (before.isReleased(to)) {
            return release(from, amount, commission);
        }
        return from.equals(to) ? this : move(new Pending(from), new Pending(to), inDay(from, amount), commission);
    }

    /// Of one day, so much as it still holds: an approval after the hold.
    public Draft release(LocalDate day, Money amount, Optional<CommissionId> commission) {
        return move(new Pending(day), AVAILABLE, inDay(day, amount), commission).recover();
    }

    /// Everything that is due up to and with that day, which is today in the program's zone.
    public Draft releaseThrough(LocalDate today) {
        for (LocalDate day : balances.daysThrough(today)) {
            move(new Pending(day), AVAILABLE, before.money(balances.pending(day)), Optional.empty());
        }
        releasedThrough =
                releasedThrough.filter(through -> through.isAfter(today)).or(() -> Optional.of(today));
        return recover();
    }

    /// Puts under review, at most what still stands there; the caller marks what is in flight.
    public Draft review(Standing from, Money amount, Optional<CommissionId> commission) {
        return switch (from) {
            case Standing.InPending in -> move(new Pending(in.day()), HELD, inDay(in.day(), amount), commission);
            case Standing.InHeld in -> this;
            case Standing.InAvailable in -> {
                Money covered = amount.min(before.money(balances.available()));
                debited |= covered.isPositive();
                yield move(AVAILABLE, HELD, covered, commission);
            }
        };
    }

    /// Ends a review: back to its day, or to Available when that is released.
    /// @param today in the program's zone: an account on which no release ever ran, since nothing was
    ///     due, gets nothing back into a day that is past
    public Draft free(LocalDate day, LocalDate today, Money amount, Optional<CommissionId> commission) {
        return before.on(today).isReleased(day)
                ? move(HELD, AVAILABLE, amount, commission).recover()
                : move(HELD, new Pending(day), amount, commission);
    }

    /// For a payout that settles everything available in the entries up to `through`.
    public Draft reserve(Money amount, long through) {
        if (through < settledThrough || through > before.version()) {
            throw new IllegalArgumentException("through is not between the last settled version and the present one");
        }
        settledThrough = through;
        return move(AVAILABLE, IN_FLIGHT, amount, Optional.empty());
    }

    /// The rail has paid. A rail fee that the affiliate bears is part of the amount; one that the
    /// merchant bears comes on top.
    public Draft settle(Money amount, String rail, Money merchantFee) {
        move(IN_FLIGHT, new Cash(rail), amount, Optional.empty());
        return move(new RailFee(), new Cash(rail), merchantFee, Optional.empty());
    }

    /// The money never left.
    public Draft failed(Money amount) {
        return move(IN_FLIGHT, AVAILABLE, amount, Optional.empty()).recover();
    }

    /// The money came back.
    public Draft returned(Money amount, String rail, Money merchantFee) {
        move(new Cash(rail), AVAILABLE, amount, Optional.empty());
        move(new RailFee(), new Cash(rail), merchantFee, Optional.empty());
        return recover();
    }

    /// Gives up a debt.
    public Draft writeOff(Money amount) {
        return move(new WriteOff(), RECEIVABLE, amount, Optional.empty());
    }

    /// Gives up what is available: the affiliate's own wish, or the law's.
    public Draft forfeit(Money amount) {
        debited |= amount.isPositive();
        return move(AVAILABLE, EXPENSE, amount, Optional.empty());
    }

    public boolean isEmpty() {
        return postings.isEmpty() && counts().isEmpty() && rated.isEmpty() && tier.isEmpty() && clicks.isEmpty();
    }

    private List<Count> counts() {
        return counted.entrySet().stream()
                .filter(count -> count.getValue() != 0)
                .map(count -> new Count(count.getKey(), count.getValue()))
                .toList();
    }

    /// @throws IllegalStateException when nothing was posted, counted or noted
    public Account.Posted post(Cause cause) {
        if (isEmpty()) {
            throw new IllegalStateException("an entry without postings: " + cause.id());
        }
        long version = Math.addExact(before.version(), 1);
        Entry entry =
                new Entry(before.key(), version, cause, postings, counts(), rated, tier, clicks, before.lastHash());
        Account after = new Account(
                before.key(),
                version,
                balances.pendingDays(),
                balances.held(),
                balances.available(),
                balances.inFlight(),
                balances.receivable(),
                releasedThrough,
                settledThrough,
                debited ? version : before.lastDebit(),
                balances.paidOut(),
                tallies,
                steps,
                changes,
                clicks.map(line -> before.clicks()
                                .map(posted -> posted.with(line.day()))
                                .orElseGet(() -> ClickWindow.of(line.day())))
                        .or(before::clicks),
                entry.hash());
        return new Account.Posted(after, entry);
    }

    /// A debt takes first of whatever becomes available. Where there is a debt nothing was available
    /// before, so this lowers nothing that a plan could have counted.
    private Draft recover() {
        Money owed = before.money(Math.min(balances.available(), balances.receivable()));
        return move(AVAILABLE, RECEIVABLE, owed, Optional.empty());
    }

    /// Of an amount, what stands in a day: an adjustment may have taken from it before.
    private Money inDay(LocalDate day, Money amount) {
        return amount.min(before.money(balances.pending(day)));
    }

    private Draft move(AccountName from, AccountName to, Money amount, Optional<CommissionId> commission) {
        if (amount.isNegative()) {
            throw new IllegalArgumentException("amount is negative: " + amount);
        }
        if (amount.isPositive()) {
            Posting posting = new Posting(from, to, amount, commission);
            balances.apply(posting);
            postings.add(posting);
        }
        return this;
    }
}
