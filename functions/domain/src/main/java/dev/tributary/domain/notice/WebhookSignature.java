package dev.tributary.domain.notice;

import dev.tributary.domain.postback.PostbackSecret;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The headers of Standard Webhooks 1.0: the id is the same at each attempt, time and signature are the attempt's.
/// While a secret rotates, both sign.
public final class WebhookSignature {
    private WebhookSignature() {}

    /// @param secrets one or two
    /// @param at of the attempt
    public static Map<String, String> headers(NoticeId id, Instant at, byte[] body, List<PostbackSecret> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("secrets is empty: nothing would be signed");
        }
        String timestamp = Long.toString(at.getEpochSecond());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", id.text());
        headers.put("webhook-timestamp", timestamp);
        headers.put(
                "webhook-signature",
                secrets.stream()
                        .map(secret ->
                                "v1," + Base64.getEncoder().encodeToString(secret.sign(id.text(), timestamp, body)))
                        .collect(Collectors.joining(" ")));
        return headers;
    }
}
