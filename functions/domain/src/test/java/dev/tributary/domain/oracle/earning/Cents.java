package dev.tributary.domain.oracle.earning;

import dev.tributary.domain.oracle.Exact;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The one rounding.
final class Cents {
    private Cents() {}

    static BigDecimal alone(Exact exact, int decimals, Consumer<String> met) {
        BigDecimal rounded = exact.rounded(decimals);
        BigDecimal half = BigDecimal.valueOf(5, decimals + 1);
        if (exact.minus(Exact.of(rounded.subtract(half))).signum() == 0) {
            met.accept("half up");
        }
        return rounded;
    }

    /// Several that sum to a whole: each gets what lies below it, what is left goes in single cents to
    /// those that lost most, the earlier first.
    static List<BigDecimal> together(List<Exact> parts, BigDecimal whole, int decimals, Consumer<String> met) {
        List<BigDecimal> amounts = new ArrayList<>();
        List<Exact> lost = new ArrayList<>();
        BigDecimal left = whole;
        for (Exact part : parts) {
            BigDecimal below = part.over().divide(part.under(), decimals, RoundingMode.DOWN);
            amounts.add(below);
            lost.add(part.minus(Exact.of(below)));
            left = left.subtract(below);
        }
        BigDecimal cent = BigDecimal.ONE.movePointLeft(decimals);
        while (left.signum() > 0) {
            int most = 0;
            for (int index = 1; index < lost.size(); index++) {
                if (lost.get(index).compareTo(lost.get(most)) > 0) {
                    most = index;
                }
            }
            Exact chosen = lost.get(most);
            if (chosen.signum() > 0
                    && lost.stream().filter(one -> one.compareTo(chosen) == 0).count() > 1) {
                met.accept("remainders tie");
            }
            amounts.set(most, amounts.get(most).add(cent));
            lost.set(most, chosen.minus(Exact.ONE));
            left = left.subtract(cent);
        }
        return amounts;
    }
}
