package dev.tributary.infrastructure.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.infrastructure.edge.TokenBuckets.Taken;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenBucketsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:00Z");
    private final TokenBuckets<String> buckets =
            new TokenBuckets<>(new TokenBuckets.Limit(3, Duration.ofSeconds(2)), 10);

    /// One line per call of one bucket of 3 with one more every 2 seconds.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # calls at second   | left         | wait of the last | until full
        0                   | 2            | 0                | 2
        0 0 0               | 2 1 0        | 0                | 6
        0 0 0 0             | 2 1 0 -      | 2                | 6
        0 0 0 1             | 2 1 0 -      | 1                | 5
        0 0 0 2             | 2 1 0 0      | 0                | 6
        0 0 0 2 2           | 2 1 0 0 -    | 2                | 6
        0 0 0 5 5 5         | 2 1 0 1 0 -  | 1                | 5
        0 0 0 100           | 2 1 0 2      | 0                | 2
        9 9 9 0             | 2 1 0 -      | 2                | 6
        9 9 9 0 2           | 2 1 0 - 0    | 0                | 6
        """)
    void bucket_isFilledByTime(String seconds, String left, int wait, int untilFull) {
        StringBuilder seen = new StringBuilder();
        Taken last = new Taken(false, 0, Duration.ZERO, Duration.ZERO);
        for (String second : seconds.split(" ")) {
            last = buckets.take("a", NOW.plusSeconds(Long.parseLong(second)));
            seen.append(last.isGranted() ? Integer.toString(last.left()) : "-").append(' ');
        }
        assertThat(seen.toString().strip()).isEqualTo(left);
        assertThat(last.untilNext()).hasSeconds(wait);
        assertThat(last.untilFull()).hasSeconds(untilFull);
    }

    @Test
    void keys_haveABucketEach_andALookTakesNothing() {
        for (int i = 0; i < 3; i++) {
            assertThat(buckets.take("a", NOW).isGranted()).isTrue();
        }
        assertThat(buckets.take("b", NOW).left()).isEqualTo(2);
        assertThat(buckets.look("a", NOW)).isEqualTo(buckets.take("a", NOW));
        assertThat(buckets.look("c", NOW)).isEqualTo(new Taken(true, 3, Duration.ZERO, Duration.ZERO));
        assertThat(buckets.look("c", NOW).left()).isEqualTo(3);
        assertThat(buckets.knows("c")).isFalse();
    }

    @Test
    void moreKeysThanPlaces_forgetWhoWasNotSeenForTheLongest() {
        for (int i = 0; i < 3; i++) {
            buckets.take("a", NOW);
        }
        for (int i = 0; i < 100; i++) {
            buckets.take("k" + i, NOW);
            assertThat(buckets.take("a", NOW).isGranted()).isFalse();
            assertThat(buckets.size()).isLessThanOrEqualTo(10);
        }
        for (int i = 0; i < 10; i++) {
            buckets.take("m" + i, NOW);
        }
        assertThat(buckets.knows("a")).isFalse();
        assertThat(buckets.take("a", NOW).left()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # one                   | other                   | same network
        192.0.2.7               | 192.0.2.7               | true
        192.0.2.7               | 192.0.2.8               | false
        2001:db8:1:2::7         | 2001:db8:1:2:9:9:9:9    | true
        2001:db8:1:2::7         | 2001:db8:1:3::7         | false
        ::ffff:192.0.2.7        | 192.0.2.7               | true
        unknown                 | ''                      | true
        192.0.2.7, 10.0.0.1     | ''                      | true
        ''                      | 192.0.2.7               | false
        """)
    void network_isAnAddressOr64Bits(String one, String other, boolean same) {
        assertThat(Network.of(one).equals(Network.of(other))).isEqualTo(same);
    }
}
