package dev.tributary.domain.terms;

import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Period;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is wrong with bonuses.
final class BonusesCheck {
    private static final long MOST_PIECES = 1_000_000_000;
    private static final int MOST_LEADERS = 100;
    /// So long after its end a quarter is counted yet.
    private static final int MOST_VALIDATION_DAYS = 100;

    private BonusesCheck() {}

    static void check(TermsDocument draft, Faults faults) {
        List<Bonus> bonuses = draft.bonuses();
        faults.addIf(bonuses.size() > TermsCheck.MOST_BONUSES, "bonuses", "too_many");
        long reached = bonuses.stream().filter(Bonus::isReachedByConversions).count();
        faults.addIf(reached > TermsCheck.MOST_MILESTONES, "bonuses", "too_many_milestones");
        Set<BonusId> ids = new HashSet<>();
        for (int index = 0; index < bonuses.size(); index++) {
            String path = "bonuses[" + index + "]";
            Bonus bonus = bonuses.get(index);
            faults.addIf(!ids.add(bonus.id()), path + ".id", "duplicate");
            switch (bonus) {
                case Bonus.Signing signing -> faults.positive(path + ".amount", signing.amount());
                case Bonus.Milestone milestone -> milestone(path, milestone, faults);
                case Bonus.FlatFee fee -> flatFee(path, fee, faults);
                case Bonus.Bounty bounty -> faults.positive(path + ".amount", bounty.amount());
                case Bonus.Leaderboard board -> {
                    prize(path, board.prize(), faults);
                    faults.range(path + ".leaderboard.top", board.top(), 1, MOST_LEADERS);
                    faults.addIf(decidedTooLate(draft), path + ".leaderboard", "decided_too_late");
                }
            }
        }
    }

    /// What is paid once is paid once under its name: one name is one thing, in whichever version it stood.
    static void kinds(List<TermsDocument> earlier, TermsDocument draft, Faults faults) {
        for (int index = 0; index < draft.bonuses().size(); index++) {
            Bonus bonus = draft.bonuses().get(index);
            boolean changed = earlier.stream()
                    .flatMap(before -> before.bonus(bonus.id()).stream())
                    .anyMatch(old -> !isSameKind(old, bonus));
            faults.addIf(changed, "bonuses[" + index + "].id", "kind_changed");
        }
    }

    private static boolean isSameKind(Bonus old, Bonus now) {
        return switch (old) {
            case Bonus.Signing was -> now instanceof Bonus.Signing is && is.when() == was.when();
            case Bonus.Milestone _ -> now instanceof Bonus.Milestone;
            case Bonus.FlatFee _ -> now instanceof Bonus.FlatFee;
            case Bonus.Bounty _ -> now instanceof Bonus.Bounty;
            case Bonus.Leaderboard _ -> now instanceof Bonus.Leaderboard;
        };
    }

    private static boolean decidedTooLate(TermsDocument draft) {
        return draft.validation().mode() == ValidationPolicy.Mode.MANUAL
                && draft.validation().days() > MOST_VALIDATION_DAYS;
    }

    private static void milestone(String path, Bonus.Milestone milestone, Faults faults) {
        prize(path, milestone.prize(), faults);
        long most = switch (milestone.measure()) {
            case REVENUE -> Money.MAX_MINOR;
            case CONVERSIONS, NEW_CUSTOMERS, QUALIFIED_CLICKS -> MOST_PIECES;
        };
        faults.range(path + ".milestone.from", milestone.from(), 1, most);
        boolean allowed = switch (milestone.period()) {
            case MONTH, QUARTER, YEAR, EVER -> true;
            // Each one is kept on the account until nothing of its period can come any more.
            case DAY -> false;
        };
        faults.addIf(!allowed, path + ".milestone.period", "period_not_allowed");
    }

    private static void prize(String path, Prize prize, Faults faults) {
        switch (prize) {
            case Prize.Cash(Money amount) -> faults.positive(path + ".amount", amount);
            case Prize.InKind inKind -> {
                inKind.value().ifPresent(value -> faults.positive(path + ".prize.value", value));
                faults.addIf(
                        inKind.kind() == Prize.Kind.PUBLIC_RECOGNITION
                                && inKind.value().isPresent(),
                        path + ".prize.value",
                        "not_for_recognition");
            }
        }
    }

    private static void flatFee(String path, Bonus.FlatFee fee, Faults faults) {
        faults.positive(path + ".amount", fee.amount());
        boolean allowed = switch (fee.every()) {
            case MONTH, QUARTER, YEAR -> true;
            case DAY, EVER -> false;
        };
        faults.addIf(!allowed, path + ".flat_fee.every", "period_not_allowed");
        faults.addIf(allowed && !isEverPaid(fee), path + ".flat_fee", "contradictory_dates");
    }

    /// Whether a whole period lies between its dates.
    private static boolean isEverPaid(Bonus.FlatFee fee) {
        Optional<LocalDate> first = fee.first();
        if (first.isEmpty() || fee.last().isEmpty()) {
            return true;
        }
        Period period = Period.of(fee.every(), first.get());
        return fee.covers(period)
                || period.end()
                        .map(next -> fee.covers(Period.of(fee.every(), next)))
                        .orElse(false);
    }
}
