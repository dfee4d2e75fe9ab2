package dev.tributary.domain.oracle.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether engine and oracle credit the same, for the same, with the same flags.
final class CreditAgreement {
    private CreditAgreement() {}

    static Optional<String> difference(Visit visit) {
        Credit ours = Crediting.of(visit);
        Credit theirs;
        try {
            theirs = EngineCredit.of(visit);
        } catch (RuntimeException failure) {
            return Optional.of("the engine fails: " + failure + " "
                    + List.of(failure.getStackTrace()).subList(0, 6) + "\n oracle " + ours);
        }
        boolean same = ours.shares().equals(theirs.shares())
                && (!isPlain(visit, ours) || ours.why().equals(theirs.why()));
        return same ? Optional.empty() : Optional.of("engine " + theirs + "\n oracle " + ours);
    }

    /// The design does not say which reason stands before which: it is plain where there is one.
    private static boolean isPlain(Visit visit, Credit credit) {
        return credit.shares().isEmpty()
                && credit.why().size() == 1
                && visit.clicks().size() <= 1
                && visit.coupon().isEmpty()
                && visit.bonds().isEmpty();
    }

    /// The visit without what a disagreement does not need.
    static Visit least(Visit visit) {
        Visit least = visit;
        boolean again = true;
        while (again) {
            again = false;
            for (Visit less : less(least)) {
                if (difference(less).isPresent()) {
                    least = less;
                    again = true;
                    break;
                }
            }
        }
        return least;
    }

    private static List<Visit> less(Visit visit) {
        List<Visit> less = new ArrayList<>();
        for (int index = 0; index < visit.clicks().size(); index++) {
            List<Visit.Click> clicks = new ArrayList<>(visit.clicks());
            clicks.remove(index);
            less.add(with(visit, visit.buyer(), clicks, visit.coupon(), visit.bonds()));
        }
        for (int index = 0; index < visit.bonds().size(); index++) {
            List<Visit.Bond> bonds = new ArrayList<>(visit.bonds());
            bonds.remove(index);
            less.add(with(visit, visit.buyer(), visit.clicks(), visit.coupon(), bonds));
        }
        if (visit.coupon().isPresent()) {
            less.add(with(visit, visit.buyer(), visit.clicks(), Optional.empty(), visit.bonds()));
        }
        if (!visit.buyer().isEmpty()) {
            less.add(with(visit, Set.of(), visit.clicks(), visit.coupon(), visit.bonds()));
        }
        return less;
    }

    private static Visit with(
            Visit visit,
            Set<String> buyer,
            List<Visit.Click> clicks,
            Optional<Visit.Coupon> coupon,
            List<Visit.Bond> bonds) {
        return new Visit(
                visit.zone(),
                visit.at(),
                visit.checkout(),
                buyer,
                visit.parties(),
                clicks,
                coupon,
                bonds,
                visit.policy(),
                visit.historyKnown());
    }
}
