package dev.tributary.infrastructure.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MachineClockTest {
    private static final Instant START = Instant.parse("2026-11-22T10:15:00Z");
    private final MachineClock clock = new MachineClock(Clock.fixed(START, ZoneOffset.UTC));

    @Test
    void inAnotherZone_theTimeIsTheSame_andGoesOn() {
        Clock riga = clock.withZone(ZoneId.of("Europe/Riga"));
        clock.forward(Duration.ofHours(1));
        assertThat(riga.instant()).isEqualTo(START.plusSeconds(3600)).isEqualTo(clock.instant());
        assertThat(riga.getZone()).isEqualTo(ZoneId.of("Europe/Riga"));
        assertThat(riga.withZone(ZoneOffset.UTC).instant()).isEqualTo(clock.instant());
    }

    @Test
    void backwards_isRefused() {
        assertThatThrownBy(() -> clock.forward(Duration.ofMillis(-1))).hasMessageContaining("never set back");
        clock.forwardTo(START.minusSeconds(1));
        assertThat(clock.instant()).isEqualTo(START);
    }
}
