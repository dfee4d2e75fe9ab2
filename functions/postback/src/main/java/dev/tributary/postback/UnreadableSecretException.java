package dev.tributary.postback;

import java.util.List;

/// Whether a signature is right cannot be told: a secret that may have made it is sealed under a key that
/// the ring does not have any more. The key belongs back into the ring, docs/runbook.md says so.
final class UnreadableSecretException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableSecretException(String program, List<Integer> kids) {
        super("secrets of " + program + " do not open: the key ring lacks kid " + kids);
    }
}
