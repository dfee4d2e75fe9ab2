package dev.tributary.infrastructure.local.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Percent-encoding of paths and query strings.
final class PercentCode {
    private PercentCode() {}

    /// Whether a path can be served: sound escapes, UTF-8, no control characters.
    static boolean isSoundPath(String raw) {
        boolean plain = true;
        for (int i = 0; i < raw.length(); i++) {
            char letter = raw.charAt(i);
            if (letter < 0x20 || letter >= 0x7F) {
                return false;
            }
            if (letter == '%') {
                plain = false;
                if (hex(raw, i + 1) < 0 || hex(raw, i + 2) < 0) {
                    return false;
                }
            }
        }
        if (plain) {
            return true;
        }
        try {
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes(raw, false)))
                    .toString();
            return decoded.chars().noneMatch(Character::isISOControl);
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /// What is no escape stays as it is.
    static String decode(String raw, boolean plusIsSpace) {
        if (raw.indexOf('%') < 0 && !(plusIsSpace && raw.indexOf('+') >= 0)) {
            return raw;
        }
        return new String(bytes(raw, plusIsSpace), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String raw, boolean plusIsSpace) {
        byte[] given = raw.getBytes(StandardCharsets.UTF_8);
        byte[] decoded = new byte[given.length];
        int length = 0;
        for (int i = 0; i < given.length; i++) {
            int value = given[i] == '%' && i + 2 < given.length
                    ? Character.digit(given[i + 1], 16) * 16 + Character.digit(given[i + 2], 16)
                    : -1;
            boolean escape =
                    value >= 0 && Character.digit(given[i + 1], 16) >= 0 && Character.digit(given[i + 2], 16) >= 0;
            if (escape) {
                decoded[length++] = (byte) value;
                i += 2;
            } else {
                decoded[length++] = plusIsSpace && given[i] == '+' ? (byte) ' ' : given[i];
            }
        }
        return java.util.Arrays.copyOf(decoded, length);
    }

    private static int hex(String text, int index) {
        return index < text.length() ? Character.digit(text.charAt(index), 16) : -1;
    }
}
