package dev.tributary.payout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.domain.id.PayoutId;
import dev.tributary.payout.PayPal.Answer;
import dev.tributary.payout.PayPal.Item;
import dev.tributary.payout.PayPal.Look;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// PayPal as its documents describe it: a batch per sender's id and account, which is known for 30
/// days; all of it is taken or nothing. What was taken is counted for ever. Tests say how it
/// answers, and what became of each item.
final class PayPalDesk {
    static final String APP = "AbcdefghIjkl0123456789";
    static final String SECRET = "EcretEcretEcret0123456789";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration KEPT = Duration.ofDays(30);

    /// What becomes of the next call.
    enum Mood {
        ANSWERS,
        /// Nothing comes of it, and nothing is answered.
        LOSES_CALL,
        /// It is carried out, and the answer is lost.
        LOSES_REPLY,
        SERVER_ERROR,
        NO_FUNDS,
        RESTRICTED,
        TOO_MANY,
        REFUSES_APP
    }

    private record Known(String id, Instant at) {}

    /// By PayPal's id, what was sent.
    final Map<String, JsonNode> accepted = new LinkedHashMap<>();
    final List<String> calls = new ArrayList<>();
    /// By the sender's id, the bodies that came under it.
    final Map<String, List<String>> bodies = new LinkedHashMap<>();
    /// By the receiver, what becomes of an item; SUCCESS where nothing is said.
    final Map<String, String> statuses = new HashMap<>();
    /// Receivers that it finds malformed.
    final List<String> malformed = new ArrayList<>();
    private final Map<String, Known> known = new HashMap<>();
    private final List<Mood> moods = new ArrayList<>();
    /// By PayPal's id, whose account has it.
    private final Map<String, String> owners = new HashMap<>();
    volatile Mood mood = Mood.ANSWERS;
    volatile Mood looks = Mood.ANSWERS;
    volatile String batchStatus = "SUCCESS";
    volatile Supplier<Instant> clock = () -> Treasury.START;
    volatile Runnable during = () -> {};

    /// The next calls for a batch go so; after them, as `mood` says.
    void next(Mood... then) {
        moods.addAll(List.of(then));
    }

    /// How often it has taken an item.
    long transfersOf(PayoutId payout) {
        return accepted.values().stream()
                .flatMap(batch -> batch.path("items").valueStream())
                .filter(item -> item.path("sender_item_id").asText().startsWith(payout + "-"))
                .count();
    }

    Map<String, Long> counted() {
        Map<String, Long> counted = new TreeMap<>();
        accepted.values().stream()
                .flatMap(batch -> batch.path("items").valueStream())
                .forEach(item ->
                        counted.merge(item.path("sender_item_id").asText().substring(0, 30), 1L, Long::sum));
        return counted;
    }

    PayPal crashing(Crash crash) {
        return credentials -> new PayPal.Desk() {
            @Override
            public Answer send(String batch, byte[] body) {
                crash.begin("PostBatch");
                during.run();
                Answer answer = PayPalDesk.this.send(credentials.clientId(), batch, body);
                crash.end("PostBatch");
                return answer;
            }

            @Override
            public Look look(String id) {
                crash.begin("GetBatch");
                Look look = PayPalDesk.this.look(credentials.clientId(), id);
                crash.end("GetBatch");
                return look;
            }

            @Override
            public void close() {}
        };
    }

    private synchronized Answer send(String app, String batch, byte[] body) {
        calls.add("POST " + batch);
        bodies.computeIfAbsent(batch, absent -> new ArrayList<>()).add(new String(body, StandardCharsets.UTF_8));
        Mood now = moods.isEmpty() ? mood : moods.removeFirst();
        return switch (now) {
            case ANSWERS -> carryOut(app, batch, body);
            case LOSES_CALL -> new Answer.Unknown("timeout");
            case LOSES_REPLY -> {
                carryOut(app, batch, body);
                yield new Answer.Unknown("timeout");
            }
            case SERVER_ERROR -> new Answer.Unknown("http_500");
            case NO_FUNDS -> new Answer.No("INSUFFICIENT_FUNDS", false);
            case RESTRICTED -> new Answer.No("SENDER_RESTRICTED", true);
            case TOO_MANY -> new Answer.No("http_429", true);
            case REFUSES_APP -> new Answer.No("credentials_refused", true);
        };
    }

    private Answer carryOut(String app, String batch, byte[] body) {
        JsonNode json = read(body);
        if (!json.path("sender_batch_header").path("sender_batch_id").asText().equals(batch)) {
            throw new IllegalStateException("the body names another batch");
        }
        Map<Integer, String> faults = new HashMap<>();
        for (int place = 0; place < json.path("items").size(); place++) {
            if (malformed.contains(
                    json.path("items").path(place).path("receiver").asText())) {
                faults.put(place, "VALIDATION_ERROR");
            }
        }
        if (!faults.isEmpty()) {
            return new Answer.Invalid(faults, "VALIDATION_ERROR");
        }
        Known before = known.get(app + " " + batch);
        if (before != null && clock.get().isBefore(before.at().plus(KEPT))) {
            return new Answer.Accepted(before.id());
        }
        String id = "BATCH" + (accepted.size() + 1);
        accepted.put(id, json);
        owners.put(id, app);
        known.put(app + " " + batch, new Known(id, clock.get()));
        return new Answer.Accepted(id);
    }

    private synchronized Look look(String app, String id) {
        calls.add("GET " + id);
        JsonNode batch = accepted.get(id);
        if (looks != Mood.ANSWERS || batch == null || !app.equals(owners.get(id))) {
            return new Look.Unknown(looks == Mood.ANSWERS ? "http_404" : "http_500");
        }
        List<Item> items = new ArrayList<>();
        batch.path("items").forEach(item -> item(item).ifPresent(items::add));
        return new Look.Found(
                batch.path("sender_batch_header").path("sender_batch_id").asText(),
                batchStatus,
                Optional.of("0.25 EUR"),
                items);
    }

    /// `ABSENT` is not in the answer; `OTHER_AMOUNT` is another item's.
    private Optional<Item> item(JsonNode sent) {
        String payout = sent.path("sender_item_id").asText();
        String status = statuses.getOrDefault(sent.path("receiver").asText(), "SUCCESS");
        boolean other = status.equals("OTHER_AMOUNT");
        return status.equals("ABSENT")
                ? Optional.empty()
                : Optional.of(new Item(
                        payout,
                        other ? "0.01" : sent.path("amount").path("value").asText(),
                        sent.path("amount").path("currency").asText(),
                        other ? "SUCCESS" : status,
                        Optional.of("TX-" + payout.substring(payout.length() - 8)),
                        status.equals("FAILED") ? Optional.of("RECEIVER_ACCOUNT_INVALID") : Optional.empty()));
    }

    private static JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException never) {
            throw new IllegalStateException(never);
        }
    }
}
