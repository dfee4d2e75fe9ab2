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
    /// The rail did not take the merchant's key: nothing moved, and it is asked again with another one.
    public static final String KEY_REFUSED = "key_refused";
    /// The rail does not say what became of it, and it is too late to ask again: a person finds out, and
    /// says so by the run's results.
    public static final String UNDECIDED = "undecided";
    /// The rail refused the whole batch that it was in, because of another one: it is paid by the
    /// next run.
    public static final String BATCH_REFUSED = "batch_refused";
    /// The rail keeps the money back while it looks at it.
    public static final String HELD = "held";
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
    /// @param file its number within the bucket; 0 for a rail without files
    /// @param askedBy a digest of the merchant's key that asked, for a rail that takes one: what was asked
    ///     by one key is not asked again by another, which may be another account's
    public record Submission(
            String key, String bodyHash, Instant firstAttempt, Instant lease, int file, Optional<String> askedBy) {
        /// In a file.
        public Submission(String key, String bodyHash, Instant firstAttempt, Instant lease, int file) {
            this(key, bodyHash, firstAttempt, lease, file, Optional.empty());
        }

        private Submission leased(Instant until) {
            return new Submission(key, bodyHash, firstAttempt, until, file, askedBy);
        }
    }

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

    /// Also again, when all that was asked was refused with its key.
    public Payout submitted(Submission asked) {
        if (!isKeyRefused()) {
            require(State.SUBMITTED);
        }
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

    /// Whether nothing was ever asked of the rail but with a key that it did not take.
    public boolean isKeyRefused() {
        return state == State.SUBMITTED && reason.filter(KEY_REFUSED::equals).isPresent();
    }

    /// Whether a person has to find out what became of it.
    public boolean isUndecided() {
        return state == State.UNKNOWN && reason.filter(UNDECIDED::equals).isPresent();
    }

    /// Whether a rail that answers may be asked, or asked again, to pay it: until then nobody
    /// else's word counts.
    public boolean isAskedStill() {
        return switch (state) {
            case PLANNED, RESERVED, SUBMITTED, UNCLAIMED, BLOCKED_BY_RAIL -> true;
            case UNKNOWN -> !isUndecided();
            case PAID, FAILED, RETURNED, DROPPED -> false;
        };
    }

    /// Whether somebody is asking the rail about it, or it is too soon to ask again.
    public boolean isLeased(Instant now) {
        return submission.filter(asked -> asked.lease().isAfter(now)).isPresent();
    }

    /// Somebody was asking, and it is not known whether anything came of it.
    /// @param why `timeout`, a status of HTTP: what the rail said last
    /// @param lease until when nobody else asks
    public Payout unknown(String why, Instant lease, Instant now) {
        require(State.UNKNOWN);
        return leased(State.UNKNOWN, Optional.of(why), lease, Optional.of(now), note);
    }

    /// To be asked again later: this time, nothing came of it.
    public Payout putOff(String why, Instant lease) {
        if (state != State.SUBMITTED && state != State.UNKNOWN) {
            throw new IllegalStateException("a payout that is " + state.text() + " is not asked about");
        }
        return leased(state, Optional.of(why), lease, endedAt, note);
    }

    /// @param remark what is known, for the person who finds out
    public Payout undecided(String remark, Instant now) {
        require(State.UNKNOWN);
        return leased(State.UNKNOWN, Optional.of(UNDECIDED), now, Optional.of(now), Optional.of(remark));
    }

    private Payout leased(
            State next, Optional<String> why, Instant lease, Optional<Instant> at, Optional<String> remark) {
        return new Payout(place, line, next, why, submission.map(asked -> asked.leased(lease)), reference, at, remark);
    }

    /// The rail has it, and nobody took it yet, or it keeps it: nothing is posted, and it is looked
    /// at again.
    /// @param next `UNCLAIMED`, `BLOCKED_BY_RAIL`, or `SUBMITTED` for what is under way
    public Payout waits(State next, Optional<String> why, Optional<String> railReference, Instant now) {
        if (next != State.UNCLAIMED && next != State.BLOCKED_BY_RAIL && next != State.SUBMITTED) {
            throw new IllegalArgumentException("nothing is awaited of what is " + next.text());
        }
        if (next != state) {
            require(next);
        }
        Optional<Instant> since = next == state ? endedAt : Optional.of(now);
        return new Payout(place, line, next, why, submission, railReference.or(() -> reference), since, note);
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
