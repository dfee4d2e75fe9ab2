package dev.tributary.domain.terms;

/// Who is credited: the model, how many days a click counts, and whether a coupon stands before the
/// click.
public record AttributionPolicy(Model model, int windowDays, Precedence precedence) {
    public static final int DEFAULT_WINDOW_DAYS = 30;

    /// A new model is a new constant; every switch over it then asks for its case.
    public enum Model {
        LAST_CLICK
    }

    public enum Precedence {
        COUPON,
        CLICK
    }
}
