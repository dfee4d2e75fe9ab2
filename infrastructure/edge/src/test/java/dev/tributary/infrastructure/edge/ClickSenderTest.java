package dev.tributary.infrastructure.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClickSenderTest {
    private final SetClock clock = new SetClock();

    @Test
    void alone_leavesAtOnce() throws IOException {
        try (Endpoint queue = new Endpoint((target, body) -> new Endpoint.Reply(200, "{}"))) {
            sender(queue).send(SampleClicks.full(1));
            assertThat(queue.bodies()).hasSize(1);
        }
    }

    @Test
    void togetherArrived_leaveTogether_eachOnce() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger underWay = new AtomicInteger();
        try (Endpoint queue = new Endpoint((target, body) -> {
                    if (underWay.incrementAndGet() == 1) {
                        await(release);
                    }
                    return new Endpoint.Reply(200, "{}");
                });
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ClickSender sender = sender(queue);
            List<Future<?>> sends = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                long nonce = i;
                sends.add(threads.submit(() -> {
                    sender.send(SampleClicks.full(nonce));
                    return null;
                }));
            }
            while (underWay.get() < 1) {
                Thread.onSpinWait();
            }
            release.countDown();
            for (Future<?> send : sends) {
                send.get();
            }
            Set<Long> nonces = new HashSet<>();
            for (String body : queue.bodies()) {
                ClickMessages.read(messageBody(body))
                        .forEach(click -> nonces.add(click.token().nonce()));
            }
            assertThat(nonces).hasSize(500);
            assertThat(queue.bodies().size()).isLessThan(250);
        }
    }

    @Test
    void alone_eachLeavesAtOnce_inAMessageOfItsOwn() throws Exception {
        CountDownLatch allUnderWay = new CountDownLatch(20);
        try (Endpoint queue = new Endpoint((target, body) -> {
                    allUnderWay.countDown();
                    await(allUnderWay);
                    return new Endpoint.Reply(200, "{}");
                });
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ClickSender sender = sender(queue, ClickSender.Leaving.ALONE);
            List<Future<?>> sends = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                long nonce = i;
                sends.add(threads.submit(() -> {
                    sender.send(SampleClicks.full(nonce));
                    return null;
                }));
            }
            for (Future<?> send : sends) {
                send.get();
            }
            assertThat(queue.bodies()).hasSize(20);
            for (String body : queue.bodies()) {
                assertThat(ClickMessages.read(messageBody(body))).hasSize(1);
            }
        }
    }

    @Test
    void queueDown_isSaid_andThenNotWaitedFor() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        try (Endpoint queue = new Endpoint((target, body) -> {
            calls.incrementAndGet();
            return new Endpoint.Reply(500, "{\"__type\":\"InternalError\"}");
        })) {
            ClickSender sender = sender(queue);
            assertThatThrownBy(() -> sender.send(SampleClicks.full(1))).isInstanceOf(IOException.class);
            assertThat(calls).hasValue(3);
            assertThatThrownBy(() -> sender.send(SampleClicks.full(2))).hasMessageContaining("a moment ago");
            assertThat(calls).hasValue(3);
            clock.forward(Duration.ofSeconds(1));
            assertThatThrownBy(() -> sender.send(SampleClicks.full(3))).isInstanceOf(IOException.class);
            assertThat(calls).hasValue(6);
        }
    }

    @Test
    void refusal_isNotTriedAgain() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        try (Endpoint queue = new Endpoint((target, body) -> {
            calls.incrementAndGet();
            return new Endpoint.Reply(400, "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\"}");
        })) {
            assertThatThrownBy(() -> sender(queue).send(SampleClicks.full(1)))
                    .hasMessageContaining("QueueDoesNotExist");
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void throttled_isTriedAgain() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        try (Endpoint queue = new Endpoint((target, body) -> calls.incrementAndGet() == 1
                ? new Endpoint.Reply(400, "{\"__type\":\"x#ThrottlingException\"}")
                : new Endpoint.Reply(200, "{}"))) {
            sender(queue).send(SampleClicks.full(1));
            assertThat(calls).hasValue(2);
        }
    }

    private ClickSender sender(Endpoint queue) {
        return sender(queue, ClickSender.Leaving.TOGETHER);
    }

    private ClickSender sender(Endpoint queue, ClickSender.Leaving leaving) {
        return new ClickSender(new SignedCalls(queue.environment(clock)), "http://queue", clock, leaving);
    }

    private static String messageBody(String request) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(request)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_STRING
                        && json.currentName().equals("MessageBody")) {
                    return json.getText();
                }
            }
        }
        throw new IOException("no MessageBody");
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }
}
