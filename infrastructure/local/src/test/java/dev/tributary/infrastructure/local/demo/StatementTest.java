package dev.tributary.infrastructure.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A statement out of entries, and what it says when they do not sum.
class StatementTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<JsonNode> ENTRIES = List.of(
            entry("conversion:cnv_1:accrue", "accrue", "2026-11-01", "merchant_expense", "pending:2026-12-02", "10.00"),
            entry("conversion:cnv_2:accrue", "accrue", "2026-11-02", "merchant_expense", "pending:2026-12-03", "2.50"),
            entry(
                    "conversion:cnv_2:reverse:1",
                    "reverse",
                    "2026-11-03",
                    "pending:2026-12-03",
                    "merchant_expense",
                    "0.50"),
            entry("release:x", "release", "2026-12-03", "pending:2026-12-02", "available", "10.00"),
            entry("payout:pay_1:reserve", "reserve", "2026-12-04", "available", "in_flight", "10.00"),
            entry("payout:pay_1:settle", "settle", "2026-12-05", "in_flight", "cash:csv", "10.00"));

    @Test
    void period_opensWithWhatWasBeforeAndClosesWithWhatIsLeft() {
        Statement statement = statement("2026-11-02", "2026-12-31", "2.00");

        assertThat(statement.opening()).isEqualByComparingTo("10.00");
        assertThat(statement.closing()).isEqualByComparingTo("2.00");
        assertThat(statement.sums()).isTrue();
        assertThat(statement.lines())
                .extracting(line -> line.what() + " " + line.change() + " " + line.balance())
                .containsExactly(
                        "accrue A-2 2.50 12.50",
                        "reverse A-2 -0.50 12.00",
                        "release 0.00 12.00",
                        "reserve pay_1 0.00 12.00",
                        "settle pay_1 -10.00 2.00");
        assertThat(statement.text().getLast()).endsWith("sum to the closing balance, which is what the API says");
    }

    @Test
    void balanceThatTheApiStatesOtherwise_isNoSum() {
        Statement statement = statement("2026-11-02", "2026-12-31", "2.01");

        assertThat(statement.sums()).isFalse();
        assertThat(statement.text().getLast()).contains("DO NOT SUM");
    }

    @Test
    void periodThatEndedBefore_leavesLaterEntriesOut() {
        Statement statement = statement("2026-11-01", "2026-11-02", "12.50");

        assertThat(statement.opening()).isEqualByComparingTo("0");
        assertThat(statement.lines()).hasSize(2);
        assertThat(statement.sums()).isTrue();
    }

    private static Statement statement(String from, String to, String pending) {
        JsonNode balance = json("""
            {"currency":"EUR","pending":{"amount":"%s"},"held":{"amount":"0.00"},"available":{"amount":"0.00"},
             "in_flight":{"amount":"0.00"},"receivable":{"amount":"0.00"}}\
            """.formatted(pending));
        return Statement.of(
                "Anna",
                ENTRIES,
                balance,
                Map.of("cnv_1", "A-1", "cnv_2", "A-2"),
                LocalDate.parse(from),
                LocalDate.parse(to),
                ZoneOffset.UTC);
    }

    private static JsonNode entry(String id, String kind, String day, String from, String to, String amount) {
        return json("""
            {"id":"%s","kind":"%s","posted_at":"%sT10:00:00Z",
             "postings":[{"from":"%s","to":"%s","amount":{"amount":"%s","currency":"EUR"}}]}\
            """.formatted(id, kind, day, from, to, amount));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
