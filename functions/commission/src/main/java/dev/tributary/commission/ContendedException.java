package dev.tributary.commission;

/// Others wrote the same items again and again: the messages come back a little later.
final class ContendedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ContendedException(int messages) {
        super(messages + " messages are handed back: the items of their orders or accounts were in use");
    }
}
