package dev.tributary.domain.bonus;

import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.SubmissionId;
import dev.tributary.domain.terms.BonusId;
import java.time.Instant;

/// What an affiliate submits for a bounty: `https://video.example/42`, and what became of it.
///
/// @param version of the terms in force when it was submitted: what was promised then is given
/// @param text 1 to 2,000 characters
public record Submission(
        SubmissionId id,
        ProgramId program,
        AffiliateId affiliate,
        BonusId bounty,
        int version,
        String text,
        Instant submittedAt,
        State state) {
    public static final int MAX_TEXT_LENGTH = 2_000;
    public static final int MAX_REASON_LENGTH = 500;

    /// Waiting, and then one of the others for good.
    public sealed interface State {
        record Waiting() implements State {}

        /// @param award the decision that gives the bounty
        record Accepted(AdjustmentId award, String by, Instant at) implements State {}

        /// @param reason what the affiliate reads
        record Rejected(String reason, String by, Instant at) implements State {
            public Rejected {
                if (reason.isBlank() || reason.length() > MAX_REASON_LENGTH) {
                    throw new IllegalArgumentException("reason is empty or longer than " + MAX_REASON_LENGTH);
                }
            }
        }

        default String text() {
            return switch (this) {
                case Waiting _ -> "waiting";
                case Accepted _ -> "accepted";
                case Rejected _ -> "rejected";
            };
        }
    }

    public Submission {
        if (text.isBlank() || text.length() > MAX_TEXT_LENGTH) {
            throw new IllegalArgumentException("text is empty or longer than " + MAX_TEXT_LENGTH);
        }
    }

    /// @throws IllegalStateException for one that was reviewed before
    public Submission with(State reviewed) {
        if (!(state instanceof State.Waiting)) {
            throw new IllegalStateException("submission " + id + " is " + state.text());
        }
        return new Submission(id, program, affiliate, bounty, version, text, submittedAt, reviewed);
    }
}
