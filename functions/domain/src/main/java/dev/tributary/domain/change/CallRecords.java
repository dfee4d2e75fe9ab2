package dev.tributary.domain.change;

import dev.tributary.domain.access.ActorId;
import dev.tributary.domain.access.Tenant;
import java.time.Instant;
import java.util.Map;

/// Where calls with an idempotency key are kept, for 24 hours: under way, or with their answer.
public interface CallRecords {
    /// A call made with an API key, or by a person. Another key of the same tenant that names its call alike makes
    /// another
    /// call: it may be allowed less than what the answer shows.
    ///
    /// @param fingerprint of method, path and body
    /// @param attempt tells two executions of the same call apart
    record Call(Tenant tenant, ActorId by, IdempotencyKey key, String fingerprint, String attempt) {}

    /// An answer as it was given, without what is shown only once.
    ///
    /// @param headers by lower-case name
    record Answer(int status, Map<String, String> headers, String body) {
        public Answer {
            headers = Map.copyOf(headers);
        }
    }

    record Done(Call call, Answer answer) {}

    sealed interface Claim {
        /// Go on, and end with a `Done` or with `release`.
        record Mine() implements Claim {}

        record Answered(Answer answer) implements Claim {}

        /// The same key came with another call.
        record Reused() implements Claim {}

        /// Somebody is at it, at least until then.
        record UnderWay(Instant until) implements Claim {}
    }

    Claim claim(Call call, Instant now);

    /// For a call that changed nothing and was refused: its key is free again.
    void release(Call call);

    /// For a call that changed nothing and was answered. Without effect when another attempt has taken over.
    void finish(Done done);
}
