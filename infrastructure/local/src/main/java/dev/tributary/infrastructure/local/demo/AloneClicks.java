package dev.tributary.infrastructure.local.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.local.LocalContext;
import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.local.bench.Cpu;
import dev.tributary.infrastructure.local.demo.Meters.Reading;
import dev.tributary.redirect.RedirectHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

/// The redirect as a standard Lambda runs it: one click at a time, each in a message of its own. Behind
/// it stand the same queue, click function and table, so both ways can be compared in one run.
final class AloneClicks {
    /// As many as five clicks a second bring into the template's window of 20 s.
    static final int IN_A_CHUNK = 100;

    private static final int CHUNKS = 6;
    private static final Duration APART = Duration.ofSeconds(20);
    static final int CLICKS = IN_A_CHUNK * CHUNKS;

    private static final Duration DRAIN = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalMachine machine;
    private final RedirectHandler handler;
    private final Set<String> ids = new HashSet<>();

    AloneClicks(LocalMachine machine) {
        this.machine = machine;
        Map<String, String> variables = new HashMap<>(machine.variablesOf("RedirectFunction"));
        variables.put("TRIBUTARY_CONCURRENT", "false");
        this.handler = new RedirectHandler(new Environment(variables, machine.clock()));
    }

    /// @param ids the click_id of each answer, that of the first click too, which was not measured
    /// @param cpuMillis of the handler alone, per click
    record Outcome(Set<String> ids, Reading reading, double cpuMillis) {}

    /// @param path of a link: `/r/...`
    Outcome run(String path, Meters meters) throws Exception {
        // Known links, and warm code, as in a Lambda that lives.
        click(path, 0);
        machine.awaitQueuesEmpty(DRAIN);
        nextHour();
        meters.read();
        long cpu = 0;
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            long before = Cpu.threadNanos();
            for (int i = 0; i < IN_A_CHUNK; i++) {
                click(path, chunk * IN_A_CHUNK + i);
            }
            cpu += Cpu.threadNanos() - before;
            machine.awaitQueuesEmpty(DRAIN);
            rollUp(machine.clock().instant().plus(APART));
        }
        nextHour();
        return new Outcome(Set.copyOf(ids), meters.read(), cpu / 1e6 / CLICKS);
    }

    /// Past the close of this one, when it is merged.
    private void nextHour() throws Exception {
        rollUp(machine.clock().instant().plus(Duration.ofMinutes(2)));
        rollUp(machine.clock().instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(3)));
    }

    private void rollUp(Instant at) throws Exception {
        machine.clock().forwardTo(at);
        machine.fire("JobsScheduleFunction", "RollUp");
        machine.awaitQueuesEmpty(DRAIN);
    }

    private void click(String path, int visitor) throws IOException {
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(event(path, visitor)),
                reply,
                new LocalContext(machine.template().function("RedirectFunction")));
        String answer = reply.toString(StandardCharsets.UTF_8);
        Matcher clickId = ClickPhase.CLICK_ID.matcher(answer);
        if (!answer.startsWith("{\"statusCode\":302") || !clickId.find()) {
            throw new UnexpectedAnswer(path + " answered " + answer, null);
        }
        ids.add(clickId.group(1));
    }

    /// What API Gateway hands over (payload 2.0), as far as the redirect reads it.
    private static byte[] event(String path, int visitor) {
        ObjectNode event = JSON.createObjectNode().put("version", "2.0").put("rawPath", path);
        event.put("rawQueryString", "sub1=news");
        event.putObject("headers")
                .put("accept", "text/html")
                .put("sec-fetch-dest", "document")
                .put("user-agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0." + visitor);
        event.putObject("requestContext")
                .putObject("http")
                .put("method", "GET")
                .put("path", path)
                .put("sourceIp", "198.51." + visitor / 200 + "." + (visitor % 200 + 1));
        event.putObject("pathParameters").put("code", path.substring("/r/".length()));
        return event.put("isBase64Encoded", false).toString().getBytes(StandardCharsets.UTF_8);
    }
}
