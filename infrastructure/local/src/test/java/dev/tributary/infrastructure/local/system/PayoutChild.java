package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.message.Transfer;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.edge.PayoutKeys;
import dev.tributary.infrastructure.lambda.NoContext;
import dev.tributary.infrastructure.queue.SqsTransfers;
import dev.tributary.infrastructure.table.Table;
import dev.tributary.payout.PayoutScheduleHandler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A machine in a process of its own while it pays, as seen from outside: its API, its table and its queue.
final class PayoutChild implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final JsonNode demo;
    private final Environment environment;
    private final Table table;

    private PayoutChild(Process process, JsonNode demo, Environment environment) {
        this.process = process;
        this.demo = demo;
        this.environment = environment;
        this.table = Table.of(environment);
    }

    static PayoutChild start(Path data) throws IOException {
        Process process = MachineProcess.start(data);
        Map<String, String> variables = new HashMap<>();
        Project.parse(Files.readString(data.resolve("running.json")))
                .path("variables")
                .forEachEntry((name, value) -> variables.put(name, value.asText()));
        variables.put(
                "TRANSFERS_QUEUE_URL",
                new Environment(variables, Clock.systemUTC())
                        .variable("CLICKS_QUEUE_URL")
                        .replaceFirst("clicks$", "transfers"));
        variables.put("DUE_BUCKETS", "1");
        variables.putIfAbsent("PAYOUT_FILES_BUCKET", "not-asked-for");
        return new PayoutChild(process, MachineProcess.demo(data), new Environment(variables, Clock.systemUTC()));
    }

    /// How many rows of a run's plan are in which state.
    record Rows(Map<String, Integer> counts) {
        static Rows of(Table table, RunId run) {
            Map<String, Integer> counts = new TreeMap<>();
            table.client()
                    .queryPaginator(query -> query.tableName(table.name())
                            .consistentRead(true)
                            .keyConditionExpression("#pk = :pk and begins_with(#sk, :row)")
                            .projectionExpression("#state")
                            .expressionAttributeNames(Map.of("#pk", Keys.PK, "#sk", Keys.SK, "#state", "state"))
                            .expressionAttributeValues(Map.of(
                                    ":pk", AttributeValue.fromS(PayoutKeys.payoutRows(run, 1, 0)),
                                    ":row", AttributeValue.fromS(Keys.AFFILIATES))))
                    .items()
                    .forEach(row -> counts.merge(
                            row.getOrDefault("state", AttributeValue.fromS("none"))
                                    .s(),
                            1,
                            Integer::sum));
            return new Rows(counts);
        }

        int of(String state) {
            return counts.getOrDefault(state, 0);
        }
    }

    Table table() {
        return table;
    }

    String merchant() {
        return demo.path("merchant").path("api_key").asText();
    }

    /// What the schedule of a minute does, without the minute: it finds the runs that are due.
    void fireRunsDue() {
        new PayoutScheduleHandler(environment).handleRequest(Map.of("job", "runs-due"), new NoContext());
    }

    void send(List<Transfer> results) {
        new SqsTransfers(environment).send(results);
    }

    JsonNode run(RunId run) throws IOException, InterruptedException {
        return get("/v1/payout_runs/" + run);
    }

    List<PayoutId> payouts(RunId run) throws IOException, InterruptedException {
        List<PayoutId> payouts = new ArrayList<>();
        JsonNode page = Project.JSON.missingNode();
        do {
            String cursor = page.isMissingNode()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").asText();
            page = get("/v1/payouts?limit=100&run_id=" + run + cursor);
            page.path("data")
                    .forEach(payout -> payouts.add(PayoutId.of(payout.path("id").asText())));
        } while (!page.path("next_cursor").isNull());
        return payouts;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(merchant(), path).GET());
    }

    JsonNode post(String key, String path, String body) throws IOException, InterruptedException {
        return send(request(key, path)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String key, String path) {
        return HttpRequest.newBuilder(URI.create(demo.path("base_url").asText() + path))
                .header("Authorization", "Bearer " + key);
    }

    private JsonNode send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.build();
        HttpResponse<String> reply = client.send(request, BodyHandlers.ofString());
        assertThat(reply.statusCode())
                .as("%s %s: %s", request.method(), request.uri(), reply.body())
                .isBetween(200, 299);
        return Project.parse(reply.body());
    }

    /// SIGKILL, and no process any more when this returns.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            client.close();
            table.client().close();
        }
    }
}
