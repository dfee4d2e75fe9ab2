package dev.tributary.domain.tally;

import java.util.Locale;
import java.util.Optional;

/// What is counted in one period: a measure that tiers ask for, or what a cap has let through, of one
/// rule (by its id) or of all. `text` is what accounts and entries hold: `revenue@2026-11`,
/// `cap@2026-11-22`, `cap.base@2026-11`.
public record Tally(Kind kind, Optional<String> rule, Period period) implements Comparable<Tally> {
    public enum Kind {
        REVENUE,
        CONVERSIONS,
        NEW_CUSTOMERS,
        QUALIFIED_CLICKS,
        CAP
    }

    public Tally {
        if (rule.isPresent() && kind != Kind.CAP) {
            throw new IllegalArgumentException("rule is there for a measure: " + rule.get());
        }
    }

    public static Tally of(Measure measure, Period period) {
        return new Tally(Kind.valueOf(measure.name()), Optional.empty(), period);
    }

    public static Tally cap(Optional<String> rule, Period period) {
        return new Tally(Kind.CAP, rule, period);
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
