package dev.tributary.domain.terms;

import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.tally.Tally;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a rule pays for the lines that it won. A new kind is a new record here.
public sealed interface Pay {
    /// Whether it asks how many clicks there were.
    default boolean isByClicks() {
        return this instanceof Tiered tiered && tiered.measure() == Measure.QUALIFIED_CLICKS;
    }

    /// One that the lines alone decide.
    sealed interface Flat extends Pay {
        /// The exact pay, in minor units.
        /// @param base of the lines, in minor units
        /// @param quantity of the lines, in pieces
        default Fraction of(Fraction base, long quantity) {
            return switch (this) {
                case Percent pay -> share(base, pay.percent());
                case Fixed pay -> Fraction.of(pay.amount().minor());
                case FixedAndPercent pay -> Fraction.of(pay.amount().minor()).plus(share(base, pay.percent()));
                case PerItem pay -> Fraction.of(pay.amount().minor()).times(Fraction.of(quantity));
            };
        }
    }

    /// Of the base of those lines: `Percent(12.5)`.
    record Percent(BigDecimal percent) implements Flat {
        public Percent {
            percent = refuseNegative(percent);
        }
    }

    /// Once per conversion and rule, however many lines.
    record Fixed(Money amount) implements Flat {
        public Fixed {
            refuseNegative(amount);
        }
    }

    /// Both of them, rounded together.
    record FixedAndPercent(Money amount, BigDecimal percent) implements Flat {
        public FixedAndPercent {
            refuseNegative(amount);
            percent = refuseNegative(percent);
        }
    }

    /// For each piece of those lines.
    record PerItem(Money amount) implements Flat {
        public PerItem {
            refuseNegative(amount);
        }
    }

    /// For a subscription: each stage lasts so many months, counted from the first charge; the last
    /// one, without months, has no end. After the last stage nothing is paid.
    record Staged(List<Stage> stages) implements Pay {
        public Staged {
            stages = List.copyOf(stages);
            if (stages.isEmpty()) {
                throw new IllegalArgumentException("stages is empty");
            }
        }
    }

    record Stage(Optional<Integer> months, Flat pay) {}

    /// By what the affiliate has brought in the period.
    record Tiered(Measure measure, Period.Length period, Mode mode, List<Step> steps) implements Pay {
        public Tiered {
            steps = steps.stream().sorted(Comparator.comparingLong(Step::from)).toList();
            if (steps.isEmpty()) {
                throw new IllegalArgumentException("steps is empty");
            }
        }

        /// The highest step that the counter has reached. By count the conversion after the from-th is the
        /// first of a step, and it finds `from` before it.
        public Flat reached(long counter) {
            Flat reached = steps.getFirst().pay();
            for (Step step : steps) {
                reached = step.from() <= counter ? step.pay() : reached;
            }
            return reached;
        }

        public enum Mode {
            /// Each slice of the counter is paid at its own step.
            MARGINAL,
            /// All of the period is paid at the step that the counter has reached.
            RETROACTIVE
        }
    }

    /// @param from minor units of the program's currency for revenue, else pieces
    record Step(long from, Flat pay) {}

    /// What an event of that day is counted in by its steps.
    default Set<Tally> tallies(LocalDate day) {
        return this instanceof Tiered tiered
                ? Set.of(Tally.of(tiered.measure(), Period.of(tiered.period(), day)))
                : Set.of();
    }

    private static Fraction share(Fraction base, BigDecimal percent) {
        // The compact constructors leave a scale of 0 or more.
        Fraction number = Fraction.of(percent.unscaledValue(), BigInteger.TEN.pow(percent.scale()));
        return base.times(number).dividedBy(Fraction.of(100));
    }

    /// Without trailing zeros, so that 10 and 10.0 are one pay.
    private static BigDecimal refuseNegative(BigDecimal percent) {
        if (percent.signum() < 0) {
            throw new IllegalArgumentException("percent is negative: " + percent.toPlainString());
        }
        BigDecimal stripped = percent.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static void refuseNegative(Money amount) {
        if (amount.isNegative()) {
            throw new IllegalArgumentException("amount is negative: " + amount);
        }
    }
}
