package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.click.Click;
import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.local.Main;
import dev.tributary.infrastructure.local.Running;
import dev.tributary.infrastructure.local.system.RawHttp.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The redirect while the table or the queue is away, and the way back of what it wrote down.
@Tag("system")
class OutageTest {
    private static final String REDIRECT = "RedirectFunction";
    private static final String PERSON = "User-Agent: Mozilla/5.0 (X11; Linux x86_64) Chrome/131.0.0.0 Safari/537.36";

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream before = System.out;

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void captureLog() {
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void releaseLog() {
        System.setOut(before);
    }

    @Test
    void tableDown_knownLinkLeadsOn_unknownIsToTryAgain() throws Exception {
        try (WiredMachine wired = start()) {
            LocalMachine machine = wired.machine();
            String confirmed = clickId(get(machine, "/r/demo"));
            assertThat(get(machine, "/r/never").status()).isEqualTo(404);
            wired.wire().cut(REDIRECT, Wire.Service.TABLE);
            machine.clock().forward(Duration.ofSeconds(61));

            String stale = clickId(get(machine, "/r/demo"));
            Reply unknown = get(machine, "/r/macro");

            assertThat(wired.wire().refused()).isPositive();
            assertThat(unknown.status()).isEqualTo(503);
            assertThat(unknown.header("retry-after")).isPresent();
            assertThat(unknown.header("content-type").orElse("")).startsWith("application/problem+json");
            // What was known to lead nowhere an hour ago is still said to.
            assertThat(get(machine, "/r/never").status()).isEqualTo(404);
            wired.wire().mend(REDIRECT, Wire.Service.TABLE);
            machine.clock().forward(Duration.ofSeconds(61));
            String again = clickId(get(machine, "/r/demo"));
            machine.awaitQueuesEmpty(Duration.ofSeconds(30));
            List<Click> recorded = RecordedClicks.of(Shop.table(machine));
            assertThat(recorded).extracting(Click::clickId).containsExactlyInAnyOrder(confirmed, stale, again);
            assertThat(recorded)
                    .filteredOn(click -> click.token().stale())
                    .extracting(Click::clickId)
                    .containsExactly(stale);
        }
    }

    @Test
    void queueDown_clickIsWrittenDown_andReplayedOnce() throws Exception {
        try (WiredMachine wired = start()) {
            LocalMachine machine = wired.machine();
            clickId(get(machine, "/r/demo?sub1=up"));
            wired.wire().cut(REDIRECT, Wire.Service.QUEUES);
            TreeSet<String> lost = new TreeSet<>();
            for (String sub : List.of("a", "b%22%5C", "%C3%A9")) {
                lost.add(clickId(get(machine, "/r/demo?sub1=" + sub)));
            }
            List<String> lines = log.toString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains("fallback_click"))
                    .toList();
            assertThat(lines)
                    .hasSize(3)
                    .allSatisfy(line -> assertThat(Project.parse(line).properties())
                            .as("nothing personal")
                            .extracting(field -> field.getKey())
                            .containsExactly("fallback_click", "click_id", "code", "time", "kind", "sub1"));
            Path file = Files.writeString(folder.resolve("redirect.log"), log.toString(StandardCharsets.UTF_8));
            Running.write(folder, machine);

            assertThat(replay(file)).as("the queue is still away").isEqualTo(2);
            wired.wire().mend(REDIRECT, Wire.Service.QUEUES);
            assertThat(replay(file)).isZero();
            assertThat(log.toString(StandardCharsets.UTF_8)).contains("3 sent, ", " passed over, 0 refused");
            machine.awaitQueuesEmpty(Duration.ofSeconds(30));
            assertThat(RecordedClicks.of(Shop.table(machine)))
                    .extracting(Click::clickId)
                    .containsAll(lost);
            assertThat(counted(machine)).isEqualTo(4);

            assertThat(replay(file)).isZero();
            machine.awaitQueuesEmpty(Duration.ofSeconds(30));
            assertThat(RecordedClicks.of(Shop.table(machine)))
                    .as("recorded twice")
                    .hasSize(7);
            assertThat(counted(machine)).as("counted once").isEqualTo(4);
        }
    }

    @Test
    void replay_namesTheLinesThatItRefuses() throws Exception {
        try (WiredMachine wired = start()) {
            wired.wire().cut(REDIRECT, Wire.Service.QUEUES);
            clickId(get(wired.machine(), "/r/demo"));
            wired.wire().mend(REDIRECT, Wire.Service.QUEUES);
            String line = log.toString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(text -> text.contains("fallback_click"))
                    .findFirst()
                    .orElseThrow();
            String forged = line.replaceFirst("\"click_id\":\"AQ.", "\"click_id\":\"AQB");
            Path file = Files.write(
                    folder.resolve("damaged.log"),
                    List.of("START RequestId: 1", "2026-11-22T10:15:00Z " + line, forged, line.substring(0, 60), line));
            Running.write(folder, wired.machine());

            assertThat(replay(file)).isEqualTo(1);
            assertThat(log.toString(StandardCharsets.UTF_8))
                    .contains("2 sent, 1 passed over, 2 refused", "line 3: ", "line 4: ");
            assertThat(replay(folder.resolve("absent.log"))).isEqualTo(2);
        }
        assertThat(Main.run("replay-clicks", "--data", folder.resolve("nowhere").toString(), "x"))
                .isEqualTo(2);
    }

    private WiredMachine start() throws IOException {
        WiredMachine wired = WiredMachine.start(folder, options -> options.withLongestWindow(Duration.ofMillis(100)));
        Shop.seed(wired.machine());
        return wired;
    }

    private int replay(Path file) {
        return Main.run("replay-clicks", "--data", folder.toString(), file.toString());
    }

    private static Reply get(LocalMachine machine, String path) throws IOException {
        return RawHttp.send(URI.create(machine.baseUrl()).getPort(), "GET " + path + " HTTP/1.1", PERSON);
    }

    private static String clickId(Reply reply) {
        assertThat(reply.status()).isEqualTo(302);
        return reply.header("location").orElseThrow().replaceFirst(".*click_id=", "");
    }

    /// What the API says that the link's clicks are, once all is rolled up.
    private static long counted(LocalMachine machine) throws Exception {
        machine.clock().forward(Duration.ofMinutes(3));
        machine.fire("JobsScheduleFunction", "RollUp");
        machine.awaitQueuesEmpty(Duration.ofSeconds(30));
        Reply reply = RawHttp.send(
                URI.create(machine.baseUrl()).getPort(),
                "GET /v1/clicks?group_by=link&program_id=" + Shop.PLAIN + " HTTP/1.1",
                "Authorization: Bearer " + Shop.MERCHANT_KEY.reveal());
        return Project.parse(reply.body())
                .path("data")
                .valueStream()
                .mapToLong(row -> row.path("total").asLong())
                .sum();
    }
}
