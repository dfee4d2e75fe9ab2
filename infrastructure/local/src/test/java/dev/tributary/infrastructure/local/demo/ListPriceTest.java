package dev.tributary.infrastructure.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.infrastructure.local.demo.ListPrice.Line;
import dev.tributary.infrastructure.local.demo.ListPrice.Usage;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each line against arithmetic by hand.
class ListPriceTest {
    /// One call over HTTP, two invocations of 5 ms at 1 GB, 1.2 requests to a queue, 7 writes, 7 reads,
    /// 1,000 bytes of logs, and a trace of 24 in a hundred.
    private static final Usage CONVERSION = usage("1", "2", "10", 1_024, "1.2", "7", "7", "1000", "0.24");

    @Test
    void million_isPricedLineByLine() {
        List<Line> lines = ListPrice.million(CONVERSION);

        assertThat(lines)
                .extracting(line -> line.what() + " " + line.dollars())
                .containsExactly(
                        "HTTP API, requests 1.0000", // 1 × 1.00
                        "Lambda, requests 0.4000", // 2 × 0.20
                        "Lambda, compute 0.1333", // 10,000 GB-s × 0.0000133334
                        "queue, requests 0.4800", // 1.2 × 0.40
                        "table, write units 4.3750", // 7 × 0.625
                        "table, read units 0.8750", // 7 × 0.125
                        "logs 0.5000", // 1 GB × 0.50
                        "traces 1.2000"); // 0.24 × 5.00
        assertThat(ListPrice.total(lines)).isEqualByComparingTo("8.9633");
    }

    @ParameterizedTest
    @CsvSource({
        // ms,  MB,  GB-seconds of a million, dollars
        "10,   1024, 10000,   0.1333",
        "10,    512,  5000,   0.0667",
        "1,     128,   125,   0.0017",
        "0,    1024,     0,   0.0000",
        "75,   1769, 129565.43, 1.7275",
    })
    void compute_isMemoryTimesTime(String millis, int megabytes, BigDecimal gigabyteSeconds, String dollars) {
        Line compute = ListPrice.million(usage("0", "0", millis, megabytes, "0", "0", "0", "0", "0"))
                .get(2);

        assertThat(compute.count()).isCloseTo(gigabyteSeconds, org.assertj.core.data.Offset.offset(new BigDecimal(5)));
        assertThat(compute.dollars()).isEqualByComparingTo(dollars);
    }

    @Test
    void nothing_costsNothing() {
        assertThat(ListPrice.total(ListPrice.million(usage("0", "0", "0", 1_024, "0", "0", "0", "0", "0"))))
                .isEqualByComparingTo("0");
    }

    private static Usage usage(String http, String calls, String millis, int megabytes, String... rest) {
        return new Usage(
                new BigDecimal(http),
                new BigDecimal(calls),
                new BigDecimal(millis),
                megabytes,
                new BigDecimal(rest[0]),
                new BigDecimal(rest[1]),
                new BigDecimal(rest[2]),
                new BigDecimal(rest[3]),
                new BigDecimal(rest[4]));
    }
}
