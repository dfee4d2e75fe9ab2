package dev.tributary.domain.listing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where a commission stands: waiting for its day, under review, with its affiliate, or wholly taken back.
public enum CommissionState {
    PENDING,
    UNDER_REVIEW,
    RELEASED,
    REVERSED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<CommissionState> parse(String text) {
        return List.of(values()).stream()
                .filter(state -> state.text().equals(text))
                .findFirst();
    }
}
