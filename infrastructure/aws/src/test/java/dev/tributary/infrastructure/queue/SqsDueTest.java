package dev.tributary.infrastructure.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.message.OrdersDue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.SqsException;

final class SqsDueTest {
    private final QueueCalls queue;
    private final SqsDue due;

    SqsDueTest() throws IOException {
        queue = new QueueCalls();
        due = new SqsDue(queue.environment());
    }

    @AfterEach
    void stop() {
        queue.close();
    }

    /// What is due stays due: the next run of the schedule finds it.
    @Test
    void queueThatRefuses_isAFailure() {
        queue.broken = true;
        assertThatThrownBy(() -> due.send(List.of(message(1)))).isInstanceOf(SqsException.class);
    }

    @Test
    void nothingDue_callsNobody() {
        due.send(List.of());
        assertThat(queue.calls).isEmpty();
    }

    @Test
    void messages_arriveAsTheyWere() {
        List<OrdersDue> sent =
                IntStream.range(0, 12).mapToObj(SqsDueTest::message).toList();

        due.send(sent);

        List<OrdersDue> arrived = new ArrayList<>();
        for (QueueCalls.Call call : queue.calls) {
            assertThat(call.action()).isEqualTo("SendMessageBatch");
            assertThat(call.body().path("QueueUrl").asText()).isEqualTo(queue.url());
            call.body()
                    .path("Entries")
                    .forEach(entry -> arrived.add(OrdersDueMessages.read(
                            Message.read(entry.path("MessageBody").asText()))));
        }
        assertThat(queue.calls).hasSize(2);
        assertThat(arrived).isEqualTo(sent);
    }

    private static OrdersDue message(int number) {
        return new OrdersDue(
                "due_" + number,
                List.of(new ConversionKey(new ProgramId(7), new OrderId("A-" + number), EventName.SALE)));
    }
}
