package dev.tributary.domain.payout;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.token.SealedField;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/// Where an affiliate's money goes. There is one at a time: a changed one waits, and until it is valid
/// the affiliate is left out of runs (`method_waiting`), since whoever changed it may be a thief.
///
/// @param destination what the rail needs to find the affiliate, sealed with the affiliate's id as
///     owner: the text of a `Receiver`
/// @param validFrom from when it may be paid to
/// @param isNew the affiliate's first one: it does not wait, and an approver is told
/// @param changedBy who set it, as an actor's id
public record PayoutMethod(
        AffiliateId affiliate,
        Rail rail,
        SealedField destination,
        Instant setAt,
        Instant validFrom,
        boolean isNew,
        String changedBy) {
    public static final Duration WAIT = Duration.ofDays(7);
    public static final int MAX_REFERENCE_LENGTH = 140;

    public PayoutMethod {
        Objects.requireNonNull(affiliate, "affiliate");
        Objects.requireNonNull(rail, "rail");
        Objects.requireNonNull(destination, "destination");
        if (validFrom.isBefore(setAt)) {
            throw new IllegalArgumentException("validFrom is before setAt: " + validFrom);
        }
        if (changedBy.isBlank()) {
            throw new IllegalArgumentException("changedBy is empty");
        }
    }

    public static PayoutMethod first(
            AffiliateId affiliate, Rail rail, SealedField destination, Instant now, String changedBy) {
        return new PayoutMethod(affiliate, rail, destination, now, now, true, changedBy);
    }

    /// In place of this one: valid after a week, in which the affiliate can object.
    public PayoutMethod changed(Rail otherRail, SealedField other, Instant now, String by) {
        return new PayoutMethod(affiliate, otherRail, other, now, now.plus(WAIT), false, by);
    }

    /// The same, sealed under another key.
    public PayoutMethod resealed(SealedField anew) {
        return new PayoutMethod(affiliate, rail, anew, setAt, validFrom, isNew, changedBy);
    }

    public boolean isValid(Instant now) {
        return !validFrom.isAfter(now);
    }
}
