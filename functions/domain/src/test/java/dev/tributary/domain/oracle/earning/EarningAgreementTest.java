package dev.tributary.domain.oracle.earning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Engine and oracle over seeded random terms and conversions: the same lines, the same exact steps,
/// the same cents. `-Doracle.situations=N -Doracle.seed=S` ask for others.
class EarningAgreementTest {
    private static final int IN_THE_SUITE = 2_000;
    /// Agreement on what never comes up is none.
    private static final List<String> TO_BE_MET = List.of(
            "percent",
            "fixed",
            "fixed and percent",
            "per item",
            "override",
            "stage 1",
            "stage 2",
            "stage 3",
            "after the last stage",
            "stage ends on a clamped day",
            "revenue marginal",
            "revenue retroactive",
            "conversions marginal",
            "conversions retroactive",
            "new_customers marginal",
            "new_customers retroactive",
            "qualified_clicks marginal",
            "qualified_clicks retroactive",
            "by day",
            "by month",
            "by quarter",
            "by year",
            "by ever",
            "within a step",
            "across steps",
            "counter at a step",
            "counter below the first step",
            "least binds",
            "least without pay",
            "most binds",
            "split",
            "cap of a rule by day",
            "cap of a rule by month",
            "cap of all by day",
            "cap of all by month",
            "cap with room",
            "cap without room",
            "rounded alone",
            "rounded together",
            "half up",
            "remainders tie",
            "several rules win",
            "line without a rule",
            "lines above the base",
            "lines below the base",
            "no lines",
            "base of 0",
            "another currency",
            "converted to nothing",
            "hours over midnight");
    private static final List<String> CONDITIONS = List.of(
            "EVENT",
            "GROUP",
            "CHANNEL",
            "COUPON",
            "SKU",
            "CATEGORY",
            "COUNTRY",
            "DEVICE",
            "DATES",
            "DAYS",
            "HOURS",
            "NEW",
            "AMOUNT");

    @Test
    void randomSituations_earnTheSameCents() {
        long first = Long.getLong("oracle.seed", System.nanoTime());
        int situations = Integer.getInteger("oracle.situations", IN_THE_SUITE);
        Map<String, Integer> met = new TreeMap<>();
        System.out.printf("oracle: %d situations from seed %d%n", situations, first);
        for (long seed = first; seed < first + situations; seed++) {
            Situation situation = Situations.of(seed);
            Earning.of(situation, kind -> met.merge(kind, 1, Integer::sum));
            Optional<String> difference = Agreement.difference(situation);
            if (difference.isPresent()) {
                Situation least =
                        Fewer.of(situation, one -> Agreement.difference(one).isPresent());
                throw new AssertionError(
                        "seed " + seed + ": " + Agreement.difference(least).orElseThrow() + "\n" + least);
            }
        }
        System.out.println("oracle: met " + met);
        // Fewer situations than the suite's may miss one.
        if (situations >= IN_THE_SUITE) {
            assertThat(met.keySet()).as("seed %d", first).containsAll(TO_BE_MET);
            for (String condition : CONDITIONS) {
                assertThat(met.keySet())
                        .as("seed %d", first)
                        .contains("when " + condition + " holds", "when " + condition + " does not");
            }
        }
    }
}
