package dev.tributary.domain.oracle.earning;

import dev.tributary.domain.oracle.Exact;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A conversion, who shares it, and all that its pay depends on. Amounts in units, names as plain text.
///
/// @param currency the program's
/// @param isNew the merchant's word on the customer
record Situation(
        String currency,
        ZoneId zone,
        String event,
        Instant at,
        Optional<Boolean> isNew,
        Order order,
        List<Share> shares) {
    LocalDateTime clock() {
        return at.atZone(zone).toLocalDateTime();
    }

    LocalDate day() {
        return clock().toLocalDate();
    }

    /// @param rate units of the program's currency for one of the order's; empty when they are the same
    record Order(String currency, Optional<Amounts> amounts, List<Line> lines, Optional<Exact> rate) {}

    record Amounts(
            BigDecimal amount, Optional<BigDecimal> tax, Optional<BigDecimal> shipping, Optional<BigDecimal> fee) {}

    record Line(Optional<String> sku, Optional<String> category, int quantity, BigDecimal amount) {}

    /// @param counted what the affiliate had before this conversion; what is not there is 0
    record Share(
            int affiliate,
            Exact part,
            Terms terms,
            Person person,
            Optional<Pay> override,
            Map<Counter, BigDecimal> counted,
            Optional<LocalDate> firstCharge) {}

    /// What conditions ask of one share.
    record Person(
            Set<String> groups,
            Optional<String> coupon,
            Optional<String> channel,
            Optional<String> country,
            Optional<String> device) {}

    /// @param what `revenue`, `conversions`, `new_customers`, `qualified_clicks` or `cap`
    /// @param rule of a cap on one rule
    /// @param period `2026-11-22`, `2026-11`, `2026-Q4`, `2026` or `ever`
    record Counter(String what, Optional<String> rule, String period) {}

    record Terms(List<Rule> rules, Optional<BigDecimal> least, Optional<BigDecimal> most, List<Cap> caps) {}

    record Rule(String id, List<When> conditions, Pay pay) {}

    /// @param length `day` or `month`
    record Cap(Optional<String> rule, String length, BigDecimal most) {}

    sealed interface When {
        record OneOf(Subject subject, Set<String> names) implements When {}

        record Dates(Optional<LocalDate> first, Optional<LocalDate> last) implements When {}

        record Days(Set<DayOfWeek> days) implements When {}

        record Hours(LocalTime from, LocalTime to) implements When {}

        record New(boolean isNew) implements When {}

        record Amount(Optional<BigDecimal> least, Optional<BigDecimal> most) implements When {}
    }

    enum Subject {
        EVENT,
        GROUP,
        CHANNEL,
        COUPON,
        SKU,
        CATEGORY,
        COUNTRY,
        DEVICE
    }

    sealed interface Pay {}

    /// What is not paid is 0.
    record Flat(BigDecimal fixed, BigDecimal percent, BigDecimal perItem) implements Pay {}

    record Staged(List<Stage> stages) implements Pay {}

    record Stage(Optional<Integer> months, Flat pay) {}

    /// @param measure as in Counter
    /// @param length `day`, `month`, `quarter`, `year` or `ever`
    /// @param steps the lowest first
    record Tiered(String measure, String length, boolean marginal, List<Step> steps) implements Pay {}

    /// @param from units of the program's currency for revenue, else pieces
    record Step(BigDecimal from, Flat pay) {}
}
