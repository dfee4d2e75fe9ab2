package dev.tributary.domain.ledger;

import java.time.Instant;

/// What makes an entry: its id, its kind, when it happened and when it is posted.
public record Cause(EntryId id, Kind kind, Instant occurredAt, Instant postedAt) {
    public enum Kind {
        ACCRUE,
        REVERSE,
        REINSTATE,
        UPDATE,
        VALIDATE,
        TIER,
        CLICKS,
        RELEASE,
        REVIEW,
        ADJUST,
        BONUS,
        BONUS_LOST,
        FLAT_FEE,
        RESERVE,
        SETTLE,
        FAIL,
        RETURN,
        WRITE_OFF
    }
}
