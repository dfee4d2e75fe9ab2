package dev.tributary.infrastructure.local.meter;

import dev.tributary.infrastructure.local.meter.Call.Reply;
import dev.tributary.infrastructure.local.meter.Call.Tap;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A server on loopback that hands each call through a meter to the server behind it. The address to
/// call is `endpoint(label)`: calls are counted under their label, so that a machine which gives each
/// function its own endpoint learns who made which call. It checks no signature and hides no error.
public final class MeterProxy implements AutoCloseable {
    /// Longer than the longest long poll of a queue (20 s).
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
    /// Headers of one connection, not of the call; and encodings, since the meter reads the body.
    private static final Set<String> HOP_BY_HOP = Set.of(
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "keep-alive",
            "expect",
            "upgrade",
            "accept-encoding",
            "te",
            "trailer",
            "x-amz-target");

    private final WebServer server;
    private final HttpClient client;
    private final URI backing;
    private final Tap tap;

    private MeterProxy(URI backing, Tap tap) {
        this.backing = backing.resolve("/");
        this.tap = tap;
        this.client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        this.server = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .shutdownHook(false)
                .routing(routing -> routing.any(this::answer))
                .build()
                .start();
    }

    /// @param backing where DynamoDB Local answers
    public static MeterProxy before(URI backing, TableMeter meter) {
        return new MeterProxy(backing, meter);
    }

    /// @param backing where the SQS server answers
    public static MeterProxy before(URI backing, QueueMeter meter) {
        return new MeterProxy(backing, meter);
    }

    /// The address to call instead of the backing server's.
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /// The same, for calls that are counted under a label, for example a function's name.
    public URI endpoint(String label) {
        return endpoint().resolve("/" + label);
    }

    @Override
    public void close() {
        server.stop();
        client.shutdownNow();
    }

    private void answer(ServerRequest request, ServerResponse response) {
        Reply reply = reply(request);
        response.status(reply.status());
        reply.headers()
                .forEach((name, values) -> response.header(HeaderNames.create(name), values.toArray(String[]::new)));
        response.send(reply.body());
    }

    private Reply reply(ServerRequest request) {
        String target =
                request.headers().first(HeaderNames.create("X-Amz-Target")).orElse("");
        if (target.indexOf('.') < 0) {
            return refusal(400, "UnknownOperationException", "the meter reads calls with a header X-Amz-Target only");
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        request.headers().forEach(header -> headers.put(header.name(), header.allValues()));
        byte[] body = request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
        try {
            return tap.pass(new Call(label(request), target, headers, body), this::send);
        } catch (UncheckedIOException | IllegalStateException e) {
            return refusal(500, "InternalServerError", "the meter, at " + target + ": " + e.getMessage());
        } catch (UnsupportedOperationException e) {
            return refusal(400, "ValidationException", "the meter: " + e.getMessage());
        }
    }

    private static String label(ServerRequest request) {
        String path = request.path().path();
        int end = path.indexOf('/', 1);
        return path.substring(1, end < 0 ? path.length() : end);
    }

    private Reply send(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(backing)
                .timeout(ANSWER_WITHIN)
                .header("X-Amz-Target", call.target())
                .POST(HttpRequest.BodyPublishers.ofByteArray(call.body()));
        passable(call.headers()).forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        try {
            HttpResponse<byte[]> reply = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(reply.statusCode(), passable(reply.headers().map()), reply.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + backing + " was answering", e);
        }
    }

    private static Map<String, List<String>> passable(Map<String, List<String>> headers) {
        Map<String, List<String>> passable = new LinkedHashMap<>(headers);
        passable.keySet().removeIf(name -> HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT)) || name.startsWith(":"));
        return passable;
    }

    private static Reply refusal(int status, String type, String message) {
        byte[] body = Json.bytes(Json.newObject().put("__type", type).put("message", message));
        return new Reply(status, Map.of("Content-Type", List.of("application/x-amz-json-1.0")), body);
    }
}
