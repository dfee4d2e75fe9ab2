package dev.tributary.domain.notice;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.WebhookId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One notice on its way to one receiver, and after that a line in an endpoint's log.
///
/// @param attempts that were made since it was told, or sent again
/// @param due when the next attempt is, or a lease of one ends; while it is pending
/// @param last what became of the last attempt
public record Delivery(
        Destination to,
        Tenant owner,
        Notice notice,
        State state,
        int attempts,
        Optional<Instant> due,
        Optional<Attempt> last) {
    /// How long after a failed attempt the next one is; with these an endpoint has three days. What is added at random
    /// never makes them less.
    public static final List<Duration> WAITS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(20).plusMinutes(24));

    public static final Duration THREE_DAYS = Duration.ofDays(3);
    /// In percent of a wait.
    public static final int MOST_JITTER = 10;
    /// Longer than an attempt takes, with all that is attempted beside it.
    public static final Duration LEASE = Duration.ofMinutes(2);
    /// For how long the log is kept.
    public static final Duration KEPT = Duration.ofDays(30);

    private static final int GONE = 410;

    public enum State {
        PENDING,
        DELIVERED,
        FAILED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param status of the answer, where there was one
    /// @param error why there was none, in a word
    public record Attempt(Instant at, Optional<Integer> status, Optional<String> error) {
        public Attempt {
            if (status.isPresent() == error.isPresent()) {
                throw new IllegalArgumentException("an attempt has a status or an error");
            }
        }

        public static Attempt answered(Instant at, int status) {
            return new Attempt(at, Optional.of(status), Optional.empty());
        }

        public static Attempt failed(Instant at, String error) {
            return new Attempt(at, Optional.empty(), Optional.of(error));
        }

        public boolean isSuccess() {
            return status.filter(code -> code >= 200 && code < 300).isPresent();
        }

        /// The receiver's own word that it wants no more.
        public boolean isGone() {
            return status.filter(code -> code == GONE).isPresent();
        }
    }

    /// Where one is kept.
    public record Place(AddresseeId to, NoticeId notice) {
        public static Place of(WebhookId endpoint, NoticeId notice) {
            return new Place(AddresseeId.of(endpoint), notice);
        }
    }

    public Delivery {
        if (attempts < 0 || attempts > WAITS.size() + 1) {
            throw new IllegalArgumentException("attempts are out of range: " + attempts);
        }
        if (due.isPresent() != (state == State.PENDING)) {
            throw new IllegalArgumentException("what is pending is due, and nothing else is");
        }
    }

    /// One that nobody attempted yet.
    public static Delivery of(Notice notice, Tenant owner, Destination to, Instant now) {
        return new Delivery(to, owner, notice, State.PENDING, 0, Optional.of(now), Optional.empty());
    }

    public Place place() {
        return new Place(to.id(), notice.id());
    }

    public boolean isDue(Instant now) {
        return due.filter(instant -> !instant.isAfter(now)).isPresent();
    }

    /// Taken by one who attempts it, until the lease ends.
    public Delivery leased(Instant now) {
        return new Delivery(to, owner, notice, state, attempts, Optional.of(now.plus(LEASE)), last);
    }

    /// Not attempted now, since its endpoint takes nothing; that is no attempt of it.
    public Delivery postponed(Instant until) {
        return new Delivery(to, owner, notice, State.PENDING, attempts, Optional.of(until), last);
    }

    /// @param jitter 0 to `MOST_JITTER`
    public Delivery after(Attempt attempt, int jitter) {
        if (jitter < 0 || jitter > MOST_JITTER) {
            throw new IllegalArgumentException("jitter is out of range: " + jitter);
        }
        int made = attempts + 1;
        if (attempt.isSuccess()) {
            return ended(State.DELIVERED, made, attempt);
        }
        if (attempt.isGone() || made > WAITS.size()) {
            return ended(State.FAILED, made, attempt);
        }
        Duration wait = WAITS.get(made - 1);
        Instant next = attempt.at().plus(wait).plus(wait.multipliedBy(jitter).dividedBy(100));
        return new Delivery(to, owner, notice, State.PENDING, made, Optional.of(next), Optional.of(attempt));
    }

    /// Attempted no more: its endpoint is gone, or not to be called.
    public Delivery givenUp(String why, Instant now) {
        return ended(State.FAILED, attempts, Attempt.failed(now, why));
    }

    /// From the beginning, under the same id.
    public Delivery again(Instant now) {
        return new Delivery(to, owner, notice, State.PENDING, 0, Optional.of(now), last);
    }

    private Delivery ended(State end, int made, Attempt attempt) {
        return new Delivery(to, owner, notice, end, made, Optional.empty(), Optional.of(attempt));
    }

    /// Whether an endpoint is called no more, after an attempt that failed: the last one of a delivery, or one of a
    /// delivery that is three days old. Of an endpoint that is called once a minute few come to their last one.
    /// @param failingSince since when nothing was taken; empty when the last one was
    public Optional<Endpoint.Reason> disables(Endpoint of, Optional<Instant> failingSince) {
        if (last.isEmpty() || last.get().isSuccess() || !of.isActive()) {
            return Optional.empty();
        }
        if (last.get().isGone()) {
            return Optional.of(Endpoint.Reason.GONE);
        }
        Instant patience = last.get().at().minus(THREE_DAYS);
        boolean whole = state == State.FAILED || !notice.at().isAfter(patience);
        boolean dead = failingSince
                .filter(since -> !since.isAfter(patience) && !of.activeSince().isAfter(patience))
                .isPresent();
        return whole && dead ? Optional.of(Endpoint.Reason.FAILING) : Optional.empty();
    }
}
