package dev.tributary.domain.payout;

import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// One person's word on one plan: the hash says which.
public record Approval(String actor, Instant at, String hash) {
    /// The actor of a plan that is small enough to need nobody.
    public static final String AUTOMATIC = "automatic";

    public Approval {
        if (actor.isBlank()) {
            throw new IllegalArgumentException("actor is empty");
        }
    }

    /// What was approved for a merchant on one day (UTC), over all its runs in one currency.
    ///
    /// @param version as read; 0 when nothing was approved on that day yet
    public record Day(MerchantId merchant, LocalDate date, Money total, long version) {
        public static LocalDate dateOf(Instant now) {
            return now.atOffset(ZoneOffset.UTC).toLocalDate();
        }

        Day plus(Money gross) {
            return new Day(merchant, date, total.plus(gross), version);
        }
    }

    /// What became of somebody's approval.
    public sealed interface Outcome {
        /// To be written together, on the condition that neither changed.
        record Approved(PayoutRun run, Day day) implements Outcome {}

        /// Kept; another person has to approve too.
        record NeedsSecond(PayoutRun run) implements Outcome {}

        /// Whoever made the run, or set a method that it pays to; or another key of the same.
        record MakerMayNotApprove() implements Outcome {}

        /// Has approved it before, by this key or by another: the second word is another person's.
        record SameApprover() implements Outcome {}

        /// Another plan than this one was looked at.
        record WrongHash() implements Outcome {}

        record WrongState(PayoutRun.State state) implements Outcome {}
    }
}
