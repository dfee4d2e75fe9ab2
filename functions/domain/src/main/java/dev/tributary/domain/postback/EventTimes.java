package dev.tributary.domain.postback;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When an event may have happened, whichever way it is told of.
public final class EventTimes {
    private static final Duration SKEW = Duration.ofSeconds(300);
    private static final Duration OLDEST = Duration.ofDays(100);

    private EventTimes() {}

    /// What is wrong with a time that was stated: `in_the_future`, `too_old`.
    public static Optional<String> fault(Instant stated, Instant arrival) {
        if (stated.isAfter(arrival.plus(SKEW))) {
            return Optional.of("in_the_future");
        }
        return stated.isBefore(arrival.minus(OLDEST)) ? Optional.of("too_old") : Optional.empty();
    }

    /// Whether it is so long before the click that no clock explains it.
    public static boolean isBefore(Instant occurredAt, Instant click) {
        return occurredAt.isBefore(click.minus(SKEW));
    }
}
