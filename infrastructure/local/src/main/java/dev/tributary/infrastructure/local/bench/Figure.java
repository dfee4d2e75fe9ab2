package dev.tributary.infrastructure.local.bench;

import java.util.Locale;

/// One measured figure: `redirect, 64 connections, together | 8,412 | per second | >= 7,720 reached`.
public record Figure(String what, double value, String unit, Goal goal) {
    /// A figure is shown with as many digits as mean something.
    private static final double SHOWN_WHOLE = 100;

    /// What the figure is held against.
    public sealed interface Goal {
        /// @param why where the limit comes from; empty where the number says it
        record AtLeast(double limit, String why) implements Goal {}

        record AtMost(double limit, String why) implements Goal {}

        /// Shown for comparison.
        record None() implements Goal {}
    }

    public static Figure shown(String what, double value, String unit) {
        return new Figure(what, value, unit, new Goal.None());
    }

    public static Figure atMost(String what, double value, String unit, double limit) {
        return new Figure(what, value, unit, new Goal.AtMost(limit, ""));
    }

    public boolean reached() {
        return switch (goal) {
            case Goal.AtLeast least -> value >= least.limit;
            case Goal.AtMost most -> value <= most.limit;
            case Goal.None none -> true;
        };
    }

    public static String head() {
        return "%-62s %10s %-18s %s".formatted("what", "figure", "unit", "goal");
    }

    @Override
    public String toString() {
        return "%-62s %10s %-18s %s"
                .formatted(what, number(value), unit, goalText())
                .stripTrailing();
    }

    private String goalText() {
        String outcome = reached() ? "reached" : "missed";
        return switch (goal) {
            case Goal.AtLeast least -> ">= " + number(least.limit) + why(least.why) + "  " + outcome;
            case Goal.AtMost most -> "<= " + number(most.limit) + why(most.why) + "  " + outcome;
            case Goal.None none -> "";
        };
    }

    private static String why(String why) {
        return why.isEmpty() ? "" : " (" + why + ")";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) || value >= SHOWN_WHOLE ? "%,.0f" : "%,.2f", value);
    }
}
