package dev.tributary.infrastructure.table;

import static dev.tributary.infrastructure.table.JsonParts.instant;
import static dev.tributary.infrastructure.table.JsonParts.list;
import static dev.tributary.infrastructure.table.JsonParts.money;
import static dev.tributary.infrastructure.table.JsonParts.optional;
import static dev.tributary.infrastructure.table.JsonParts.put;
import static dev.tributary.infrastructure.table.JsonParts.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.domain.attribution.Attribution;
import dev.tributary.domain.attribution.Attribution.Attributed;
import dev.tributary.domain.attribution.Attribution.Reason;
import dev.tributary.domain.attribution.Attribution.Unattributed;
import dev.tributary.domain.base.ContentLine;
import dev.tributary.domain.base.OrderContent;
import dev.tributary.domain.click.Click;
import dev.tributary.domain.click.ClickLabels;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.commission.Maturity;
import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.Fingerprint;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ConversionId;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.Sale;
import dev.tributary.domain.terms.RuleId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A sale and its commissions as JSON, both directions. A click is its token; a commission's id
/// follows from its conversion, affiliate and rule.
final class SaleJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SaleJson() {}

    static ObjectNode write(Sale sale) {
        ObjectNode json = JSON.createObjectNode();
        json.put("fingerprint", sale.fingerprint().toString())
                .put("receipt_id", sale.receipt().text())
                .put("occurred_at", sale.occurredAt().toString())
                .put("at", sale.receivedAt().toString());
        write(json, sale.content());
        sale.basis().ifPresent(basis -> write(json.putObject("basis"), basis));
        switch (sale.attribution()) {
            case Attributed attributed -> {
                ArrayNode shares = json.putArray("shares");
                attributed.shares().forEach(share -> shares.add(CapturedJson.write(share)));
            }
            case Unattributed unattributed -> json.put("unattributed", JsonParts.lower(unattributed.reason()));
        }
        if (!sale.captured().isEmpty()) {
            ArrayNode captured = json.putArray("captured");
            sale.captured().forEach(share -> captured.add(CapturedJson.write(share)));
        }
        sale.exchange().ifPresent(exchange -> json.set("exchange", CapturedJson.write(exchange)));
        put(json, "no_pay", sale.noPay().map(JsonParts::lower));
        sale.unclaimed().ifPresent(facts -> json.set("unclaimed", CapturedJson.write(facts)));
        if (!sale.labels().isEmpty()) {
            ObjectNode labels = json.putObject("labels");
            sale.labels().entrySet().stream()
                    .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                    .forEach(entry -> write(labels.putObject(entry.getKey().toString()), entry.getValue()));
        }
        return json;
    }

    static Sale sale(JsonNode json) {
        return new Sale(
                Fingerprint.of(text(json, "fingerprint")),
                new ReceiptId(text(json, "receipt_id")),
                instant(json, "occurred_at"),
                instant(json, "at"),
                content(json),
                json.has("basis") ? Optional.of(content(json.path("basis"))) : Optional.empty(),
                attribution(json),
                list(json, "captured", CapturedJson::captured),
                json.has("exchange") ? Optional.of(CapturedJson.exchange(json.path("exchange"))) : Optional.empty(),
                optional(json, "no_pay", text -> JsonParts.constant(Sale.NoPay.class, text)),
                json.has("unclaimed") ? Optional.of(CapturedJson.facts(json.path("unclaimed"))) : Optional.empty(),
                labels(json.path("labels")));
    }

    private static void write(ObjectNode json, ClickLabels labels) {
        for (int number = 1; number <= Click.SUB_IDS; number++) {
            String text = labels.subIds().get(number - 1);
            if (!text.isEmpty()) {
                json.put("sub" + number, text);
            }
        }
        if (!labels.source().isEmpty()) {
            json.put("source", labels.source());
        }
    }

    private static Map<AffiliateId, ClickLabels> labels(JsonNode json) {
        Map<AffiliateId, ClickLabels> labels = new HashMap<>();
        json.forEachEntry((affiliate, of) -> labels.put(
                AffiliateId.of(affiliate),
                new ClickLabels(
                        IntStream.rangeClosed(1, Click.SUB_IDS)
                                .mapToObj(number -> of.path("sub" + number).asText())
                                .toList(),
                        of.path("source").asText())));
        return labels;
    }

    private static void write(ObjectNode json, OrderContent content) {
        json.put("amount", content.amount().toString());
        json.put("tax", content.tax().toString());
        json.put("shipping", content.shipping().toString());
        json.put("fee", content.fee().toString());
        if (!content.lines().isEmpty()) {
            ArrayNode lines = json.putArray("lines");
            for (ContentLine line : content.lines()) {
                ObjectNode node = lines.addObject();
                put(node, "sku", line.sku());
                put(node, "category", line.category());
                node.put("quantity", line.quantity()).put("total", line.total().toString());
            }
        }
    }

    private static OrderContent content(JsonNode json) {
        return new OrderContent(
                money(text(json, "amount")),
                Fraction.parse(text(json, "tax")),
                Fraction.parse(text(json, "shipping")),
                Fraction.parse(text(json, "fee")),
                list(json, "lines", SaleJson::line));
    }

    static ObjectNode write(Commission commission) {
        ObjectNode json = JSON.createObjectNode();
        json.put("affiliate", commission.affiliate().toString())
                .put("rule", commission.rule().text());
        json.set("pay", PayJson.write(commission.pay()));
        ArrayNode lines = json.putArray("lines");
        commission.lines().forEach(lines::add);
        json.put("amount", commission.amount().toString())
                .put("reversed", commission.reversed().toString());
        put(json, "adjusted", Optional.of(commission.adjusted()).filter(money -> !money.isZero()));
        put(json, "restored", Optional.of(commission.restored()).filter(Money::isPositive));
        json.put("hold_end", commission.maturity().holdEnd().toString())
                .put("day", commission.maturity().day().toString())
                .put("released", commission.maturity().released());
        put(json, "review_ends", commission.maturity().reviewEnds());
        return json;
    }

    static Commission commission(ConversionId conversion, JsonNode json) {
        AffiliateId affiliate = AffiliateId.of(text(json, "affiliate"));
        RuleId rule = new RuleId(text(json, "rule"));
        Money amount = money(text(json, "amount"));
        return new Commission(
                Commission.id(conversion, affiliate, rule),
                affiliate,
                rule,
                PayJson.read(json.path("pay")),
                list(json, "lines", JsonNode::intValue),
                amount,
                money(text(json, "reversed")),
                optional(json, "adjusted", JsonParts::money).orElse(Money.zero(amount.currency())),
                new Maturity(
                        instant(json, "hold_end"),
                        LocalDate.parse(text(json, "day")),
                        json.path("released").booleanValue(),
                        optional(json, "review_ends", Instant::parse)),
                optional(json, "restored", JsonParts::money).orElse(Money.zero(amount.currency())));
    }

    private static ContentLine line(JsonNode json) {
        return new ContentLine(
                optional(json, "sku", Sku::new),
                optional(json, "category", Category::new),
                json.path("quantity").longValue(),
                Fraction.parse(text(json, "total")));
    }

    private static Attribution attribution(JsonNode json) {
        return json.has("shares")
                ? new Attributed(list(json, "shares", CapturedJson::share))
                : new Unattributed(JsonParts.constant(Reason.class, text(json, "unattributed")));
    }
}
