package dev.tributary.domain.payout;

/// The operator's switch, which lies outside the table: while it is off nothing is planned, reserved or
/// submitted. What a rail reports is settled all the same: that money has moved.
@FunctionalInterface
public interface PayoutSwitch {
    /// Read anew each time. Whatever is not plainly `open` is frozen.
    /// @throws dev.tributary.domain.stored.UnavailableException when it cannot be read: then nothing is paid
    boolean isFrozen();
}
