package dev.tributary.domain.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What is kept of an API key.
///
/// @param hash of its secret, 64 hexadecimal digits
/// @param name what its owner calls it
/// @param revoked since when it opens nothing
/// @param lastUsedOn the last day (UTC) on which it opened something; not finer, so that using a
///     key writes once a day
public record ApiKey(
        String hash,
        Tenant tenant,
        KeyMode mode,
        Set<Scope> scopes,
        String name,
        Instant created,
        Optional<Instant> revoked,
        Optional<LocalDate> lastUsedOn) {
    public static final int MAX_NAME_LENGTH = 100;
    private static final int HASH_LENGTH = 64;

    public ApiKey {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(created, "created");
        scopes = Set.copyOf(scopes);
        if (hash.length() != HASH_LENGTH) {
            throw new IllegalArgumentException("hash is not of 64 digits");
        }
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("scopes are missing");
        }
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("name is empty or longer than " + MAX_NAME_LENGTH);
        }
    }

    /// A new key, not yet used.
    public static ApiKey of(ApiKeySecret secret, Tenant tenant, Set<Scope> scopes, String name, Instant now) {
        return new ApiKey(secret.hash(), tenant, secret.mode(), scopes, name, now, Optional.empty(), Optional.empty());
    }

    public boolean opens(Instant now) {
        return revoked.isEmpty() || revoked.get().isAfter(now);
    }

    public ApiKeyId id() {
        return ApiKeyId.ofHash(hash);
    }

    /// The same, opening nothing from then on.
    public ApiKey revokedAt(Instant now) {
        return new ApiKey(hash, tenant, mode, scopes, name, created, Optional.of(now), lastUsedOn);
    }

    public Principal principal() {
        return new Principal(id(), tenant, mode, scopes);
    }

    @Override
    public String toString() {
        return "ApiKey[" + tenant + ", " + mode + ", " + scopes + "]";
    }
}
