package dev.tributary.domain.id;

import java.time.LocalDate;
import java.util.Optional;

/// A payout run: `run_` and 26 characters; follows from its program and the period that it closes, or
/// from the decision of a person who started it, so that a second trigger finds the first one's run.
public record RunId(Digest128 digest) {
    private static final String PREFIX = "run_";

    /// @param periodEnd the first date after the period, in the program's zone
    public static RunId scheduled(ProgramId program, LocalDate periodEnd) {
        return new RunId(Digest128.of("run", program.toString(), "scheduled", periodEnd.toString()));
    }

    /// @param decision what tells one start by hand from another
    public static RunId byHand(ProgramId program, String decision) {
        return new RunId(Digest128.of("run", program.toString(), "by_hand", decision));
    }

    /// The id of a text; empty when the text is not exactly one that `toString` gives.
    public static Optional<RunId> parse(String text) {
        return Digest128.parse(PREFIX, text).map(RunId::new);
    }

    /// @throws IllegalArgumentException for a text that is not such an id
    public static RunId of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("no id of the form run_...: " + text));
    }

    @Override
    public String toString() {
        return digest.text(PREFIX);
    }
}
