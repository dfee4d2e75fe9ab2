package dev.tributary.domain.party;

import java.util.Optional;
import java.util.function.IntPredicate;

/// Signs that are not seen themselves, and with which a text shows as another one: they turn the direction of
/// what follows, or stand between letters without a width. A payee's name with them is somebody else's to
/// whoever approves. The joiners U+200C and U+200D are letters' own in Persian, and stay between two letters of
/// the Arabic script.
public final class Disguise {
    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;
    /// Letters and spaces without a picture, which are of no such type.
    private static final String BLANKS = "\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0";

    private Disguise() {}

    public static boolean isIn(String text) {
        return !shown(text).equals(text);
    }

    /// What people are told apart by: not blank, at most so long, and nothing in it hides.
    public static Optional<String> plain(String text, int most) {
        return text.isBlank() || text.length() > most || isIn(text.strip())
                ? Optional.empty()
                : Optional.of(text.strip());
    }

    /// The same with U+FFFD, which is seen, in place of each such sign.
    public static String shown(String text) {
        int[] signs = text.codePoints().toArray();
        StringBuilder shown = new StringBuilder(text.length());
        for (int at = 0; at < signs.length; at++) {
            shown.appendCodePoint(isHidden(signs, at) ? 0xFFFD : signs[at]);
        }
        return shown.toString();
    }

    private static boolean isHidden(int[] signs, int at) {
        if (signs[at] == NON_JOINER || signs[at] == JOINER) {
            IntPredicate arabic = place -> place >= 0
                    && place < signs.length
                    && Character.isLetter(signs[place])
                    && Character.UnicodeScript.of(signs[place]) == Character.UnicodeScript.ARABIC;
            return !(arabic.test(at - 1) && arabic.test(at + 1));
        }
        return switch (Character.getType(signs[at])) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> BLANKS.indexOf(signs[at]) >= 0 || isVariation(signs[at]) && !isAfterSymbol(signs, at);
        };
    }

    private static boolean isAfterSymbol(int[] signs, int at) {
        return at > 0 && Character.getType(signs[at - 1]) == Character.OTHER_SYMBOL;
    }

    /// Variation selectors, which stand behind a picture; elsewhere they change nothing that is seen.
    private static boolean isVariation(int sign) {
        return sign >= 0xFE00 && sign <= 0xFE0F
                || sign >= 0xE0100 && sign <= 0xE01EF
                || sign >= 0x180B && sign <= 0x180F;
    }
}
