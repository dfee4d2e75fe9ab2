package dev.tributary.api;

import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;

/// A creation that finds, under the id that follows from its idempotency key, what it made before.
final class Repeats {
    private Repeats() {}

    /// @throws HttpRefusal 422 when what is there is not what is asked for
    static <T> HttpAnswer same(T wanted, T there, HttpAnswer answer) {
        if (!wanted.equals(there)) {
            throw HttpRefusal.of(422, "idempotency_key_reused", "This Idempotency-Key has made something else before.");
        }
        return answer;
    }
}
