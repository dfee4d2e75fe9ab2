package dev.tributary.payout;

/// The rails that are called over HTTP.
public record CalledRails(Stripe stripe, PayPal payPal) {}
