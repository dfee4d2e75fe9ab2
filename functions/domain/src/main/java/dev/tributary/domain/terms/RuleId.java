package dev.tributary.domain.terms;

import java.util.regex.Pattern;

/// The name of a rule within its document: small letters, digits, `_`, `-`; 1 to 40. Commissions of a
/// conversion are told apart by it.
public record RuleId(String text) {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9_-]{1,40}");

    public RuleId {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("text is no rule id: " + text);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
