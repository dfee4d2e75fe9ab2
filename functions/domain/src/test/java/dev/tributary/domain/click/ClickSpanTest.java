package dev.tributary.domain.click;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.click.ClickSpan.Hour;
import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.id.ProgramId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ClickSpanTest {
    private static final Slice SLICE = Slice.of(TestClick.of(1, 1).click().token());

    @Test
    void due_afterItsClicksHaveArrived() {
        assertThat(SLICE.due()).isEqualTo("2026-11-22T12:02:00Z");
        assertThat(SLICE.hour().due()).isEqualTo("2026-11-22T13:05:00Z");
    }

    @Test
    void slice_closesAfter80Days_losesItsChunksAfter100() {
        Instant end = SLICE.end();

        assertThat(SLICE.isClosed(end.plus(Duration.ofDays(80)).minusMillis(1))).isFalse();
        assertThat(SLICE.isClosed(end.plus(Duration.ofDays(80)))).isTrue();
        assertThat(SLICE.hasLostChunks(end.plus(Duration.ofDays(100)).minusMillis(1)))
                .isFalse();
        assertThat(SLICE.hasLostChunks(end.plus(Duration.ofDays(100)))).isTrue();
        assertThat(SLICE.hour()
                        .hasLostSlices(Instant.parse("2026-11-22T12:00:00Z").plus(Duration.ofDays(120))))
                .isTrue();
    }

    @Test
    void buckets_areAllUsed() {
        Set<Integer> used = new HashSet<>();
        for (int minute = 0; minute < 2_000; minute++) {
            used.add(new Slice(new ProgramId(77), minute, 0).bucket(64));
        }

        assertThat(used).hasSize(64).allMatch(bucket -> bucket >= 0 && bucket < 64);
        assertThat(SLICE.bucket(1)).isZero();
    }

    @Test
    void illegalSpans_areRefused() {
        ProgramId program = new ProgramId(1);

        assertThatThrownBy(() -> new Slice(program, -1, 0)).hasMessageContaining("minute");
        assertThatThrownBy(() -> new Slice(program, 1, 64)).hasMessageContaining("shard");
        assertThatThrownBy(() -> new Hour(program, -1)).hasMessageContaining("hour");
    }
}
