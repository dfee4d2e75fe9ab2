package dev.tributary.domain.order;

import dev.tributary.domain.attribution.EnrollmentFacts;
import dev.tributary.domain.bonus.Milestones;
import dev.tributary.domain.click.ClicksClosed;
import dev.tributary.domain.commission.ClickCommission;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.DayClicks;
import dev.tributary.domain.ledger.Draft;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.ledger.Hold;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.terms.Cap;
import dev.tributary.domain.terms.ClickPay;
import dev.tributary.domain.terms.TermsDocument;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the clicks of a closed day post: their pay by the version in force when the day began, and what
/// tiers count. A day is posted once: the account knows which ones were.
public final class ClickPosting {
    private final ClicksClosed closed;
    private final ProgramFacts program;
    private final EnrollmentFacts enrollment;
    private final Account account;
    private final Account today;
    private final Instant now;

    private ClickPosting(
            ClicksClosed closed, ProgramFacts program, EnrollmentFacts enrollment, Account account, Instant now) {
        this.closed = closed;
        this.program = program;
        this.enrollment = enrollment;
        this.account = account;
        this.today = account.on(Hold.today(now, program.zone()));
        this.now = now;
    }

    /// @param account as it was read
    /// @return empty when nothing is to be posted: the day was posted before, nothing asks for it, or the
    ///     affiliate is not in the program or banned
    public static Optional<OrderGroup> decide(
            ClicksClosed closed,
            ProgramFacts program,
            Optional<EnrollmentFacts> enrollment,
            Account account,
            Instant now) {
        boolean known =
                account.clicks().filter(posted -> posted.has(closed.day())).isPresent();
        boolean tooOld = start(closed.day(), program).isBefore(now.minus(Orders.OLDEST));
        if (known || tooOld || enrollment.filter(one -> !one.isBanned()).isEmpty()) {
            return Optional.empty();
        }
        return new ClickPosting(closed, program, enrollment.get(), account, now).post();
    }

    /// The one that a day may post.
    public static EntryId entry(ClicksClosed closed) {
        return new EntryId("clicks:" + closed.program() + ":" + closed.affiliate() + ":" + closed.day());
    }

    private static Instant start(LocalDate day, ProgramFacts program) {
        return day.atStartOfDay(program.zone()).toInstant();
    }

    private Optional<OrderGroup> post() {
        TermsDocument terms = program.terms().at(start(closed.day(), program));
        Optional<ClickPay> pay = terms.clickPay()
                .filter(one -> one.groups().isEmpty() || one.groups().stream().anyMatch(enrollment.groups()::contains));
        long paid = pay.map(one -> one.dailyCap()
                        .map(most -> Math.min(most, closed.qualified()))
                        .orElse(closed.qualified()))
                .orElse(0L);
        Money full = pay.map(one -> one.of(paid)).orElse(Money.zero(program.currency()));
        Optional<Money> room = pay.flatMap(one -> room(one, terms)).filter(left -> left.compareTo(full) < 0);
        Money amount = room.orElse(full);
        Map<Tally, Long> counts = counts(pay, amount);
        if (amount.isZero() && counts.isEmpty()) {
            return Optional.empty();
        }
        Draft draft = today.draft()
                .clicks(new DayClicks(closed.day(), closed.qualified(), paid, terms.version(), room.map(Money::minor)));
        LocalDate day = accrue(draft, amount, terms);
        counts.forEach(draft::count);
        through(draft, counts.keySet(), day);
        today.tallies().forEach((tally, count) -> {
            if (!isKept(tally)) {
                draft.count(tally, -count);
            }
        });
        draft.noteTiers(tally -> Counting.rerates(tally, program, now));
        Account.Posted posted =
                draft.post(new Cause(entry(closed), Cause.Kind.CLICKS, start(closed.day(), program), now));
        return Optional.of(new OrderGroup(List.of(), List.of(withBonuses(posted, terms, day)), program.zone()));
    }

    /// Until when what bonuses count may be lost, as with conversions: clicks are not, but a bonus waits for
    /// the hold of the last ones.
    private void through(Draft draft, Set<Tally> counted, LocalDate day) {
        for (Tally tally : program.terms().bonusTallies(closed.day())) {
            if (counted.contains(tally)) {
                Tally through = Milestones.through(tally);
                long before = today.tallies().getOrDefault(through, 0L);
                draft.count(through, Math.max(0, day.toEpochDay() - before));
            }
        }
    }

    /// What the day reached follows it, each an entry of its own, in its transaction.
    private Movement withBonuses(Account.Posted posted, TermsDocument terms, LocalDate day) {
        List<Entry> entries = new ArrayList<>(List.of(posted.entry()));
        Account after = posted.account();
        Milestones.Facts facts = new Milestones.Facts(
                program.terms(),
                terms.version(),
                closed.day(),
                enrollment.groups(),
                Optional.empty(),
                start(closed.day(), program),
                day,
                this::isKept);
        for (Account.Posted made : Milestones.settle(after, facts, now, Milestones.MOST_ENTRIES)) {
            entries.add(made.entry());
            after = made.account();
        }
        return new Movement(account, after, entries);
    }

    /// The least that a cap of this pay, or of all, leaves: what exceeds it is not paid.
    private Optional<Money> room(ClickPay pay, TermsDocument terms) {
        Optional<Money> least = Optional.empty();
        for (Cap cap : terms.caps()) {
            if (cap.rule().filter(rule -> !rule.equals(pay.id())).isEmpty()) {
                long let = today.tallies().getOrDefault(cap.tally(closed.day()), 0L);
                Money left = new Money(Math.max(0, cap.most().minor() - let), program.currency());
                least = Optional.of(least.map(left::min).orElse(left));
            }
        }
        return least;
    }

    /// The hold counts from the day's end: then its last click was there.
    /// @return the day in which it stands
    private LocalDate accrue(Draft draft, Money amount, TermsDocument terms) {
        Instant end = ClickCommission.holdEnd(closed.day(), terms, program.zone());
        LocalDate day = Hold.releaseDay(end, program.zone());
        if (!end.isAfter(now) || today.isReleased(day)) {
            draft.accrueReleased(day, amount, Optional.empty());
        } else {
            draft.accrue(day, amount, Optional.empty());
        }
        return day;
    }

    private Map<Tally, Long> counts(Optional<ClickPay> pay, Money amount) {
        Set<Tally> asked = new TreeSet<>(program.terms().tallies(closed.day()));
        enrollment.override().ifPresent(own -> asked.addAll(own.tallies(closed.day())));
        enrollment.linkOverrides().values().forEach(own -> asked.addAll(own.tallies(closed.day())));
        Map<Tally, Long> counts = new TreeMap<>();
        for (Tally tally : asked) {
            boolean counted = tally.kind() == Tally.Kind.CAP
                    && pay.filter(one -> tally.rule()
                                    .filter(rule -> !rule.equals(one.id().text()))
                                    .isEmpty())
                            .isPresent();
            long change =
                    tally.kind() == Tally.Kind.QUALIFIED_CLICKS ? closed.qualified() : counted ? amount.minor() : 0;
            if (change != 0 && isKept(tally)) {
                counts.put(tally, change);
            }
        }
        return counts;
    }

    private boolean isKept(Tally tally) {
        return Counting.isKept(tally, Hold.today(now, program.zone()), program);
    }
}
