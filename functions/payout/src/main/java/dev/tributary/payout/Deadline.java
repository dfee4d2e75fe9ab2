package dev.tributary.payout;

import com.amazonaws.services.lambda.runtime.Context;

/// Whether to stop where it can be gone on from: what is left is due, and the schedule finds it.
@FunctionalInterface
interface Deadline {
    int LEAST_MILLIS = 10_000;

    boolean isNear();

    static Deadline of(Context context) {
        return () -> context.getRemainingTimeInMillis() < LEAST_MILLIS;
    }
}
