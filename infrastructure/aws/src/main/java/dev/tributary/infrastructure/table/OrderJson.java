package dev.tributary.infrastructure.table;

import static dev.tributary.infrastructure.table.JsonParts.instant;
import static dev.tributary.infrastructure.table.JsonParts.list;
import static dev.tributary.infrastructure.table.JsonParts.money;
import static dev.tributary.infrastructure.table.JsonParts.optional;
import static dev.tributary.infrastructure.table.JsonParts.put;
import static dev.tributary.infrastructure.table.JsonParts.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.Fingerprint;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.ReasonCode;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.conversion.RefundId;
import dev.tributary.domain.conversion.RefundItem;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.UpdateId;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.ReceiptLine;
import dev.tributary.domain.order.RefundRecord;
import dev.tributary.domain.order.RefundedItem;
import dev.tributary.domain.order.Result;
import dev.tributary.domain.order.Stage;
import dev.tributary.domain.order.UpdateRecord;
import dev.tributary.domain.order.Validation;
import dev.tributary.infrastructure.queue.ConversionMessages;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The state of an order as JSON, both directions: the frame, the calls about it, what waits. The
/// sale and its commissions stand in `SaleJson`. Names derive from the domain's; what is absent is
/// not written; a name that is not known is passed over.
final class OrderJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private OrderJson() {}

    static ObjectNode write(OrderState state) {
        ObjectNode json = JSON.createObjectNode();
        json.put("stage", state.stage().text()).put("entries", state.entries());
        ArrayNode receipts = json.putArray("receipts");
        state.receipts().forEach(line -> {
            ObjectNode node = receipts.addObject()
                    .put("receipt_id", line.receipt().text())
                    .put("at", line.receivedAt().toString())
                    .put("result", line.result().kind().text());
            put(node, "reason", line.result().reason().map(Result.Reason::text));
        });
        state.sale().ifPresent(sale -> json.set("sale", SaleJson.write(sale)));
        state.validation().ifPresent(validation -> write(json.putObject("validation"), validation));
        if (!state.commissions().isEmpty()) {
            ArrayNode commissions = json.putArray("commissions");
            state.commissions().forEach(commission -> commissions.add(SaleJson.write(commission)));
        }
        if (!state.refunds().isEmpty()) {
            ArrayNode refunds = json.putArray("refunds");
            state.refunds().forEach(refund -> write(refunds.addObject(), refund));
        }
        if (!state.updates().isEmpty()) {
            ArrayNode updates = json.putArray("updates");
            state.updates().forEach(update -> write(updates.addObject(), update));
        }
        if (!state.waiting().isEmpty()) {
            ArrayNode waiting = json.putArray("waiting");
            state.waiting().forEach(postback -> waiting.add(tree(ConversionMessages.write(postback))));
        }
        put(json, "tried_again_at", state.triedAgainAt());
        return json;
    }

    static OrderState read(ConversionKey key, JsonNode json) {
        return new OrderState(
                key,
                JsonParts.constant(Stage.class, text(json, "stage")),
                json.has("sale") ? Optional.of(SaleJson.sale(json.path("sale"))) : Optional.empty(),
                json.has("validation") ? Optional.of(validation(json.path("validation"))) : Optional.empty(),
                list(json, "commissions", node -> SaleJson.commission(key.id(), node)),
                list(json, "refunds", OrderJson::refund),
                list(json, "updates", OrderJson::update),
                list(json, "receipts", OrderJson::receipt),
                list(json, "waiting", OrderJson::waiting),
                optional(json, "tried_again_at", Instant::parse),
                json.path("entries").intValue());
    }

    private static ReceiptLine receipt(JsonNode json) {
        return new ReceiptLine(
                new ReceiptId(text(json, "receipt_id")),
                instant(json, "at"),
                new Result(
                        JsonParts.constant(Result.Kind.class, text(json, "result")),
                        optional(json, "reason", reason -> JsonParts.constant(Result.Reason.class, reason))));
    }

    private static void write(ObjectNode json, Validation validation) {
        json.put("status", validation.status().text());
        put(json, "approved_amount", validation.approvedAmount());
        put(json, "reason", validation.code());
        json.put("approves_at", validation.approvesAt().toString());
        json.put("receipt_id", validation.receipt().text());
    }

    private static Validation validation(JsonNode json) {
        return new Validation(
                JsonParts.constant(Status.class, text(json, "status")),
                optional(json, "approved_amount", JsonParts::money),
                optional(json, "reason", ReasonCode::new),
                instant(json, "approves_at"),
                new ReceiptId(text(json, "receipt_id")));
    }

    private static void write(ObjectNode json, RefundRecord refund) {
        json.put("kind", JsonParts.lower(refund.kind()))
                .put("refund_id", refund.id().text())
                .put("fingerprint", refund.fingerprint().toString())
                .put("receipt_id", refund.receipt().text())
                .put("occurred_at", refund.occurredAt().toString())
                .put("amount", refund.amount().toString());
        if (!refund.items().isEmpty()) {
            ArrayNode items = json.putArray("items");
            refund.items().forEach(item -> {
                RefundItem said = item.said();
                ObjectNode line = items.addObject().put("sku", said.sku().text());
                said.quantity().ifPresent(quantity -> line.put("quantity", quantity));
                put(line, "amount", said.amount());
                line.put("taken", item.taken().toString());
            });
        }
        put(json, "won_by", refund.wonBy().map(ReceiptId::text));
    }

    private static RefundRecord refund(JsonNode json) {
        List<RefundedItem> items = list(
                json,
                "items",
                line -> new RefundedItem(
                        new RefundItem(
                                new Sku(text(line, "sku")),
                                line.has("quantity")
                                        ? Optional.of(line.path("quantity").longValue())
                                        : Optional.empty(),
                                optional(line, "amount", JsonParts::money)),
                        Fraction.parse(text(line, "taken"))));
        Money amount = money(text(json, "amount"));
        return new RefundRecord(
                JsonParts.constant(RefundRecord.Kind.class, text(json, "kind")),
                new RefundId(text(json, "refund_id")),
                Fingerprint.of(text(json, "fingerprint")),
                new ReceiptId(text(json, "receipt_id")),
                instant(json, "occurred_at"),
                amount,
                items,
                optional(json, "won_by", ReceiptId::new));
    }

    private static void write(ObjectNode json, UpdateRecord update) {
        json.put("update_id", update.id().text())
                .put("fingerprint", update.fingerprint().toString())
                .put("receipt_id", update.receipt().text());
        if (!update.untouched().isEmpty()) {
            ArrayNode untouched = json.putArray("untouched");
            update.untouched().forEach(id -> untouched.add(id.toString()));
        }
    }

    private static UpdateRecord update(JsonNode json) {
        return new UpdateRecord(
                new UpdateId(text(json, "update_id")),
                Fingerprint.of(text(json, "fingerprint")),
                new ReceiptId(text(json, "receipt_id")),
                list(json, "untouched", id -> CommissionId.of(id.textValue())));
    }

    private static Postback waiting(JsonNode json) {
        return ConversionMessages.read(json.toString());
    }

    private static JsonNode tree(String message) {
        try {
            return JSON.readTree(message);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a message that was just written is JSON", impossible);
        }
    }
}
