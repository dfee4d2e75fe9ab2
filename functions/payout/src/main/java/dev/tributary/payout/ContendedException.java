package dev.tributary.payout;

/// What a message asks for was being written by others until the last try.
final class ContendedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ContendedException(String what) {
        super(what + " is in use");
    }
}
