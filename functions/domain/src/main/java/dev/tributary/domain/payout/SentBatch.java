package dev.tributary.domain.payout;

import dev.tributary.domain.id.AffiliateId;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// How far a file is that is no file but a call: the rail was asked to pay all of it at once. It is
/// stored before each call, so that whoever comes after knows that somebody may have asked.
public sealed interface SentBatch {
    /// @param since when the rail was first asked without a word to the contrary: from then on it
    /// may be there
    /// @param until when nobody else asks: somebody is asking, or it is too soon
    /// @param by a digest of whose account was asked: another one knows nothing of it
    /// @param refused whether every call so far was answered by a definite no
    /// @param why the last word about it: `timeout`, `INSUFFICIENT_FUNDS`
    record Asked(Instant since, Instant until, String by, boolean refused, String why) implements SentBatch {
        /// Nothing was said yet: somebody asks, or died asking.
        public static final String INTERRUPTED = "interrupted";

        public Asked {
            Objects.requireNonNull(since, "since");
            Objects.requireNonNull(until, "until");
        }

        public Asked again(Instant from, Instant lease, String account) {
            return new Asked(refused ? from : since, lease, account, false, why);
        }

        /// @param surely nothing came of it, and nothing did before
        public Asked putOff(String reason, Instant lease, boolean surely) {
            return new Asked(since, lease, by, surely, reason);
        }
    }

    /// The rail has it.
    ///
    /// @param id the rail's own
    /// @param at since when
    /// @param next when it is looked at again; empty when nothing is awaited of it: then it is only
    /// when the rail says so
    /// @param fees what the rail says that it takes, `0.75 USD`: the merchant's, and not posted
    record Accepted(String id, Instant at, Optional<Instant> next, String by, Optional<String> fees)
            implements SentBatch {
        public Accepted lookedAt(Optional<Instant> again, Optional<String> now) {
            return new Accepted(id, at, again, by, now.or(() -> fees));
        }

        public boolean isDue(Instant now) {
            return next.filter(when -> !when.isAfter(now)).isPresent();
        }
    }

    /// The rail has refused all of it, and moved nothing.
    ///
    /// @param named whose item it named, and why
    /// @param why what it said of the whole
    record Refused(Map<AffiliateId, String> named, String why) implements SentBatch {
        public Refused {
            named = Map.copyOf(named);
        }
    }

    /// Nobody knows whether the rail has it, and it is too late to ask: a person finds out.
    record Undecided(String why) implements SentBatch {}

    /// It was never sent, and is not any more: nobody was left in it, or its run was given up.
    record Closed() implements SentBatch {}

    /// Whether it is with the rail, or never will be: nothing more is sent.
    default boolean isSettled() {
        return switch (this) {
            case Asked asked -> false;
            case Accepted _, Refused _, Undecided _, Closed _ -> true;
        };
    }
}
