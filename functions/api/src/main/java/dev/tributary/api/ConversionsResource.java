package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.attribution.Attribution.Reason;
import dev.tributary.domain.attribution.Attribution.Share;
import dev.tributary.domain.conversion.ReasonCode;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.id.ConversionId;
import dev.tributary.domain.listing.ConversionFilter;
import dev.tributary.domain.listing.ConversionRow;
import dev.tributary.domain.listing.OrderFilter;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.ReceiptLine;
import dev.tributary.domain.order.RefundRecord;
import dev.tributary.domain.order.Result;
import dev.tributary.domain.order.Sale;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `/v1/conversions`. An affiliate sees the ones that it is credited for, and in them its own share
/// and commissions; who called, and how often, is the merchant's.
final class ConversionsResource {
    private final OrderWalk walk;
    private final Behind behind;
    private final Cursors cursors;
    private final Clock clock;

    ConversionsResource(OrderWalk walk, Behind behind, Cursors cursors, Clock clock) {
        this.walk = walk;
        this.behind = behind;
        this.cursors = cursors;
        this.clock = clock;
    }

    HttpAnswer list(Ask ask) throws IOException {
        ConversionFilter filter = ConversionFilter.take(ask.parameters().stated(), clock.instant());
        Set<Noun> wanted = Expansions.CONVERSIONS.take(ask);
        PageRequest request = cursors.page(ask, Expansions.mostRows(wanted));
        Page<ConversionRow> page = walk.page(ask, filter.orders(), request, filter.rows(ask.tenant()));
        return Lists.of(page, cursors.next(ask, page), writing(ask, wanted, page.items()));
    }

    HttpAnswer get(Ask ask) throws IOException {
        OrderFilter filter = OrderFilter.take(ask.parameters().stated(), clock.instant());
        Set<Noun> wanted = Expansions.CONVERSIONS.take(ask);
        ask.parameters().check();
        ConversionFilter any = new ConversionFilter(filter, Optional.empty());
        ConversionRow row = ConversionId.parse(ask.variable("conversion_id"))
                .flatMap(id -> walk.find(
                        ask,
                        filter,
                        order -> order.id().equals(id)
                                ? any.rows(ask.tenant()).of(order).stream().findFirst()
                                : Optional.empty()))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such conversion."));
        Lists.Writing<ConversionRow> writing = writing(ask, wanted, List.of(row));
        return HttpAnswer.ok(json -> writing.write(row, json));
    }

    private Lists.Writing<ConversionRow> writing(Ask ask, Set<Noun> wanted, List<ConversionRow> rows)
            throws IOException {
        Instant now = clock.instant();
        return Expanding.beside(
                new Expanding.Rows<>(rows, row -> row.order().key().program(), (row, json) -> write(row, now, json)),
                behind.finders(ask, wanted, Map.of()));
    }

    static void write(ConversionRow row, Instant now, JsonGenerator json) throws IOException {
        OrderState order = row.order();
        Sale sale = row.sale();
        json.writeStartObject();
        json.writeStringField("id", order.id().toString());
        json.writeStringField("program_id", order.key().program().toString());
        json.writeStringField("event", order.key().event().text());
        json.writeStringField("order_id", order.key().order().text());
        json.writeStringField("state", order.stage().text());
        json.writeBooleanField("proven", !order.isUnproven());
        validation(order.validation().orElseThrow(), now, json);
        json.writeStringField("occurred_at", sale.occurredAt().toString());
        json.writeStringField("received_at", sale.receivedAt().toString());
        Amounts.money(json, "amount", sale.content().amount());
        Amounts.money(json, "refunded", row.refunded());
        ExplanationJson.exchange(json, sale.exchange());
        attribution(row, json);
        Lists.nullable(
                json,
                "no_commission_reason",
                sale.noPay().map(reason -> reason.name().toLowerCase(Locale.ROOT)));
        json.writeArrayFieldStart("commission_ids");
        for (CommissionId commission : row.commissions()) {
            json.writeString(commission.toString());
        }
        json.writeEndArray();
        refunds(order.refunds(), json);
        receipts(row, json);
        json.writeEndObject();
    }

    private static void validation(Validation validation, Instant now, JsonGenerator json) throws IOException {
        json.writeStringField("status", validation.at(now).name().toLowerCase(Locale.ROOT));
        Lists.nullable(json, "approves_at", validation.approves().map(Instant::toString));
        Amounts.nullable(json, "approved_amount", validation.approvedAmount());
        Lists.nullable(json, "status_reason", validation.code().map(ReasonCode::text));
    }

    private static void attribution(ConversionRow row, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("shares");
        for (Share share : row.shares()) {
            json.writeStartObject();
            json.writeStringField("affiliate_id", share.affiliate().toString());
            json.writeStringField("part", share.part().toString());
            ExplanationJson.credit(json, "credit", share.credit());
            json.writeEndObject();
        }
        json.writeEndArray();
        Lists.nullable(json, "unattributed_reason", row.unattributed().map(Reason::text));
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

    private static void receipts(ConversionRow row, JsonGenerator json) throws IOException {
        if (row.receipts().isEmpty()) {
            json.writeNullField("receipts");
            return;
        }
        json.writeArrayFieldStart("receipts");
        for (ReceiptLine line : row.receipts().get()) {
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
