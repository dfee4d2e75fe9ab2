package dev.tributary.infrastructure.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.id.Digest128;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.NoSuchElementException;

/// The messages on [conversions] that a postback sends:
/// ```json
/// {"type":"conversion_event","v":1,"id":"cev_...","data":{"kind":"reward","program_id":"prg_...",
///  "order_id":"A-1001","event":"sale","receipt_id":"rcp_...","received_at":"2026-11-22T10:15:00.000250Z",
///  "click_id":"...","amount":"126.00","currency":"EUR"}}
/// ```
/// What a shopper's browser says has `"proven":false`; what a merchant says does not name it.
/// The id follows from receipt and arrival: two deliveries of one call share it, two calls do not.
public final class ConversionMessages {
    public static final String TYPE = "conversion_event";
    private static final int VERSION = 1;

    private ConversionMessages() {}

    public static String write(Postback postback) {
        ObjectNode data = ConversionJson.write(postback.event());
        data.put("receipt_id", postback.receipt().text());
        data.put("received_at", postback.receivedAt().toString());
        if (!postback.proven()) {
            data.put("proven", false);
        }
        return new Message(TYPE, VERSION, id(postback), data).write();
    }

    /// @throws UnreadableMessageException for another type or version, or a field that is wrong
    public static Postback read(String body) {
        return read(Message.read(body));
    }

    /// @throws UnreadableMessageException for another type or version, or a field that is wrong
    public static Postback read(Message message) {
        if (!message.type().equals(TYPE) || message.version() != VERSION) {
            throw new UnreadableMessageException("its type or version is none of conversions");
        }
        JsonNode data = message.data();
        try {
            ConversionEvent event = ConversionJson.read(data);
            return new Postback(
                    event,
                    new ReceiptId(Message.text(data, "receipt_id")),
                    Instant.parse(Message.text(data, "received_at")),
                    data.path("proven").asBoolean(true));
        } catch (IllegalArgumentException | DateTimeException | NoSuchElementException | ArithmeticException invalid) {
            throw new UnreadableMessageException("a value in it is invalid");
        }
    }

    private static String id(Postback postback) {
        Digest128 cause = Digest128.of(
                TYPE, postback.receipt().text(), postback.receivedAt().toString());
        HexFormat hex = HexFormat.of();
        return "cev_" + hex.toHexDigits(cause.high()) + hex.toHexDigits(cause.low());
    }
}
