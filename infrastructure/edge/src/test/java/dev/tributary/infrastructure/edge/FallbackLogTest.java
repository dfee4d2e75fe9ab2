package dev.tributary.infrastructure.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.click.Click;
import dev.tributary.domain.id.LinkCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FallbackLogTest {
    private static final Click CLICK = SampleClicks.full(9);
    private static final String LINE = line();

    @Test
    void line_holdsNothingPersonal() {
        assertThat(LINE)
                .doesNotContain("1b2c3d4e", "blog.example", "gclid")
                .startsWith("{\"fallback_click\":1,")
                .endsWith("}\n")
                // Lambda reads a level, and leaves a line out by it; without one a line is INFO.
                .doesNotContain("\"level\"");
    }

    /// As it was printed, and as an export of CloudWatch's log may give it back.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "2026-11-22T10:15:00.000Z %s",
                "2026-11-22T10:15:00+00:00 2026/11/22/tributary-dev-redirect[7]0a1b2c %s",
                "{\"timestamp\":\"2026-11-22T10:15:00Z\",\"level\":\"INFO\",%2$s",
            })
    void line_givesTheClickBack(String form) throws IOException {
        Click back = FallbackLog.read(form.formatted(LINE, LINE.substring(1)), SampleClicks.RING)
                .orElseThrow();

        assertThat(back.clickId()).isEqualTo(CLICK.clickId());
        assertThat(back.kind()).isEqualTo(CLICK.kind());
        assertThat(back.subIds()).isEqualTo(CLICK.subIds());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "START RequestId: 1", "{\"outcome\":\"queue_failed\",\"reason\":\"x\"}"})
    void otherLine_isPassedOver(String line) throws IOException {
        assertThat(FallbackLog.read(line, SampleClicks.RING)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"AQ            | \"BQ                       | forged",
                "\"click_id\":   | \"click\":                 | forged",
                "{               | \"message\":               | Unexpected character",
                "\"kind\":\"     | \"kind\":\"un             | fallback line is invalid",
            })
    void damagedLine_isRefused(String text, String instead, String complaint) {
        assertThat(LINE).contains(text);
        assertThatThrownBy(() -> FallbackLog.read(LINE.replace(text, instead), SampleClicks.RING))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(complaint);
    }

    /// What nobody documents is named rather than passed over: the click would be lost.
    @ParameterizedTest
    @ValueSource(strings = {"{\"level\":\"INFO\",\"message\":%s}", "{\"message\":\"%2$s\"}"})
    void wrappedLine_isRefused(String form) {
        String line =
                form.formatted(LINE.strip(), LINE.strip().replace("\\", "\\\\").replace("\"", "\\\""));

        assertThatThrownBy(() -> FallbackLog.read(line, SampleClicks.RING)).hasMessageContaining("wrapped");
    }

    private static String line() {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        new FallbackLog(new PrintStream(log, true, StandardCharsets.UTF_8)).write(CLICK, new LinkCode("demo"));
        return log.toString(StandardCharsets.UTF_8);
    }
}
