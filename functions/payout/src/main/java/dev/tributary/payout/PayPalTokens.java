package dev.tributary.payout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.domain.payout.PayPalAccount.Credentials;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The access tokens that PayPal gave to apps, until shortly before they expire. In memory only, and
/// of the process that asked for them; another secret of the same app has another token.
final class PayPalTokens {
    private static final Duration BEFORE_ITS_END = Duration.ofMinutes(5);
    private static final int MOST = 64;
    /// As RFC 6750 has it: nothing that ends a header.
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{1,4000}");

    private final Clock clock;
    private final Map<String, Kept> kept = new HashMap<>();

    PayPalTokens(Clock clock) {
        this.clock = clock;
    }

    private record Kept(String token, Instant until) {}

    static String basic(Credentials credentials) {
        String pair = credentials.clientId() + ":" + credentials.secret();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    Optional<String> kept(Credentials credentials) {
        return Optional.ofNullable(kept.get(digest(credentials)))
                .filter(one -> one.until().isAfter(clock.instant()))
                .map(Kept::token);
    }

    void forget(Credentials credentials) {
        kept.remove(digest(credentials));
    }

    /// @return the token of PayPal's answer; empty when it holds none
    Optional<String> keep(Credentials credentials, JsonNode answer) {
        String token = answer.path("access_token").asText();
        if (!TOKEN.matcher(token).matches()) {
            return Optional.empty();
        }
        if (kept.size() >= MOST) {
            kept.clear();
        }
        Duration life = Duration.ofSeconds(answer.path("expires_in").asLong(0)).minus(BEFORE_ITS_END);
        kept.put(digest(credentials), new Kept(token, clock.instant().plus(life)));
        return Optional.of(token);
    }

    private static String digest(Credentials credentials) {
        return CsvRail.sha256((credentials.clientId() + "\n" + credentials.secret()).getBytes(StandardCharsets.UTF_8));
    }
}
