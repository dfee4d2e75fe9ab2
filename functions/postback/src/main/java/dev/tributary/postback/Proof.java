package dev.tributary.postback;

import java.util.Locale;
import java.util.Optional;

/// By what a call proves who makes it, for whoever asks how it is read.
///
/// @param isValid whether it would be admitted
/// @param signature empty where a dialect does not tell
/// @param token the same
record Proof(boolean isValid, Optional<State> signature, Optional<State> token) {
    enum State {
        VALID,
        WRONG,
        /// Right, but more than 300 seconds from now.
        STALE,
        ABSENT,
        /// A secret that would tell does not open: the key ring lacks its key.
        UNREADABLE;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        private boolean isNoHindrance() {
            return this == VALID || this == ABSENT;
        }

        private boolean isProof() {
            return this == VALID;
        }
    }

    /// Everything that a call brings has to be right, and it has to bring something.
    static Proof of(Optional<State> signature, Optional<State> token) {
        boolean isValid = (signature.filter(State::isProof).isPresent()
                        || token.filter(State::isProof).isPresent())
                && signature.map(State::isNoHindrance).orElse(true)
                && token.map(State::isNoHindrance).orElse(true);
        return new Proof(isValid, signature, token);
    }

    /// Of a dialect that says yes or no.
    static Proof of(boolean isValid) {
        return new Proof(isValid, Optional.empty(), Optional.empty());
    }
}
