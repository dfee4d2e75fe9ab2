package dev.tributary.domain.terms;

import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.tally.Tally;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What terms pay beside commissions, each once. `groups` are those whom it is for: the enrollment has one
/// of them; none is everybody. A new kind is a new record here.
public sealed interface Bonus {
    BonusId id();

    Set<Group> groups();

    /// For who begins to promote: paid by the version in force when the enrollment was first approved.
    record Signing(BonusId id, Set<Group> groups, When when, Money amount) implements Bonus {
        public enum When {
            /// Held like a commission, from the approval on.
            APPROVAL,
            /// With that sale's hold.
            FIRST_SALE
        }

        public Signing {
            groups = Set.copyOf(groups);
        }
    }

    /// For a figure that is reached in a period; it stands in Pending until the last conversion that
    /// counts is released.
    ///
    /// @param from minor units of the program's currency for revenue, else pieces
    record Milestone(BonusId id, Set<Group> groups, Measure measure, Period.Length period, long from, Prize prize)
            implements Bonus {
        public Milestone {
            groups = Set.copyOf(groups);
        }

        public Milestone(
                BonusId id, Set<Group> groups, Measure measure, Period.Length period, long from, Money amount) {
            this(id, groups, measure, period, from, new Prize.Cash(amount));
        }

        /// Zero for a prize without cash.
        public Money amount() {
            return prize.cash();
        }

        public Tally tally(LocalDate day) {
            return Tally.of(measure, Period.of(period, day));
        }
    }

    /// For a placement: paid after each period of the program's zone in which it stood.
    ///
    /// @param first the periods that begin on that day or later; empty for all
    /// @param last the periods that end on that day or earlier; empty for all
    record FlatFee(
            BonusId id,
            Set<Group> groups,
            Period.Length every,
            Optional<LocalDate> first,
            Optional<LocalDate> last,
            Money amount)
            implements Bonus {
        public FlatFee {
            groups = Set.copyOf(groups);
        }

        /// Whether a period is one of those that it is paid for.
        public boolean covers(Period period) {
            return period.length() == every
                    && first.filter(day -> period.start().isBefore(day)).isEmpty()
                    && period.end()
                            .filter(end -> last.filter(day -> end.minusDays(1).isAfter(day))
                                    .isEmpty())
                            .isPresent();
        }
    }

    /// For something that an affiliate makes and submits, and the merchant accepts.
    ///
    /// @param title what is asked for, 1 to 200 characters
    /// @param last the last day on which submissions are taken; empty for no end
    record Bounty(BonusId id, Set<Group> groups, String title, Optional<LocalDate> last, Money amount)
            implements Bonus {
        public static final int MAX_TITLE_LENGTH = 200;

        public Bounty {
            groups = Set.copyOf(groups);
            if (title.isBlank() || title.length() > MAX_TITLE_LENGTH) {
                throw new IllegalArgumentException("title is empty or longer than " + MAX_TITLE_LENGTH);
            }
        }
    }

    /// For each of the first in a quarter, by what is counted net of reversals; decided when the quarter and
    /// the hold are over. Of one figure, whoever reached it first.
    record Leaderboard(BonusId id, Set<Group> groups, Measure measure, int top, Prize prize) implements Bonus {
        public Leaderboard {
            groups = Set.copyOf(groups);
        }

        public Leaderboard(BonusId id, Set<Group> groups, Measure measure, int top, Money amount) {
            this(id, groups, measure, top, new Prize.Cash(amount));
        }

        /// Zero for a prize without cash.
        public Money amount() {
            return prize.cash();
        }

        public Tally tally(LocalDate day) {
            return Tally.of(measure, Period.of(Period.Length.QUARTER, day));
        }
    }

    /// Whether conversions reach it by themselves, in their own transaction.
    default boolean isReachedByConversions() {
        return switch (this) {
            case Signing signing -> signing.when() == Signing.When.FIRST_SALE;
            case Milestone _ -> true;
            case FlatFee _, Bounty _, Leaderboard _ -> false;
        };
    }

    /// What it gives instead of money, where it does.
    default Optional<Prize.InKind> inKind() {
        return switch (this) {
            case Milestone milestone -> milestone.prize().inKind();
            case Leaderboard board -> board.prize().inKind();
            case Signing _, FlatFee _, Bounty _ -> Optional.empty();
        };
    }

    /// What a conversion of that day is counted in for it.
    default Stream<Tally> tallies(LocalDate day) {
        return switch (this) {
            case Signing signing ->
                signing.when() == Signing.When.FIRST_SALE ? Stream.of(Tally.sales()) : Stream.empty();
            case Milestone milestone -> Stream.of(milestone.tally(day));
            case Leaderboard board -> Stream.of(board.tally(day));
            case FlatFee _, Bounty _ -> Stream.empty();
        };
    }
}
