package dev.tributary.domain.ledger;

import java.time.LocalDate;

/// Says in the entry of a day's clicks what it came from: so many qualified ones, one per visitor and link,
/// and for how many of them that version of the terms pays.
public record DayClicks(LocalDate day, long qualified, long paid, int termsVersion) {
    static final String WORD = "clicks";

    public DayClicks {
        if (qualified < 1 || paid < 0 || paid > qualified) {
            throw new IllegalArgumentException("paid is not within 0 and " + qualified + ": " + paid);
        }
    }

    /// `clicks 2026-11-22 130 100 2`.
    String text() {
        return WORD + " " + day + " " + qualified + " " + paid + " " + termsVersion;
    }

    /// @throws IllegalArgumentException for a line that none gives
    static DayClicks parse(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 5) {
            throw new IllegalArgumentException("text is no entry: a clicks line has 5 parts");
        }
        return new DayClicks(
                LocalDate.parse(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Integer.parseInt(parts[4]));
    }
}
