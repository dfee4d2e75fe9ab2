package dev.tributary.infrastructure.local.demo;

import org.jspecify.annotations.Nullable;

/// The platform answered what it should not have: the demo ends there.
final class UnexpectedAnswer extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnexpectedAnswer(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
