package dev.tributary.domain.payout;

import dev.tributary.domain.access.FourEyes;
import dev.tributary.domain.money.Money;
import java.util.Optional;

/// Up to where one person's word is enough, or nobody's, and whose word these limits are. An automatic
/// approval is the word of whoever set its limit. Whoever sets a looser limit for a second approval is held
/// to the one before, until somebody else sets the same: else the two would be one person.
///
/// @param autoApproveBelow a scheduled plan whose gross is strictly below it needs nobody's approval, unless
///     the limit for a second one is passed
/// @param autoBy who set that; empty where it is not known, and then nothing is approved by itself
/// @param secondApprovalAbove when the gross of all the merchant's runs that were approved on a day comes
///     above it, a second person approves
/// @param secondBy who set that
/// @param heldTo the limit before, which still binds `secondBy`
public record PayoutLimits(
        Optional<Money> autoApproveBelow,
        Optional<String> autoBy,
        Optional<Money> secondApprovalAbove,
        Optional<String> secondBy,
        Optional<Money> heldTo) {
    public static final PayoutLimits NONE =
            new PayoutLimits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public PayoutLimits {
        refuseNegative("autoApproveBelow", autoApproveBelow);
        refuseNegative("secondApprovalAbove", secondApprovalAbove);
        if (heldTo.isPresent() && secondBy.isEmpty()) {
            throw new IllegalArgumentException("heldTo binds nobody");
        }
    }

    /// As somebody sets them.
    /// @param eyes of the same
    public PayoutLimits set(Optional<Money> auto, Optional<Money> second, String actor, FourEyes eyes) {
        boolean same = auto.equals(autoApproveBelow) && autoBy.isPresent();
        Optional<Money> before = secondFor(eyes);
        return new PayoutLimits(
                auto,
                same ? autoBy : auto.map(below -> actor),
                second,
                Optional.of(actor),
                isLooser(second, before) ? before : Optional.empty());
    }

    /// Whether any of it is money: then it is in the program's currency.
    public boolean hasAmounts() {
        return autoApproveBelow.isPresent() || secondApprovalAbove.isPresent() || heldTo.isPresent();
    }

    /// With another one for a second approval, which holds for everybody.
    PayoutLimits withSecond(Optional<Money> above) {
        return new PayoutLimits(autoApproveBelow, autoBy, above, Optional.empty(), Optional.empty());
    }

    /// What holds for whoever is about to approve.
    Optional<Money> secondFor(FourEyes eyes) {
        return heldTo.isPresent() && secondBy.filter(eyes::isOwn).isPresent() ? heldTo : secondApprovalAbove;
    }

    private static boolean isLooser(Optional<Money> limit, Optional<Money> before) {
        return before.filter(tight -> limit.isEmpty() || limit.get().compareTo(tight) > 0)
                .isPresent();
    }

    private static void refuseNegative(String name, Optional<Money> amount) {
        if (amount.filter(Money::isNegative).isPresent()) {
            throw new IllegalArgumentException(name + " is negative: " + amount.get());
        }
    }
}
