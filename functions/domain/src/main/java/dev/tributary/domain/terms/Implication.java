package dev.tributary.domain.terms;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiPredicate;

/// Whether every case that satisfies one condition satisfies another too: so a rule is found that
/// leaves a later one without a line. Says no where it cannot tell.
final class Implication {
    private Implication() {}

    static boolean implies(Condition one, Condition other) {
        return switch (other) {
            case Condition.Events of ->
                one instanceof Condition.Events mine && within(mine.events(), of.events());
            case Condition.Dates of -> one instanceof Condition.Dates mine && within(mine, of);
            case Condition.Days of -> one instanceof Condition.Days mine && within(mine.days(), of.days());
            case Condition.Hours of -> one instanceof Condition.Hours mine && within(mine, of);
            case Condition.Groups of ->
                one instanceof Condition.Groups mine && within(mine.groups(), of.groups());
            case Condition.Channels of ->
                one instanceof Condition.Channels mine && within(mine.channels(), of.channels());
            case Condition.CouponUsed of ->
                one instanceof Condition.CouponUsed mine
                        && (of.codes().isEmpty()
                                || (!mine.codes().isEmpty() && of.codes().containsAll(mine.codes())));
            case Condition.Products of ->
                one instanceof Condition.Products mine && within(mine.skus(), of.skus());
            case Condition.Categories of ->
                one instanceof Condition.Categories mine && within(mine.categories(), of.categories());
            case Condition.NewCustomer of -> one.equals(of);
            case Condition.Countries of ->
                one instanceof Condition.Countries mine && within(mine.countries(), of.countries());
            case Condition.Devices of ->
                one instanceof Condition.Devices mine && within(mine.devices(), of.devices());
            case Condition.OrderAmount of ->
                one instanceof Condition.OrderAmount mine
                        && bounded(mine.least(), of.least(), (own, least) -> own.compareTo(least) >= 0)
                        && bounded(mine.most(), of.most(), (own, most) -> own.compareTo(most) <= 0);
        };
    }

    private static boolean within(Collection<?> mine, Collection<?> others) {
        return others.containsAll(mine);
    }

    private static boolean within(Condition.Dates mine, Condition.Dates other) {
        BiPredicate<LocalDate, LocalDate> notBefore = (own, first) -> !own.isBefore(first);
        BiPredicate<LocalDate, LocalDate> notAfter = (own, last) -> !own.isAfter(last);
        return bounded(mine.first(), other.first(), notBefore) && bounded(mine.last(), other.last(), notAfter);
    }

    /// Both are seen as they are, or the other is all day.
    private static boolean within(Condition.Hours mine, Condition.Hours other) {
        if (other.from().equals(other.to()) || mine.equals(other)) {
            return true;
        }
        boolean plain = mine.from().isBefore(mine.to()) && other.from().isBefore(other.to());
        LocalTime from = mine.from();
        return plain && !from.isBefore(other.from()) && !mine.to().isAfter(other.to());
    }

    /// Where the other has a bound, one has a bound that is as narrow.
    private static <T> boolean bounded(Optional<T> mine, Optional<T> others, BiPredicate<T, T> narrower) {
        return others.isEmpty()
                || mine.filter(own -> narrower.test(own, others.get())).isPresent();
    }
}
