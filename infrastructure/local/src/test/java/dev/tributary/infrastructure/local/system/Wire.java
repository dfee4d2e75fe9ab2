package dev.tributary.infrastructure.local.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// Stands between functions and the services they call: it knows who called what, and can cut a
/// service off. A function's endpoint is `http://127.0.0.1:port/{function}`.
final class Wire implements AutoCloseable {
    enum Service {
        TABLE("DynamoDB_"),
        QUEUES("AmazonSQS"),
        SECRETS("secretsmanager"),
        PARAMETERS("AmazonSSM"),
        /// Named by a method and a path, not by a target.
        FILES("s3."),
        /// Named by a path.
        MAIL("ses.");

        private final String target;

        Service(String target) {
            this.target = target;
        }
    }

    /// @param function the function's logical id
    /// @param action for example `GetItem`
    /// @param body what was sent; of files, which are no JSON, the path as `{"Path":"/bucket/key"}`
    record Call(String function, Service service, String action, JsonNode body) {}

    private record Line(String function, Service service) {}

    private static final Set<String> PASSED_ON = Set.of(
            "authorization",
            "content-type",
            "if-none-match",
            "x-amz-content-sha256",
            "x-amz-date",
            "x-amz-target",
            "x-amz-security-token");

    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Service, URI> backing = new EnumMap<>(Service.class);
    private final Set<Line> cut = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();
    private final AtomicLong refused = new AtomicLong();

    private Wire(HttpServer server) {
        this.server = server;
    }

    static Wire start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        Wire wire = new Wire(server);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", wire::serve);
        server.start();
        return wire;
    }

    URI endpoint(String function) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + function);
    }

    void lead(Service service, URI to) {
        backing.put(service, to.resolve("/"));
    }

    /// From now on the service answers this function with 503; `mend` ends that.
    void cut(String function, Service service) {
        cut.add(new Line(function, service));
    }

    void mend(String function, Service service) {
        cut.remove(new Line(function, service));
    }

    /// How many calls found their service cut off.
    long refused() {
        return refused.get();
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String[] path = exchange.getRequestURI().getPath().split("/", 3);
            String function = path[1];
            String rest = path.length > 2 && !path[2].isEmpty() ? "/" + path[2] : "";
            boolean mail = rest.startsWith("/v2/email/");
            String target = rest.isEmpty()
                    ? exchange.getRequestHeaders().getFirst("X-Amz-Target")
                    : mail
                            ? "ses.SendEmail"
                            : isList(exchange)
                                    ? "s3.ListBucket"
                                    : "s3." + exchange.getRequestMethod().charAt(0)
                                            + exchange.getRequestMethod()
                                                    .substring(1)
                                                    .toLowerCase(Locale.ROOT) + "Object";
            Service service = service(String.valueOf(target));
            if (cut.contains(new Line(function, service))) {
                refused.incrementAndGet();
                answer(exchange, 503, "{\"__type\":\"ServiceUnavailable\"}".getBytes(StandardCharsets.UTF_8));
                return;
            }
            calls.add(new Call(
                    function,
                    service,
                    target.substring(target.lastIndexOf('.') + 1),
                    Project.parse(
                            rest.isEmpty() || mail
                                    ? new String(body, StandardCharsets.UTF_8)
                                    : "{\"Path\":\"" + rest + "\"}")));
            String query = exchange.getRequestURI().getRawQuery();
            HttpResponse<byte[]> reply = send(exchange, service, query == null ? rest : rest + "?" + query, body);
            reply.headers()
                    .firstValue("x-amz-crc32")
                    .ifPresent(sum -> exchange.getResponseHeaders().set("x-amz-crc32", sum));
            answer(exchange, reply.statusCode(), reply.body());
        }
    }

    private static boolean isList(HttpExchange exchange) {
        return String.valueOf(exchange.getRequestURI().getRawQuery()).contains("list-type=2");
    }

    private HttpResponse<byte[]> send(HttpExchange exchange, Service service, String path, byte[] body)
            throws IOException {
        URI to = backing.get(service);
        if (to == null) {
            throw new IOException("nothing stands behind " + service);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(path.isEmpty() ? to : to.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static Service service(String target) {
        for (Service service : Service.values()) {
            if (target.startsWith(service.target)) {
                return service;
            }
        }
        throw new UncheckedIOException(new IOException("no service is known for " + target));
    }

    @Override
    public void close() {
        server.stop(0);
        client.shutdownNow();
    }
}
