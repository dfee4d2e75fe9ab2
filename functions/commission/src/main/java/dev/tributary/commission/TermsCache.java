package dev.tributary.commission;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.domain.terms.TermsDocument;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Published versions, kept between batches: one that is there never changes. Safe for many threads.
final class TermsCache {
    private static final int MOST = 1_000;

    private final PublishedTerms terms;
    private final Map<Version, TermsDocument> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Version, TermsDocument> eldest) {
            return size() > MOST;
        }
    };

    private record Version(ProgramId program, int number) {}

    TermsCache(PublishedTerms terms) {
        this.terms = terms;
    }

    /// @throws IllegalStateException when the program names a version that is not there
    TermsDocument version(ProgramId program, int number) {
        Version version = new Version(program, number);
        return find(version).orElseGet(() -> {
            TermsDocument read = terms.find(program, number)
                    .orElseThrow(() -> new IllegalStateException("no terms version " + number + " of " + program));
            keep(version, read);
            return read;
        });
    }

    private synchronized Optional<TermsDocument> find(Version version) {
        return Optional.ofNullable(known.get(version));
    }

    private synchronized void keep(Version version, TermsDocument document) {
        known.put(version, document);
    }
}
