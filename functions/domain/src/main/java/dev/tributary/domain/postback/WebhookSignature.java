package dev.tributary.domain.postback;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The headers of Standard Webhooks 1.0, as they came: `webhook-signature` holds one or more
/// `v1,{base64}`, separated by spaces; one of them must be made with one of the secrets.
public record WebhookSignature(String id, String timestamp, String signatures) {
    public static final Duration TOLERANCE = Duration.ofSeconds(300);
    private static final int MOST_SIGNATURES = 32;
    private static final int LONGEST_TIMESTAMP = 12;

    public enum Match {
        FITS,
        /// One of the secrets made it, too long ago or for a time to come.
        STALE,
        NONE
    }

    public boolean isBy(List<PostbackSecret> secrets, byte[] body, Instant now) {
        return match(secrets, body, now) == Match.FITS;
    }

    /// Every secret is tried against every signature, so that the time tells nothing of which fitted.
    public Match match(List<PostbackSecret> secrets, byte[] body, Instant now) {
        boolean fresh = isFresh(now);
        List<byte[]> claimed = claimed();
        boolean fits = false;
        for (PostbackSecret secret : secrets) {
            byte[] expected = secret.sign(id, timestamp, body);
            for (byte[] one : claimed) {
                fits |= MessageDigest.isEqual(expected, one);
            }
        }
        boolean made = !id.isEmpty() && fits;
        return made && fresh ? Match.FITS : made ? Match.STALE : Match.NONE;
    }

    private boolean isFresh(Instant now) {
        if (timestamp.isEmpty()
                || timestamp.length() > LONGEST_TIMESTAMP
                || !timestamp.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return false;
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now);
        return age.abs().compareTo(TOLERANCE) <= 0;
    }

    private List<byte[]> claimed() {
        List<byte[]> claimed = new ArrayList<>();
        for (String one : signatures.split(" ", MOST_SIGNATURES)) {
            if (one.startsWith("v1,")) {
                try {
                    claimed.add(Base64.getDecoder().decode(one.substring(3)));
                } catch (IllegalArgumentException notBase64) {
                    // Not one of ours: another of the list may fit.
                    continue;
                }
            }
        }
        return claimed;
    }
}
