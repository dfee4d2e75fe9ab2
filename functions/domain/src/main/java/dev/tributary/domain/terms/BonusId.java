package dev.tributary.domain.terms;

import java.util.regex.Pattern;

/// The name of a bonus within its program, whatever the version: small letters, digits, `_`, `-`; 1 to 20.
/// What is paid once is paid once under this name, also when a later version changes the amount.
public record BonusId(String text) {
    public static final String SHAPE = "[a-z0-9_-]{1,20}";
    private static final Pattern PATTERN = Pattern.compile(SHAPE);

    public BonusId {
        if (!PATTERN.matcher(text).matches()) {
            throw new IllegalArgumentException("text is no bonus id: " + text);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
