package dev.tributary.infrastructure.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.click.DamagedItemException;
import dev.tributary.domain.stored.UnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SqsBatchTest {
    private final PrintStream standard = System.out;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @BeforeEach
    void capture() {
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(standard);
    }

    private static SQSEvent event(String... bodies) {
        SQSEvent event = new SQSEvent();
        event.setRecords(Stream.of(bodies)
                .map(body -> {
                    SQSMessage message = new SQSMessage();
                    message.setMessageId("id-" + body);
                    message.setBody(body);
                    return message;
                })
                .toList());
        return event;
    }

    private static List<String> failures(SQSBatchResponse response) {
        return response.getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }

    private List<String> lines() {
        return log.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void failedMessage_isAnswered_theOthersAreHandled() {
        List<String> handled = new ArrayList<>();

        SQSBatchResponse response = new SqsBatch(event("a", "secret", "c"))
                .each(message -> {
                    if (message.getBody().equals("secret")) {
                        throw new IOException("cannot read: secret");
                    }
                    handled.add(message.getBody());
                })
                .response();

        assertThat(failures(response)).containsExactly("id-secret");
        assertThat(handled).containsExactly("a", "c");
        assertThat(lines()).hasSize(1);
        assertThat(lines().getFirst())
                .contains("\"message_id\":\"id-secret\"", "\"type\":\"java.io.IOException\"", "SqsBatchTest.java:")
                .doesNotContain("cannot read");
    }

    @Test
    void ownException_isLoggedWithItsText() {
        new SqsBatch(event("a")).each(message -> {
            throw new DamagedItemException("C#prg_1 / 7", "it ends early");
        });

        assertThat(lines()).hasSize(1).first().asString().contains("item C#prg_1 / 7 is damaged: it ends early");
    }

    @Test
    void sharedWork_failsAllItsMessages_eachOnce() {
        SQSEvent event = event("a", "b", "c");
        SqsBatch batch = new SqsBatch(event);
        batch.attempt(event.getRecords().subList(0, 2), "first", work -> {
            throw new IOException();
        });
        batch.attempt(event.getRecords().subList(1, 2), "second", work -> {
            throw new IOException();
        });

        assertThat(failures(batch.response())).containsExactly("id-a", "id-b");
        assertThat(lines()).hasSize(2);
    }

    @Test
    void partOfAMessage_failsIt_andTheOtherPartsGoOn_unlessNothingAnswers() throws IOException {
        SQSMessage message = event("a").getRecords().getFirst();
        SqsBatch batch = new SqsBatch(event("a"));

        assertThat(batch.alone(message, of -> {
                    throw new IllegalStateException();
                }))
                .isFalse();
        assertThat(batch.alone(message, of -> {})).isTrue();
        assertThat(failures(batch.response())).containsExactly("id-a");
        assertThatThrownBy(() -> batch.alone(message, of -> {
                    throw new IOException();
                }))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> batch.alone(message, of -> {
                    throw new UnavailableException("table", new IOException());
                }))
                .isInstanceOf(UnavailableException.class);
        assertThat(lines()).hasSize(1);
    }

    @Test
    void error_endsTheInvocation() {
        SqsBatch batch = new SqsBatch(event("a"));

        assertThatThrownBy(() -> batch.each(message -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
    }

    @Test
    void noFailure_isAnEmptyList_notNull() {
        assertThat(failures(new SqsBatch(event("a")).each(message -> {}).response()))
                .isEmpty();
    }
}
