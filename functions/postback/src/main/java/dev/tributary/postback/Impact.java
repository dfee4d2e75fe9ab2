package dev.tributary.postback;

import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpCall.Parameter;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.JsonValue;
import dev.tributary.infrastructure.lambda.MediaType;
import dev.tributary.infrastructure.lambda.StrictJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A call for impact.com's Conversions: impact.com, "Submit a conversion", "Order-Level Data", "Item-Level
/// Data". A form or a JSON object, by Basic authentication whose password is our token.
///
/// A line is its subtotal, or its price times its quantity, less its discount, "pre-tax, pre-shipping"; the
/// order is the sum of its lines less `OrderDiscount`, which our base spreads over them. So `OrderTax` and
/// `OrderShipping` are no part of it, and passed over. `EventTypeCode` is the event; `CampaignId`,
/// `EventTypeId` and `ActionTrackerId` are numbers of impact.com's, which mean nothing here.
final class Impact extends ParameterDialect {
    private static final String BASIC = "basic ";

    private final Gatekeeper gatekeeper;

    Impact(Gatekeeper gatekeeper) {
        super("impact", "token", gatekeeper);
        this.gatekeeper = gatekeeper;
    }

    @Override
    public Set<String> methods() {
        return Set.of("POST");
    }

    @Override
    public void requireForm(SenderCall call) {
        if (!MediaType.isJson(call.http().header("content-type"))) {
            super.requireForm(call);
        }
    }

    @Override
    public Gate proven(SenderCall call, KeyRing ring, Instant now) {
        Optional<String> password = call.http()
                .header("authorization")
                .filter(text -> text.toLowerCase(Locale.ROOT).startsWith(BASIC))
                .map(text -> password(text.substring(BASIC.length()).strip()));
        return password.isEmpty()
                ? super.proven(call, ring, now)
                : gatekeeper.admit(
                        call.program(),
                        Stream.concat(password.stream(), SenderParameters.token(call, "token").stream())
                                .toList());
    }

    /// Of user and password, the latter (RFC 7617); none that fits where it is malformed.
    private static String password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    @Override
    SenderParameters parameters(SenderCall call) throws IOException {
        if (!MediaType.isJson(call.http().header("content-type"))) {
            return super.parameters(call);
        }
        List<Parameter> parameters = new ArrayList<>();
        StrictJson.read(call.http().body()).values().forEach((name, value) -> {
            switch (value) {
                case JsonValue.Text(String text) -> parameters.add(new Parameter(name, text));
                case JsonValue.Number(String text) -> parameters.add(new Parameter(name, text));
                // None of those that are read is any other.
                default -> {}
            }
        });
        return SenderParameters.of(parameters);
    }

    @Override
    Reading read(SenderParameters sent, Gate gate) {
        SenderFields fields = new SenderFields(sent)
                .exact("click_id", "ClickId")
                .exact("order_id", "OrderId", "Oid")
                .event("EventTypeCode")
                .coupon("OrderPromoCode");
        lines(sent, fields);
        fields.currency(gate, "CurrencyCode", "Currency");
        sent.get("EventDate")
                // Their word for the time of arrival.
                .filter(date -> !date.equals("NOW"))
                .ifPresent(date -> fields.put("occurred_at", "EventDate", date));
        customer(sent).ifPresent(customer -> fields.put("customer", "CustomerId", customer));
        return fields.said();
    }

    private static void lines(SenderParameters sent, SenderFields fields) {
        fields.name("amount", "Amount").name("items", "Item");
        List<JsonValue> lines = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (int number : ImpactLine.numbers(sent)) {
            ImpactLine line = new ImpactLine(number, sent, fields);
            fields.name("items[" + lines.size() + "].amount", line.amountName());
            sum = sum.add(line.amount());
            lines.add(line.json());
        }
        if (lines.isEmpty()) {
            fields.exact("amount", "Amount");
            return;
        }
        BigDecimal total = sum.subtract(fields.decimal("OrderDiscount").orElse(BigDecimal.ZERO));
        Optional<BigDecimal> stated = fields.decimal("Amount");
        if (stated.isPresent() && stated.get().compareTo(total) != 0) {
            fields.fault("Amount", "parts_differ", "The lines less the discount do not come to the amount.");
        }
        fields.put("amount", stated.isPresent() ? "Amount" : "OrderDiscount", CallFields.plain(total))
                .put("items", "Item", new JsonValue.Items(lines));
    }

    private static Optional<JsonValue> customer(SenderParameters sent) {
        Map<String, JsonValue> customer = new HashMap<>();
        sent.get("CustomerId").ifPresent(id -> customer.put("id", new JsonValue.Text(id)));
        sent.get("CustomerStatus")
                .map(word -> word.toUpperCase(Locale.ROOT))
                .filter(word -> word.equals("NEW") || word.equals("RETURNING") || word.equals("EXISTING"))
                .ifPresent(word -> customer.put("new", new JsonValue.Truth(word.equals("NEW"))));
        return customer.isEmpty() ? Optional.empty() : Optional.of(new JsonValue.Fields(customer));
    }

    /// As impact.com answers: queued, and where to ask what became of it, which is our receipt.
    @Override
    public HttpAnswer answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Taken taken ->
                HttpAnswer.json(200, json -> {
                            json.writeStartObject();
                            json.writeStringField("Status", "QUEUED");
                            json.writeStringField("QueuedUri", "/v1/receipts/" + receipts(taken));
                            json.writeEndObject();
                        })
                        .with(RECEIPT, receipts(taken));
            case Outcome.Unused(String reason) -> throw new IllegalStateException("a conversion is used: " + reason);
            case Outcome.Refused(HttpRefusal refusal) ->
                HttpAnswer.json(refusal.status(), json -> {
                            json.writeStartObject();
                            json.writeStringField("Status", "ERROR");
                            json.writeStringField("Message", message(refusal));
                            json.writeEndObject();
                        })
                        .with(refusal.headers());
        };
    }

    private static String message(HttpRefusal refusal) {
        StringBuilder message = new StringBuilder(refusal.code()).append(": ").append(refusal.detail());
        refusal.faults()
                .forEach(fault ->
                        message.append(' ').append(fault.field()).append(": ").append(fault.detail()));
        return message.toString();
    }
}
