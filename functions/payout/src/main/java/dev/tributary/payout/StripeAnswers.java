package dev.tributary.payout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.payout.Stripe.Accepted;
import dev.tributary.payout.Stripe.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What an answer over HTTP means. Only what is surely Stripe's own word, in the shape that it documents
/// (docs.stripe.com/api/errors), is believed to be a yes or a no.
final class StripeAnswers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TRANSFER = Pattern.compile("tr_[A-Za-z0-9]{1,100}");
    private static final Pattern CODE = Pattern.compile("[a-z0-9_]{1,100}");

    /// Too many calls: all wait.
    static final String TOO_MANY = "http_429";

    private StripeAnswers() {}

    static Answer ofTransfer(int status, byte[] body) {
        JsonNode json = read(body);
        String type = json.path("error").path("type").asText();
        return switch (status) {
            case 200, 201 ->
                accepted(json)
                        .<Answer>map(one -> new Answer.Transfers(List.of(one)))
                        .orElse(new Answer.Unknown("unreadable_answer"));
            case 401, 403 -> new Answer.KeyRefused();
            // The key is in use by a call that has not ended, or there are too many.
            case 409, 429 -> new Answer.Later(http(status));
            case 400, 402, 404 ->
                switch (type) {
                    case "idempotency_error" -> new Answer.KeyTaken();
                    case "invalid_request_error", "card_error" -> new Answer.Refused(code(json, type));
                    default -> new Answer.Unknown(http(status));
                };
            default -> new Answer.Unknown(http(status));
        };
    }

    static Answer ofSearch(int status, byte[] body) {
        return switch (status) {
            case 200 -> found(read(body));
            case 401, 403 -> new Answer.KeyRefused();
            case 409, 429 -> new Answer.Later(http(status));
            default -> new Answer.Unknown(http(status));
        };
    }

    /// A list that goes on, or holds what is no transfer, is not read in part.
    private static Answer found(JsonNode json) {
        List<Accepted> found = new ArrayList<>();
        JsonNode data = json.path("data");
        boolean whole = json.path("object").asText().equals("list")
                && data.isArray()
                && !json.path("has_more").asBoolean(true);
        for (JsonNode one : data) {
            Optional<Accepted> read = accepted(one);
            whole &= read.isPresent();
            read.ifPresent(found::add);
        }
        return whole ? new Answer.Transfers(found) : new Answer.Unknown("unreadable_answer");
    }

    private static Optional<Accepted> accepted(JsonNode json) {
        JsonNode payout = json.path("metadata").path("payout_id");
        boolean readable = json.path("object").asText().equals("transfer")
                && TRANSFER.matcher(json.path("id").asText()).matches()
                && json.path("amount").isIntegralNumber()
                && json.path("amount").canConvertToLong()
                && json.path("amount_reversed").canConvertToLong();
        return readable
                ? Optional.of(new Accepted(
                        json.path("id").asText(),
                        json.path("amount").longValue(),
                        json.path("currency").asText(),
                        json.path("destination").asText(),
                        payout.isTextual() ? Optional.of(payout.asText()) : Optional.empty(),
                        json.path("amount_reversed").longValue()))
                : Optional.empty();
    }

    /// Its name alone: a message may repeat what was sent.
    private static String code(JsonNode json, String type) {
        String code = json.path("error").path("code").asText();
        return CODE.matcher(code).matches() ? code : type;
    }

    private static String http(int status) {
        return "http_" + status;
    }

    private static JsonNode read(byte[] body) {
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
