package dev.tributary.domain.oracle.attribution;

import dev.tributary.domain.oracle.attribution.Visit.Change;
import dev.tributary.domain.oracle.attribution.Visit.Standing;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Who may be credited for what it did at an instant: approved then, not banned by now, not the buyer.
record Standings(Visit visit, Consumer<String> met) {
    Set<String> faults(int affiliate, Instant then) {
        Set<String> faults = new TreeSet<>();
        if (isBanned(affiliate)) {
            faults.add("BANNED");
        }
        if (!standing(affiliate, then).equals(Optional.of(Standing.APPROVED))) {
            faults.add("NOT_APPROVED");
        }
        if (isBuyer(affiliate)) {
            faults.add("SELF_REFERRAL");
        }
        faults.forEach(met);
        return faults;
    }

    boolean isBanned(int affiliate) {
        return standing(affiliate, Instant.MAX).equals(Optional.of(Standing.BANNED));
    }

    boolean isBuyer(int affiliate) {
        return !Collections.disjoint(visit.party(affiliate).members(), visit.buyer());
    }

    private Optional<Standing> standing(int affiliate, Instant then) {
        Optional<Standing> standing = Optional.empty();
        for (Change change : visit.party(affiliate).changes()) {
            if (!change.since().isAfter(then)) {
                standing = Optional.of(change.standing());
            }
        }
        return standing;
    }
}
