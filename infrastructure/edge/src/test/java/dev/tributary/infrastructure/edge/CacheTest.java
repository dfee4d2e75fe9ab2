package dev.tributary.infrastructure.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CacheTest {
    private final SetClock clock = new SetClock();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile boolean down;
    private volatile Optional<String> present = Optional.of("value");

    private final Cache<String, String> cache = new Cache<>(this::read, clock, 100, 20);

    private Optional<String> read(String key) throws IOException {
        reads.incrementAndGet();
        if (down) {
            throw new IOException("down");
        }
        return present;
    }

    @Test
    void fresh_isNotReadAgain_andAfterAMinuteIs() throws IOException {
        for (int i = 0; i < 60; i++) {
            assertThat(cache.get("a").value()).contains("value");
            clock.forward(Duration.ofSeconds(1));
        }
        assertThat(reads).hasValue(1);
        present = Optional.of("changed");
        assertThat(cache.get("a").value()).contains("changed");
        assertThat(reads).hasValue(2);
    }

    @Test
    void absence_isKeptToo() throws IOException {
        present = Optional.empty();
        assertThat(cache.get("a").value()).isEmpty();
        assertThat(cache.get("a").value()).isEmpty();
        assertThat(reads).hasValue(1);
    }

    @Test
    void sourceDown_servesStaleForADay_andAsksOnceInFiveSeconds() throws IOException {
        cache.get("a");
        down = true;
        clock.forward(Cache.FRESH);
        for (int i = 0; i < 10; i++) {
            assertThat(cache.get("a")).isEqualTo(new Cache.Known<>(Optional.of("value"), true));
        }
        assertThat(reads).hasValue(2);
        clock.forward(Duration.ofSeconds(5));
        cache.get("a");
        assertThat(reads).hasValue(3);
        clock.forward(Cache.STALE);
        assertThatThrownBy(() -> cache.get("a")).hasMessage("down");
        down = false;
        assertThat(cache.get("a").stale()).isFalse();
    }

    @Test
    void sourceDown_andNothingKnown_isAFailure() {
        down = true;
        assertThatThrownBy(() -> cache.get("a")).hasMessage("down");
    }

    @Test
    void manyAtOnce_readOnce() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Cache<String, String> slow = new Cache<>(
                key -> {
                    reads.incrementAndGet();
                    asked.countDown();
                    await(release);
                    return Optional.of("value");
                },
                clock,
                100,
                20);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Cache.Known<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                answers.add(threads.submit(() -> slow.get("a")));
            }
            asked.await();
            release.countDown();
            for (Future<Cache.Known<String>> answer : answers) {
                assertThat(answer.get().value()).contains("value");
            }
        }
        assertThat(reads).hasValue(1);
    }

    @Test
    void floodOfUnknownKeys_leavesTheKnownOnes_thoughTheyFillTheirPlace() throws IOException {
        for (int i = 0; i < 100; i++) {
            cache.get("known" + i);
        }
        present = Optional.empty();
        for (int i = 0; i < 10_000; i++) {
            cache.get("unknown" + i);
            assertThat(cache.size()).isLessThanOrEqualTo(120);
        }
        int before = reads.get();
        for (int i = 0; i < 100; i++) {
            assertThat(cache.isKnown("known" + i)).isTrue();
            assertThat(cache.get("known" + i).value()).contains("value");
        }
        assertThat(reads).hasValue(before);
    }

    @Test
    void moreKnownKeysThanPlaces_leaveNoMoreThanPlaces() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            cache.get("known" + i);
            assertThat(cache.size()).isLessThanOrEqualTo(100);
        }
        assertThat(cache.isKnown("known999")).isTrue();
    }

    /// What is there is known though it has to be read again; that something is not there is known for a
    /// minute, or while the source does not answer.
    @Test
    void isKnown_asLongAsNobodyHasToFindOut() throws IOException {
        assertThat(cache.isKnown("a")).isFalse();
        cache.get("a");
        clock.forward(Cache.FRESH);
        assertThat(cache.isKnown("a")).isTrue();
        present = Optional.empty();
        cache.get("a");
        assertThat(cache.isKnown("a")).isTrue();
        assertThat(cache.size()).isEqualTo(1);
        clock.forward(Cache.FRESH);
        assertThat(cache.isKnown("a")).isFalse();
        down = true;
        assertThat(cache.get("a").value()).isEmpty();
        assertThat(cache.isKnown("a")).isTrue();
        down = false;
        clock.forward(Duration.ofSeconds(5));
        present = Optional.of("value");
        assertThat(cache.get("a").value()).contains("value");
        assertThat(cache.size()).isEqualTo(1);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }
}
