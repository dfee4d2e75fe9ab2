package dev.tributary.infrastructure.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.SqsException;

final class SqsRedeliveryTest {
    private final QueueCalls queue;
    private final SqsRedelivery redelivery;

    SqsRedeliveryTest() throws IOException {
        queue = new QueueCalls();
        redelivery = SqsRedelivery.of(queue.environment(), queue.url());
    }

    @AfterEach
    void stop() {
        queue.close();
    }

    /// The batch loop reports it; the messages come back by the queue's own timeout.
    @Test
    void queueThatRefuses_isAFailure() {
        queue.broken = true;
        assertThatThrownBy(() -> redelivery.delay(Map.of("h", Duration.ofSeconds(1))))
                .isInstanceOf(SqsException.class);
    }

    @Test
    void nothingToDelay_callsNobody() {
        redelivery.delay(Map.of());
        assertThat(queue.calls).isEmpty();
    }

    @Test
    void everyMessage_getsItsOwnDelay_tenPerCall() {
        Map<String, Duration> delays = new LinkedHashMap<>();
        for (int number = 1; number <= 23; number++) {
            delays.put("handle-" + number, Duration.ofSeconds(number));
        }

        redelivery.delay(delays);

        assertThat(queue.calls).allMatch(call -> call.action().equals("ChangeMessageVisibilityBatch"));
        assertThat(queue.calls.stream().map(call -> call.body().path("Entries").size()))
                .containsExactly(10, 10, 3);
        Map<String, Duration> seen = new HashMap<>();
        for (QueueCalls.Call call : queue.calls) {
            assertThat(call.body().path("QueueUrl").asText()).isEqualTo(queue.url());
            List<String> ids = call.body().path("Entries").findValuesAsText("Id");
            assertThat(ids).doesNotHaveDuplicates();
            for (JsonNode entry : call.body().path("Entries")) {
                seen.put(
                        entry.path("ReceiptHandle").asText(),
                        Duration.ofSeconds(entry.path("VisibilityTimeout").asLong()));
            }
        }
        assertThat(seen).isEqualTo(delays);
    }
}
