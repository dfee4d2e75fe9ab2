package dev.tributary.domain.payout;

/// What a merchant has entrusted to one of its programs, sealed with the merchant's id as owner:
/// there is one of each kind per program.
public sealed interface ProgramSecret permits Debtor, StripeKey, PayPalAccount {}
