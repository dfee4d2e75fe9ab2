package dev.tributary.infrastructure.lambda;

import dev.tributary.infrastructure.edge.TokenBuckets.Limit;
import dev.tributary.infrastructure.edge.TokenBuckets.Taken;
import java.time.Duration;
import java.util.Map;

/// How a limit is told: by the three fields of draft-ietf-httpapi-ratelimit-headers-06, in calls and whole
/// seconds, and 429 with Retry-After (RFC 6585) when there are none left.
public final class RateLimit {
    private RateLimit() {}

    /// @return by lower-case name
    public static Map<String, String> headers(Limit limit, Taken taken) {
        return Map.of(
                "ratelimit-limit", Integer.toString(limit.burst()),
                "ratelimit-remaining", Integer.toString(taken.left()),
                "ratelimit-reset", Long.toString(seconds(taken.untilFull())));
    }

    /// Nothing of the call was looked at: the same one may be made again.
    public static HttpRefusal refused(Limit limit, Taken taken) {
        return HttpRefusal.of(429, "rate_limited", "There were too many calls. Wait as long as Retry-After says.")
                .headers(headers(limit, taken))
                .header("retry-after", Long.toString(seconds(taken.untilNext())));
    }

    /// Rounded up: whoever waits so long does not come too early.
    private static long seconds(Duration time) {
        return time.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
