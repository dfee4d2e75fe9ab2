package dev.tributary.infrastructure.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Invariant 13: what the edge took is what the orders say became of it, one by one and in sum.
/// @param accepted each call that was answered 202
/// @param unanswered each that the queue took while the caller was told otherwise, or nothing
/// @param deadLetters bodies of the messages in the dead-letter queue
public record Calls(List<Accepted> accepted, List<Accepted> unanswered, List<String> deadLetters) {
    private static final Set<String> ENDS = Set.of(
            "converted",
            "duplicate",
            "conflict",
            "reversed",
            "updated",
            "unattributed",
            "rejected",
            "waiting",
            "deciding");

    public Calls {
        accepted = List.copyOf(accepted);
        unanswered = List.copyOf(unanswered);
        deadLetters = List.copyOf(deadLetters);
    }

    /// A call that the edge has taken, and where its order stands.
    public record Accepted(String pk, String sk, String receipt, Instant at) {
        String name() {
            return receipt + " at " + at;
        }
    }

    List<String> broken(Snapshot snapshot) {
        List<String> broken = new ArrayList<>();
        Set<String> dead = new HashSet<>();
        deadLetters.forEach(body -> {
            JsonNode data = Snapshot.json(body).path("data");
            if (data.has("receipt_id")) {
                dead.add(data.path("receipt_id").asText() + " at "
                        + data.path("received_at").asText());
            }
        });
        Map<String, Long> sums = new TreeMap<>();
        snapshot.partitions(Keys.ORDERS)
                .values()
                .forEach(partition -> partition
                        .values()
                        .forEach(item -> snapshot.order(item)
                                .path("receipts")
                                .forEach(line -> sums.merge(line.path("result").asText(), 1L, Long::sum))));
        sums.put("in the dead-letter queue", (long) dead.size());
        long ended = sums.values().stream().mapToLong(Long::longValue).sum();
        if (accepted.size() + unanswered.size() != ended) {
            broken.add("13 accepted " + accepted.size() + " and taken without an answer " + unanswered.size() + ", but "
                    + sums + " is " + ended);
        }
        snapshot.partitions(Keys.ORDERS)
                .forEach((pk, partition) ->
                        partition.forEach((sk, item) -> oneCallMadeIt(pk + " / " + sk, snapshot.order(item), broken)));
        accepted.forEach(call -> ended(call, snapshot, dead, broken));
        unanswered.forEach(call -> ended(call, snapshot, dead, broken));
        return broken;
    }

    /// A sale stands there because of one call, whose receipt says so; every other call about it is
    /// something else. A refund's receipt stays `reversed`, as often as it is delivered.
    private static void oneCallMadeIt(String where, JsonNode order, List<String> broken) {
        String stage = order.path("stage").asText();
        List<String> results = order.path("receipts")
                .valueStream()
                .map(line -> line.path("result").asText())
                .toList();
        boolean made = stage.equals("converted") || stage.equals("unattributed");
        if (made && results.stream().filter(stage::equals).count() != 1) {
            broken.add("13 " + where + " is " + stage + ", and its calls ended as " + results);
        }
    }

    private static void ended(Accepted call, Snapshot snapshot, Set<String> dead, List<String> broken) {
        Map<String, AttributeValue> item = snapshot.partitions(call.pk())
                .getOrDefault(call.pk(), new TreeMap<>())
                .get(call.sk());
        List<String> results = item == null
                ? List.of()
                : snapshot.order(item)
                        .path("receipts")
                        .valueStream()
                        .filter(line -> line.path("receipt_id").asText().equals(call.receipt())
                                && Instant.parse(line.path("at").asText()).equals(call.at()))
                        .map(line -> line.path("result").asText())
                        .toList();
        boolean isDead = dead.contains(call.name());
        boolean once = isDead ? results.isEmpty() : results.size() == 1 && ENDS.contains(results.getFirst());
        if (!once) {
            broken.add("13 " + call + " ended as " + results + (isDead ? " and in the dead-letter queue" : ""));
        }
    }
}
