package dev.tributary.domain.payout;

/// Turns the operator's switch off; only a person turns it on again.
@FunctionalInterface
public interface PayoutFreeze {
    /// @param why what the switch says from then on, after `frozen: `; nothing personal, no amount
    /// @throws dev.tributary.domain.stored.UnavailableException when it may not have been turned off
    void freeze(String why);
}
