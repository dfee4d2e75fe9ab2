package dev.tributary.domain.decision;

import dev.tributary.domain.ledger.EntryId;
import java.util.Locale;

/// A decision and what has become of it.
public record Decision(Adjustment adjustment, State state) {
    /// Recorded, and then exactly one of the others, for good.
    public sealed interface State {
        String text();

        /// The ledger does not have it yet.
        record Posting() implements State {
            @Override
            public String text() {
                return "posting";
            }
        }

        record Posted(EntryId entry) implements State {
            @Override
            public String text() {
                return "posted";
            }
        }

        /// It moves no money.
        record Refused(Refusal refusal) implements State {
            @Override
            public String text() {
                return "refused";
            }
        }
    }

    /// Why one cannot be posted though it was recorded.
    public enum Refusal {
        /// The affiliate is not in the program.
        NO_ENROLLMENT,
        /// The order has no such commission of this affiliate.
        NO_COMMISSION,
        /// The program's currency is another one by now.
        CURRENCY_MISMATCH,
        /// The account has it: another version of the terms gave it in another way.
        ALREADY_GIVEN,
        /// The account would hold more than it can count.
        OUT_OF_RANGE;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Decision recorded(Adjustment adjustment) {
        return new Decision(adjustment, new State.Posting());
    }

    public boolean isPosting() {
        return state instanceof State.Posting;
    }
}
