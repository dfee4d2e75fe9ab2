package dev.tributary.infrastructure.local.http;

import dev.tributary.infrastructure.local.FunctionTimeout;
import dev.tributary.infrastructure.local.StartFailure;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The HTTP API. It answers 503 until it has its routes, so that its port is known before the
/// functions, whose variables name it, are made.
public final class HttpFront implements AutoCloseable {
    /// API Gateway: 10,240 bytes for the request line and headers, 10 MB for a body; Lambda: 6 MB.
    private static final int HEAD_LIMIT = 10_240;
    private static final int BODY_LIMIT = 10 * 1024 * 1024;
    private static final int EVENT_LIMIT = 6 * 1024 * 1024;
    private static final HttpReply UNAVAILABLE = HttpReply.message(503, "Service Unavailable");
    private static final HttpReply BAD_REQUEST = HttpReply.message(400, "Bad Request");
    private static final HttpReply NOT_FOUND = HttpReply.message(404, "Not Found");
    private static final HttpReply TOO_LARGE = HttpReply.message(413, "Request Entity Too Large");
    private static final HttpReply HEAD_TOO_LARGE = HttpReply.message(431, "Request Header Fields Too Large");
    private static final HttpReply FAILED = HttpReply.message(500, "Internal Server Error");

    private final WebServer server;
    private final HttpEventWriter events;
    private volatile Optional<Routes> routes = Optional.empty();

    private HttpFront(int port, Clock clock) {
        this.events = new HttpEventWriter(clock);
        this.server = WebServer.builder()
                .host("127.0.0.1")
                .port(port)
                .backlog(4096)
                .shutdownHook(false)
                .addProtocol(Http1Config.builder()
                        .maxPrologueLength(2 * HEAD_LIMIT)
                        .maxHeadersSize(2 * HEAD_LIMIT)
                        .validatePath(false)
                        .validatePrologue(false)
                        .build())
                .routing(routing -> routing.any(this::serve))
                .build();
    }

    /// @param port 0 takes any
    /// @throws StartFailure when the port is taken
    public static HttpFront start(int port, Clock clock) {
        HttpFront front = new HttpFront(port, clock);
        // Helidon logs a taken port and returns.
        front.server.start();
        if (!front.server.isRunning()) {
            throw new StartFailure("port " + port + " is taken; choose another with --port");
        }
        return front;
    }

    public int port() {
        return server.port();
    }

    public void serveRoutes(Routes ready) {
        routes = Optional.of(ready);
    }

    private void serve(ServerRequest request, ServerResponse response) {
        HttpReply reply = answer(request);
        boolean head = request.prologue().method().text().equals("HEAD");
        try {
            send(response, reply, head);
        } catch (IllegalArgumentException e) {
            // A header that HTTP does not allow; the body is the platform's fault, not the caller's.
            System.err.println("a reply could not be sent: " + e.getMessage());
            response.headers().clear();
            send(response, FAILED, head);
        }
    }

    private static void send(ServerResponse response, HttpReply reply, boolean head) {
        response.status(Status.create(reply.status()));
        reply.headers().forEach((name, value) -> {
            switch (name.toLowerCase(java.util.Locale.ROOT)) {
                // The connection is ours.
                case "content-length", "transfer-encoding", "connection" -> {}
                default -> response.header(HeaderNames.create(name), value);
            }
        });
        if (!reply.cookies().isEmpty()) {
            response.header(HeaderNames.SET_COOKIE, reply.cookies().toArray(String[]::new));
        }
        if (head || reply.body().length == 0) {
            response.send();
        } else {
            response.send(reply.body());
        }
    }

    private HttpReply answer(ServerRequest request) {
        Optional<Routes> ready = routes;
        if (ready.isEmpty()) {
            return UNAVAILABLE;
        }
        HttpPrologue prologue = request.prologue();
        String rawPath = prologue.uriPath().rawPath();
        String rawQuery = prologue.hasQuery() ? prologue.query().rawValue() : "";
        if (!rawPath.startsWith("/") || !PercentCode.isSoundPath(rawPath)) {
            return BAD_REQUEST;
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        int size = rawPath.length() + rawQuery.length();
        for (Header header : request.headers()) {
            List<String> values = header.allValues();
            headers.put(header.headerName().lowerCase(), values);
            size += header.headerName().lowerCase().length() + header.valueCount();
            for (String value : values) {
                size += value.length();
            }
        }
        if (size > HEAD_LIMIT) {
            return HEAD_TOO_LARGE;
        }
        String method = prologue.method().text();
        Optional<Routes.Match> match = ready.get().match(method, rawPath);
        if (match.isEmpty()) {
            return NOT_FOUND;
        }
        byte[] body = new byte[0];
        if (request.content().hasEntity()) {
            try (InputStream in = request.content().inputStream()) {
                body = in.readNBytes(BODY_LIMIT + 1);
            } catch (IOException e) {
                return BAD_REQUEST;
            }
            if (body.length > BODY_LIMIT) {
                return TOO_LARGE;
            }
        }
        HttpCall call = new HttpCall(
                method,
                prologue.rawProtocol(),
                rawPath,
                rawQuery,
                headers,
                body,
                request.remotePeer().host(),
                port());
        return invoke(call, match.get());
    }

    private HttpReply invoke(HttpCall call, Routes.Match match) {
        byte[] event = events.write(call, match);
        if (event.length > EVENT_LIMIT) {
            return TOO_LARGE;
        }
        try {
            byte[] reply = match.function().invoke(event);
            return reply.length > EVENT_LIMIT ? FAILED : HttpReply.read(reply);
        } catch (FunctionTimeout late) {
            System.err.println(match.route().key() + " failed: " + late.getMessage());
            return UNAVAILABLE;
        } catch (Exception | LinkageError | StackOverflowError e) {
            // The HTTP edge: the caller gets API Gateway's 500, the operator this line.
            System.err.println(match.route().key() + " failed: " + e);
            return FAILED;
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
