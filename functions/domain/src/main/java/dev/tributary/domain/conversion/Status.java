package dev.tributary.domain.conversion;

import java.util.Locale;
import java.util.Optional;

/// The merchant's word on a conversion. It moves in the order of these constants only.
public enum Status {
    PENDING,
    APPROVED,
    REJECTED;

    /// As calls and answers write it: `pending`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Status> parse(String text) {
        for (Status status : values()) {
            if (status.text().equals(text)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
