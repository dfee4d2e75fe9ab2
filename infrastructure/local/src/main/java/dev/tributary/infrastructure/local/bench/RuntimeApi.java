package dev.tributary.infrastructure.local.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/// Lambda's runtime API for one invocation ("Using the Lambda runtime API", AWS Lambda Developer
/// Guide): it hands the event to the process that asks first, and takes its answer. A second question
/// for an event stays open until this closes.
final class RuntimeApi implements AutoCloseable {
    private static final String ID = "00000000-0000-4000-8000-000000000001";
    private static final String PREFIX = "/2018-06-01/runtime/";

    /// What the process said.
    /// @param cpuNanos what the process had used when it answered
    record Answer(boolean failed, byte[] body, long cpuNanos) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final byte[] event;
    private final LongSupplier cpu;
    private boolean given;

    private RuntimeApi(byte[] event, LongSupplier cpu) throws IOException {
        this.event = event;
        this.cpu = cpu;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(PREFIX, this::serve);
        server.start();
    }

    /// @param cpu asked once, when the answer comes
    static RuntimeApi start(byte[] event, LongSupplier cpu) throws IOException {
        return new RuntimeApi(event, cpu);
    }

    /// For the variable AWS_LAMBDA_RUNTIME_API.
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    CompletableFuture<Answer> answer() {
        return answer;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(PREFIX.length());
            if (path.equals("invocation/next")) {
                next(exchange);
            } else {
                long used = cpu.getAsLong();
                byte[] body = exchange.getRequestBody().readAllBytes();
                answer.complete(new Answer(!path.endsWith("/response"), body, used));
                exchange.sendResponseHeaders(202, -1);
            }
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        synchronized (this) {
            if (given) {
                awaitClosed();
                return;
            }
            given = true;
        }
        exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", ID);
        exchange.getResponseHeaders()
                .set(
                        "Lambda-Runtime-Deadline-Ms",
                        String.valueOf(System.currentTimeMillis()
                                + Duration.ofSeconds(30).toMillis()));
        exchange.getResponseHeaders()
                .set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:local:000000000000:function:bench");
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }

    private void awaitClosed() {
        try {
            closed.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
