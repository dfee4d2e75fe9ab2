package dev.tributary.domain.party;

import dev.tributary.domain.id.AffiliateId;
import java.time.Instant;
import java.util.Objects;

/// A person or firm that promotes; one account across all merchants.
public record Affiliate(AffiliateId id, String name, Instant created) {
    public static final int MAX_NAME_LENGTH = 200;

    public Affiliate {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(created, "created");
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("name is empty or longer than " + MAX_NAME_LENGTH);
        }
    }
}
