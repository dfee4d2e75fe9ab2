package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.attribution.Attribution;
import dev.tributary.domain.attribution.Attribution.Attributed;
import dev.tributary.domain.attribution.Attribution.Share;
import dev.tributary.domain.attribution.Attribution.Unattributed;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.conversion.ReasonCode;
import dev.tributary.domain.id.ConversionId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.ReceiptLine;
import dev.tributary.domain.order.RefundRecord;
import dev.tributary.domain.order.Result;
import dev.tributary.domain.order.Sale;
import dev.tributary.domain.order.Stage;
import dev.tributary.domain.order.Validation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `/v1/conversions`. An affiliate sees the ones that it is credited for, and in them its own share
/// and commissions; who called, and how often, is the merchant's.
final class ConversionsResource {
    private final OrderWalk walk;
    private final Cursors cursors;
    private final Clock clock;

    ConversionsResource(OrderWalk walk, Cursors cursors, Clock clock) {
        this.walk = walk;
        this.cursors = cursors;
        this.clock = clock;
    }

    HttpAnswer list(Ask ask) throws IOException {
        OrderQuery query = OrderQuery.take(ask, clock);
        Optional<Stage> state = ask.parameters().take("state", ConversionsResource::stage);
        PageRequest request = cursors.page(ask);
        Page<OrderState> page = walk.page(
                ask,
                query,
                request,
                order -> state.isEmpty() || order.stage() == state.get() ? List.of(order) : List.of());
        return Lists.of(page, cursors.next(ask, page), (order, json) -> write(ask, order, json));
    }

    HttpAnswer get(Ask ask) {
        OrderQuery query = OrderQuery.take(ask, clock);
        ask.parameters().check();
        OrderState order = ConversionId.parse(ask.variable("conversion_id"))
                .flatMap(id -> walk.find(
                        ask,
                        query,
                        some -> Optional.of(some).filter(one -> one.id().equals(id))))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such conversion."));
        return HttpAnswer.ok(json -> write(ask, order, json));
    }

    /// Those that a conversion with a sale can be in.
    private static Optional<Stage> stage(String text) {
        return List.of(Stage.CONVERTED, Stage.UNATTRIBUTED).stream()
                .filter(stage -> stage.text().equals(text))
                .findFirst();
    }

    private void write(Ask ask, OrderState order, JsonGenerator json) throws IOException {
        Sale sale = order.sale().orElseThrow();
        json.writeStartObject();
        json.writeStringField("id", order.id().toString());
        json.writeStringField("program_id", order.key().program().toString());
        json.writeStringField("event", order.key().event().text());
        json.writeStringField("order_id", order.key().order().text());
        json.writeStringField("state", order.stage().text());
        validation(order.validation().orElseThrow(), clock.instant(), json);
        json.writeStringField("occurred_at", sale.occurredAt().toString());
        json.writeStringField("received_at", sale.receivedAt().toString());
        Amounts.money(json, "amount", sale.content().amount());
        Amounts.money(json, "refunded", refunded(order, sale.content().amount()));
        ExplanationJson.exchange(json, sale.exchange());
        attribution(ask, sale.attribution(), json);
        Lists.nullable(
                json,
                "no_commission_reason",
                sale.noPay().map(reason -> reason.name().toLowerCase(Locale.ROOT)));
        json.writeArrayFieldStart("commission_ids");
        for (Commission commission : order.commissions()) {
            if (ask.affiliate().isEmpty() || ask.affiliate().get().equals(commission.affiliate())) {
                json.writeString(commission.id().toString());
            }
        }
        json.writeEndArray();
        refunds(order.refunds(), json);
        receipts(ask, order.receipts(), json);
        json.writeEndObject();
    }

    private static void validation(Validation validation, Instant now, JsonGenerator json) throws IOException {
        json.writeStringField("status", validation.at(now).name().toLowerCase(Locale.ROOT));
        json.writeStringField("approves_at", validation.approvesAt().toString());
        Amounts.nullable(json, "approved_amount", validation.approvedAmount());
        Lists.nullable(json, "status_reason", validation.code().map(ReasonCode::text));
    }

    /// Never more than the amount: an update may have lowered it since.
    private static Money refunded(OrderState order, Money amount) {
        Money sum = Money.zero(amount.currency());
        for (RefundRecord refund : order.refunds()) {
            sum = refund.isWon() ? sum : sum.plus(refund.amount());
        }
        return sum.min(amount);
    }

    private static void attribution(Ask ask, Attribution attribution, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("shares");
        if (attribution instanceof Attributed attributed) {
            for (Share share : attributed.shares()) {
                if (ask.affiliate().isEmpty() || ask.affiliate().get().equals(share.affiliate())) {
                    json.writeStartObject();
                    json.writeStringField("affiliate_id", share.affiliate().toString());
                    json.writeStringField("part", share.part().toString());
                    ExplanationJson.credit(json, "credit", share.credit());
                    json.writeEndObject();
                }
            }
        }
        json.writeEndArray();
        Lists.nullable(
                json,
                "unattributed_reason",
                attribution instanceof Unattributed(var reason) ? Optional.of(reason.text()) : Optional.empty());
    }

    private static void refunds(List<RefundRecord> refunds, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("refunds");
        for (RefundRecord refund : refunds) {
            json.writeStartObject();
            json.writeStringField("refund_id", refund.id().text());
            json.writeStringField("kind", refund.kind().name().toLowerCase(Locale.ROOT));
            Amounts.money(json, "amount", refund.amount());
            json.writeStringField("occurred_at", refund.occurredAt().toString());
            json.writeBooleanField("won", refund.isWon());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void receipts(Ask ask, List<ReceiptLine> receipts, JsonGenerator json) throws IOException {
        if (ask.affiliate().isPresent()) {
            json.writeNullField("receipts");
            return;
        }
        json.writeArrayFieldStart("receipts");
        for (ReceiptLine line : receipts) {
            json.writeStartObject();
            json.writeStringField("receipt_id", line.receipt().text());
            json.writeStringField("received_at", line.receivedAt().toString());
            json.writeStringField("status", line.result().kind().text());
            Lists.nullable(json, "reason", line.result().reason().map(Result.Reason::text));
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
