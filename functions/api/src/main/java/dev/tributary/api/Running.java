package dev.tributary.api;

import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;

/// How much of what goes on in the background runs at once: its time is shared by all.
final class Running {
    /// Two calls at the same moment may pass it by one.
    static final int MOST = 3;

    private Running() {}

    /// @param newest the list that the fresh one would stand in, the newest first
    /// @param what runs, as the answer names it
    /// @throws HttpRefusal 409 where one of them has to end first
    static <T> void refuseMany(Function<PageRequest, Page<T>> newest, Predicate<T> isRunning, String what) {
        long running = newest.apply(PageRequest.first(PageRequest.MAX_LIMIT)).items().stream()
                .filter(isRunning)
                .count();
        if (running >= MOST) {
            throw Replies.later(
                    409,
                    "too_many_running",
                    MOST + " " + what + " run. One of them has to end first.",
                    Duration.ofMinutes(1));
        }
    }
}
