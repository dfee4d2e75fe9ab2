package dev.tributary.domain.commission;

import dev.tributary.domain.base.Base;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.terms.Cap;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.TermsDocument;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/// At which step of retroactive tiers a share is paid: first at the counter that it was itself part of, and
/// after a change at the one that the change came to.
public final class Rates {
    private Rates() {}

    /// A share with the counters at which its retroactive tiers pay it first.
    public static Captured rate(Captured captured, TermsDocument terms, Base base) {
        SortedMap<Tally, Long> counters = new TreeMap<>();
        for (Pay.Tiered pay : retroactive(captured, terms)) {
            Tally tally = tally(captured, pay);
            counters.put(tally, captured.counted(tally) + Tiers.own(pay.measure(), captured, base));
        }
        return captured.rated(counters);
    }

    /// The steps above the first at which a counter pays a share otherwise.
    public static SortedSet<Long> steps(Captured captured, TermsDocument terms, Tally tally) {
        SortedSet<Long> steps = new TreeSet<>();
        retroactive(captured, terms).stream()
                .filter(pay -> tally(captured, pay).equals(tally))
                .forEach(pay -> pay.steps().stream().skip(1).forEach(step -> steps.add(step.from())));
        return steps;
    }

    /// A share after a change of tier: it has no more room under a cap than it had, nor than there is now.
    /// The same where it is paid as before.
    /// @param others what a cap has let through by now beside this conversion
    public static Captured rerate(
            Captured captured, TermsDocument terms, Tally tally, long counter, ToLongFunction<Tally> others) {
        List<Pay.Tiered> pays = retroactive(captured, terms).stream()
                .filter(pay -> tally(captured, pay).equals(tally))
                .toList();
        long present = captured.rate(tally).orElse(counter);
        if (pays.stream().allMatch(pay -> pay.reached(present).equals(pay.reached(counter)))) {
            return captured;
        }
        Map<Tally, Long> again = new TreeMap<>(captured.rerated());
        again.put(tally, counter);
        for (Cap cap : terms.caps()) {
            Tally let = cap.tally(captured.facts().day());
            again.put(let, Math.max(captured.let(let), others.applyAsLong(let)));
        }
        Captured rerated = captured.rerated(again);
        return isAsFirst(rerated, terms) ? captured.first() : rerated;
    }

    private static boolean isAsFirst(Captured captured, TermsDocument terms) {
        Captured first = captured.first();
        return retroactive(captured, terms).stream().allMatch(pay -> {
                    Tally tally = tally(captured, pay);
                    return pay.reached(captured.rate(tally).orElseThrow())
                            .equals(pay.reached(first.rate(tally).orElseThrow()));
                })
                && terms.caps().stream()
                        .map(cap -> cap.tally(captured.facts().day()))
                        .allMatch(let -> captured.let(let) == first.let(let));
    }

    private static Tally tally(Captured captured, Pay.Tiered pay) {
        return Tiers.tally(pay, captured);
    }

    /// An override stands in the place of every rule's pay.
    private static List<Pay.Tiered> retroactive(Captured captured, TermsDocument terms) {
        List<Pay> pays = captured.override()
                .map(List::of)
                .orElseGet(() -> terms.rules().stream().map(rule -> rule.pay()).toList());
        return pays.stream()
                .filter(pay -> pay instanceof Pay.Tiered tiered && tiered.mode() == Pay.Tiered.Mode.RETROACTIVE)
                .map(pay -> (Pay.Tiered) pay)
                .toList();
    }
}
