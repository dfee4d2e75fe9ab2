package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// README's table of what costs money when nothing happens counts what template.yaml has.
class IdleBillTest {
    private static final long HOURS_A_MONTH = 730;
    private static final String README = Project.text("README.md");
    private static final String TEMPLATE = Project.text("template.yaml");

    @Test
    void alarmsAndSchedules_areThoseOfTheTemplate() {
        long minutes = count("ScheduleExpression: rate\\(1 minute\\)");
        long hours = count("ScheduleExpression: rate\\(1 hour\\)");
        assertThat(minutes + hours).as("no schedule of another rate").isEqualTo(count("ScheduleExpression: "));
        String calls = String.format(Locale.ROOT, "%,d,000", (minutes * 60 + hours) * HOURS_A_MONTH / 1_000);
        assertThat(README)
                .contains("of an account free | " + count("Type: AWS::CloudWatch::Alarm") + " |")
                .contains("Scheduler: %d calls a minute, %d an hour | %s calls |".formatted(minutes, hours, calls))
                .contains("what the schedules start | " + calls + " short calls |");
    }

    private static long count(String pattern) {
        return Pattern.compile(pattern).matcher(TEMPLATE).results().count();
    }
}
