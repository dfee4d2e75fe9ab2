package dev.tributary.domain.party;

import java.util.Locale;
import java.util.Optional;

/// What an affiliate promotes on. Terms tell channels apart by their kind.
public enum ChannelKind {
    WEBSITE,
    INSTAGRAM,
    YOUTUBE,
    TIKTOK,
    NEWSLETTER,
    PODCAST,
    COUPON_SITE,
    CASHBACK,
    BROWSER_EXTENSION,
    APP,
    OTHER;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ChannelKind> parse(String text) {
        for (ChannelKind kind : values()) {
            if (kind.text().equals(text)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
