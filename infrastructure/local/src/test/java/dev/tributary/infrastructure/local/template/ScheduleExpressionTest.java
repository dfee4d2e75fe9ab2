package dev.tributary.infrastructure.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScheduleExpressionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        cron(0 3 * * ? 2025)      | UTC         | 2026-11-22T10:15:30Z | never
        cron(0 3 31 2 ? *)        | UTC         | 2026-11-22T10:15:30Z | never
        cron(0 3 * * ? *)         | UTC         | 2026-11-22T02:59:59Z | 2026-11-22T03:00:00Z
        cron(0 3 * * ? *)         | UTC         | 2026-11-22T03:00:00Z | 2026-11-23T03:00:00Z
        cron(0 3 * * ? *)         | Europe/Riga | 2026-11-22T00:00:00Z | 2026-11-22T01:00:00Z
        cron(0/15 * * * ? *)      | UTC         | 2026-11-22T10:15:30Z | 2026-11-22T10:30:00Z
        cron(5,35 8-10 * * ? *)   | UTC         | 2026-11-22T10:35:00Z | 2026-11-23T08:05:00Z
        cron(0 0 1 * ? *)         | UTC         | 2026-11-22T10:15:30Z | 2026-12-01T00:00:00Z
        cron(0 0 1 JAN,JUL ? *)   | UTC         | 2026-11-22T10:15:30Z | 2027-01-01T00:00:00Z
        cron(0 12 ? * MON-FRI *)  | UTC         | 2026-11-21T10:15:30Z | 2026-11-23T12:00:00Z
        cron(0 12 ? * 1 *)        | UTC         | 2026-11-21T10:15:30Z | 2026-11-22T12:00:00Z
        cron(0 0 29 2 ? *)        | UTC         | 2026-11-22T10:15:30Z | 2028-02-29T00:00:00Z
        rate(1 minute)            | UTC         | 2026-11-22T10:15:30Z | 2026-11-22T10:16:30Z
        rate(12 hours)            | UTC         | 2026-11-22T10:15:30Z | 2026-11-22T22:15:30Z
        rate(7 days)              | UTC         | 2026-11-22T10:15:30Z | 2026-11-29T10:15:30Z
        """)
    void after_isTheNextTime(String expression, String zone, Instant time, String next) {
        assertThat(ScheduleExpression.parse(expression, ZoneId.of(zone))
                        .after(time)
                        .map(Instant::toString)
                        .orElse("never"))
                .isEqualTo(next);
    }
}
