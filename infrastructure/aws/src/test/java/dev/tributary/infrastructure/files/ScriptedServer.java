package dev.tributary.infrastructure.files;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tributary.infrastructure.edge.Environment;
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

/// A server on loopback that answers call after call as it was told, and the last answer from then on.
public final class ScriptedServer implements AutoCloseable {
    /// @param status 0 reads the call and closes the connection without a word
    public record Reply(int status, String body) {}

    private final HttpServer server;
    private final List<Reply> replies;
    private final List<String> calls = new CopyOnWriteArrayList<>();

    public ScriptedServer(Reply... replies) throws IOException {
        this.replies = List.of(replies);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String condition = exchange.getRequestHeaders().getFirst("If-None-Match");
        calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI()
                + (condition == null ? "" : " if none match " + condition)
                + (body.isEmpty() ? "" : " " + body));
        Reply reply = replies.get(Math.min(calls.size(), replies.size()) - 1);
        if (reply.status > 0) {
            byte[] bytes = reply.body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    /// What was called: `PUT /bucket/key if none match * body`.
    public List<String> calls() {
        return calls;
    }

    /// The variables of a function that calls this, and one of its own.
    public Environment environment(String name, String value) {
        Map<String, String> variables = new HashMap<>();
        variables.put("AWS_REGION", "eu-central-1");
        variables.put("AWS_ACCESS_KEY_ID", "test");
        variables.put("AWS_SECRET_ACCESS_KEY", "test");
        variables.put(
                "AWS_ENDPOINT_URL", "http://127.0.0.1:" + server.getAddress().getPort());
        variables.put(name, value);
        return new Environment(variables, Clock.systemUTC());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
