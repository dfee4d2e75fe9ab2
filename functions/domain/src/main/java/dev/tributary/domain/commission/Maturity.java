package dev.tributary.domain.commission;

import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.Draft.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// When a commission is released: the end of its hold, the day in which it stands, and whether it
/// was released by itself (posted or approved after its hold) instead of with its day.
///
/// @param reviewEnds while it is under review: when that ends without a word
public record Maturity(Instant holdEnd, LocalDate day, boolean released, Optional<Instant> reviewEnds) {
    /// One that nobody looks at.
    public Maturity(Instant holdEnd, LocalDate day, boolean released) {
        this(holdEnd, day, released, Optional.empty());
    }

    public boolean isReleased(Account account) {
        return isReleasedAtOnce() || reviewEnds.isEmpty() && account.isReleased(day);
    }

    /// Whether no account has to be asked.
    public boolean isReleasedAtOnce() {
        return released && reviewEnds.isEmpty();
    }

    public Standing standing(Account account) {
        if (reviewEnds.isPresent()) {
            return new Standing.InHeld();
        }
        return isReleased(account) ? new Standing.InAvailable() : new Standing.InPending(day);
    }

    /// Under review up to that time.
    public Maturity held(Instant until) {
        return new Maturity(holdEnd, day, released, Optional.of(until));
    }

    /// After its review.
    public Maturity freed() {
        return new Maturity(holdEnd, day, released);
    }
}
