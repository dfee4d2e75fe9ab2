package dev.tributary.domain.ledger;

import java.util.regex.Pattern;

/// Why an entry is there, which is also its name, once and for ever: `conversion:cnv_...:accrue`,
/// and for what may happen again with an ordinal, `conversion:cnv_...:reverse:2`.
public record EntryId(String text) {
    private static final Pattern SHAPE = Pattern.compile("[a-z_]+(:[A-Za-z0-9_.-]+)+");

    public EntryId {
        if (!SHAPE.matcher(text).matches() || text.length() > 200) {
            throw new IllegalArgumentException("text is no entry id: " + text);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
