package dev.tributary.domain.access;

import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
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

    /// The key of a tenant that is called so.
    Optional<ApiKey> find(Tenant tenant, ApiKeyId id);

    /// All keys of a tenant, revoked ones too, by their ids.
    Page<ApiKey> of(Tenant tenant, PageRequest page);

    Creation create(ApiKey key);

    Revocation revoke(String hash, Instant now);

    /// Notes the day of a use. A day that is not later than the noted one changes nothing.
    void used(String hash, LocalDate day);
}
