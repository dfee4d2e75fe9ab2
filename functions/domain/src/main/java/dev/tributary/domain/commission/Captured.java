package dev.tributary.domain.commission;

import dev.tributary.domain.attribution.Attribution.Share;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.RuleFacts;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// By what a share was paid, beside the content of the order: an update computes again with the same.
///
/// @param override the link's own pay, or without one the enrollment's
/// @param tallies what the account had counted before this conversion, for the tallies that its terms ask for
/// @param firstCharge the day of a subscription's first charge, which stages count from
public record Captured(
        Share share,
        int termsVersion,
        RuleFacts facts,
        Optional<Pay> override,
        SortedMap<Tally, Long> tallies,
        Optional<LocalDate> firstCharge) {
    public Captured {
        tallies = Collections.unmodifiableSortedMap(new TreeMap<>(tallies));
    }

    /// Where nothing is counted and nothing is staged.
    public Captured(Share share, int termsVersion, RuleFacts facts, Optional<Pay> override) {
        this(share, termsVersion, facts, override, new TreeMap<>(), Optional.empty());
    }

    public Captured with(Map<Tally, Long> counted) {
        return new Captured(share, termsVersion, facts, override, new TreeMap<>(counted), firstCharge);
    }

    /// What a tally stood at; one that nobody counted yet stands at 0.
    long counted(Tally tally) {
        return tallies.getOrDefault(tally, 0L);
    }
}
