package dev.tributary.infrastructure.lambda;

import dev.tributary.infrastructure.edge.TokenBuckets;
import dev.tributary.infrastructure.edge.TokenBuckets.Limit;
import dev.tributary.infrastructure.edge.TokenBuckets.Taken;
import java.io.IOException;
import java.time.Instant;

/// Calls that prove nothing, counted by where they come from: each costs a read to find out, so after so many
/// the next is refused before anything is read. A token is taken before a call is looked at, and given back
/// unless it came to 401: of those who call at the same time, no more get through than there are tokens.
public final class UnprovenCalls<K> {
    private final TokenBuckets<K> buckets;

    /// @param most how many callers are remembered
    public UnprovenCalls(Limit limit, int most) {
        this.buckets = new TokenBuckets<>(limit, most);
    }

    /// Finds out who calls.
    @FunctionalInterface
    public interface Proof<R> {
        R find() throws IOException;
    }

    /// @throws HttpRefusal 429 without looking; and what the proof throws
    public <R> R find(K from, Instant now, Proof<R> proof) throws IOException {
        count(from, now);
        boolean proven = true;
        try {
            return proof.find();
        } catch (HttpRefusal refusal) {
            proven = refusal.status() != 401;
            throw refusal;
        } finally {
            if (proven) {
                buckets.giveBack(from);
            }
        }
    }

    /// Of a call that is counted whatever it comes to.
    /// @throws HttpRefusal 429
    public void count(K from, Instant now) {
        Taken taken = buckets.take(from, now);
        if (!taken.isGranted()) {
            throw RateLimit.refused(buckets.limit(), taken);
        }
    }
}
