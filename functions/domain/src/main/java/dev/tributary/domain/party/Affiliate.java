package dev.tributary.domain.party;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/// A person or firm that promotes; one account across all merchants.
///
/// @param emailHash SHA-256 of the trimmed, lower-case address, 64 hexadecimal digits: enough to know
///     the affiliate among a shop's customers, and no address to lose
/// @param createdBy the merchant who brought it here; empty when it came by itself
public record Affiliate(
        AffiliateId id, String name, Instant created, Optional<String> emailHash, Optional<MerchantId> createdBy) {
    public static final int MAX_NAME_LENGTH = 200;

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public Affiliate(AffiliateId id, String name, Instant created) {
        this(id, name, created, Optional.empty(), Optional.empty());
    }

    public Affiliate {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(created, "created");
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("name is empty or longer than " + MAX_NAME_LENGTH);
        }
        if (emailHash.filter(hash -> !HASH.matcher(hash).matches()).isPresent()) {
            throw new IllegalArgumentException("emailHash is not of 64 small hexadecimal digits");
        }
    }
}
