package dev.tributary.domain.payout;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The header `Stripe-Signature` of an event: `t=1492774577,v1=5257a8...,v0=6ffb...`. What is signed is
/// the time, a point and the body; one `v1` must be made with one of the secrets. Other schemes are
/// left unread, so that nobody is led to a weaker one (docs.stripe.com/webhooks/signatures).
public record StripeSignature(String header) {
    public static final Duration TOLERANCE = Duration.ofSeconds(300);
    private static final int MOST_PARTS = 32;
    private static final int LONGEST_TIMESTAMP = 12;

    /// Every secret is tried against every signature, so that the time tells nothing of which fitted.
    public boolean isBy(List<String> secrets, byte[] body, Instant now) {
        String timestamp = "";
        List<byte[]> claimed = new ArrayList<>();
        for (String part : header.split(",", MOST_PARTS)) {
            String[] pair = part.strip().split("=", 2);
            if (pair.length == 2 && pair[0].equals("t") && timestamp.isEmpty()) {
                timestamp = pair[1];
            } else if (pair.length == 2 && pair[0].equals("v1")) {
                claimed.add(pair[1].getBytes(StandardCharsets.UTF_8));
            }
        }
        boolean fits = false;
        for (String secret : secrets) {
            byte[] expected = sign(secret, timestamp, body);
            for (byte[] one : claimed) {
                fits |= MessageDigest.isEqual(expected, one);
            }
        }
        return fits && isFresh(timestamp, now);
    }

    /// In hex, as the header has it.
    private static byte[] sign(String secret, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body)).getBytes(StandardCharsets.UTF_8);
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException("every JDK has HmacSHA256", never);
        }
    }

    private static boolean isFresh(String timestamp, Instant now) {
        if (timestamp.isEmpty()
                || timestamp.length() > LONGEST_TIMESTAMP
                || !timestamp.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return false;
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now);
        return age.abs().compareTo(TOLERANCE) <= 0;
    }
}
