package dev.tributary.api;

import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.listing.ListedOrders;
import dev.tributary.domain.order.KnownOrders;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.ReceiptLine;
import dev.tributary.domain.order.Result;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.Purpose;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;

/// `/v1/receipts/{receipt_id}`: what became of a postback. An id proves itself, so one that was made
/// up costs no read; an affiliate sees those of conversions that it is credited for.
final class ReceiptsResource {
    private final Visible visible;
    private final KnownOrders orders;
    private final Rings ring;

    ReceiptsResource(Visible visible, KnownOrders orders, Rings ring) {
        this.visible = visible;
        this.orders = orders;
        this.ring = ring;
    }

    HttpAnswer get(Ask ask) throws IOException {
        ask.parameters().check();
        // Receipts are made with the ring's oldest key: they last through rotations.
        byte[] key = ring.ring().all(Purpose.RECEIPT_ID).getLast().key().getEncoded();
        ReceiptId receipt = ReceiptId.parse(ask.variable("receipt_id"))
                .filter(id -> id.isGenuine(key))
                .filter(id -> visible.sees(ask.tenant(), id.key().program()))
                .orElseThrow(ReceiptsResource::unknown);
        Optional<OrderState> order = orders.find(receipt.key()).map(Versioned::value);
        if (ask.affiliate().isPresent()
                && order.filter(found -> ListedOrders.sees(ask.tenant(), found)).isEmpty()) {
            throw unknown();
        }
        return answer(ask, receipt, order);
    }

    private static HttpAnswer answer(Ask ask, ReceiptId receipt, Optional<OrderState> order) {
        Optional<Result> result = order.flatMap(found -> found.result(receipt));
        // Not committed yet: the call is on its way.
        Result.Kind kind = result.map(Result::kind).orElse(Result.Kind.PROCESSING);
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeStringField("receipt_id", receipt.text());
            json.writeStringField("status", kind.text());
            Lists.nullable(json, "reason", result.flatMap(Result::reason).map(Result.Reason::text));
            Lists.nullable(
                    json,
                    "received_at",
                    order.flatMap(found -> found.noted(receipt)).map(ReceiptLine::receivedAt));
            json.writeStringField("program_id", receipt.key().program().toString());
            json.writeStringField("event", receipt.key().event().text());
            json.writeStringField("order_id", receipt.key().order().text());
            json.writeStringField("conversion_id", receipt.key().id().toString());
            // The content holds what the merchant said of the customer.
            Lists.nullable(
                    json,
                    "content_hash",
                    ask.affiliate().isPresent()
                            ? Optional.empty()
                            : Optional.of(HexFormat.of().formatHex(receipt.contentHash())));
            json.writeEndObject();
        });
    }

    private static HttpRefusal unknown() {
        return HttpRefusal.of(404, "not_found", "There is no such receipt.");
    }
}
