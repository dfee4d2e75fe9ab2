package dev.tributary.domain.talk;

/// Up to where a side has read.
///
/// @param number of the last message that it has read
/// @param others how many of the messages up to there are the other side's
public record ReadMark(int number, int others) {
    public ReadMark {
        if (number < 1 || others < 0 || others > number) {
            throw new IllegalArgumentException("number is below 1, or others not within it");
        }
    }

    public static ReadMark of(Message message, Side reader) {
        Side other = switch (reader) {
            case MERCHANT -> Side.AFFILIATE;
            case AFFILIATE -> Side.MERCHANT;
        };
        return new ReadMark(message.number(), message.by(other));
    }

    /// The one that is further on: nothing becomes unread again.
    public ReadMark later(ReadMark other) {
        return other.number > number ? other : this;
    }
}
