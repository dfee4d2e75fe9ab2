package dev.tributary.domain.token;

/// The class of device that a user agent names. The order is part of the token's format.
public enum Device {
    OTHER,
    DESKTOP,
    MOBILE,
    TABLET
}
