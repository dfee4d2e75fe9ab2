package dev.tributary.infrastructure.local.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/// What AWS asks for in us-east-1, without free tiers and discounts. Each price names its page and when
/// it was read; who finds another one there changes it here.
final class ListPrice {
    /// "AWS Lambda Pricing", Arm, first tier: requests. 2026-11.
    static final BigDecimal LAMBDA_MILLION_REQUESTS = new BigDecimal("0.20");

    /// "AWS Lambda Pricing", Arm, first 7.5 billion GB-seconds of a month. 2026-11.
    static final BigDecimal LAMBDA_GIGABYTE_SECOND = new BigDecimal("0.0000133334");

    /// "Amazon API Gateway Pricing", HTTP APIs, first 300 million of a month, 512 KB each. 2026-11.
    static final BigDecimal HTTP_API_MILLION_REQUESTS = new BigDecimal("1.00");

    /// "Amazon SQS Pricing", standard queues, first 100 billion of a month, 64 KB each. 2026-11.
    static final BigDecimal QUEUE_MILLION_REQUESTS = new BigDecimal("0.40");

    /// "Amazon DynamoDB Pricing", on-demand, standard class, since the reduction of 2024-11. 2026-11.
    static final BigDecimal TABLE_MILLION_WRITES = new BigDecimal("0.625");

    /// The same page: read request units.
    static final BigDecimal TABLE_MILLION_READS = new BigDecimal("0.125");

    /// "Amazon CloudWatch Pricing", logs collected (ingested), standard class, first 10 TB. 2026-11.
    static final BigDecimal LOGS_GIGABYTE = new BigDecimal("0.50");

    /// "AWS X-Ray Pricing", traces recorded. 2026-11.
    static final BigDecimal MILLION_TRACES = new BigDecimal("5.00");

    private static final BigDecimal MILLION = new BigDecimal(1_000_000);
    private static final int DECIMALS = 4;

    private ListPrice() {}

    /// What one thing takes: a click, a conversion.
    ///
    /// @param httpRequests calls through the HTTP API
    /// @param invocations of functions
    /// @param billedMillis of all of them together
    /// @param megabytes of memory that a function is given
    /// @param queueRequests sends, and the receives and deletes of Lambda's pollers
    /// @param logBytes what is written to logs
    /// @param traces that are recorded
    record Usage(
            BigDecimal httpRequests,
            BigDecimal invocations,
            BigDecimal billedMillis,
            int megabytes,
            BigDecimal queueRequests,
            BigDecimal writeUnits,
            BigDecimal readUnits,
            BigDecimal logBytes,
            BigDecimal traces) {}

    /// @param what `HTTP API, requests`
    /// @param count how many of them a million things take
    record Line(String what, BigDecimal count, String unit, BigDecimal dollars) {}

    /// A million of these, line by line.
    static List<Line> million(Usage of) {
        BigDecimal gigabyteSeconds = of.billedMillis()
                .multiply(new BigDecimal(of.megabytes()))
                .divide(new BigDecimal(1_000 * 1_024), DECIMALS + DECIMALS, RoundingMode.HALF_UP);
        BigDecimal gigabytes = of.logBytes().movePointLeft(9);
        return List.of(
                perMillion("HTTP API, requests", of.httpRequests(), HTTP_API_MILLION_REQUESTS),
                perMillion("Lambda, requests", of.invocations(), LAMBDA_MILLION_REQUESTS),
                each("Lambda, compute", gigabyteSeconds, "GB-seconds", LAMBDA_GIGABYTE_SECOND),
                perMillion("queue, requests", of.queueRequests(), QUEUE_MILLION_REQUESTS),
                perMillion("table, write units", of.writeUnits(), TABLE_MILLION_WRITES),
                perMillion("table, read units", of.readUnits(), TABLE_MILLION_READS),
                each("logs", gigabytes, "GB", LOGS_GIGABYTE),
                perMillion("traces", of.traces(), MILLION_TRACES));
    }

    /// In dollars.
    static BigDecimal total(List<Line> lines) {
        return lines.stream().map(Line::dollars).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Line perMillion(String what, BigDecimal count, BigDecimal price) {
        return new Line(what, count.multiply(MILLION), "", dollars(count.multiply(price)));
    }

    private static Line each(String what, BigDecimal count, String unit, BigDecimal price) {
        BigDecimal all = count.multiply(MILLION);
        return new Line(what, all, unit, dollars(all.multiply(price)));
    }

    private static BigDecimal dollars(BigDecimal exact) {
        return exact.setScale(DECIMALS, RoundingMode.HALF_UP);
    }
}
