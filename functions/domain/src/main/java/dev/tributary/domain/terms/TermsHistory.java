package dev.tributary.domain.terms;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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

    public Optional<TermsDocument> version(int version) {
        return versions.stream()
                .filter(document -> document.version() == version)
                .findFirst();
    }
}
