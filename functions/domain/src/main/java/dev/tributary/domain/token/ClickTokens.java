package dev.tributary.domain.token;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ChannelId;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.token.KeyRing.PurposeKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;

/// The text form of a ClickToken: 80 bytes, 107 characters of URL-safe base 64 without padding.
/// ```
/// format 1 | kid 1 | flags 1 | device, shard 2 | program 8 | affiliate 8 | link 8 | channel 8
/// | time 6 | terms version 3 | nonce 8 | country 2 | visitor tag 8 | MAC 16
/// ```
/// The MAC is HMAC-SHA256, cut to 128 bits (RFC 2104, section 5), over all bytes before it.
public final class ClickTokens {
    private static final int FORMAT = 1;
    private static final int BODY = 64;
    private static final int MAC = 16;
    private static final int TEXT_LENGTH = 107;
    private static final int QUALIFIED = 1;
    private static final int CONSENT = 2;
    private static final int STALE = 4;
    private static final int HAS_CHANNEL = 8;
    private static final int HAS_VISITOR = 16;
    private static final int ALL_FLAGS = 31;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private ClickTokens() {}

    /// The click_id of a click, signed with the key that signs at the click's time.
    public static String sign(ClickToken token, KeyRing keys) {
        PurposeKey key = keys.signing(Purpose.CLICK_ID, token.time());
        ByteBuffer bytes = ByteBuffer.allocate(BODY + MAC);
        int flags = (token.qualified() ? QUALIFIED : 0)
                | (token.consent() ? CONSENT : 0)
                | (token.stale() ? STALE : 0)
                | (token.channel().isPresent() ? HAS_CHANNEL : 0)
                | (token.visitorTag().isPresent() ? HAS_VISITOR : 0);
        bytes.put((byte) FORMAT).put((byte) key.kid()).put((byte) flags);
        bytes.put((byte) token.device().ordinal()).put((byte) token.shard());
        bytes.putLong(token.program().bits()).putLong(token.affiliate().bits());
        bytes.putLong(token.link().bits());
        bytes.putLong(token.channel().map(ChannelId::bits).orElse(0L));
        long millis = token.time().toEpochMilli();
        bytes.putShort((short) (millis >>> 32)).putInt((int) millis);
        bytes.put((byte) (token.termsVersion() >>> 16)).putShort((short) token.termsVersion());
        bytes.putLong(token.nonce());
        bytes.put(token.country().map(CountryCode::text).orElse("  ").getBytes(StandardCharsets.US_ASCII));
        bytes.putLong(token.visitorTag().orElse(0));
        byte[] body = Arrays.copyOf(bytes.array(), BODY);
        bytes.put(key.tag(body), 0, MAC);
        return ENCODER.encodeToString(bytes.array());
    }

    /// The token of a click_id; empty when it was not signed by a key of this ring, byte for byte.
    public static Optional<ClickToken> verify(String clickId, KeyRing keys) {
        Optional<byte[]> bytes = bytes(clickId);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        byte[] body = Arrays.copyOf(bytes.get(), BODY);
        Optional<PurposeKey> key = keys.verifying(Purpose.CLICK_ID, body[1] & 0xff);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        byte[] expected = Arrays.copyOf(key.get().tag(body), MAC);
        byte[] actual = Arrays.copyOfRange(bytes.get(), BODY, BODY + MAC);
        return MessageDigest.isEqual(expected, actual) ? decode(body) : Optional.empty();
    }

    /// What a click_id says, its MAC unchecked: only for what came through our own queue, or is
    /// verified before anything follows from it.
    public static Optional<ClickToken> read(String clickId) {
        return bytes(clickId).flatMap(bytes -> decode(Arrays.copyOf(bytes, BODY)));
    }

    private static Optional<byte[]> bytes(String clickId) {
        if (clickId.length() != TEXT_LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] bytes = DECODER.decode(clickId);
            // One text per token: unused bits of the last character must be zero.
            boolean canonical =
                    bytes.length == BODY + MAC && ENCODER.encodeToString(bytes).equals(clickId);
            return canonical ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Optional<ClickToken> decode(byte[] body) {
        ByteBuffer bytes = ByteBuffer.wrap(body);
        int format = bytes.get();
        bytes.get();
        int flags = bytes.get();
        int device = bytes.get();
        int shard = bytes.get();
        if (format != FORMAT || (flags & ~ALL_FLAGS) != 0 || device < 0 || device >= Device.values().length) {
            return Optional.empty();
        }
        ProgramId program = new ProgramId(bytes.getLong());
        AffiliateId affiliate = new AffiliateId(bytes.getLong());
        LinkId link = new LinkId(bytes.getLong());
        long channel = bytes.getLong();
        long millis = (bytes.getShort() & 0xffffL) << 32 | bytes.getInt() & 0xffffffffL;
        int termsVersion = (bytes.get() & 0xff) << 16 | bytes.getShort() & 0xffff;
        long nonce = bytes.getLong();
        String country = "" + (char) bytes.get() + (char) bytes.get();
        long visitor = bytes.getLong();
        boolean consent = (flags & CONSENT) != 0;
        boolean hasVisitor = (flags & HAS_VISITOR) != 0;
        if (shard < 0 || shard >= ClickToken.MAX_SHARDS || (hasVisitor && !consent)) {
            return Optional.empty();
        }
        return Optional.of(new ClickToken(
                program,
                affiliate,
                link,
                (flags & HAS_CHANNEL) != 0 ? Optional.of(new ChannelId(channel)) : Optional.empty(),
                Instant.ofEpochMilli(millis),
                termsVersion,
                nonce,
                shard,
                CountryCode.parse(country),
                Device.values()[device],
                hasVisitor ? OptionalLong.of(visitor) : OptionalLong.empty(),
                (flags & QUALIFIED) != 0,
                consent,
                (flags & STALE) != 0));
    }
}
