package dev.tributary.domain.talk;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// One message of a thread. It is never changed and never taken back.
///
/// @param number from 1 on, without a gap
/// @param name of the person who wrote it, where its key says one
/// @param byMerchant how many of the messages up to this one are the merchant's: so what is unread is counted
///     without reading it
public record Message(int number, Side from, Optional<String> name, String text, Instant sent, int byMerchant) {
    public static final int MAX_LENGTH = 10_000;

    public Message {
        Objects.requireNonNull(sent, "sent");
        if (number < 1 || byMerchant < 0 || byMerchant > number) {
            throw new IllegalArgumentException("number is below 1, or byMerchant not within it");
        }
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("text is empty or longer than " + MAX_LENGTH);
        }
    }

    /// How many of the messages up to this one are a side's.
    public int by(Side side) {
        return switch (side) {
            case MERCHANT -> byMerchant;
            case AFFILIATE -> number - byMerchant;
        };
    }
}
