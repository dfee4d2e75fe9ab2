package dev.tributary.domain.party;

import dev.tributary.domain.id.ChannelId;
import java.util.Objects;

/// Something that an affiliate promotes on: a website, a newsletter. Links and coupons name it by its
/// id, terms by its kind.
public record Channel(ChannelId id, ChannelKind kind, String name) {
    public static final int MAX_NAME_LENGTH = 100;

    public Channel {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("name is empty or longer than " + MAX_NAME_LENGTH);
        }
    }
}
