package dev.tributary.domain.party;

import dev.tributary.domain.id.MerchantId;
import java.time.Instant;
import java.util.Objects;

/// A merchant: the tenant that owns programs and pays from its own accounts.
public record Merchant(MerchantId id, String name, Instant created) {
    public static final int MAX_NAME_LENGTH = 200;

    public Merchant {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(created, "created");
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("name is empty or longer than " + MAX_NAME_LENGTH);
        }
    }
}
