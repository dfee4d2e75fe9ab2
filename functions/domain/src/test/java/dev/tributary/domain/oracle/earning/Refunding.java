package dev.tributary.domain.oracle.earning;

import dev.tributary.domain.oracle.Exact;
import dev.tributary.domain.oracle.earning.Earning.Paid;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What refunds take back of what an order earned: each commission by the parts of its own lines that
/// went back so far, rounded from the running total.
final class Refunding {
    private final Situation situation;
    private final Worth worth;
    private final List<Exact> gone;
    private BigDecimal remaining;

    Refunding(Situation situation) {
        this.situation = situation;
        worth = Worth.of(situation, _ -> {});
        gone = new ArrayList<>(Collections.nCopies(worth.lines().size(), Exact.ZERO));
        remaining = situation.order().amounts().orElseThrow().amount();
    }

    /// Spread over what is left of each line.
    void refund(BigDecimal amount) {
        Exact part = new Exact(amount, remaining);
        gone.replaceAll(so -> so.plus(Exact.ONE.minus(so).times(part)));
        remaining = remaining.subtract(amount);
    }

    /// Of one line alone, by the line's total.
    void refund(int line, BigDecimal amount) {
        BigDecimal total = situation.order().lines().get(line).amount();
        gone.set(line, gone.get(line).plus(new Exact(amount, total)));
        remaining = remaining.subtract(amount);
    }

    List<Exact> left() {
        return gone.stream().map(Exact.ONE::minus).toList();
    }

    BigDecimal reversed(Paid paid) {
        Exact whole = Exact.ZERO;
        Exact back = Exact.ZERO;
        for (int line : paid.lines()) {
            whole = whole.plus(worth.lines().get(line).base());
            back = back.plus(worth.lines().get(line).base().times(gone.get(line)));
        }
        return Exact.of(paid.amount()).times(back.dividedBy(whole)).rounded(Worth.decimals(situation.currency()));
    }
}
