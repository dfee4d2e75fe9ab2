package dev.tributary.domain.commission;

import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.Draft.Standing;
import java.time.Instant;
import java.time.LocalDate;

/// When a commission is released: the end of its hold, the day in which it stands, and whether it
/// was released by itself (posted or approved after its hold) instead of with its day.
public record Maturity(Instant holdEnd, LocalDate day, boolean released) {
    public boolean isReleased(Account account) {
        return released || account.isReleased(day);
    }

    public Standing standing(Account account) {
        return isReleased(account) ? new Standing.InAvailable() : new Standing.InPending(day);
    }
}
