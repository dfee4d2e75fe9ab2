package dev.tributary.domain.dispute;

import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// An affiliate's claim and what has become of it. It stands until it is ruled or withdrawn, once and for good; what
/// is said about it in a thread is no ruling. Where nobody rules it is escalated, and later accepted by time.
public record Dispute(DisputeId id, Parties parties, Claim claim, Instant openedAt, State state) {
    /// n × 24 h after it was opened; the instant itself is late enough.
    public static final Duration ESCALATED_AFTER = Duration.ofDays(30);

    public static final Duration ACCEPTED_AFTER = Duration.ofDays(75);
    /// So much longer it waits for an order that is not decided yet.
    public static final Duration WAITS_FOR_ORDER = Duration.ofDays(30);
    /// No claim about what is older than events are taken in: what terms counted then would be gone.
    public static final Duration OLDEST = Duration.ofDays(100);

    /// Who rules where nobody does.
    public static final String BY_TIME = "time";

    public static final int MAX_REASON_LENGTH = 500;

    public record Parties(ProgramId program, MerchantId merchant, AffiliateId affiliate) {}

    public sealed interface State {
        record Open() implements State {}

        /// Nobody ruled for 30 days.
        /// @param obstacle why it was not accepted by time, once it should have been: a person has to rule
        record Escalated(Instant at, Optional<Obstacle> obstacle) implements State {}

        /// By the affiliate.
        record Withdrawn(Instant at, String by) implements State {}

        /// @param reason what the affiliate reads
        record Accepted(Ruling ruling, String reason, String by, Instant at) implements State {
            public Accepted {
                requireReason(reason);
            }
        }

        /// @param reason what the affiliate reads
        record Rejected(Rejection why, String reason, String by, Instant at) implements State {
            public Rejected {
                requireReason(reason);
            }
        }

        default String text() {
            return switch (this) {
                case Open _ -> "open";
                case Escalated _ -> "escalated";
                case Withdrawn _ -> "withdrawn";
                case Accepted _ -> "accepted";
                case Rejected _ -> "rejected";
            };
        }
    }

    /// Why a claim is declined.
    public enum Rejection {
        /// The order is none of the affiliate's.
        NOT_CREDITED,
        /// It was refunded, cancelled or never paid.
        NOT_PAID_FOR,
        /// It was paid already.
        PAID_ALREADY,
        /// It is not what the terms pay for.
        OUTSIDE_TERMS,
        FRAUD,
        OTHER;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What time does to it.
    public enum Step {
        NOTHING,
        ESCALATE,
        ACCEPT
    }

    /// The one decision that can rule on it.
    public AdjustmentId decision() {
        return new AdjustmentId(Digest128.of("ruling", id.toString()).high());
    }

    /// Whether it can still be ruled on, or withdrawn.
    public boolean stands() {
        return switch (state) {
            case State.Open _, State.Escalated _ -> true;
            case State.Withdrawn _, State.Accepted _, State.Rejected _ -> false;
        };
    }

    /// What is due of it: one step at a time, so that one that was found late was escalated before it is accepted.
    public Step step(Instant now) {
        return due().filter(at -> !at.isAfter(now)).isEmpty()
                ? Step.NOTHING
                : state instanceof State.Open ? Step.ESCALATE : Step.ACCEPT;
    }

    /// When time does the next thing to it; empty when never.
    public Optional<Instant> due() {
        return switch (state) {
            case State.Open _ -> Optional.of(escalatesAt());
            case State.Escalated escalated ->
                escalated.obstacle().isPresent() ? Optional.empty() : Optional.of(acceptedAt());
            case State.Withdrawn _, State.Accepted _, State.Rejected _ -> Optional.empty();
        };
    }

    public Instant escalatesAt() {
        return openedAt.plus(ESCALATED_AFTER);
    }

    /// When time accepts it.
    public Instant acceptedAt() {
        return openedAt.plus(ACCEPTED_AFTER);
    }

    /// Whether time leaves it as it is, since its order is about to be decided; no longer than that.
    public boolean waitsFor(Obstacle obstacle, Instant now) {
        return obstacle == Obstacle.NOT_DECIDED && now.isBefore(acceptedAt().plus(WAITS_FOR_ORDER));
    }

    /// Since when it has been escalated, where it still stands so.
    public Optional<Instant> escalated() {
        return state instanceof State.Escalated of ? Optional.of(of.at()) : Optional.empty();
    }

    /// @throws IllegalStateException for one that ended before, or a state that does not follow its own
    public Dispute with(State next) {
        boolean back = next instanceof State.Open
                || next instanceof State.Escalated of
                        && state instanceof State.Escalated
                        && of.obstacle().isEmpty();
        if (!stands() || back) {
            throw new IllegalStateException("dispute " + id + " is " + state.text() + ", not to be " + next.text());
        }
        return new Dispute(id, parties, claim, openedAt, next);
    }

    private static void requireReason(String reason) {
        if (reason.isBlank() || reason.length() > MAX_REASON_LENGTH) {
            throw new IllegalArgumentException("reason is empty or longer than " + MAX_REASON_LENGTH);
        }
    }
}
