package dev.tributary.infrastructure.local.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.tributary.infrastructure.local.LocalMachine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// A tenant's own server on this machine, and what the tenant asks the API about it.
final class Subscriber implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LocalMachine machine;
    private final Office office;
    private final String key;
    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    record Call(String target, Map<String, List<String>> headers, String body) {}

    Subscriber(LocalMachine machine, String key) throws IOException {
        this.machine = machine;
        this.office = new Office(machine, key);
        this.key = key;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Map<String, List<String>> headers = exchange.getRequestHeaders().entrySet().stream()
                    .collect(Collectors.toMap(
                            header -> header.getKey().toLowerCase(Locale.ROOT),
                            Map.Entry::getValue,
                            (one, other) -> one,
                            TreeMap::new));
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            calls.add(new Call(exchange.getRequestURI().toString(), headers, body));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    void answer(int next) {
        status = next;
    }

    /// @param target path and query, with macros in those of a postback URL
    JsonNode subscribe(String kind, String target) throws Exception {
        return office.post(
                key,
                "/v1/webhooks",
                "{\"kind\":\"%s\",\"url\":\"http://127.0.0.1:%d%s\"}"
                        .formatted(kind, server.getAddress().getPort(), target));
    }

    JsonNode post(String path) throws Exception {
        return office.post(key, path, "");
    }

    JsonNode deliveries(String webhook) throws Exception {
        return office.get(key, "/v1/webhooks/" + webhook + "/deliveries").path("data");
    }

    /// The schedule of a minute, and what it sends.
    void minute() throws Exception {
        machine.fire("NotificationScheduleFunction", "DeliveriesDue");
        machine.awaitQueuesEmpty(PATIENCE);
    }

    /// A test that fails, is told later, and is told again: every step that a delivery can take.
    void live(String webhook) throws Exception {
        answer(500);
        String test = post("/v1/webhooks/" + webhook + "/test").path("id").asText();
        minute();
        answer(200);
        machine.clock().forward(Duration.ofMinutes(2));
        minute();
        post("/v1/webhooks/" + webhook + "/deliveries/" + test + "/resend");
        minute();
    }

    /// Of the last step: the receiver wants no more.
    void leave(String webhook) throws Exception {
        answer(410);
        post("/v1/webhooks/" + webhook + "/test");
        minute();
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        office.close();
    }
}
