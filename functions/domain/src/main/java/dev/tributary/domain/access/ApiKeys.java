package dev.tributary.domain.access;

import dev.tributary.domain.stored.Creation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// Where API keys are kept.
public interface ApiKeys {
    sealed interface Revocation {
        /// From when it opens nothing; of a key revoked before, that earlier time.
        record Revoked(Instant since) implements Revocation {}

        record Unknown() implements Revocation {}
    }

    Optional<ApiKey> find(String hash);

    Creation create(ApiKey key);

    Revocation revoke(String hash, Instant now);

    /// Notes the day of a use. A day that is not later than the noted one changes nothing.
    void used(String hash, LocalDate day);
}
