package dev.tributary.domain.oracle.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Engine and oracle over seeded random visits. `-Doracle.visits=N -Doracle.seed=S` ask for others.
class CreditAgreementTest {
    private static final int IN_THE_SUITE = 2_000;
    /// Agreement on what never comes up is none.
    private static final List<String> TO_BE_MET = List.of(
            "LAST_CLICK of 1",
            "LAST_CLICK of 2",
            "LAST_CLICK of 3",
            "LAST_CLICK of 4",
            "FIRST_CLICK of 1",
            "FIRST_CLICK of 2",
            "FIRST_CLICK of 3",
            "FIRST_CLICK of 4",
            "LINEAR of 1",
            "LINEAR of 2",
            "LINEAR of 3",
            "LINEAR of 4",
            "POSITION of 1",
            "POSITION of 2",
            "POSITION of 3",
            "POSITION of 4",
            "BANNED",
            "NOT_APPROVED",
            "SELF_REFERRAL",
            "NOT_QUALIFIED",
            "outside the window",
            "at the window's end",
            "clock skew",
            "another click within the skew",
            "click after the conversion",
            "late click taken away",
            "late click cut",
            "another late click cut",
            "the rest of a cut to others",
            "the rest of a cut to nobody",
            "by click",
            "by coupon",
            "coupon of one who is out",
            "by customer",
            "by subscription",
            "bound one who is out",
            "months are over",
            "charges are over",
            "a new click takes over",
            "nobody",
            "one",
            "several",
            "flag TOO_FAST",
            "flag AFTER_CHECKOUT",
            "flag OTHERS_AFTER_CHECKOUT",
            "flag ONE_TOUCH",
            "flag CHECKOUT_IGNORED");

    @Test
    void randomVisits_creditTheSame() {
        long first = Long.getLong("oracle.seed", System.nanoTime());
        int visits = Integer.getInteger("oracle.visits", IN_THE_SUITE);
        Map<String, Integer> met = new TreeMap<>();
        System.out.printf("oracle: %d visits from seed %d%n", visits, first);
        for (long seed = first; seed < first + visits; seed++) {
            Visit visit = Visits.of(seed);
            Crediting.of(visit, kind -> met.merge(kind, 1, Integer::sum));
            if (CreditAgreement.difference(visit).isPresent()) {
                Visit least = CreditAgreement.least(visit);
                throw new AssertionError("seed " + seed + ": "
                        + CreditAgreement.difference(least).orElseThrow() + "\n" + least);
            }
        }
        System.out.println("oracle: met " + met);
        // Fewer visits than the suite's may miss one.
        if (visits >= IN_THE_SUITE) {
            assertThat(met.keySet()).as("seed %d", first).containsAll(TO_BE_MET);
        }
    }
}
