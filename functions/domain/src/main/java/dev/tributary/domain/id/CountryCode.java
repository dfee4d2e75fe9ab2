package dev.tributary.domain.id;

import java.util.Optional;

/// An ISO 3166 alpha-2 code, upper case. Only the shape is checked: lists of countries change.
public record CountryCode(String text) {
    public CountryCode {
        if (!hasShape(text)) {
            throw new IllegalArgumentException("text is no country code: " + text);
        }
    }

    public static Optional<CountryCode> parse(String text) {
        return hasShape(text) ? Optional.of(new CountryCode(text)) : Optional.empty();
    }

    private static boolean hasShape(String text) {
        return text.length() == 2 && isUpper(text.charAt(0)) && isUpper(text.charAt(1));
    }

    private static boolean isUpper(char letter) {
        return letter >= 'A' && letter <= 'Z';
    }

    @Override
    public String toString() {
        return text;
    }
}
