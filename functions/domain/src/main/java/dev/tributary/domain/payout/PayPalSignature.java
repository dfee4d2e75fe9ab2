package dev.tributary.domain.payout;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// The headers by which PayPal signs an event. What is signed is `{id}|{time}|{webhook
/// id}|{crc32}`, the checksum of the body's bytes as they came, in decimals (developer.paypal.com,
/// Integrate webhooks). The checksum binds nobody who can choose bytes: an event proves that PayPal
/// sent one, to this webhook, at that time, and what it says is asked of PayPal again.
///
/// @param id of the transmission
/// @param time when it was first sent, `2016-02-18T20:01:35Z`
/// @param signature in base64
/// @param algorithm by its name at PayPal
public record PayPalSignature(String id, String time, String signature, String algorithm) {
    /// For so long PayPal sends an event again that was not taken: three days, and what it is slow.
    public static final Duration OLDEST = Duration.ofDays(3).plusHours(1);
    /// For clocks that differ.
    public static final Duration AHEAD = Duration.ofSeconds(300);
    private static final String ALGORITHM = "SHA256withRSA";
    private static final int LONGEST_SIGNATURE = 2_000;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    /// Whether it looks like PayPal's, and is as fresh: before anything is asked for it.
    public boolean isPlausible(Instant now) {
        return algorithm.equalsIgnoreCase(ALGORITHM)
                && ID.matcher(id).matches()
                && !signature.isEmpty()
                && signature.length() <= LONGEST_SIGNATURE
                && isFresh(now);
    }

    public boolean isBy(PublicKey key, String webhookId, byte[] body, Instant now) {
        if (!isPlausible(now)) {
            return false;
        }
        CRC32 checksum = new CRC32();
        checksum.update(body);
        String signed = id + "|" + time + "|" + webhookId + "|" + checksum.getValue();
        try {
            Signature rsa = Signature.getInstance(ALGORITHM);
            rsa.initVerify(key);
            rsa.update(signed.getBytes(StandardCharsets.UTF_8));
            return rsa.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            // A key of another kind, a signature of another length, no base64.
            return false;
        }
    }

    private boolean isFresh(Instant now) {
        try {
            Instant sent = Instant.parse(time);
            return !sent.isBefore(now.minus(OLDEST)) && !sent.isAfter(now.plus(AHEAD));
        } catch (DateTimeException none) {
            return false;
        }
    }
}
