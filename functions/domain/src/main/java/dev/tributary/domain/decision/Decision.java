package dev.tributary.domain.decision;

import dev.tributary.domain.dispute.Obstacle;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.money.Money;
import java.util.Locale;
import java.util.Optional;

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

        /// @param entry the first one that it made
        /// @param amount what the terms gave, where the decision left it to them
        record Posted(EntryId entry, Optional<Money> amount) implements State {
            /// The amount is the decision's.
            public Posted(EntryId entry) {
                this(entry, Optional.empty());
            }

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
        /// The affiliate was banned meanwhile.
        BANNED,
        /// It is not there.
        NO_ORDER,
        /// It waits for its clicks or for a rate; or another's, for the merchant's word or the end of its hold.
        NOT_DECIDED,
        /// The affiliate is credited with the order by now.
        ALREADY_CREDITED,
        /// Another affiliate is.
        CREDITED_TO_ANOTHER,
        /// The terms pay nothing for it.
        NOTHING_TO_PAY,
        /// What was taken back is back already.
        NOTHING_TAKEN,
        /// What was counted in its time is kept no more.
        TOO_OLD,
        /// The account would hold more than it can count.
        OUT_OF_RANGE;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Refusal of(Obstacle obstacle) {
            return switch (obstacle) {
                case NO_ORDER -> NO_ORDER;
                case NOT_DECIDED -> NOT_DECIDED;
                case ALREADY_CREDITED, ALREADY_RULED -> ALREADY_CREDITED;
                case CREDITED_TO_ANOTHER -> CREDITED_TO_ANOTHER;
                case NOTHING_TO_PAY, AMOUNT_NEEDED, REFUSED_BY_TERMS -> NOTHING_TO_PAY;
                case NOTHING_TAKEN -> NOTHING_TAKEN;
                case TOO_OLD -> TOO_OLD;
                case BANNED -> BANNED;
                case NOT_ENROLLED -> NO_ENROLLMENT;
            };
        }
    }

    public static Decision recorded(Adjustment adjustment) {
        return new Decision(adjustment, new State.Posting());
    }

    /// What was given or taken, where that is known.
    public Optional<Money> amount() {
        Optional<Money> posted = state instanceof State.Posted of ? of.amount() : Optional.empty();
        return posted.or(() -> Optional.of(adjustment.amount()).filter(money -> !money.isZero()));
    }

    public boolean isPosting() {
        return state instanceof State.Posting;
    }
}
