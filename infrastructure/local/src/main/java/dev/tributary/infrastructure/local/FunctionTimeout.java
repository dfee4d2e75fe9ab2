package dev.tributary.infrastructure.local;

/// A function was still at work at its Timeout, and Lambda would have ended it: its invocation has
/// failed, whatever it may still do.
public final class FunctionTimeout extends RuntimeException {
    private static final long serialVersionUID = 1;

    FunctionTimeout(String function, int seconds) {
        super(function + " timed out after " + seconds + " s");
    }
}
