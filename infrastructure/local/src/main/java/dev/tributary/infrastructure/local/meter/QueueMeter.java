package dev.tributary.infrastructure.local.meter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.infrastructure.local.meter.Call.Reply;
import dev.tributary.infrastructure.local.meter.Call.Tap;
import dev.tributary.infrastructure.local.meter.Call.Upstream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/// Requests to the queues, as AWS bills them: each 64 KB of what is sent or received is one request, an
/// empty receive too (Amazon SQS pricing).
public final class QueueMeter implements Tap {
    private static final long CHUNK = 64 * 1024;

    private final SortedMap<Line, Tally> lines = new TreeMap<>();
    private volatile boolean counting = true;

    /// @param queue the last segment of the queue's URL, or empty where the call names none
    public record Line(String label, String action, String queue) implements Comparable<Line> {
        @Override
        public int compareTo(Line other) {
            return Comparator.comparing(Line::label)
                    .thenComparing(Line::action)
                    .thenComparing(Line::queue)
                    .compare(this, other);
        }
    }

    /// @param calls    as they were made
    /// @param billed   as they are billed, by chunks of 64 KB
    /// @param messages sent, received or deleted by them
    public record Tally(long calls, long billed, long messages, long payloadBytes) {
        Tally plus(Tally other) {
            return new Tally(
                    calls + other.calls,
                    billed + other.billed,
                    messages + other.messages,
                    payloadBytes + other.payloadBytes);
        }
    }

    public void counting(boolean on) {
        counting = on;
    }

    public SortedMap<Line, Tally> report() {
        synchronized (lines) {
            return Collections.unmodifiableSortedMap(new TreeMap<>(lines));
        }
    }

    public void reset() {
        synchronized (lines) {
            lines.clear();
        }
    }

    @Override
    public Reply pass(Call call, Upstream upstream) {
        Reply reply = upstream.send(call);
        if (!counting) {
            return reply;
        }
        ObjectNode request = Json.object(call.body());
        JsonNode messages = messages(call.operation(), request, reply);
        long bytes = messages.valueStream().mapToLong(QueueMeter::payload).sum();
        String url = request.path("QueueUrl").asText();
        Line line = new Line(call.label(), call.operation(), url.substring(url.lastIndexOf('/') + 1));
        synchronized (lines) {
            lines.merge(
                    line, new Tally(1, Math.max(1, Math.ceilDiv(bytes, CHUNK)), messages.size(), bytes), Tally::plus);
        }
        return reply;
    }

    /// What the call is about, one element per message; empty for calls about the queue itself.
    private static JsonNode messages(String action, ObjectNode request, Reply reply) {
        return switch (action) {
            case "SendMessage", "DeleteMessage", "ChangeMessageVisibility" ->
                Json.newObject().arrayNode().add(request);
            case "SendMessageBatch", "DeleteMessageBatch", "ChangeMessageVisibilityBatch" -> request.path("Entries");
            case "ReceiveMessage" ->
                reply.succeeded()
                        ? Json.object(reply.body()).path("Messages")
                        : Json.newObject().arrayNode();
            default -> Json.newObject().arrayNode();
        };
    }

    /// Bytes of the body, and of the names, types and values of its attributes.
    private static long payload(JsonNode message) {
        long bytes = utf8(message.path("MessageBody")) + utf8(message.path("Body"));
        for (var attribute : message.path("MessageAttributes").properties()) {
            bytes += attribute.getKey().getBytes(StandardCharsets.UTF_8).length
                    + utf8(attribute.getValue().path("DataType"))
                    + utf8(attribute.getValue().path("StringValue"))
                    + utf8(attribute.getValue().path("BinaryValue"));
        }
        return bytes;
    }

    private static long utf8(JsonNode text) {
        return text.asText().getBytes(StandardCharsets.UTF_8).length;
    }
}
