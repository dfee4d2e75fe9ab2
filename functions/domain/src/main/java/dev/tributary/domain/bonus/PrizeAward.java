package dev.tributary.domain.bonus;

import dev.tributary.domain.id.AdjustmentId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/// A prize without cash that terms gave an affiliate: of each (enrollment, bonus, period) there is one,
/// however often its figure is lost and reached again. The ledger says whether it is won, a person how far
/// its fulfilment is; neither writes the other's part.
///
/// @param version of the terms that gave it last
/// @param times how often it was given: 1, and 1 more each time that its figure was reached again
/// @param day from which on it can be lost no more
/// @param awardedAt the first time
/// @param lostAt when its figure fell after it was given last; empty while it stands
/// @param done what a person did last; empty before that
public record PrizeAward(
        BonusKey key,
        int version,
        long times,
        LocalDate day,
        Instant awardedAt,
        Optional<Instant> lostAt,
        Optional<Fulfilment> done) {
    public enum State {
        AWARDED,
        ACCEPTED,
        SHIPPED,
        FULFILLED,
        CANCELLED,
        /// Its figure fell before it was on its way.
        LOST;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public PrizeAward {
        if (times < 1 || done.filter(step -> step.times() > times).isPresent()) {
            throw new IllegalArgumentException("times is below 1, or below what was done: " + times);
        }
    }

    /// Given for the first time, and nobody did anything about it yet.
    public static PrizeAward of(BonusKey key, int version, LocalDate day, Instant at) {
        return new PrizeAward(key, version, 1, day, at, Optional.empty(), Optional.empty());
    }

    public AdjustmentId id() {
        return key.award();
    }

    public State state() {
        Optional<Fulfilment.Step> step = done.filter(
                        one -> one.times() == times || one.step().isForGood())
                .map(Fulfilment::step);
        if (lostAt.isPresent() && step.filter(Fulfilment.Step::isForGood).isEmpty()) {
            return State.LOST;
        }
        return step.map(one -> State.valueOf(one.name())).orElse(State.AWARDED);
    }

    /// Whether its figure fell after it was on its way: nothing of it is taken back.
    public boolean isKept() {
        return lostAt.isPresent()
                && switch (state()) {
                    case SHIPPED, FULFILLED -> true;
                    case AWARDED, ACCEPTED, CANCELLED, LOST -> false;
                };
    }

    public boolean takes(Fulfilment.Step step) {
        return step.from().contains(state());
    }

    /// @throws IllegalStateException for a step back
    public PrizeAward with(Fulfilment next) {
        if (!takes(next.step())) {
            throw new IllegalStateException("prize " + id() + " is " + state().text());
        }
        return new PrizeAward(key, version, times, day, awardedAt, lostAt, Optional.of(next));
    }
}
