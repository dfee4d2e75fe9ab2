package dev.tributary.domain.listing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a commission is for: a conversion, or the clicks of a day.
public enum CommissionKind {
    CONVERSION,
    CLICKS;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<CommissionKind> parse(String text) {
        return List.of(values()).stream()
                .filter(kind -> kind.text().equals(text))
                .findFirst();
    }
}
