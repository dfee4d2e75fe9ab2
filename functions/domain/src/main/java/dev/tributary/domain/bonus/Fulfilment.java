package dev.tributary.domain.bonus;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a person did last about a prize without cash, and so how far it is.
///
/// @param by the id of a key
/// @param reason why it was cancelled; empty for what goes on
/// @param times of the award when it was done: what was accepted and lost again is not accepted any more
public record Fulfilment(Step step, String by, Instant at, Optional<String> reason, long times) {
    public static final int MAX_REASON_LENGTH = 500;

    /// Forward only: each may follow any before it, and from shipped on nothing is taken back.
    public enum Step {
        /// The affiliate wants it.
        ACCEPTED,
        /// A gift is on its way.
        SHIPPED,
        FULFILLED,
        /// It will not be, for a reason that both read.
        CANCELLED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Whether it stands whatever becomes of the figure.
        public boolean isForGood() {
            return switch (this) {
                case ACCEPTED -> false;
                case SHIPPED, FULFILLED, CANCELLED -> true;
            };
        }

        /// The states of a prize in which a person may do it.
        Set<PrizeAward.State> from() {
            return switch (this) {
                case ACCEPTED -> EnumSet.of(PrizeAward.State.AWARDED);
                case SHIPPED -> EnumSet.of(PrizeAward.State.AWARDED, PrizeAward.State.ACCEPTED);
                case FULFILLED, CANCELLED ->
                    EnumSet.of(PrizeAward.State.AWARDED, PrizeAward.State.ACCEPTED, PrizeAward.State.SHIPPED);
            };
        }
    }

    public Fulfilment {
        if (reason.filter(text -> text.isBlank() || text.length() > MAX_REASON_LENGTH)
                .isPresent()) {
            throw new IllegalArgumentException("reason is empty or longer than " + MAX_REASON_LENGTH);
        }
        if (reason.isPresent() != (step == Step.CANCELLED)) {
            throw new IllegalArgumentException("reason and cancellation come together");
        }
        if (times < 1) {
            throw new IllegalArgumentException("times is below 1: " + times);
        }
    }
}
