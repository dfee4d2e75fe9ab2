package dev.tributary.domain.tally;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/// What is counted in one period: a measure that tiers ask for, or what a cap has let through, of one
/// rule (by its id) or of all; and what bonuses note, by bonus or measure. `text` is what accounts and entries
/// hold: `revenue@2026-11`, `cap@2026-11-22`, `cap.base@2026-11`, `bonus_met.m100@2026-11`.
public record Tally(Kind kind, Optional<String> rule, Period period) implements Comparable<Tally> {
    public enum Kind {
        REVENUE,
        CONVERSIONS,
        NEW_CUSTOMERS,
        QUALIFIED_CLICKS,
        CAP,
        /// Sales and charges, for the first one of them.
        SALES,
        /// How often a bonus was accrued: the ordinal of its next entry follows.
        BONUS_MET,
        /// The day, since 1970, in which a bonus stands; 0 when it is lost.
        BONUS_DAY,
        /// The version of the terms that gave it last.
        BONUS_VERSION,
        /// By measure: the latest day, since 1970, in which a conversion stands that was counted.
        BONUS_THROUGH;

        boolean isNamed() {
            return switch (this) {
                case REVENUE, CONVERSIONS, NEW_CUSTOMERS, QUALIFIED_CLICKS, SALES -> false;
                case CAP, BONUS_MET, BONUS_DAY, BONUS_VERSION, BONUS_THROUGH -> true;
            };
        }
    }

    public Tally {
        if (rule.isPresent() && !kind.isNamed()) {
            throw new IllegalArgumentException("rule is there for a measure: " + rule.get());
        }
        if (rule.isEmpty() && kind.isNamed() && kind != Kind.CAP) {
            throw new IllegalArgumentException("rule is missing: " + kind);
        }
    }

    public static Tally of(Measure measure, Period period) {
        return new Tally(Kind.valueOf(measure.name()), Optional.empty(), period);
    }

    /// What tiers count in it; empty for what they do not ask for.
    public Optional<Measure> measure() {
        return switch (kind) {
            case REVENUE -> Optional.of(Measure.REVENUE);
            case CONVERSIONS -> Optional.of(Measure.CONVERSIONS);
            case NEW_CUSTOMERS -> Optional.of(Measure.NEW_CUSTOMERS);
            case QUALIFIED_CLICKS -> Optional.of(Measure.QUALIFIED_CLICKS);
            case CAP, SALES, BONUS_MET, BONUS_DAY, BONUS_VERSION, BONUS_THROUGH -> Optional.empty();
        };
    }

    public static Tally cap(Optional<String> rule, Period period) {
        return new Tally(Kind.CAP, rule, period);
    }

    /// All sales, from the time at which somebody asks for the first one.
    public static Tally sales() {
        return new Tally(Kind.SALES, Optional.empty(), Period.of(Period.Length.EVER, LocalDate.EPOCH));
    }

    /// What a bonus notes in a period.
    public static Tally noted(Kind kind, String of, Period period) {
        return new Tally(kind, Optional.of(of), period);
    }

    public String text() {
        return kind.name().toLowerCase(Locale.ROOT) + rule.map(id -> "." + id).orElse("") + "@" + period.text();
    }

    /// @throws IllegalArgumentException for a text that no tally has
    public static Tally parse(String text) {
        // A rule's id may hold both signs; the period holds neither.
        int at = text.lastIndexOf('@');
        int dot = text.indexOf('.');
        if (at < 0) {
            throw new IllegalArgumentException("text is no tally: " + text);
        }
        boolean ofRule = dot >= 0 && dot < at;
        Kind kind = Kind.valueOf(text.substring(0, ofRule ? dot : at).toUpperCase(Locale.ROOT));
        return new Tally(
                kind,
                ofRule ? Optional.of(text.substring(dot + 1, at)) : Optional.empty(),
                Period.parse(text.substring(at + 1)));
    }

    @Override
    public int compareTo(Tally other) {
        return text().compareTo(other.text());
    }
}
