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
/// @param rated at which counter, this conversion included, retroactive tiers paid it first
/// @param rerated at which counter they pay it since a change of tier, and what caps had let through then;
///     empty while it is paid as it was first
public record Captured(
        Share share,
        int termsVersion,
        RuleFacts facts,
        Optional<Pay> override,
        SortedMap<Tally, Long> tallies,
        Optional<LocalDate> firstCharge,
        SortedMap<Tally, Long> rated,
        SortedMap<Tally, Long> rerated) {
    public Captured {
        tallies = Collections.unmodifiableSortedMap(new TreeMap<>(tallies));
        rated = Collections.unmodifiableSortedMap(new TreeMap<>(rated));
        rerated = Collections.unmodifiableSortedMap(new TreeMap<>(rerated));
    }

    /// Where no retroactive tier has paid yet.
    public Captured(
            Share share,
            int termsVersion,
            RuleFacts facts,
            Optional<Pay> override,
            SortedMap<Tally, Long> tallies,
            Optional<LocalDate> firstCharge) {
        this(share, termsVersion, facts, override, tallies, firstCharge, new TreeMap<>(), new TreeMap<>());
    }

    /// Where nothing is counted and nothing is staged.
    public Captured(Share share, int termsVersion, RuleFacts facts, Optional<Pay> override) {
        this(share, termsVersion, facts, override, new TreeMap<>(), Optional.empty());
    }

    public Captured with(Map<Tally, Long> counted) {
        return new Captured(share, termsVersion, facts, override, new TreeMap<>(counted), firstCharge, rated, rerated);
    }

    /// The same with other counters, where what caps had let through when it was paid again is no longer true.
    public Captured recounted(Map<Tally, Long> counted) {
        SortedMap<Tally, Long> rates = new TreeMap<>(rerated);
        rates.keySet().removeIf(tally -> tally.kind() == Tally.Kind.CAP);
        return with(counted).rerated(rates);
    }

    Captured rated(Map<Tally, Long> counters) {
        return new Captured(
                share, termsVersion, facts, override, tallies, firstCharge, new TreeMap<>(counters), rerated);
    }

    Captured rerated(Map<Tally, Long> counters) {
        return new Captured(share, termsVersion, facts, override, tallies, firstCharge, rated, new TreeMap<>(counters));
    }

    /// The same before any change of tier.
    Captured first() {
        return rerated(Map.of());
    }

    boolean isRerated() {
        return !rerated.isEmpty();
    }

    /// What a tally stood at when the conversion came; one that nobody counted yet stands at 0. A change of
    /// tier moves no slice: they are cut where the conversion found the counter.
    long counted(Tally tally) {
        return tallies.getOrDefault(tally, 0L);
    }

    /// What a cap had let through when the conversion came, or at the change of tier that pays it by now.
    long let(Tally cap) {
        return rerated.getOrDefault(cap, counted(cap));
    }

    /// At which counter retroactive tiers pay it; empty before they did.
    public Optional<Long> rate(Tally tally) {
        return Optional.ofNullable(rerated.getOrDefault(tally, rated.get(tally)));
    }
}
