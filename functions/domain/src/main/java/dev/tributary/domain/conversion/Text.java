package dev.tributary.domain.conversion;

/// What every text from a merchant has in common.
final class Text {
    private Text() {}

    /// Control characters would make a queue refuse the message that carries them.
    static boolean fits(String text, int most) {
        return !text.isEmpty()
                && text.length() <= most
                && text.codePoints().noneMatch(point -> Character.isISOControl(point) || isLonely(point));
    }

    private static boolean isLonely(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
