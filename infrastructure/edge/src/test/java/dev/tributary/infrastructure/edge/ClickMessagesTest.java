package dev.tributary.infrastructure.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.click.Click;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClickMessagesTest {
    @Test
    void whatIsWritten_isRead() throws IOException {
        List<Click> clicks = List.of(SampleClicks.full(1), SampleClicks.bare(-2));
        assertThat(ClickMessages.read(ClickMessages.write(clicks))).isEqualTo(clicks);
    }

    @Test
    void largestMessage_fitsTheQueue() {
        String widest = "\"".repeat(64);
        Click click = SampleClicks.full(1);
        Click largest = new Click(
                click.clickId(),
                click.token(),
                click.kind(),
                java.util.Collections.nCopies(5, widest),
                widest,
                click.creative(),
                "a".repeat(64),
                "a".repeat(64),
                java.util.Arrays.stream(dev.tributary.domain.click.AdClick.Kind.values())
                        .map(kind -> new dev.tributary.domain.click.AdClick(kind, -1))
                        .toList(),
                -1,
                -1);
        String message = ClickMessages.write(java.util.Collections.nCopies(ClickSender.MAX_CLICKS, largest));
        assertThat(message.getBytes(StandardCharsets.UTF_8).length).isLessThan(256 * 1024);
    }

    @Test
    void fieldsOfALaterWriter_arePassedOver() throws IOException {
        String message = ClickMessages.write(List.of(SampleClicks.full(1)))
                .replace("\"v\":1", "\"v\":1,\"later\":{\"a\":[1]}")
                .replace("\"kind\":", "\"new\":[{}],\"kind\":");
        assertThat(ClickMessages.read(message)).containsExactly(SampleClicks.full(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "{}",
                "{\"type\":\"clicks\",\"v\":2,\"data\":{\"clicks\":[]}}",
                "{\"type\":\"other\",\"v\":1,\"data\":{\"clicks\":[]}}",
                "{\"type\":\"clicks\",\"v\":1,\"data\":{\"clicks\":[{}]}}",
                "{\"type\":\"clicks\",\"v\":1,\"data\":{\"clicks\":[1]}}",
                "{\"type\":\"clicks\",\"v\":1,\"data\":{\"clicks\":[]}} {}",
                "{\"type\":\"clicks\",\"v\":1,\"data\":{\"clicks\":[",
            })
    void whatCannotBeRead_isThrown(String body) {
        assertThatThrownBy(() -> ClickMessages.read(body)).isInstanceOf(IOException.class);
    }
}
