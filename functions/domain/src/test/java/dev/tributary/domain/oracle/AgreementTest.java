package dev.tributary.domain.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.oracle.Books.Movement;
import dev.tributary.domain.oracle.History.Affiliate;
import dev.tributary.domain.oracle.History.Call;
import dev.tributary.domain.oracle.History.OrderKey;
import dev.tributary.domain.oracle.History.Release;
import dev.tributary.domain.oracle.History.Step;
import dev.tributary.domain.order.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Engine and oracle over seeded random histories: the same balances after each step, the same
/// commissions, the same sums moved. `-Doracle.histories=N -Doracle.seed=S` ask for others.
class AgreementTest {
    private static final int IN_THE_SUITE = 20_000;
    /// What becomes of calls, and what an affiliate can have: agreement on what never comes up is none.
    private static final List<String> TO_BE_MET = List.of(
            "CONVERTED",
            "UNATTRIBUTED",
            "REVERSED",
            "UPDATED",
            "DUPLICATE",
            "CONFLICT",
            "REJECTED",
            "WAITING",
            "pending",
            Books.AVAILABLE,
            Books.IN_FLIGHT,
            Books.RECEIVABLE);

    @Test
    void randomHistories_comeToTheSameCents() {
        long first = Long.getLong("oracle.seed", System.nanoTime());
        int histories = Integer.getInteger("oracle.histories", IN_THE_SUITE);
        Map<String, Integer> met = new TreeMap<>();
        System.out.printf("oracle: %d histories from seed %d%n", histories, first);
        for (long seed = first; seed < first + histories; seed++) {
            History history = Histories.of(seed);
            if (difference(history, met).isPresent()) {
                History least = least(history);
                throw new AssertionError(
                        "seed " + seed + ": " + difference(least).orElseThrow() + "\n" + told(least));
            }
        }
        System.out.println("oracle: met " + met);
        // Fewer histories than the suite's may miss one.
        if (histories >= IN_THE_SUITE) {
            assertThat(met.keySet()).as("seed %d", first).containsAll(TO_BE_MET);
        }
    }

    /// The first thing that the two do not agree on.
    static Optional<String> difference(History history) {
        return difference(history, new TreeMap<>());
    }

    private static Optional<String> difference(History history, Map<String, Integer> met) {
        Oracle oracle = new Oracle(history.setup());
        Engine engine = new Engine(history.setup());
        for (Step step : history.steps()) {
            oracle.play(step);
            Optional<Outcome> outcome;
            try {
                outcome = engine.play(step);
            } catch (RuntimeException failure) {
                return Optional.of("at " + step + " the engine fails: " + failure + " "
                        + List.of(failure.getStackTrace()).subList(0, 6));
            }
            outcome.ifPresent(one -> met.merge(one.result().kind().name(), 1, Integer::sum));
            for (Affiliate affiliate : history.setup().affiliates()) {
                Map<String, BigDecimal> theirs = engine.balances(affiliate.number());
                theirs.keySet()
                        .forEach(account ->
                                met.merge(account.startsWith(Books.PENDING) ? "pending" : account, 1, Integer::sum));
                Map<String, BigDecimal> ours = own(oracle.balances(affiliate.number()));
                if (!theirs.equals(ours)) {
                    return Optional.of("after " + step + " (" + outcome.map(Outcome::result) + ")\n engine " + theirs
                            + "\n oracle " + ours);
                }
            }
        }
        return atTheEnd(history, oracle, engine);
    }

    private static Optional<String> atTheEnd(History history, Oracle oracle, Engine engine) {
        for (Affiliate affiliate : history.setup().affiliates()) {
            Map<String, BigDecimal> theirs = sums(engine.movements(affiliate.number()));
            Map<String, BigDecimal> ours = sums(oracle.movements(affiliate.number()));
            if (!theirs.equals(ours)) {
                return Optional.of("moved\n engine " + theirs + "\n oracle " + ours);
            }
        }
        for (OrderKey key : keys(history)) {
            List<Oracle.Commission> theirs = sorted(engine.commissions(key));
            List<Oracle.Commission> ours = sorted(oracle.commissions(key));
            if (!theirs.equals(ours)) {
                return Optional.of("commissions of " + key + "\n engine " + theirs + "\n oracle " + ours);
            }
        }
        return Optional.empty();
    }

    private static List<OrderKey> keys(History history) {
        return history.steps().stream()
                .filter(Call.class::isInstance)
                .map(step -> ((Call) step).key())
                .distinct()
                .toList();
    }

    /// Without the merchant's side, which no account keeps.
    private static Map<String, BigDecimal> own(Map<String, BigDecimal> balances) {
        Map<String, BigDecimal> own = new TreeMap<>(balances);
        own.keySet().removeAll(List.of(Books.EXPENSE, Books.CASH, Books.WRITE_OFF));
        return own;
    }

    /// What each account gained, all in all.
    private static Map<String, BigDecimal> sums(List<Movement> movements) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (Movement movement : movements) {
            sums.merge(movement.from(), movement.amount().negate(), BigDecimal::add);
            sums.merge(movement.to(), movement.amount(), BigDecimal::add);
        }
        sums.values().removeIf(sum -> sum.signum() == 0);
        sums.replaceAll((_, sum) -> sum.stripTrailingZeros());
        return sums;
    }

    private static List<Oracle.Commission> sorted(List<Oracle.Commission> commissions) {
        return commissions.stream()
                .map(one -> new Oracle.Commission(
                        one.affiliate(),
                        one.rule(),
                        one.amount().stripTrailingZeros(),
                        one.reversed().stripTrailingZeros()))
                .sorted(Comparator.comparing(Oracle.Commission::rule))
                .toList();
    }

    /// The history without the steps that the disagreement does not need; each day keeps its release.
    private static History least(History history) {
        List<Step> steps = new ArrayList<>(history.steps());
        for (int index = steps.size() - 1; index >= 0; index--) {
            if (!(steps.get(index) instanceof Release)) {
                List<Step> fewer = new ArrayList<>(steps);
                fewer.remove(index);
                if (difference(new History(history.setup(), fewer)).isPresent()) {
                    steps = fewer;
                }
            }
        }
        return new History(history.setup(), steps);
    }

    private static String told(History history) {
        StringBuilder text = new StringBuilder(history.setup().toString());
        history.steps().stream()
                .filter(step -> !(step instanceof Release))
                .forEach(step -> text.append("\n  ").append(step));
        return text.toString();
    }
}
