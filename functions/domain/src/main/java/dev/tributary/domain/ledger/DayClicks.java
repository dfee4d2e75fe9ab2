package dev.tributary.domain.ledger;

import java.time.LocalDate;
import java.util.Optional;

/// Says in the entry of a day's clicks what it came from: so many qualified ones, one per visitor and link,
/// for how many of them that version of the terms pays, and what caps on commission had left.
///
/// @param roomMinor what the entry moves, in minor units, where a cap left less than those clicks are paid
public record DayClicks(LocalDate day, long qualified, long paid, int termsVersion, Optional<Long> roomMinor) {
    static final String WORD = "clicks";

    public DayClicks {
        if (qualified < 1 || paid < 0 || paid > qualified) {
            throw new IllegalArgumentException("paid is not within 0 and " + qualified + ": " + paid);
        }
        if (roomMinor.filter(room -> room < 0).isPresent()) {
            throw new IllegalArgumentException("roomMinor is below 0: " + roomMinor.get());
        }
    }

    /// `clicks 2026-11-22 130 100 2`, and ` 350` behind it where a cap left so much.
    String text() {
        return WORD + " " + day + " " + qualified + " " + paid + " " + termsVersion
                + roomMinor.map(room -> " " + room).orElse("");
    }

    /// @throws IllegalArgumentException for a line that none gives
    static DayClicks parse(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 5 && parts.length != 6) {
            throw new IllegalArgumentException("text is no entry: a clicks line has 5 or 6 parts");
        }
        return new DayClicks(
                LocalDate.parse(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Integer.parseInt(parts[4]),
                parts.length == 6 ? Optional.of(Long.parseLong(parts[5])) : Optional.empty());
    }
}
