package dev.tributary.infrastructure.local;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/// Runs with its base clock and can be set forward, never back: what has come due stays due.
public final class MachineClock extends Clock {
    private final Clock base;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    public MachineClock(Clock base) {
        this.base = base;
    }

    public static MachineClock system() {
        return new MachineClock(Clock.systemUTC());
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new InZone(zone);
    }

    /// The same time, called by another zone's clock.
    private final class InZone extends Clock {
        private final ZoneId zone;

        InZone(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public Instant instant() {
            return MachineClock.this.instant();
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return MachineClock.this.withZone(other);
        }
    }

    public void forward(Duration step) {
        if (step.isNegative()) {
            throw new IllegalArgumentException("the clock is never set back: " + step);
        }
        ahead.updateAndGet(step::plus);
        listeners.forEach(Runnable::run);
    }

    /// Sets the clock to this time, or leaves it when the time has passed already.
    public void forwardTo(Instant time) {
        Duration step = Duration.between(instant(), time);
        forward(step.isNegative() ? Duration.ZERO : step);
    }

    /// Called after each step forward, on the caller's thread.
    public void onForward(Runnable listener) {
        listeners.add(listener);
    }
}
