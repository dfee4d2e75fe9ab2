package dev.tributary.domain.terms;

/// A group or a tag of an enrollment, as the merchant calls it: 1 to 64 characters, case counts.
public record Group(String text) {
    public static final int MAX_LENGTH = 64;

    public Group {
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("text is no group: " + text.length() + " characters");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
