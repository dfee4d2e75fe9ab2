package dev.tributary.domain.terms;

/// How a pending conversion ends without a word of the merchant: `AUTO` is approved when the hold is
/// over, `MANUAL` waits for a decision for so many days.
public record ValidationPolicy(Mode mode, int days) {
    public static final int DEFAULT_DAYS = 30;
    public static final ValidationPolicy AUTO = new ValidationPolicy(Mode.AUTO, DEFAULT_DAYS);

    public enum Mode {
        AUTO,
        MANUAL
    }
}
