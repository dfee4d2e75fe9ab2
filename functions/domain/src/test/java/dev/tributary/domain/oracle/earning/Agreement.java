package dev.tributary.domain.oracle.earning;

import dev.tributary.domain.oracle.Exact;
import dev.tributary.domain.oracle.earning.Earning.Paid;
import java.util.List;
import java.util.Optional;

/// Whether engine and oracle say the same of a situation, step by step and to the cent.
final class Agreement {
    private Agreement() {}

    /// The first thing that the two do not agree on.
    static Optional<String> difference(Situation situation) {
        List<Paid> ours = Earning.of(situation);
        List<Paid> theirs;
        try {
            theirs = EngineEarning.of(situation);
        } catch (RuntimeException failure) {
            return Optional.of("the engine fails: " + failure + " "
                    + List.of(failure.getStackTrace()).subList(0, 6) + "\n oracle " + ours);
        }
        boolean same = ours.size() == theirs.size();
        for (int index = 0; same && index < ours.size(); index++) {
            same = same(ours.get(index), theirs.get(index));
        }
        return same ? Optional.empty() : Optional.of("engine " + theirs + "\n oracle " + ours);
    }

    private static boolean same(Paid one, Paid other) {
        return one.affiliate() == other.affiliate()
                && one.rule().equals(other.rule())
                && one.lines().equals(other.lines())
                && one.amount().compareTo(other.amount()) == 0
                && same(one.full(), other.full())
                && same(one.limited(), other.limited())
                && same(one.shared(), other.shared())
                && same(one.capped(), other.capped());
    }

    private static boolean same(Exact one, Exact other) {
        return one.compareTo(other) == 0;
    }
}
