package dev.tributary.domain.decision;

import dev.tributary.domain.bonus.BonusKey;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.BonusId;
import java.time.LocalDate;
import java.util.Locale;

/// What an adjustment gives that terms promise: which bonus, for which period, under which version.
///
/// @param day of the program's zone, in which it is released
public record Award(Ground ground, BonusId bonus, Period period, int version, LocalDate day) {
    /// Of each (enrollment, bonus, period) there is one award, and so one posting.
    private static final long ORDINAL = 1;

    public enum Ground {
        /// The enrollment was approved.
        SIGNING,
        /// A placement stood for the period.
        FLAT_FEE,
        /// A submission was accepted.
        BOUNTY,
        /// A place on a leaderboard.
        LEADERBOARD;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public BonusKey of(AccountKey account) {
        return new BonusKey(account, bonus, period);
    }

    long ordinal() {
        return ORDINAL;
    }

    Cause.Kind kind() {
        return switch (ground) {
            case SIGNING, BOUNTY, LEADERBOARD -> Cause.Kind.BONUS;
            case FLAT_FEE -> Cause.Kind.FLAT_FEE;
        };
    }

    /// Whether the account keeps that it was given: what comes again each period would fill it, and the
    /// decision says it all the same.
    boolean isNoted() {
        return period.length() == Period.Length.EVER;
    }
}
