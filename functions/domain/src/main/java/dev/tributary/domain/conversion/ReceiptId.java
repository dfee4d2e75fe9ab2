package dev.tributary.domain.conversion;

import dev.tributary.domain.id.ProgramId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The name of a receipt: `rcp_` and a base64url text of program, content hash, MAC, event and order
/// id. It follows from the call alone, it can be checked without reading anything (a forged one is
/// not found), and it says where its outcome stands: no item of its own is needed to find it.
public record ReceiptId(String text) {
    private static final String PREFIX = "rcp_";
    private static final int HASH = 16;
    private static final int MAC = 12;
    private static final int HEAD = Long.BYTES + HASH + MAC + 1;
    private static final int MOST = 700;

    public ReceiptId {
        if (decode(text).isEmpty()) {
            throw new IllegalArgumentException("text is no receipt id");
        }
    }

    /// @param key at least 16 bytes, the same as long as receipts are kept
    public static ReceiptId derive(ConversionEvent event, byte[] key) {
        byte[] hash = Arrays.copyOf(Fingerprint.contentHash(event), HASH);
        byte[] name = event.key().event().text().getBytes(StandardCharsets.UTF_8);
        byte[] order = event.key().order().text().getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[HEAD + name.length + order.length];
        for (int index = 0; index < Long.BYTES; index++) {
            bytes[index] = (byte) (event.key().program().bits() >>> 56 - 8 * index);
        }
        System.arraycopy(hash, 0, bytes, Long.BYTES, HASH);
        bytes[HEAD - 1] = (byte) name.length;
        System.arraycopy(name, 0, bytes, HEAD, name.length);
        System.arraycopy(order, 0, bytes, HEAD + name.length, order.length);
        // The MAC is over everything, with zeros in its own place.
        System.arraycopy(mac(bytes, key), 0, bytes, Long.BYTES + HASH, MAC);
        return new ReceiptId(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// The id of a text from outside; its MAC is not checked yet.
    public static Optional<ReceiptId> parse(String text) {
        return decode(text).isPresent() ? Optional.of(new ReceiptId(text)) : Optional.empty();
    }

    /// Whether this key made it.
    public boolean isGenuine(byte[] key) {
        byte[] bytes = decode(text).orElseThrow();
        byte[] claimed = Arrays.copyOfRange(bytes, Long.BYTES + HASH, HEAD - 1);
        Arrays.fill(bytes, Long.BYTES + HASH, HEAD - 1, (byte) 0);
        return MessageDigest.isEqual(claimed, mac(bytes, key));
    }

    /// The first 16 bytes of the call's content hash: what a receipt's signature certifies.
    public byte[] contentHash() {
        return Arrays.copyOfRange(decode(text).orElseThrow(), Long.BYTES, Long.BYTES + HASH);
    }

    /// The conversion in whose item the outcome stands.
    public ConversionKey key() {
        return key(decode(text).orElseThrow()).orElseThrow();
    }

    @Override
    public String toString() {
        return text;
    }

    private static Optional<byte[]> decode(String text) {
        if (!text.startsWith(PREFIX) || text.length() > MOST) {
            return Optional.empty();
        }
        String body = text.substring(PREFIX.length());
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(body);
            // One receipt has one text: what decodes is what encodes.
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(body)
                            && key(bytes).isPresent()
                    ? Optional.of(bytes)
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Optional<ConversionKey> key(byte[] bytes) {
        int length = bytes.length < HEAD ? 0 : bytes[HEAD - 1];
        if (length < 1 || HEAD + length >= bytes.length) {
            return Optional.empty();
        }
        String event = new String(bytes, HEAD, length, StandardCharsets.UTF_8);
        String order = new String(bytes, HEAD + length, bytes.length - HEAD - length, StandardCharsets.UTF_8);
        long bits = 0;
        for (int index = 0; index < Long.BYTES; index++) {
            bits = bits << 8 | bytes[index] & 0xff;
        }
        ProgramId program = new ProgramId(bits);
        return EventName.parse(event)
                .flatMap(name -> OrderId.parse(order).map(id -> new ConversionKey(program, id, name)));
    }

    private static byte[] mac(byte[] bytes, byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(bytes), MAC);
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException("every JDK has HmacSHA256", never);
        }
    }
}
