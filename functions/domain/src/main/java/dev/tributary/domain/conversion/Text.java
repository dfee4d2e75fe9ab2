package dev.tributary.domain.conversion;

/// What every text from a merchant has in common: a message can carry it. SQS refuses one that
/// holds anything but #x9, #xA, #xD, #x20 to #xD7FF, #xE000 to #xFFFD, #x10000 to #x10FFFF.
public final class Text {
    private Text() {}

    static boolean fits(String text, int most) {
        return !text.isEmpty()
                && text.length() <= most
                && text.codePoints()
                        .noneMatch(point -> Character.isISOControl(point) || isLonely(point) || isNoncharacter(point));
    }

    /// Half of a surrogate pair.
    public static boolean isLonely(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    /// U+FFFE and U+FFFF. Those of the other planes a message can carry.
    public static boolean isNoncharacter(int point) {
        return point == 0xFFFE || point == 0xFFFF;
    }
}
