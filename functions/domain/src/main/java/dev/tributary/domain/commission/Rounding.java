package dev.tributary.domain.commission;

import dev.tributary.domain.money.Fraction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Amounts that are rounded together: down to whole minor units, then one more for those with the
/// largest remainders, until the sum is the half-up sum. A tie goes to the first.
final class Rounding {
    private Rounding() {}

    /// @param exact none below 0
    static List<Long> together(List<Fraction> exact) {
        return together(
                exact, exact.stream().reduce(Fraction.ZERO, Fraction::plus).rounded());
    }

    /// @param total the sum that they are to come to, at most one per amount above their floors
    static List<Long> together(List<Fraction> exact, long total) {
        List<Long> amounts = new ArrayList<>(exact.stream().map(Rounding::floor).toList());
        long left = total - amounts.stream().mapToLong(Long::longValue).sum();
        if (left < 0 || left > exact.size()) {
            throw new IllegalArgumentException("total is none of these amounts: " + total + " of " + exact);
        }
        // The sort is stable: equal remainders stay in their order.
        IntStream.range(0, exact.size())
                .boxed()
                .sorted(Comparator.comparing((Integer index) -> exact.get(index).minus(Fraction.of(amounts.get(index))))
                        .reversed())
                .limit(left)
                .toList()
                .forEach(index -> amounts.set(index, amounts.get(index) + 1));
        return amounts;
    }

    private static long floor(Fraction exact) {
        return exact.truncated();
    }
}
