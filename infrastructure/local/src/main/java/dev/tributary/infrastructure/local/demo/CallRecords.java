package dev.tributary.infrastructure.local.demo;

import dev.tributary.infrastructure.local.template.Template;

/// What AWS keeps of each call of a function by itself, as the template asks for it.
record CallRecords(Template.Recorded recorded) {
    /// START, END and REPORT, as text; as JSON they are longer.
    private static final int LINES_BYTES = 400;

    /// Lambda traces one call a second and 5 % of the others ("Visualize Lambda function invocations using
    /// AWS X-Ray").
    private static final double TRACED_OF_OTHERS = 0.05;

    /// Of one call.
    int logBytes() {
        return recorded.lines() ? LINES_BYTES : 0;
    }

    /// Of one call where so many come in a second.
    double traces(double aSecond) {
        if (!recorded.traces()) {
            return 0;
        }
        return aSecond <= 1 ? 1 : (1 + (aSecond - 1) * TRACED_OF_OTHERS) / aSecond;
    }

    /// `no traces are recorded, and no START, END and REPORT`
    @Override
    public String toString() {
        return (recorded.traces() ? "traces are recorded, and " : "no traces are recorded, and ")
                + (recorded.lines() ? "START, END and REPORT of each call" : "no START, END and REPORT");
    }
}
