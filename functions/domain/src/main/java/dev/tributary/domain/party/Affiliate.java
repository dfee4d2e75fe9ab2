package dev.tributary.domain.party;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/// A person or firm that promotes; one account across all merchants.
///
/// @param emailHash SHA-256 of the trimmed, lower-case address, 64 hexadecimal digits: enough to know
///     the affiliate among a shop's customers, and no address to lose
/// @param createdBy the merchant who brought it here; empty when it came by itself
/// @param channels where it promotes, in the order in which it names them; no id twice
public record Affiliate(
        AffiliateId id,
        String name,
        Instant created,
        Optional<String> emailHash,
        Optional<MerchantId> createdBy,
        List<Channel> channels) {
    public static final int MAX_NAME_LENGTH = 200;
    public static final int MAX_CHANNELS = 20;

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public Affiliate(AffiliateId id, String name, Instant created) {
        this(id, name, created, Optional.empty(), Optional.empty(), List.of());
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
        channels = List.copyOf(channels);
        if (channels.size() > MAX_CHANNELS) {
            throw new IllegalArgumentException("channels are more than " + MAX_CHANNELS);
        }
        if (channels.stream().map(Channel::id).distinct().count() < channels.size()) {
            throw new IllegalArgumentException("channels hold an id twice");
        }
    }

    public Affiliate with(List<Channel> newChannels) {
        return new Affiliate(id, name, created, emailHash, createdBy, newChannels);
    }
}
