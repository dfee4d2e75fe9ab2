package dev.tributary.infrastructure.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.tributary.infrastructure.edge.Environment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A queue that keeps what it is asked, by SQS's JSON protocol, and takes everything, or fails while
/// it is told to. Digests are SQS's affair: it sends those of what it got.
final class QueueCalls implements AutoCloseable {
    /// @param action for example `SendMessageBatch`
    record Call(String action, JsonNode body) {}

    final List<Call> calls = new CopyOnWriteArrayList<>();
    volatile boolean broken;
    private final HttpServer server;

    QueueCalls() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            JsonNode body = Message.JSON.readTree(exchange.getRequestBody());
            calls.add(new Call(target.substring(target.indexOf('.') + 1), body));
            byte[] reply = Message.JSON.writeValueAsBytes(broken ? Message.JSON.createObjectNode() : answer(body));
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(broken ? 403 : 200, reply.length);
            exchange.getResponseBody().write(reply);
            exchange.close();
        });
        server.start();
    }

    private static ObjectNode answer(JsonNode body) {
        ObjectNode reply = Message.JSON.createObjectNode();
        reply.putArray("Failed");
        var successful = reply.putArray("Successful");
        for (JsonNode entry : body.path("Entries")) {
            ObjectNode one = successful.addObject().put("Id", entry.path("Id").asText());
            if (entry.has("MessageBody")) {
                one.put("MessageId", "m")
                        .put(
                                "MD5OfMessageBody",
                                digest(entry.path("MessageBody").asText()));
            }
        }
        return reply;
    }

    private static String digest(String text) {
        try {
            byte[] hash = java.security.MessageDigest.getInstance("MD5")
                    .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return java.util.HexFormat.of().formatHex(hash);
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/000000000000/conversions";
    }

    Environment environment() {
        return new Environment(
                Map.of(
                        "AWS_REGION",
                        "eu-central-1",
                        "AWS_ACCESS_KEY_ID",
                        "test",
                        "AWS_SECRET_ACCESS_KEY",
                        "test",
                        "CONVERSIONS_QUEUE_URL",
                        url(),
                        "AWS_ENDPOINT_URL_SQS",
                        "http://127.0.0.1:" + server.getAddress().getPort()),
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
