package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.order.ReceiptLine;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.local.MachineOptions;
import dev.tributary.infrastructure.local.check.Calls;
import dev.tributary.infrastructure.local.check.Calls.Accepted;
import dev.tributary.infrastructure.local.check.Invariants;
import dev.tributary.infrastructure.local.check.Snapshot;
import dev.tributary.infrastructure.table.DynamoOrders;
import dev.tributary.infrastructure.table.Packing;
import dev.tributary.infrastructure.table.Table;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SIGKILL under postbacks: every call that was answered 202 has its outcome once, from the disk.
@Tag("embedded")
class KilledUnderPostbacksTest {
    private static final int CONNECTIONS = 16;
    private static final int ANSWERS_BEFORE_THE_KILL = 600;
    private static final int LONG_AGO = 300;
    private static final Pattern CLICK_ID = Pattern.compile("[?&]click_id=([A-Za-z0-9_-]+)");

    @TempDir
    private Path data = Path.of("");

    private final ConcurrentLinkedQueue<Accepted> accepted = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();

    /// Orders of the calls that have no answer yet.
    private final Map<Object, OrderId> underWay = new ConcurrentHashMap<>();

    @Test
    void killedUnderLoad_everyAcceptedPostbackHasItsOutcomeOnce() throws Exception {
        Process child = MachineProcess.start(data);
        JsonNode demo = MachineProcess.demo(data);
        try {
            load(demo, child);
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertThat(accepted).hasSizeGreaterThanOrEqualTo(ANSWERS_BEFORE_THE_KILL);

        try (LocalMachine machine = LocalMachine.start(
                MachineOptions.inMemory(Project.TEMPLATE).withData(data).withLongestWindow(Duration.ofMillis(200)))) {
            Table table = Shop.table(machine);
            Snapshot before = Snapshot.of(table.client(), table.name(), Packing::unpack);
            machine.awaitQueuesEmpty(Duration.ofSeconds(120));
            Snapshot after = Snapshot.of(table.client(), table.name(), Packing::unpack);
            List<Accepted> unanswered = unanswered(table, program(demo));
            System.out.printf(
                    "killed after answers %s: %d calls taken without one, %d items written after the kill%n",
                    answers, unanswered.size(), before.changedIn(after).size());

            assertThat(unanswered).hasSizeLessThanOrEqualTo(CONNECTIONS);
            assertThat(Invariants.broken(after, new Calls(List.copyOf(accepted), unanswered, List.of())))
                    .isEmpty();
        }
    }

    private void load(JsonNode demo, Process child) throws Exception {
        AtomicInteger next = new AtomicInteger();
        try (HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                ExecutorService workers = Executors.newFixedThreadPool(CONNECTIONS)) {
            String click = click(client, demo.path("link_url").asText());
            for (int i = 0; i < CONNECTIONS; i++) {
                workers.execute(() -> callUntilGone(client, demo, click, next));
            }
            // Not before some of it is committed as well: then a sale of long ago is answered 200.
            while ((accepted.size() < ANSWERS_BEFORE_THE_KILL || !answers.containsKey("200")) && child.isAlive()) {
                Thread.sleep(5);
            }
            child.destroyForcibly().waitFor();
        }
    }

    /// A sale, with a refund of a part of it now and then, and a sale of long ago again.
    private void callUntilGone(HttpClient client, JsonNode demo, String click, AtomicInteger next) {
        try {
            while (true) {
                int number = next.incrementAndGet();
                call(client, demo, order(number), sale(number, click));
                if (number % 3 == 0) {
                    String refund = head(number) + "\"event\":\"refund\",\"refund_id\":\"R-1\",\"amount\":\"3.33\"}";
                    call(client, demo, order(number), refund);
                    // Of the first ones another each time: an order notes 60 repeats, and where commits are slow one
                    // order would have more of them.
                    int before = number > LONG_AGO ? number - LONG_AGO : (number + 1) / 2;
                    call(client, demo, order(before), sale(before, click));
                }
            }
        } catch (IOException gone) {
            // The kill: what was under way has no answer.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static OrderId order(int number) {
        return new OrderId("K-" + number);
    }

    private static String head(int number) {
        return "{\"order_id\":\"" + order(number).text() + "\",\"currency\":\"EUR\",";
    }

    private static String sale(int number, String click) {
        return head(number) + "\"event\":\"sale\",\"click_id\":\"" + click + "\",\"amount\":\"" + (10 + number % 90)
                + ".37\"}";
    }

    private void call(HttpClient client, JsonNode demo, OrderId order, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(demo.path("postback").path("url").asText()))
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        "Bearer " + demo.path("postback").path("token").asText())
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        // Not the request: all of them are equal.
        Object call = new Object();
        underWay.put(call, order);
        HttpResponse<String> reply = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (reply.statusCode() == 202) {
            JsonNode receipt = Project.parse(reply.body());
            ConversionKey key = new ConversionKey(program(demo), order, EventName.SALE);
            accepted.add(new Accepted(
                    Keys.order(key),
                    Keys.orderEvent(key),
                    receipt.path("receipt_id").asText(),
                    Instant.parse(receipt.path("received_at").asText())));
        }
        answers.merge(Integer.toString(reply.statusCode()), 1, Integer::sum);
        underWay.remove(call);
    }

    /// Calls that the queue had taken when their answer was lost in the kill.
    private List<Accepted> unanswered(Table table, ProgramId program) {
        List<Accepted> unanswered = new ArrayList<>();
        for (OrderId order : Set.copyOf(underWay.values())) {
            ConversionKey key = new ConversionKey(program, order, EventName.SALE);
            new DynamoOrders(table).find(key).ifPresent(state -> {
                for (ReceiptLine line : state.value().receipts()) {
                    Accepted call = new Accepted(
                            Keys.order(key),
                            Keys.orderEvent(key),
                            line.receipt().text(),
                            line.receivedAt());
                    if (!accepted.contains(call)) {
                        unanswered.add(call);
                    }
                }
            });
        }
        return unanswered;
    }

    private static ProgramId program(JsonNode demo) {
        return ProgramId.parse(demo.path("program_id").asText()).orElseThrow();
    }

    private static String click(HttpClient client, String link) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(link))
                .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Chrome/131.0.0.0 Safari/537.36")
                .build();
        HttpResponse<Void> reply = client.send(request, HttpResponse.BodyHandlers.discarding());
        return CLICK_ID.matcher(reply.headers().firstValue("location").orElse(""))
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
    }
}
