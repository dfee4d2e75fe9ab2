package dev.tributary.domain.backtest;

import dev.tributary.domain.id.BackTestId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.OrderLists.Span;
import dev.tributary.domain.order.RetroactiveTiers;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.terms.TermsDocument;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Terms run over the conversions of a past period, in parts: all that is known between two parts is
/// here and in its rows, so that anybody can go on from there.
///
/// @param zone the program's, whose days the period has
public record BackTest(
        BackTestId id, ProgramId program, ZoneId zone, Tested tested, Days days, Progress progress, Sums sums) {
    /// So long a worker has it to itself: as long as a part may take, and some more.
    public static final Duration LEASE = Duration.ofMinutes(2);
    /// It is kept so long after its start.
    public static final Duration KEPT = Duration.ofDays(90);
    /// So many workers in a row may fail at it.
    static final int MOST_ATTEMPTS = 20;
    /// There is no older conversion: the platform is younger, and an event is at most 100 days old.
    static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);

    /// The terms as they stood when it began.
    ///
    /// @param version of those that are tested; empty for the draft
    /// @param present the version in force at the period's end, whose tiers the tested ones are held against
    public record Tested(Optional<Integer> version, TermsDocument terms, TermsDocument present) {}

    /// Whole days, both included.
    public record Days(LocalDate from, LocalDate to) {
        public static final int MOST = 400;

        public Days {
            if (to.isBefore(from) || to.isAfter(from.plusDays(MOST - 1))) {
                throw new IllegalArgumentException("days are not 1 to " + MOST + ": " + from + " to " + to);
            }
        }
    }

    /// What the conversions cost, and how many affiliates would gain and lose.
    public record Sums(Money now, Money then, int affiliates, int gain, int lose) {}

    public enum Phase {
        /// Retroactive tiers are paid by what a period comes to in the end: that is counted first.
        COUNTING,
        COSTING,
        DONE,
        /// Too many workers ended without a word.
        FAILED
    }

    /// How far it is.
    ///
    /// @param position of the last order that is done in this phase
    /// @param reached when that order occurred
    /// @param orders done, in this phase
    /// @param attempts workers since the last part that was written
    /// @param due from when on another worker may go on with it
    public record Progress(
            Phase phase,
            Optional<String> position,
            Optional<Instant> reached,
            long orders,
            int attempts,
            Instant due,
            Instant startedAt,
            Optional<Instant> finishedAt) {}

    public static BackTest start(BackTestId id, ProgramId program, ZoneId zone, Tested tested, Days days, Instant now) {
        Money none = Money.zero(tested.terms().minimumPayout().currency());
        boolean counts = !ends(tested.terms(), days).isEmpty();
        Progress progress = new Progress(
                counts ? Phase.COUNTING : Phase.COSTING,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                now,
                now,
                Optional.empty());
        return new BackTest(id, program, zone, tested, days, progress, new Sums(none, none, 0, 0, 0));
    }

    public boolean isRunning() {
        return progress.phase() == Phase.COUNTING || progress.phase() == Phase.COSTING;
    }

    /// Whether nobody else has it now.
    public boolean isFree(Instant now) {
        return isRunning() && !progress.due().isAfter(now);
    }

    /// A worker takes it. One at which every worker fails ends.
    public BackTest claimed(Instant now) {
        int attempts = progress.attempts() + 1;
        return attempts > MOST_ATTEMPTS
                ? with(new Progress(
                        Phase.FAILED,
                        progress.position(),
                        progress.reached(),
                        progress.orders(),
                        attempts,
                        progress.due(),
                        progress.startedAt(),
                        Optional.of(now)))
                : with(attempts, now.plus(LEASE));
    }

    /// Its worker has no time left: anybody may go on at once.
    public BackTest released(Instant now) {
        return with(0, now);
    }

    private BackTest with(int attempts, Instant due) {
        return with(new Progress(
                progress.phase(),
                progress.position(),
                progress.reached(),
                progress.orders(),
                attempts,
                due,
                progress.startedAt(),
                progress.finishedAt()));
    }

    BackTest with(Progress newProgress) {
        return new BackTest(id, program, zone, tested, days, newProgress, sums);
    }

    BackTest with(Sums newSums) {
        return new BackTest(id, program, zone, tested, days, progress, newSums);
    }

    /// Whether an order is of the period itself, and not of the time before it that is only counted.
    boolean covers(Instant occurredAt) {
        return new Span(start(days.from()), start(days.to().plusDays(1))).holds(occurredAt);
    }

    /// Which orders the present phase walks: counting begins with the longest period that holds the
    /// first day; of retroactive tiers it ends with the one that holds the last day.
    public Span span() {
        return switch (progress.phase()) {
            case COUNTING -> {
                Set<Tally> ends = ends(tested.terms(), days);
                Instant end = ends.stream()
                        .map(tally -> tally.period().end().map(this::start).orElse(Instant.MAX))
                        .max(Instant::compareTo)
                        .orElseThrow();
                Instant started = progress.startedAt();
                yield new Span(first(ends.stream()), end.isBefore(started) ? end : started);
            }
            case COSTING, DONE, FAILED ->
                new Span(
                        first(Stream.concat(
                                tested.terms().payTallies(days.from()).stream(),
                                tested.present().payTallies(days.from()).stream())),
                        start(days.to().plusDays(1)));
        };
    }

    private Instant first(Stream<Tally> tallies) {
        LocalDate first = tallies.filter(tally -> tally.kind() != Tally.Kind.QUALIFIED_CLICKS)
                .map(tally -> tally.period().start())
                .reduce(days.from(), (one, other) -> one.isBefore(other) ? one : other);
        return start(first.isBefore(FIRST_DAY) && !days.from().isBefore(FIRST_DAY) ? FIRST_DAY : first);
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /// The counters of retroactive tiers that the period's days are paid by.
    private static Set<Tally> ends(TermsDocument terms, Days days) {
        Set<Tally> ends = new TreeSet<>(RetroactiveTiers.tallies(terms, days.from()));
        ends.addAll(RetroactiveTiers.tallies(terms, days.to()));
        return ends;
    }

    /// Until when refunds still change the tier of a period: its end and the hold.
    Instant closes(Period period) {
        return period.end()
                .map(end -> start(end).plus(Duration.ofDays(tested.terms().longestHoldDays())))
                .orElse(Instant.MAX);
    }

    /// How much of the way is done, by time, from 0 to 100: how many orders there are nobody knows.
    public int percent() {
        if (progress.phase() == Phase.DONE) {
            return 100;
        }
        Span span = span();
        long all = Math.max(1, span.to().getEpochSecond() - span.from().getEpochSecond());
        long gone = progress.reached()
                .map(at -> at.getEpochSecond() - span.from().getEpochSecond())
                .orElse(0L);
        int part = Math.clamp(gone * 100 / all, 0, 99);
        boolean counted = !ends(tested.terms(), days).isEmpty();
        if (!counted) {
            return part;
        }
        return progress.phase() == Phase.COUNTING ? part / 2 : 50 + part / 2;
    }
}
