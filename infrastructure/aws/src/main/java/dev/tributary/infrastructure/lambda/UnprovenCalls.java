package dev.tributary.infrastructure.lambda;

import dev.tributary.infrastructure.edge.TokenBuckets;
import dev.tributary.infrastructure.edge.TokenBuckets.Limit;
import dev.tributary.infrastructure.edge.TokenBuckets.Taken;
import java.io.IOException;
import java.time.Instant;

/// Calls that prove nothing, counted by where they come from: each costs a read to find out, so after so many
/// the next is refused before anything is read. A token is taken once a call has come to 401: of those that are
/// looked at in the same moment, more may get through than there are tokens, and none that is right is held by
/// how many come with it.
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
        require(buckets.look(from, now));
        try {
            return proof.find();
        } catch (HttpRefusal refusal) {
            if (refusal.status() == 401) {
                buckets.take(from, now);
            }
            throw refusal;
        }
    }

    /// Of whoever was right lately: the call is looked at first, so that no failure of others from there holds it.
    /// One that proves nothing is counted as any other, and told to wait as any other.
    /// @throws HttpRefusal 429 in place of the 401 for which there is no token left; and what the proof throws
    public <R> R findFirst(K from, Instant now, Proof<R> proof) throws IOException {
        try {
            return proof.find();
        } catch (HttpRefusal refusal) {
            if (refusal.status() == 401) {
                require(buckets.take(from, now));
            }
            throw refusal;
        }
    }

    /// Of a call that is counted whatever it comes to.
    /// @throws HttpRefusal 429
    public void count(K from, Instant now) {
        require(buckets.take(from, now));
    }

    private void require(Taken taken) {
        if (!taken.isGranted()) {
            throw RateLimit.refused(buckets.limit(), taken);
        }
    }
}
