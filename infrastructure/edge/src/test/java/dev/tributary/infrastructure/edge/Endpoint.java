package dev.tributary.infrastructure.edge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A loopback endpoint that answers as the test says, to see how calls bear a service that fails.
final class Endpoint implements AutoCloseable {
    /// What to answer to one call's body.
    interface Script {
        Reply answer(String target, String body) throws IOException;
    }

    record Reply(int status, String body) {}

    private final HttpServer server;
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    Endpoint(Script script) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(exchange, script));
        server.start();
    }

    private void answer(HttpExchange exchange, Script script) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        bodies.add(body);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        Reply reply = authorization.startsWith("AWS4-HMAC-SHA256 ")
                ? script.answer(exchange.getRequestHeaders().getFirst("X-Amz-Target"), body)
                : new Reply(403, "{\"__type\":\"MissingAuthenticationToken\"}");
        byte[] bytes = reply.body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    List<String> bodies() {
        return bodies;
    }

    Environment environment(Clock clock) {
        Map<String, String> variables = new HashMap<>();
        variables.put("AWS_REGION", "eu-central-1");
        variables.put("AWS_ACCESS_KEY_ID", "test");
        variables.put("AWS_SECRET_ACCESS_KEY", "test");
        variables.put(
                "AWS_ENDPOINT_URL", "http://127.0.0.1:" + server.getAddress().getPort());
        variables.put("KEY_RING_SECRET", "key-ring");
        return new Environment(variables, clock);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
