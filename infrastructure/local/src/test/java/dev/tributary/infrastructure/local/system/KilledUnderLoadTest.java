package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.domain.click.Click;
import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.local.MachineOptions;
import dev.tributary.infrastructure.local.check.Clicks;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SIGKILL under load: every click that was answered is on the disk, and counted once.
@Tag("embedded")
class KilledUnderLoadTest {
    private static final int CONNECTIONS = 32;
    private static final int ANSWERS_BEFORE_THE_KILL = 3_000;
    private static final Pattern CLICK_ID = Pattern.compile("[?&]click_id=([A-Za-z0-9_-]+)");
    private static final String PERSON = "Mozilla/5.0 (X11; Linux x86_64) Chrome/131.0.0.0 Safari/537.36";

    @TempDir
    private Path data = Path.of("");

    /// Click id by its sub1.
    private final Map<String, String> answered = new ConcurrentHashMap<>();

    @Test
    void killedUnderLoad_everyAnsweredClickIsCountedOnce() throws Exception {
        Process child = MachineProcess.start(data);
        try {
            load(MachineProcess.demo(data).path("link_url").asText(), child);
        } finally {
            child.destroyForcibly().waitFor();
        }
        int atKill = answered.size();
        assertThat(atKill).isGreaterThanOrEqualTo(ANSWERS_BEFORE_THE_KILL);

        try (LocalMachine machine = LocalMachine.start(
                MachineOptions.inMemory(Project.TEMPLATE).withData(data).withLongestWindow(Duration.ofMillis(200)))) {
            machine.awaitQueuesEmpty(Duration.ofSeconds(60));
            List<Click> recorded = RecordedClicks.of(Shop.table(machine));
            Set<String> distinct = recorded.stream().map(Click::clickId).collect(Collectors.toCollection(HashSet::new));
            long counted = counted(machine);
            System.out.printf(
                    "killed after %d answers: %d clicks recorded, %d different, %d counted%n",
                    atKill, recorded.size(), distinct.size(), counted);

            // Those that were sent and not answered any more are counted too.
            Clicks clicks = new Clicks(Set.copyOf(answered.values()), distinct, Set.of(), Set.of(), counted);
            assertThat(clicks.broken()).isEmpty();
        }
    }

    /// Clicks from 32 connections, each with a sub id of its own, until the child is gone.
    private void load(String link, Process child) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        try (HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                ExecutorService workers = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                workers.execute(() -> clickUntilGone(client, link, next));
            }
            while (answered.size() < ANSWERS_BEFORE_THE_KILL && child.isAlive()) {
                Thread.sleep(5);
            }
            child.destroyForcibly().waitFor();
        }
    }

    private void clickUntilGone(HttpClient client, String link, AtomicInteger next) {
        try {
            while (true) {
                String sub = "s" + next.incrementAndGet();
                HttpRequest request = HttpRequest.newBuilder(URI.create(link + "?sub1=" + sub))
                        .header("User-Agent", PERSON)
                        .timeout(Duration.ofSeconds(30))
                        .build();
                HttpResponse<Void> reply = client.send(request, HttpResponse.BodyHandlers.discarding());
                if (reply.statusCode() == 302) {
                    CLICK_ID.matcher(reply.headers().firstValue("location").orElse(""))
                            .results()
                            .forEach(id -> answered.put(sub, id.group(1)));
                }
            }
        } catch (IOException gone) {
            // The kill: what was under way has no answer.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long counted(LocalMachine machine) throws Exception {
        machine.clock().forward(Duration.ofMinutes(3));
        machine.fire("JobsScheduleFunction", "RollUp");
        machine.awaitQueuesEmpty(Duration.ofSeconds(60));
        JsonNode demo = MachineProcess.demo(data);
        RawHttp.Reply reply = RawHttp.send(
                URI.create(machine.baseUrl()).getPort(),
                "GET /v1/clicks?group_by=link&program_id="
                        + demo.path("program_id").asText() + " HTTP/1.1",
                "Authorization: Bearer " + demo.path("merchant").path("api_key").asText());
        return Project.parse(reply.body())
                .path("data")
                .valueStream()
                .mapToLong(row -> row.path("total").asLong())
                .sum();
    }
}
