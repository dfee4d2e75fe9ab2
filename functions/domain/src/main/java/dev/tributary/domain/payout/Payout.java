package dev.tributary.domain.payout;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.PayoutId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Money to one affiliate in one run. Each step is written together with the entry that it posts, on
/// the condition that the row is as it was read: what is there twice finds the step made.
///
/// @param reason why it was dropped, failed or came back: `changed_since_approval`, `banned`, a rail's word
/// @param submission what the rail was asked; empty before
/// @param reference the rail's or the bank's own, where it gave one
/// @param endedAt when its last step was
/// @param note a result that contradicts what is known, and was not posted: a person looks
public record Payout(
        Place place,
        PlanLine.Included line,
        State state,
        Optional<String> reason,
        Optional<Submission> submission,
        Optional<String> reference,
        Optional<Instant> endedAt,
        Optional<String> note)
        implements PlanRow {
    public static final String CHANGED_SINCE_APPROVAL = "changed_since_approval";
    public static final String BANNED = "banned";
    public static final String METHOD_CHANGED = "method_changed";
    /// Where its money goes is sealed under a key that is gone, or for somebody else.
    public static final String DESTINATION_UNREADABLE = "destination_unreadable";
    /// Its run was halted, and given up by a person.
    public static final String RUN_ABANDONED = "run_abandoned";
    public static final int MAX_TEXT = 140;

    public enum State {
        PLANNED,
        RESERVED,
        SUBMITTED,
        PAID,
        FAILED,
        UNCLAIMED,
        BLOCKED_BY_RAIL,
        /// The rail did not answer in time, or somebody died while asking: looked up before anything else.
        UNKNOWN,
        RETURNED,
        DROPPED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Nothing is awaited of it any more. A paid one may still come back.
        public boolean isFinal() {
            return this == PAID || this == FAILED || this == RETURNED || this == DROPPED;
        }
    }

    /// What may follow what.
    private static final Map<State, Set<State>> NEXT = next();

    private static Map<State, Set<State>> next() {
        Map<State, Set<State>> next = new EnumMap<>(State.class);
        Set<State> answers = Set.of(State.PAID, State.FAILED, State.UNCLAIMED, State.BLOCKED_BY_RAIL, State.UNKNOWN);
        next.put(State.PLANNED, Set.of(State.RESERVED, State.DROPPED));
        next.put(State.RESERVED, Set.of(State.SUBMITTED, State.FAILED));
        next.put(State.SUBMITTED, answers);
        next.put(State.UNKNOWN, answers);
        next.put(State.UNCLAIMED, answers);
        next.put(State.BLOCKED_BY_RAIL, answers);
        next.put(State.PAID, Set.of(State.RETURNED));
        next.put(State.FAILED, Set.of());
        next.put(State.RETURNED, Set.of());
        next.put(State.DROPPED, Set.of());
        return Map.copyOf(next);
    }

    public Payout {
        if (state == State.PLANNED && submission.isPresent()) {
            throw new IllegalArgumentException("a planned payout was not submitted");
        }
        if (submission.isEmpty() && (state == State.SUBMITTED || state == State.PAID || state == State.RETURNED)) {
            throw new IllegalArgumentException("submission is missing: " + state.text());
        }
        reason.ifPresent(text -> refuseLong("reason", text));
        reference.ifPresent(text -> refuseLong("reference", text));
    }

    /// What a rail was asked, once and for ever: a repeat carries the same key and the same body.
    ///
    /// @param bodyHash SHA-256 of the body; for a file, of the payout's own line in it
    /// @param lease until when whoever else finds it leaves it alone
    /// @param file its number within the bucket
    public record Submission(String key, String bodyHash, Instant firstAttempt, Instant lease, int file) {}

    static Payout planned(Place place, PlanLine.Included line) {
        return new Payout(
                place,
                line,
                State.PLANNED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public PayoutId id() {
        return PayoutId.derive(place.run(), place.affiliate());
    }

    public AffiliateId affiliate() {
        return place.affiliate();
    }

    public Payout dropped(Instant now) {
        return dropped(CHANGED_SINCE_APPROVAL, now);
    }

    public Payout dropped(String why, Instant now) {
        return to(State.DROPPED, Optional.of(why), now);
    }

    public Payout reserved(Instant now) {
        return to(State.RESERVED, Optional.empty(), now);
    }

    /// Stopped before the bytes of its file were fixed: the money never left.
    /// @param why `BANNED`, `METHOD_CHANGED`, `DESTINATION_UNREADABLE` or `RUN_ABANDONED`
    public Payout stopped(String why, Instant now) {
        if (state != State.RESERVED && state != State.SUBMITTED) {
            throw new IllegalStateException("a payout that is " + state.text() + " is not stopped");
        }
        return to(State.FAILED, Optional.of(why), now);
    }

    public Payout submitted(Submission asked) {
        require(State.SUBMITTED);
        return new Payout(
                place,
                line,
                State.SUBMITTED,
                Optional.empty(),
                Optional.of(asked),
                reference,
                Optional.of(asked.firstAttempt()),
                note);
    }

    public Payout paid(Optional<String> railReference, Instant now) {
        return to(State.PAID, Optional.empty(), now).with(railReference, note);
    }

    public Payout failed(Optional<String> why, Optional<String> railReference, Instant now) {
        return to(State.FAILED, why, now).with(railReference, note);
    }

    public Payout returned(Optional<String> why, Optional<String> railReference, Instant now) {
        return to(State.RETURNED, why, now).with(railReference, note);
    }

    /// Nothing is posted, and a person sees it.
    public Payout noted(String contradiction) {
        return with(reference, Optional.of(contradiction));
    }

    private Payout to(State next, Optional<String> why, Instant now) {
        require(next);
        return new Payout(place, line, next, why, submission, reference, Optional.of(now), note);
    }

    private void require(State next) {
        if (!NEXT.getOrDefault(state, Set.of()).contains(next)) {
            throw new IllegalStateException("a payout that is " + state.text() + " does not become " + next.text());
        }
    }

    private Payout with(Optional<String> railReference, Optional<String> remark) {
        return new Payout(place, line, state, reason, submission, railReference.or(() -> reference), endedAt, remark);
    }

    private static void refuseLong(String name, String text) {
        if (text.isEmpty() || text.length() > MAX_TEXT) {
            throw new IllegalArgumentException(name + " is not 1 to " + MAX_TEXT + " characters");
        }
    }
}
