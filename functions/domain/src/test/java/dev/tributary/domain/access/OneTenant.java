package dev.tributary.domain.access;

import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/// Keys in a map, that are found by their ids.
record OneTenant(Map<String, ApiKey> keys) implements ApiKeys {
    @Override
    public Optional<ApiKey> find(Tenant tenant, ApiKeyId id) {
        return keys.values().stream()
                .filter(key -> key.tenant().equals(tenant) && key.id().equals(id))
                .findFirst();
    }

    @Override
    public Optional<ApiKey> find(String hash) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<ApiKey> of(Tenant tenant, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Creation create(ApiKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Revocation revoke(String hash, Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void used(String hash, LocalDate day) {
        throw new UnsupportedOperationException();
    }
}
