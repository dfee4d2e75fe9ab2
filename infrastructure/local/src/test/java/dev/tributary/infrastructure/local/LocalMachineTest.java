package dev.tributary.infrastructure.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.given;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

final class LocalMachineTest {
    private static final Path TEMPLATE = Path.of("src/test/resources/small.yaml");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path temporary = Path.of("");

    @BeforeEach
    @AfterEach
    void forget() {
        TestHandlers.Worker.EVENTS.clear();
        TestHandlers.Worker.reply = messages -> "";
    }

    @Test
    void functions_getTheTemplatesVariablesRoutesAndSerialization() throws Exception {
        try (LocalMachine machine = LocalMachine.start(MachineOptions.inMemory(TEMPLATE))) {
            HttpResponse<String> answer = get(machine, "/r/abc?GREETING");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("hello dev ${kept}");
            assertThat(answer.headers().firstValue("x-route")).hasValue("GET /r/{code}");
            assertThat(answer.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
            assertThat(get(machine, "/r/abc?LEVEL").body()).isEqualTo("DEBUG");
            assertThat(get(machine, "/r/abc?ABSENT").body()).isEqualTo("null");
            assertThat(get(machine, "/r/abc?BASE_URL").body()).isEqualTo(machine.baseUrl());
            assertThat(get(machine, "/r/abc?QUEUE_URL").body()).isEqualTo(machine.queueUrl("Work"));
            assertThat(get(machine, "/r/abc?TABLE_NAME").body()).isEqualTo("tributary-Table");
            assertThat(get(machine, "/elsewhere").statusCode()).isEqualTo(404);
            assertThat(machine.environmentOf("Echo").variable("QUEUE_ARN")).endsWith(":tributary-Work");
            assertThat(secret(machine)).contains("\\\"kid\\\":\\\"k1\\\"").contains("\\\"key\\\":");
        }
    }

    @Test
    void routeQueueAndScheduleAddedToTheTemplate_areServed() throws Exception {
        String template = Files.readString(TEMPLATE).replace("        Nightly:\n", """
                    Added: {Type: HttpApi, Properties: {Path: "/added/{proxy+}", Method: PUT}}
                    More: {Type: SQS, Properties: {Queue: !GetAtt More.Arn, BatchSize: 1}}
                    Often: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(5 minutes), Input: '{"task":"often"}'}}
                    Nightly:
            """) + """
              More:
                Type: AWS::SQS::Queue
            """;
        Path changed = Files.writeString(temporary.resolve("template.yaml"), template);
        MachineClock clock = MachineClock.system();
        try (LocalMachine machine =
                LocalMachine.start(MachineOptions.inMemory(changed).withClock(clock))) {
            TestHandlers.Worker.reply = messages -> messages.isEmpty() ? "{\"statusCode\":202,\"body\":\"taken\"}" : "";
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(machine.baseUrl() + "/added/a/b"))
                            .PUT(HttpRequest.BodyPublishers.ofString("x"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(TestHandlers.Worker.EVENTS.getFirst()).contains("\"pathParameters\":{\"proxy\":\"a/b\"}");

            machine.sqs()
                    .sendMessage(request ->
                            request.queueUrl(machine.queueUrl("More")).messageBody("m1"));
            await().until(() -> TestHandlers.Worker.EVENTS.stream().anyMatch(event -> event.contains("\"m1\"")));

            assertThat(TestHandlers.Worker.EVENTS).noneMatch(event -> event.contains("often"));
            clock.forward(Duration.ofMinutes(6));
            await().until(() -> TestHandlers.Worker.EVENTS.contains("{\"task\":\"often\"}"));
        }
    }

    @Test
    void schedule_firesByHandWithItsInput() throws Exception {
        try (LocalMachine machine = LocalMachine.start(MachineOptions.inMemory(TEMPLATE))) {
            TestHandlers.Worker.reply = messages -> "done";
            byte[] reply = machine.fire("Worker", "Nightly");
            assertThat(new String(reply, StandardCharsets.UTF_8)).isEqualTo("done");
            assertThat(TestHandlers.Worker.EVENTS.getFirst()).startsWith("{\"task\":\"nightly\",\"at\":\"20");
        }
    }

    @Test
    void functionThatHangs_isStoppedAtItsTimeout() throws Exception {
        String template = Files.readString(TEMPLATE)
                .replace("Timeout: 7", "Timeout: 1")
                .replace("VisibilityTimeout: 60", "VisibilityTimeout: 4")
                .replace(
                        "        Nightly:\n",
                        "        Hang: {Type: HttpApi, Properties: {Path: /hang, Method: GET}}\n        Nightly:\n");
        Path changed = Files.writeString(temporary.resolve("template.yaml"), template);
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger stopped = new AtomicInteger();
        AtomicInteger calls = new AtomicInteger();
        TestHandlers.Worker.reply = messages -> {
            try {
                if (calls.incrementAndGet() <= 3) {
                    never.await();
                }
            } catch (InterruptedException end) {
                stopped.incrementAndGet();
            }
            return "";
        };
        try (LocalMachine machine = LocalMachine.start(MachineOptions.inMemory(changed))) {
            HttpResponse<String> answer = get(machine, "/hang");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
            await().until(() -> stopped.get() == 1);
            assertThatThrownBy(() -> machine.fire("Worker", "Nightly"))
                    .isInstanceOf(FunctionTimeout.class)
                    .hasMessageEndingWith("timed out after 1 s");

            machine.sqs()
                    .sendMessage(request ->
                            request.queueUrl(machine.queueUrl("Work")).messageBody("late"));
            await().until(() -> calls.get() == 4);
            machine.awaitQueuesEmpty(Duration.ofSeconds(60));
            assertThat(stopped).hasValue(3);
            assertThat(TestHandlers.Worker.EVENTS.getLast())
                    .contains("\"late\"")
                    .doesNotContain("\"ApproximateReceiveCount\":\"1\"");
        }
    }

    @Test
    void dataAndSecrets_areKeptBetweenStarts() throws Exception {
        Path data = temporary.resolve("data");
        MachineOptions options = MachineOptions.inMemory(TEMPLATE).withData(data);
        Map<String, AttributeValue> item = Map.of("pk", text("a"), "sk", text("b"));
        String secret;
        TestHandlers.Worker.reply = messages -> "broken";
        try (LocalMachine machine = LocalMachine.start(options)) {
            machine.dynamo()
                    .putItem(request -> request.tableName("tributary-Table").item(item));
            machine.sqs()
                    .sendMessage(request ->
                            request.queueUrl(machine.queueUrl("Work")).messageBody("kept"));
            await().until(() -> !TestHandlers.Worker.EVENTS.isEmpty());
            secret = secret(machine);
        }
        TestHandlers.Worker.EVENTS.clear();
        TestHandlers.Worker.reply = messages -> "";
        try (LocalMachine machine = LocalMachine.start(options)) {
            assertThat(machine.dynamo()
                            .getItem(request ->
                                    request.tableName("tributary-Table").key(item))
                            .item())
                    .isEqualTo(item);
            assertThat(secret(machine)).isEqualTo(secret);
            await().until(() -> TestHandlers.Worker.EVENTS.stream().anyMatch(event -> event.contains("\"kept\"")));
            assertThat(TestHandlers.Worker.EVENTS.getFirst()).contains("\"ApproximateReceiveCount\":\"2\"");
            machine.awaitQueuesEmpty(Duration.ofSeconds(60));
        }
    }

    @Test
    void failedMessages_comeBackAndEndInTheDeadLetterQueue() throws Exception {
        MachineClock clock = MachineClock.system();
        try (LocalMachine machine =
                LocalMachine.start(MachineOptions.inMemory(TEMPLATE).withClock(clock))) {
            TestHandlers.Worker.reply = messages -> "{\"batchItemFailures\":["
                    + String.join(
                            ",",
                            messages.stream()
                                    .filter(message -> message[1].equals("bad"))
                                    .map(message -> "{\"itemIdentifier\":\"" + message[0] + "\"}")
                                    .toList())
                    + "]}";
            for (String body : new String[] {"good", "bad"}) {
                machine.sqs()
                        .sendMessage(request ->
                                request.queueUrl(machine.queueUrl("Work")).messageBody(body));
            }
            for (int delivery = 1; delivery <= 3; delivery++) {
                int count = delivery;
                await().until(() -> deliveries("bad") == count);
                // The good one is deleted first: a deletion after its visibility has ended is too late.
                await().until(() -> left(machine, "Work") == 1);
                clock.forward(Duration.ofSeconds(61));
            }
            // Counted before it is received: ElasticMQ hands the one object over before it deletes it from here, by the
            // receipt that it had last, and a receive over there at that moment gives it another.
            await().until(() -> left(machine, "WorkDead") == 1 && left(machine, "Work") == 0);
            assertThat(receive(machine, "WorkDead")).contains("bad");
            assertThat(deliveries("good")).isEqualTo(1);
            assertThat(deliveries("bad")).isEqualTo(3);
            machine.awaitQueuesEmpty(Duration.ofSeconds(60));
        }
    }

    @Test
    void malformedReply_bringsTheWholeBatchBack() throws Exception {
        MachineClock clock = MachineClock.system();
        try (LocalMachine machine =
                LocalMachine.start(MachineOptions.inMemory(TEMPLATE).withClock(clock))) {
            TestHandlers.Worker.reply = messages -> "{\"batchItemFailures\":[{\"itemIdentifier\":\"nobody\"}]}";
            machine.sqs()
                    .sendMessage(request ->
                            request.queueUrl(machine.queueUrl("Work")).messageBody("one"));
            machine.sqs()
                    .sendMessage(request ->
                            request.queueUrl(machine.queueUrl("Work")).messageBody("two"));
            await().until(() -> deliveries("one") == 1 && deliveries("two") == 1);
            TestHandlers.Worker.reply = messages -> "null";
            clock.forward(Duration.ofSeconds(61));
            await().until(() -> deliveries("one") == 2 && deliveries("two") == 2);
            machine.awaitQueuesEmpty(Duration.ofSeconds(60));
        }
    }

    @Test
    void window_gathersOneBatch() throws Exception {
        try (LocalMachine machine = LocalMachine.start(MachineOptions.inMemory(TEMPLATE))) {
            for (int i = 0; i < 10; i++) {
                String body = "w" + i;
                machine.sqs()
                        .sendMessage(request ->
                                request.queueUrl(machine.queueUrl("Work")).messageBody(body));
            }
            machine.awaitQueuesEmpty(Duration.ofSeconds(20));
            // Ten messages in ten sends make at least two calls without a window.
            assertThat(TestHandlers.Worker.EVENTS.size()).isLessThan(5);
        }
    }

    @Test
    void expiredItems_goSomeAtOnceSomeNever() {
        MachineClock clock = MachineClock.system();
        try (LocalMachine machine =
                LocalMachine.start(MachineOptions.inMemory(TEMPLATE).withClock(clock))) {
            long expired = clock.instant().getEpochSecond() - 10;
            for (int i = 0; i < 40; i++) {
                Map<String, AttributeValue> item = Map.of(
                        "pk", text("k" + i),
                        "sk", text("-"),
                        "ttl",
                                AttributeValue.builder()
                                        .n(String.valueOf(expired))
                                        .build());
                machine.dynamo()
                        .putItem(request -> request.tableName("tributary-Table").item(item));
            }
            assertThat(machine.sweepExpired()).isBetween(1, 39);
            assertThat(machine.sweepExpired()).isZero();
        }
    }

    /// Long, for a machine that builds something else meanwhile.
    private static ConditionFactory await() {
        return given().atMost(Duration.ofSeconds(60));
    }

    private static long deliveries(String body) {
        return TestHandlers.Worker.EVENTS.stream()
                .filter(event -> event.contains("\"body\":\"" + body + "\""))
                .count();
    }

    private static int left(LocalMachine machine, String queue) {
        return machine
                .sqs()
                .getQueueAttributes(
                        request -> request.queueUrl(machine.queueUrl(queue)).attributeNames(QueueAttributeName.ALL))
                .attributes()
                .entrySet()
                .stream()
                .filter(entry -> entry.getKey().toString().startsWith("ApproximateNumberOfMessages"))
                .mapToInt(entry -> Integer.parseInt(entry.getValue()))
                .sum();
    }

    private static String receive(LocalMachine machine, String queue) {
        return String.join(
                ",",
                machine.sqs().receiveMessage(request -> request.queueUrl(machine.queueUrl(queue))).messages().stream()
                        .map(Message::body)
                        .toList());
    }

    private static String secret(LocalMachine machine) throws Exception {
        String id = machine.environmentOf("Echo").variable("SECRET");
        return HTTP.send(
                        HttpRequest.newBuilder(machine.secretsEndpoint())
                                .header("X-Amz-Target", "secretsmanager.GetSecretValue")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"SecretId\":\"" + id + "\"}"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static HttpResponse<String> get(LocalMachine machine, String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(machine.baseUrl() + path)).build(), BodyHandlers.ofString());
    }

    private static AttributeValue text(String value) {
        return AttributeValue.builder().s(value).build();
    }
}
