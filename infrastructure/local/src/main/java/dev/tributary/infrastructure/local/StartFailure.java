package dev.tributary.infrastructure.local;

/// The machine cannot start; the message is the one line that the operator sees, before exit 2.
public final class StartFailure extends RuntimeException {
    public StartFailure(String message) {
        super(message);
    }

    public StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
