package dev.tributary.domain.terms;

import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.tally.Tally;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

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

    /// The longest hold that a commission of an event in that period gets. Versions take effect in the
    /// future only, so that of a period that is over it never changes.
    public int longestHoldDays(Period period, ZoneId zone) {
        return paying(period, zone)
                .mapToInt(TermsDocument::longestHoldDays)
                .max()
                .orElse(TermsDocument.DEFAULT_HOLD_DAYS);
    }

    /// The longest hold of those, or the days that the merchant's word is waited for where they are more.
    public int longestWaitDays(Period period, ZoneId zone) {
        int decided = paying(period, zone)
                .map(TermsDocument::validation)
                .filter(validation -> validation.mode() == ValidationPolicy.Mode.MANUAL)
                .mapToInt(ValidationPolicy::days)
                .max()
                .orElse(0);
        return Math.max(decided, longestHoldDays(period, zone));
    }

    /// The versions that can pay an event of a period: those that took effect before its end.
    private Stream<TermsDocument> paying(Period period, ZoneId zone) {
        return versions.stream()
                .filter(document -> document.equals(versions.getFirst())
                        || period.end()
                                .filter(end -> !document.effectiveFrom()
                                        .isBefore(end.atStartOfDay(zone).toInstant()))
                                .isEmpty());
    }

    /// What an event of that day is counted in: by whatever any version asks for, so that a counter
    /// survives a new version.
    public Set<Tally> tallies(LocalDate day) {
        Set<Tally> tallies = new TreeSet<>();
        versions.forEach(document -> tallies.addAll(document.tallies(day)));
        return tallies;
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
