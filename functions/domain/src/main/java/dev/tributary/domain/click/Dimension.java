package dev.tributary.domain.click;

import java.util.Locale;

/// By what clicks are counted. The order is part of what is stored: add at the end.
public enum Dimension {
    TOTAL(false, false),
    LINK(true, false),
    AFFILIATE(true, false),
    SUB1(true, true),
    SUB2(true, true),
    SUB3(true, true),
    SUB4(true, true),
    SUB5(true, true),
    SOURCE(true, true),
    CREATIVE(true, false),
    COUNTRY(false, true),
    DEVICE(false, true);

    private final boolean id;
    private final boolean value;

    Dimension(boolean id, boolean value) {
        this.id = id;
        this.value = value;
    }

    boolean hasId() {
        return id;
    }

    boolean hasValue() {
        return value;
    }

    /// Whether affiliates choose its values: then their number per link is limited.
    boolean limited() {
        return id && value;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The dimension of `sub1` to `sub5`.
    /// @param position 0 to 4
    static Dimension sub(int position) {
        return values()[SUB1.ordinal() + position];
    }
}
