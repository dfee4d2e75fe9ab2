package dev.tributary.domain.terms;

import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.tally.Tally;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The published versions of a program, at least one.
public record TermsHistory(List<TermsDocument> versions) {
    public TermsHistory {
        versions = versions.stream()
                .sorted(Comparator.comparing(TermsDocument::effectiveFrom).thenComparing(TermsDocument::version))
                .toList();
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("versions is empty: a program has terms");
        }
    }

    /// The version in force at an instant; before the first one took effect that is the first.
    public TermsDocument at(Instant instant) {
        TermsDocument inForce = versions.getFirst();
        for (TermsDocument document : versions) {
            if (!document.effectiveFrom().isAfter(instant)) {
                inForce = document;
            }
        }
        return inForce;
    }

    /// The version that has taken effect by an instant; empty before the first one.
    public Optional<TermsDocument> inForce(Instant instant) {
        return Optional.of(at(instant)).filter(found -> !found.effectiveFrom().isAfter(instant));
    }

    /// Of a program that may have published nothing yet.
    public static TermsHistory of(List<TermsDocument> published, CurrencyCode currency) {
        return new TermsHistory(published.isEmpty() ? List.of(TermsDocument.none(currency)) : published);
    }

    /// The version that an order was decided under, before anything was published too.
    /// @throws IllegalStateException when there is no such version
    public TermsDocument captured(int version) {
        if (version == TermsDocument.NONE) {
            return TermsDocument.none(versions.getFirst().minimumPayout().currency());
        }
        return version(version).orElseThrow(() -> new IllegalStateException("no terms of version " + version));
    }

    /// The longest hold that any of them gives a commission.
    public int longestHoldDays() {
        return versions.stream().mapToInt(TermsDocument::longestHoldDays).max().orElse(TermsDocument.DEFAULT_HOLD_DAYS);
    }

    /// What an event of that day is counted in: by whatever any version asks for, so that a counter
    /// survives a new version.
    public Set<Tally> tallies(LocalDate day) {
        Set<Tally> tallies = new TreeSet<>();
        versions.forEach(document -> tallies.addAll(document.tallies(day)));
        return tallies;
    }

    /// Whether any of them pays for clicks, or has tiers by them.
    public boolean askForClicks() {
        return versions.stream().anyMatch(TermsDocument::asksForClicks);
    }

    /// What of that a bonus of any version asks for.
    public Set<Tally> bonusTallies(LocalDate day) {
        Set<Tally> tallies = new TreeSet<>();
        versions.forEach(document -> tallies.addAll(document.bonusTallies(day)));
        return tallies;
    }

    public Optional<TermsDocument> version(int version) {
        return versions.stream()
                .filter(document -> document.version() == version)
                .findFirst();
    }
}
