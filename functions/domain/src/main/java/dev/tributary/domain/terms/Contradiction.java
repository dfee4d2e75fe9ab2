package dev.tributary.domain.terms;

import dev.tributary.domain.money.Money;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Whether a condition leaves nothing of what those before it left: no conversion satisfies them all.
/// It is told of the first one that does; what is empty in itself is told elsewhere.
final class Contradiction {
    private static final int WEEK = 7;

    private Contradiction() {}

    /// The code of the fault.
    static Optional<String> of(List<Condition> before, Condition condition) {
        return switch (condition) {
            case Condition.Dates _
            when first(before, condition, Contradiction::noDate) -> Optional.of("dates_contradict");
            case Condition.OrderAmount of when noAmount(List.of(of)) -> Optional.of("least_above_most");
            case Condition.Dates _ -> told(first(before, condition, Contradiction::noDay));
            case Condition.Days _ -> told(noValue(before, condition) || first(before, condition, Contradiction::noDay));
            case Condition.Hours _ -> told(first(before, condition, Contradiction::noHour));
            case Condition.OrderAmount _ -> told(first(before, condition, Contradiction::noAmount));
            case Condition.NewCustomer of -> told(before.contains(new Condition.NewCustomer(!of.isNew())));
            case Condition.Events _,
                    Condition.Channels _,
                    Condition.CouponUsed _,
                    Condition.Products _,
                    Condition.Categories _,
                    Condition.Countries _,
                    Condition.Devices _ -> told(noValue(before, condition));
            // An enrollment may have all of the groups.
            case Condition.Groups _ -> Optional.empty();
        };
    }

    private static Optional<String> told(boolean contradicts) {
        return contradicts ? Optional.of("contradicts") : Optional.empty();
    }

    /// Whether they leave nothing with the condition, and left something without it.
    private static boolean first(List<Condition> before, Condition condition, Predicate<List<Condition>> leaveNothing) {
        List<Condition> all = new ArrayList<>(before);
        all.add(condition);
        return !leaveNothing.test(before) && leaveNothing.test(all);
    }

    /// Of which a conversion or a line has one; none for a condition that asks otherwise.
    private static Set<?> values(Condition condition) {
        return switch (condition) {
            case Condition.Events of -> of.events();
            case Condition.Days of -> of.days();
            case Condition.Channels of -> of.channels();
            case Condition.CouponUsed of -> of.codes();
            case Condition.Products of -> of.skus();
            case Condition.Categories of -> of.categories();
            case Condition.Countries of -> of.countries();
            case Condition.Devices of -> of.devices();
            case Condition.Dates _,
                    Condition.Hours _,
                    Condition.Groups _,
                    Condition.NewCustomer _,
                    Condition.OrderAmount _ -> Set.of();
        };
    }

    private static boolean noValue(List<Condition> before, Condition condition) {
        Class<? extends Condition> kind = condition.getClass();
        return first(
                before,
                condition,
                conditions -> common(conditions, kind).filter(Set::isEmpty).isPresent());
    }

    /// What all conditions of a kind name; empty when none of them names anything.
    private static Optional<Set<Object>> common(List<Condition> conditions, Class<? extends Condition> kind) {
        List<? extends Set<?>> sets = conditions.stream()
                .filter(kind::isInstance)
                .map(Contradiction::values)
                .filter(set -> !set.isEmpty())
                .toList();
        if (sets.isEmpty()) {
            return Optional.empty();
        }
        Set<Object> common = new HashSet<>(sets.getFirst());
        sets.forEach(common::retainAll);
        return Optional.of(common);
    }

    /// Stretches of a clock's round have something in common only where one of them begins.
    private static boolean noHour(List<Condition> conditions) {
        List<Condition.Hours> hours = conditions.stream()
                .flatMap(condition -> condition instanceof Condition.Hours of ? Stream.of(of) : Stream.empty())
                .toList();
        return !hours.isEmpty()
                && hours.stream()
                        .map(Condition.Hours::from)
                        .noneMatch(from -> hours.stream().allMatch(one -> one.contains(from)));
    }

    /// By the numbers: an amount of another currency is told elsewhere.
    private static boolean noAmount(List<Condition> conditions) {
        List<Condition.OrderAmount> amounts = conditions.stream()
                .flatMap(condition -> condition instanceof Condition.OrderAmount of ? Stream.of(of) : Stream.empty())
                .toList();
        Optional<BigDecimal> least = amounts.stream()
                .flatMap(of -> of.least().stream())
                .map(Money::toBigDecimal)
                .max(Comparator.naturalOrder());
        Optional<BigDecimal> most = amounts.stream()
                .flatMap(of -> of.most().stream())
                .map(Money::toBigDecimal)
                .min(Comparator.naturalOrder());
        return least.isPresent() && most.isPresent() && least.get().compareTo(most.get()) > 0;
    }

    private static boolean noDate(List<Condition> conditions) {
        Optional<LocalDate> first = firstDay(conditions);
        Optional<LocalDate> last = lastDay(conditions);
        return first.isPresent() && last.isPresent() && first.get().isAfter(last.get());
    }

    /// Whether none of the dates is one of the days of the week.
    private static boolean noDay(List<Condition> conditions) {
        Optional<LocalDate> first = firstDay(conditions);
        Optional<LocalDate> last = lastDay(conditions);
        Optional<Set<Object>> days = common(conditions, Condition.Days.class);
        return first.isPresent()
                && last.isPresent()
                && !first.get().isAfter(last.get())
                && days.filter(some -> !some.isEmpty()
                                && weekdays(first.get(), last.get()).noneMatch(some::contains))
                        .isPresent();
    }

    /// The days of the week that a stretch of dates has.
    static Stream<DayOfWeek> weekdays(LocalDate first, LocalDate last) {
        long days = Math.min(WEEK, ChronoUnit.DAYS.between(first, last) + 1);
        return IntStream.range(0, (int) days).mapToObj(first.getDayOfWeek()::plus);
    }

    private static Optional<LocalDate> firstDay(List<Condition> conditions) {
        return conditions.stream()
                .flatMap(condition -> condition instanceof Condition.Dates of ? of.first().stream() : Stream.empty())
                .max(Comparator.naturalOrder());
    }

    private static Optional<LocalDate> lastDay(List<Condition> conditions) {
        return conditions.stream()
                .flatMap(condition -> condition instanceof Condition.Dates of ? of.last().stream() : Stream.empty())
                .min(Comparator.naturalOrder());
    }
}
