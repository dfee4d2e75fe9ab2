package dev.tributary.domain.id;

import java.util.Arrays;
import java.util.OptionalLong;

/// 64 bits as 13 characters of Crockford's base 32 (https://www.crockford.com/base32.html), lower
/// case. One number has one text: what decodes is what encodes, aliases are refused.
final class Base32 {
    static final int LENGTH = 13;
    private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final byte[] VALUES = new byte[128];

    static {
        Arrays.fill(VALUES, (byte) -1);
        for (int i = 0; i < DIGITS.length; i++) {
            VALUES[DIGITS[i]] = (byte) i;
        }
    }

    private Base32() {}

    static String encode(String prefix, long bits) {
        char[] text = new char[prefix.length() + LENGTH];
        prefix.getChars(0, prefix.length(), text, 0);
        for (int i = 0; i < LENGTH; i++) {
            text[text.length - 1 - i] = DIGITS[(int) (bits >>> (5 * i)) & 31];
        }
        return new String(text);
    }

    /// The bits of a text that `encode` wrote; empty for every other text.
    static OptionalLong decode(String prefix, String text) {
        if (text.length() != prefix.length() + LENGTH || !text.startsWith(prefix)) {
            return OptionalLong.empty();
        }
        long bits = 0;
        for (int i = prefix.length(); i < text.length(); i++) {
            char digit = text.charAt(i);
            int value = digit < 128 ? VALUES[digit] : -1;
            // The first digit carries only 4 of the 64 bits.
            if (value < 0 || (i == prefix.length() && value > 15)) {
                return OptionalLong.empty();
            }
            bits = bits << 5 | value;
        }
        return OptionalLong.of(bits);
    }
}
