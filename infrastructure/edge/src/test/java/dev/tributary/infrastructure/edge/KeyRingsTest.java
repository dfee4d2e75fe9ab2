package dev.tributary.infrastructure.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.token.KeyRing;
import dev.tributary.domain.token.Purpose;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingsTest {
    private static final String FIRST = "f".repeat(64);
    private final SetClock clock = new SetClock();

    @Test
    void ring_isReadOnceInFiveMinutes_andServedStale() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        try (Endpoint secrets = new Endpoint((target, body) -> calls.incrementAndGet() == 1
                ? new Endpoint.Reply(200, "{\"Name\":\"x\",\"SecretString\":" + Json.quote(ring("")) + "}")
                : new Endpoint.Reply(400, "{\"__type\":\"AccessDeniedException\"}"))) {
            KeyRings rings = new KeyRings(new SignedCalls(secrets.environment(clock)), secrets.environment(clock));
            KeyRing ring = rings.ring();
            clock.forward(Duration.ofSeconds(299));
            assertThat(rings.ring()).isSameAs(ring);
            assertThat(calls).hasValue(1);
            clock.forward(Duration.ofSeconds(1));
            assertThat(rings.ring()).isSameAs(ring);
            assertThat(rings.ring()).isSameAs(ring);
            assertThat(calls).hasValue(2);
        }
    }

    @Test
    void ring_neverRead_isAFailure() throws IOException {
        try (Endpoint secrets = new Endpoint((target, body) -> new Endpoint.Reply(200, "{}"))) {
            KeyRings rings = new KeyRings(new SignedCalls(secrets.environment(clock)), secrets.environment(clock));
            assertThatThrownBy(rings::ring).isInstanceOf(IOException.class);
        }
    }

    @Test
    void rotation_addsAKey() throws IOException {
        KeyRing ring = KeyRings.parse(
                ring("{\"kid\":3,\"key\":\"" + "g".repeat(64) + "\",\"signs_from\":\"2027-01-01T00:00:00Z\"}"));
        assertThat(ring.signing(Purpose.CLICK_ID, Instant.parse("2026-12-31T23:59:59Z"))
                        .kid())
                .isZero();
        assertThat(ring.signing(Purpose.CLICK_ID, Instant.parse("2027-01-01T00:00:00Z"))
                        .kid())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"first\":\"short-secret\"}",
                "{\"keys\":[{\"kid\":1}]}",
                "{\"keys\":[{\"kid\":256,\"key\":\"ffffffffffffffffffffffffffffffffffff-secret\",\"signs_from\":\"2027-01-01T00:00:00Z\"}]}",
            })
    void malformedSecret_isRefused_withoutShowingIt(String secret) {
        assertThatThrownBy(() -> KeyRings.parse(secret))
                .hasMessage("secret of the key ring is malformed")
                .hasNoCause();
    }

    private static String ring(String keys) {
        return "{\"first\":\"" + FIRST + "\",\"keys\":[" + keys + "]}";
    }
}
