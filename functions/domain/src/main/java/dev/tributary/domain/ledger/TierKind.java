package dev.tributary.domain.ledger;

import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.tally.Tally;
import java.util.Locale;
import java.util.Optional;

/// What tiers of one kind count, whatever the period: `revenue@month`. The account remembers the steps of
/// each kind that paid something retroactively.
public record TierKind(Measure measure, Period.Length length) implements Comparable<TierKind> {
    /// Empty for what no tier counts.
    static Optional<TierKind> of(Tally tally) {
        return tally.measure()
                .map(measure -> new TierKind(measure, tally.period().length()));
    }

    public String text() {
        return measure.text() + "@" + length.text();
    }

    /// @throws IllegalArgumentException for a text that no kind has
    public static TierKind parse(String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("text is no kind of tier: " + text);
        }
        return new TierKind(
                Measure.valueOf(text.substring(0, at).toUpperCase(Locale.ROOT)),
                Period.Length.valueOf(text.substring(at + 1).toUpperCase(Locale.ROOT)));
    }

    @Override
    public int compareTo(TierKind other) {
        return text().compareTo(other.text());
    }
}
