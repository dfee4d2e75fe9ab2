package dev.tributary.domain.link;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/// Percent-encoding (RFC 3986, section 2) of values in a query.
public final class PercentEncoding {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PercentEncoding() {}

    /// Every byte but the unreserved characters becomes %XX: the text fits any place of a URL.
    public static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(octet)) {
                encoded.append((char) octet);
            } else {
                append(encoded, octet);
            }
        }
        return encoded.toString();
    }

    static void append(StringBuilder encoded, byte octet) {
        encoded.append('%');
        HEX.toHexDigits(encoded, octet);
    }

    /// The text of a value in a query, `+` read as a space; empty when an escape is broken or the
    /// bytes are not UTF-8.
    public static Optional<String> decode(String value) {
        if (value.indexOf('%') < 0 && value.indexOf('+') < 0) {
            return Optional.of(value);
        }
        byte[] raw = value.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[raw.length];
        int length = 0;
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%') {
                if (i + 2 >= raw.length || !HexFormat.isHexDigit(raw[i + 1]) || !HexFormat.isHexDigit(raw[i + 2])) {
                    return Optional.empty();
                }
                bytes[length++] = (byte) (HexFormat.fromHexDigit(raw[i + 1]) << 4 | HexFormat.fromHexDigit(raw[i + 2]));
                i += 2;
            } else {
                bytes[length++] = raw[i] == '+' ? (byte) ' ' : raw[i];
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static boolean isUnreserved(byte c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }
}
