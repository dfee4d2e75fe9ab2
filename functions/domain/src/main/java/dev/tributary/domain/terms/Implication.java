package dev.tributary.domain.terms;

import dev.tributary.domain.money.Money;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/// Whether every case that satisfies one condition satisfies another too: so a rule is found that
/// leaves a later one without a line. Says no where it cannot tell.
final class Implication {
    private static final long DAY_NANOS = Duration.ofDays(1).toNanos();

    private Implication() {}

    static boolean implies(Condition one, Condition other) {
        return switch (other) {
            case Condition.Events of -> one instanceof Condition.Events mine && within(mine.events(), of.events());
            case Condition.Dates of -> one instanceof Condition.Dates mine && within(mine, of);
            case Condition.Days of ->
                one instanceof Condition.Days mine && within(mine.days(), of.days())
                        || one instanceof Condition.Dates dates && within(dates, of.days());
            case Condition.Hours of -> one instanceof Condition.Hours mine && within(mine, of);
            case Condition.Groups of -> one instanceof Condition.Groups mine && within(mine.groups(), of.groups());
            case Condition.Channels of ->
                one instanceof Condition.Channels mine && within(mine.channels(), of.channels());
            case Condition.CouponUsed of ->
                one instanceof Condition.CouponUsed mine
                        && (of.codes().isEmpty()
                                || (!mine.codes().isEmpty() && of.codes().containsAll(mine.codes())));
            case Condition.Products of -> one instanceof Condition.Products mine && within(mine.skus(), of.skus());
            case Condition.Categories of ->
                one instanceof Condition.Categories mine && within(mine.categories(), of.categories());
            case Condition.NewCustomer of -> one.equals(of);
            case Condition.Countries of ->
                one instanceof Condition.Countries mine && within(mine.countries(), of.countries());
            case Condition.Devices of -> one instanceof Condition.Devices mine && within(mine.devices(), of.devices());
            case Condition.OrderAmount of ->
                one instanceof Condition.OrderAmount mine
                        && bounded(mine.least(), of.least(), (own, least) -> compare(own, least) >= 0)
                        && bounded(mine.most(), of.most(), (own, most) -> compare(own, most) <= 0);
        };
    }

    /// By the numbers: an amount of another currency is told elsewhere.
    private static int compare(Money one, Money other) {
        return one.toBigDecimal().compareTo(other.toBigDecimal());
    }

    private static boolean within(Collection<?> mine, Collection<?> others) {
        return others.containsAll(mine);
    }

    private static boolean within(Condition.Dates mine, Condition.Dates other) {
        BiPredicate<LocalDate, LocalDate> notBefore = (own, first) -> !own.isBefore(first);
        BiPredicate<LocalDate, LocalDate> notAfter = (own, last) -> !own.isAfter(last);
        return bounded(mine.first(), other.first(), notBefore) && bounded(mine.last(), other.last(), notAfter);
    }

    /// A stretch of dates that has no other days of the week.
    private static boolean within(Condition.Dates dates, Set<DayOfWeek> days) {
        return dates.first()
                .flatMap(first -> dates.last()
                        .filter(last -> Contradiction.weekdays(first, last).allMatch(days::contains)))
                .isPresent();
    }

    /// A stretch of the clock's round that begins within the other, and ends before it does.
    private static boolean within(Condition.Hours mine, Condition.Hours other) {
        long offset = Math.floorMod(mine.from().toNanoOfDay() - other.from().toNanoOfDay(), DAY_NANOS);
        return offset + length(mine) <= length(other) || length(other) == DAY_NANOS;
    }

    private static long length(Condition.Hours hours) {
        long length = Math.floorMod(hours.to().toNanoOfDay() - hours.from().toNanoOfDay(), DAY_NANOS);
        return length == 0 ? DAY_NANOS : length;
    }

    /// Whether every case satisfies it.
    static boolean always(Condition condition) {
        return switch (condition) {
            case Condition.Days of -> of.days().size() == DayOfWeek.values().length;
            case Condition.Dates of -> of.first().isEmpty() && of.last().isEmpty();
            case Condition.Hours of -> length(of) == DAY_NANOS;
            case Condition.OrderAmount of ->
                of.most().isEmpty() && of.least().filter(Money::isPositive).isEmpty();
            // What they ask for may not be known, or is one of very many.
            case Condition.Events _,
                    Condition.Groups _,
                    Condition.Channels _,
                    Condition.CouponUsed _,
                    Condition.Products _,
                    Condition.Categories _,
                    Condition.NewCustomer _,
                    Condition.Countries _,
                    Condition.Devices _ -> false;
        };
    }

    /// Where the other has a bound, one has a bound that is as narrow.
    private static <T> boolean bounded(Optional<T> mine, Optional<T> others, BiPredicate<T, T> narrower) {
        return others.isEmpty()
                || mine.filter(own -> narrower.test(own, others.get())).isPresent();
    }
}
