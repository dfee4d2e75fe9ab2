package dev.tributary.domain.terms;

import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.terms.AttributionPolicy.AfterCheckout;
import dev.tributary.domain.terms.AttributionPolicy.BindingPolicy;
import dev.tributary.domain.terms.AttributionPolicy.Treatment;
import java.math.BigInteger;

/// What is wrong with who is credited.
final class AttributionCheck {
    private static final int MOST_SECONDS = 86_400;
    private static final int MOST_MONTHS = 120;
    private static final int MOST_CHARGES = 1_000;
    /// A percent with four decimals is a multiple of this part of the whole.
    private static final BigInteger FINEST = BigInteger.valueOf(1_000_000);

    private AttributionCheck() {}

    static void check(AttributionPolicy policy, Faults faults) {
        faults.range("attribution.window_days", policy.windowDays(), 1, TermsCheck.MOST_DAYS);
        policy.afterCheckout().ifPresent(after -> check(after, faults));
        policy.leastSeconds().ifPresent(seconds -> faults.range("attribution.least_seconds", seconds, 0, MOST_SECONDS));
        policy.binding().ifPresent(binding -> check(binding, faults));
    }

    private static void check(AfterCheckout after, Faults faults) {
        String path = "attribution.after_checkout";
        faults.addIf(after.channels().isEmpty(), path + ".channels", "empty");
        switch (after.treatment()) {
            case Treatment.Suppress _ -> {}
            case Treatment.Cut(var keeps) -> {
                String at = path + ".keeps_percent";
                boolean within = keeps.compareTo(Fraction.ZERO) > 0 && keeps.compareTo(Fraction.ONE) < 0;
                faults.addIf(!within, at, "out_of_range");
                faults.addIf(FINEST.remainder(keeps.denominator()).signum() != 0, at, "too_many_decimals");
            }
        }
    }

    /// Without months and charges a binding has no end.
    private static void check(BindingPolicy binding, Faults faults) {
        binding.months().ifPresent(months -> faults.range("attribution.binding.months", months, 1, MOST_MONTHS));
        binding.charges().ifPresent(charges -> faults.range("attribution.binding.charges", charges, 1, MOST_CHARGES));
    }
}
