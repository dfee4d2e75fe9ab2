package dev.tributary.domain.oracle.attribution;

import dev.tributary.domain.oracle.Exact;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A conversion that asks for its affiliate, and everything that is known of the visitor.
///
/// @param buyer the customer's id and e-mail, as far as they are known
/// @param coupon the first one that the program knows, and its owner
/// @param bonds of the customer and of the subscription, whether they still count or not
/// @param historyKnown whether the clicks are all that the visitor made, not the token's alone
record Visit(
        ZoneId zone,
        Instant at,
        Optional<Instant> checkout,
        Set<String> buyer,
        List<Party> parties,
        List<Click> clicks,
        Optional<Coupon> coupon,
        List<Bond> bonds,
        Policy policy,
        boolean historyKnown) {
    Party party(int number) {
        return parties.stream()
                .filter(party -> party.number() == number)
                .findFirst()
                .orElseThrow();
    }

    /// The click whose token the conversion names: the first one that was made up.
    Optional<Click> own() {
        return clicks.stream().filter(click -> click.number() == 1).findFirst();
    }

    /// An affiliate: how it stood in the program, the earliest change first, by now; who its members are.
    record Party(int number, List<Change> changes, Set<String> members) {}

    record Change(Instant since, Standing standing) {}

    enum Standing {
        APPLIED,
        APPROVED,
        REJECTED,
        PAUSED,
        ENDED,
        BANNED
    }

    /// @param number tells clicks apart
    record Click(int number, int affiliate, Instant at, boolean qualified, Optional<String> channel) {}

    record Coupon(String code, int owner) {}

    /// @param charges so far, with the first
    record Bond(boolean subscription, Instant since, List<Bound> bound, int charges) {}

    record Bound(int affiliate, Exact part) {}

    enum Model {
        LAST_CLICK,
        FIRST_CLICK,
        LINEAR,
        POSITION
    }

    /// @param cut what is kept of a late click's share; empty where late clicks are taken away
    record LateClicks(Set<String> channels, Optional<Exact> cut) {}

    record Binding(Optional<Integer> months, Optional<Integer> charges, boolean newClick) {}

    record Policy(
            Model model,
            int windowDays,
            boolean clickFirst,
            Optional<LateClicks> lateClicks,
            Optional<Integer> leastSeconds,
            Optional<Binding> binding) {
        boolean needsHistory() {
            return model != Model.LAST_CLICK || lateClicks.isPresent();
        }
    }
}
