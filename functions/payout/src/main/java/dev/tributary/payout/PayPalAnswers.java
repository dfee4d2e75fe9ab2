package dev.tributary.payout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.payout.PayPal.Answer;
import dev.tributary.payout.PayPal.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an answer over HTTP means. Only what is surely PayPal's own word, in the shape that it
/// documents (developer.paypal.com, Payouts v1, `error` and `payout_batch`), is believed to be a
/// yes or a no.
final class PayPalAnswers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{1,99}");
    private static final Pattern LINK =
            Pattern.compile("https?://[^?#]{1,200}/v1/payments/payouts/([A-Za-z0-9_-]{1,64})");
    private static final Pattern FIELD = Pattern.compile("/?items[\\[/]([0-9]{1,5})(]?[./].*|]?)");
    private static final String BATCH_ID = "SENDER_BATCH_ID";

    /// Too many calls: all wait.
    static final String TOO_MANY = "http_429";

    private PayPalAnswers() {}

    /// @param batch the id that was sent
    static Answer ofBatch(String batch, int status, byte[] body) {
        JsonNode json = read(body);
        String name = name(json);
        return switch (status) {
            case 200, 201 -> accepted(batch, json);
            // The token is not taken, and a new one was not either.
            case 401 -> new Answer.No("http_401", true);
            case 429 -> new Answer.No(TOO_MANY, true);
            case 403 -> name.isEmpty() ? unknown(status) : new Answer.No(name, true);
            case 422 -> name.isEmpty() ? unknown(status) : new Answer.No(name, false);
            case 400 -> refused(name, json);
            default -> unknown(status);
        };
    }

    private static Answer accepted(String batch, JsonNode json) {
        JsonNode header = json.path("batch_header");
        String id = header.path("payout_batch_id").asText();
        String ours = header.path("sender_batch_header").path("sender_batch_id").asText(batch);
        return ID.matcher(id).matches() && ours.equals(batch)
                ? new Answer.Accepted(id)
                : new Answer.Unknown("unreadable_answer");
    }

    private static Answer refused(String name, JsonNode json) {
        return switch (name) {
            case "USER_BUSINESS_ERROR" -> known(json).map(Answer.class::cast).orElseGet(() -> unknown(400));
            case "VALIDATION_ERROR", "INVALID_REQUEST" -> {
                Map<Integer, String> items = items(json, name);
                yield items.isEmpty() ? new Answer.No(name, false) : new Answer.Invalid(items, name);
            }
            case "NON_HOLDING_CURRENCY", "INSUFFICIENT_FUNDS" -> new Answer.No(name, false);
            default -> unknown(400);
        };
    }

    /// The batch stands there since an earlier call: PayPal names it by a link.
    private static Optional<Answer.Accepted> known(JsonNode json) {
        for (JsonNode detail : json.path("details")) {
            if (detail.path("field").asText().equals(BATCH_ID)) {
                for (String list : List.of("link", "links")) {
                    for (JsonNode link : detail.path(list)) {
                        Matcher address = LINK.matcher(link.path("href").asText());
                        if (address.matches()) {
                            return Optional.of(new Answer.Accepted(address.group(1)));
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    /// By a path (`items[0].amount.value`) or by a JSON pointer (`/items/0/receiver`). What PayPal
    /// says of it in words may repeat the address.
    private static Map<Integer, String> items(JsonNode json, String name) {
        Map<Integer, String> items = new HashMap<>();
        for (JsonNode detail : json.path("details")) {
            Matcher field = FIELD.matcher(detail.path("field").asText());
            if (field.matches()) {
                String issue = detail.path("issue").asText();
                items.put(Integer.parseInt(field.group(1)), NAME.matcher(issue).matches() ? issue : name);
            }
        }
        return items;
    }

    /// One page of a batch; empty when it cannot be read, or any item of it.
    static Optional<Page> page(byte[] body) {
        JsonNode json = read(body);
        JsonNode header = json.path("batch_header");
        List<Item> items = new ArrayList<>();
        boolean whole = header.isObject() && json.path("items").isArray();
        for (JsonNode one : json.path("items")) {
            Optional<Item> read = item(one);
            whole &= read.isPresent();
            read.ifPresent(items::add);
        }
        return whole
                ? Optional.of(new Page(
                        header.path("sender_batch_header")
                                .path("sender_batch_id")
                                .asText(),
                        header.path("batch_status").asText(),
                        money(header.path("fees")),
                        json.path("total_pages").asInt(0),
                        json.path("total_items").asInt(0),
                        items))
                : Optional.empty();
    }

    /// @param pages as PayPal says; 0 when it does not
    record Page(String batch, String status, Optional<String> fees, int pages, int total, List<Item> items) {}

    private static Optional<Item> item(JsonNode json) {
        JsonNode told = json.path("payout_item");
        String status = json.path("transaction_status").asText();
        boolean readable = told.path("sender_item_id").isTextual()
                && told.path("amount").path("value").isTextual()
                && (status.isEmpty() || NAME.matcher(status).matches());
        return readable
                ? Optional.of(new Item(
                        told.path("sender_item_id").asText(),
                        told.path("amount").path("value").asText(),
                        told.path("amount").path("currency").asText(),
                        status,
                        id(json.path("transaction_id")).or(() -> id(json.path("payout_item_id"))),
                        Optional.of(json.path("errors").path("name").asText())
                                .filter(error -> NAME.matcher(error).matches())))
                : Optional.empty();
    }

    private static Optional<String> id(JsonNode json) {
        return Optional.of(json.asText()).filter(id -> ID.matcher(id).matches());
    }

    private static Optional<String> money(JsonNode json) {
        String text = json.path("value").asText() + " " + json.path("currency").asText();
        return text.matches("[0-9]{1,12}(\\.[0-9]{1,3})? [A-Z]{3}") ? Optional.of(text) : Optional.empty();
    }

    /// Of an error in PayPal's shape; empty for a page of something between.
    private static String name(JsonNode json) {
        String name = json.path("name").asText();
        return NAME.matcher(name).matches() && json.path("debug_id").isTextual() ? name : "";
    }

    private static Answer unknown(int status) {
        return new Answer.Unknown("http_" + status);
    }

    static JsonNode read(byte[] body) {
        try {
            JsonNode read = JSON.readTree(body);
            return read == null ? JSON.missingNode() : read;
        } catch (JsonProcessingException other) {
            return JSON.missingNode();
        } catch (IOException never) {
            throw new IllegalStateException("bytes in memory do not fail", never);
        }
    }
}
