package dev.tributary.jobs;

/// A file of rates that is not taken: nothing of it is kept, and what is kept already stays.
public final class RatesRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RatesRefusedException(String message) {
        super(message);
    }

    RatesRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
