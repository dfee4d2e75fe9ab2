package dev.tributary.domain.terms;

import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.terms.TermsCheck.Fault;
import java.util.List;

/// What overrides can say of clicks and the platform does not post: whether a program's days are counted is
/// asked of its terms, so a tier by clicks stands there and in no override.
public final class Unposted {
    private static final String CODE = "not_available";

    private Unposted() {}

    /// @param path of the pay, as faults name it
    public static List<Fault> faults(String path, Pay pay) {
        return pay instanceof Pay.Tiered tiered && tiered.measure() == Measure.QUALIFIED_CLICKS
                ? List.of(new Fault(path + ".tiers.measure", CODE))
                : List.of();
    }
}
