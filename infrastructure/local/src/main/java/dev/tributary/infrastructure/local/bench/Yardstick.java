package dev.tributary.infrastructure.local.bench;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;

/// The least that a redirect on this JVM and this HTTP server can cost: 302, and nothing else. The
/// figures of others were taken against nginx; this one is at hand wherever the bench runs.
final class Yardstick implements AutoCloseable {
    private final WebServer server;

    private Yardstick() {
        server = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .backlog(4096)
                .shutdownHook(false)
                .routing(routing -> routing.any((request, response) -> {
                    response.status(Status.FOUND_302);
                    response.header(HeaderNames.LOCATION, "https://shop.example/landing");
                    response.send();
                }))
                .build()
                .start();
    }

    static Yardstick start() {
        return new Yardstick();
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
