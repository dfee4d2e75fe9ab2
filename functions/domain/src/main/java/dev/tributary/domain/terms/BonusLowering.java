package dev.tributary.domain.terms;

import dev.tributary.domain.money.Money;
import java.util.Optional;
import java.util.Set;

/// Whether bonuses may be worse for somebody than before: each one must still be there, for as many, for as
/// little and with as much. More of them take from nobody.
final class BonusLowering {
    private BonusLowering() {}

    static boolean asGood(TermsDocument before, TermsDocument now) {
        return before.bonuses().stream()
                .allMatch(old -> now.bonus(old.id())
                        .filter(bonus -> reachesAsMany(old.groups(), bonus.groups()) && asGood(old, bonus))
                        .isPresent());
    }

    private static boolean asGood(Bonus old, Bonus now) {
        return switch (old) {
            case Bonus.Signing was ->
                now instanceof Bonus.Signing is && is.when() == was.when() && atLeast(is.amount(), was.amount());
            case Bonus.Milestone was ->
                now instanceof Bonus.Milestone is
                        && is.measure() == was.measure()
                        && is.period() == was.period()
                        && is.from() <= was.from()
                        && is.prize().isAsGoodAs(was.prize());
            case Bonus.FlatFee was ->
                now instanceof Bonus.FlatFee is
                        && is.every() == was.every()
                        && noLater(is.first(), was.first())
                        && (is.last().isEmpty()
                                || was.last()
                                        .filter(day -> !is.last().get().isBefore(day))
                                        .isPresent())
                        && atLeast(is.amount(), was.amount());
            case Bonus.Leaderboard was ->
                now instanceof Bonus.Leaderboard is
                        && is.measure() == was.measure()
                        // More who compete take from those who did: only the same are plainly as good.
                        && is.groups().equals(was.groups())
                        && is.top() >= was.top()
                        && is.prize().isAsGoodAs(was.prize());
            case Bonus.Bounty was ->
                now instanceof Bonus.Bounty is
                        && is.title().equals(was.title())
                        && (is.last().isEmpty()
                                || was.last()
                                        .filter(day -> !is.last().get().isBefore(day))
                                        .isPresent())
                        && atLeast(is.amount(), was.amount());
        };
    }

    private static <T extends Comparable<? super T>> boolean noLater(Optional<T> now, Optional<T> before) {
        return now.isEmpty()
                || before.filter(day -> now.get().compareTo(day) <= 0).isPresent();
    }

    /// Of another currency they differ by a fault of its own.
    static boolean atLeast(Money one, Money other) {
        return one.toBigDecimal().compareTo(other.toBigDecimal()) >= 0;
    }

    private static boolean reachesAsMany(Set<Group> before, Set<Group> now) {
        return now.isEmpty() || !before.isEmpty() && now.containsAll(before);
    }
}
