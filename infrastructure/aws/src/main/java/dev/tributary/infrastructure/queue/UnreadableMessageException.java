package dev.tributary.infrastructure.queue;

/// A message that this version cannot read. It is thrown, and so ends in the dead-letter queue,
/// where it waits for a version that can. Its text names fields, never their values.
public final class UnreadableMessageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnreadableMessageException(String reason) {
        super("message cannot be read: " + reason);
    }
}
