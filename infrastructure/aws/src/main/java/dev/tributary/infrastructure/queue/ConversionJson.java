package dev.tributary.infrastructure.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.ChargebackWon;
import dev.tributary.domain.conversion.ConversionEvent.OrderUpdate;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionEvent.StatusUpdate;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.Item;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.PersonTag;
import dev.tributary.domain.conversion.ReasonCode;
import dev.tributary.domain.conversion.RefundId;
import dev.tributary.domain.conversion.RefundItem;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.SubscriptionId;
import dev.tributary.domain.conversion.UpdateId;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.token.ClickTokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A conversion event as JSON, both directions. Amounts are decimal text in the one currency of the
/// event; a click is its token, whose MAC was checked before it came here.
final class ConversionJson {
    private ConversionJson() {}

    static ObjectNode write(ConversionEvent event) {
        ObjectNode json = Message.JSON.createObjectNode();
        json.put("kind", kind(event));
        json.put("program_id", event.key().program().toString());
        json.put("order_id", event.key().order().text());
        json.put("event", event.key().event().text());
        put(json, "occurred_at", event.statedAt());
        switch (event) {
            case Reward reward -> write(json, reward);
            case Refund refund -> write(json, refund);
            case ChargebackWon won -> json.put("refund_id", won.chargeback().text());
            case OrderUpdate update -> {
                json.put("update_id", update.update().text());
                write(json, update.amounts());
                writeItems(json, update.items());
            }
            case StatusUpdate update -> write(json, update.verdict());
        }
        return json;
    }

    /// @throws IllegalArgumentException, DateTimeException, UnreadableMessageException for what `write`
    ///     never wrote
    static ConversionEvent read(JsonNode json) {
        ConversionKey key = new ConversionKey(
                ProgramId.of(Message.text(json, "program_id")),
                new OrderId(Message.text(json, "order_id")),
                new EventName(Message.text(json, "event")));
        Optional<Instant> statedAt = optional(json, "occurred_at", Instant::parse);
        return switch (Message.text(json, "kind")) {
            case "reward" -> reward(json, key, statedAt);
            case "refund" -> refund(json, key, statedAt, Refund.Kind.REFUND);
            case "chargeback" -> refund(json, key, statedAt, Refund.Kind.CHARGEBACK);
            case "chargeback_won" -> new ChargebackWon(key, statedAt, new RefundId(Message.text(json, "refund_id")));
            case "order_update" ->
                new OrderUpdate(
                        key,
                        statedAt,
                        new UpdateId(Message.text(json, "update_id")),
                        amounts(json).orElseThrow(),
                        items(json));
            case "status" -> new StatusUpdate(key, statedAt, verdict(json).orElseThrow());
            default -> throw new UnreadableMessageException("its kind is none of ours");
        };
    }

    private static String kind(ConversionEvent event) {
        return switch (event) {
            case Reward reward -> "reward";
            case Refund refund ->
                switch (refund.kind()) {
                    case REFUND -> "refund";
                    case CHARGEBACK -> "chargeback";
                };
            case ChargebackWon won -> "chargeback_won";
            case OrderUpdate update -> "order_update";
            case StatusUpdate update -> "status";
        };
    }

    private static void write(ObjectNode json, Reward reward) {
        put(json, "click_id", reward.click().map(VerifiedClick::token));
        if (!reward.coupons().isEmpty()) {
            ArrayNode coupons = json.putArray("coupons");
            reward.coupons().forEach(code -> coupons.add(code.text()));
        }
        reward.amounts().ifPresent(amounts -> write(json, amounts));
        writeItems(json, reward.items());
        Customer customer = reward.customer();
        if (!customer.equals(Customer.UNKNOWN)) {
            ObjectNode inner = json.putObject("customer");
            put(inner, "id_tag", customer.id());
            put(inner, "email_tag", customer.email());
            customer.isNew().ifPresent(isNew -> inner.put("new", isNew));
            put(inner, "country", customer.country());
        }
        put(json, "subscription_id", reward.subscription());
        put(json, "checkout_started_at", reward.checkoutStartedAt());
        reward.verdict().ifPresent(verdict -> write(json, verdict));
        if (reward.test()) {
            json.put("test", true);
        }
    }

    private static Reward reward(JsonNode json, ConversionKey key, Optional<Instant> statedAt) {
        List<CouponCode> coupons = new ArrayList<>();
        json.path("coupons").forEach(code -> coupons.add(new CouponCode(code.asText())));
        JsonNode customer = json.path("customer");
        return new Reward(
                key,
                statedAt,
                optional(json, "click_id", ConversionJson::click),
                coupons,
                amounts(json),
                items(json),
                new Customer(
                        optional(customer, "id_tag", PersonTag::new),
                        optional(customer, "email_tag", PersonTag::new),
                        customer.has("new") ? Optional.of(customer.path("new").asBoolean()) : Optional.empty(),
                        optional(customer, "country", CountryCode::new)),
                optional(json, "subscription_id", SubscriptionId::new),
                optional(json, "checkout_started_at", Instant::parse),
                verdict(json),
                json.path("test").asBoolean());
    }

    private static void write(ObjectNode json, Refund refund) {
        json.put("refund_id", refund.refund().text());
        refund.amount().ifPresent(amount -> put(json, "amount", amount));
        if (!refund.items().isEmpty()) {
            ArrayNode items = json.putArray("items");
            for (RefundItem item : refund.items()) {
                ObjectNode line = items.addObject().put("sku", item.sku().text());
                item.quantity().ifPresent(quantity -> line.put("quantity", quantity));
                item.amount().ifPresent(amount -> {
                    line.put("amount", amount.amount());
                    json.put("currency", amount.currency().code());
                });
            }
        }
        put(json, "reason", refund.reason());
    }

    private static Refund refund(JsonNode json, ConversionKey key, Optional<Instant> statedAt, Refund.Kind kind) {
        List<RefundItem> items = new ArrayList<>();
        json.path("items")
                .forEach(line -> items.add(new RefundItem(
                        new Sku(Message.text(line, "sku")),
                        line.has("quantity")
                                ? Optional.of(Message.number(line, "quantity", Long.MAX_VALUE))
                                : Optional.empty(),
                        optional(line, "amount", text -> Money.of(text, currency(json))))));
        return new Refund(
                key,
                statedAt,
                new RefundId(Message.text(json, "refund_id")),
                kind,
                optional(json, "amount", text -> Money.of(text, currency(json))),
                items,
                optional(json, "reason", ReasonCode::new));
    }

    private static void write(ObjectNode json, Amounts amounts) {
        put(json, "amount", amounts.amount());
        amounts.tax().ifPresent(part -> put(json, "tax_amount", part));
        amounts.shipping().ifPresent(part -> put(json, "shipping_amount", part));
        amounts.fee().ifPresent(part -> put(json, "fee_amount", part));
    }

    private static Optional<Amounts> amounts(JsonNode json) {
        return optional(
                json,
                "amount",
                text -> new Amounts(
                        Money.of(text, currency(json)),
                        optional(json, "tax_amount", part -> Money.of(part, currency(json))),
                        optional(json, "shipping_amount", part -> Money.of(part, currency(json))),
                        optional(json, "fee_amount", part -> Money.of(part, currency(json)))));
    }

    private static void writeItems(ObjectNode json, List<Item> items) {
        if (!items.isEmpty()) {
            ArrayNode lines = json.putArray("items");
            for (Item item : items) {
                ObjectNode line = lines.addObject();
                put(line, "sku", item.sku());
                put(line, "category", item.category());
                line.put("quantity", item.quantity())
                        .put("amount", item.amount().amount());
                json.put("currency", item.amount().currency().code());
            }
        }
    }

    private static List<Item> items(JsonNode json) {
        List<Item> items = new ArrayList<>();
        json.path("items")
                .forEach(line -> items.add(new Item(
                        optional(line, "sku", Sku::new),
                        optional(line, "category", Category::new),
                        Message.number(line, "quantity", Long.MAX_VALUE),
                        Money.of(Message.text(line, "amount"), currency(json)))));
        return items;
    }

    private static void write(ObjectNode json, Verdict verdict) {
        json.put("status", verdict.status().text());
        verdict.approvedAmount().ifPresent(amount -> put(json, "approved_amount", amount));
        put(json, "reason", verdict.code());
    }

    private static Optional<Verdict> verdict(JsonNode json) {
        return optional(
                json,
                "status",
                status -> new Verdict(
                        Status.parse(status).orElseThrow(),
                        optional(json, "approved_amount", text -> Money.of(text, currency(json))),
                        optional(json, "reason", ReasonCode::new)));
    }

    private static VerifiedClick click(String text) {
        return VerifiedClick.of(text, ClickTokens.read(text).orElseThrow());
    }

    private static CurrencyCode currency(JsonNode json) {
        return new CurrencyCode(Message.text(json, "currency"));
    }

    private static void put(ObjectNode json, String name, Money amount) {
        json.put(name, amount.amount());
        json.put("currency", amount.currency().code());
    }

    /// Every value here prints as the text that its constructor reads.
    private static void put(ObjectNode json, String name, Optional<?> value) {
        value.ifPresent(present -> json.put(name, present.toString()));
    }

    private static <T> Optional<T> optional(JsonNode json, String name, Function<String, T> read) {
        return json.hasNonNull(name) ? Optional.of(read.apply(Message.text(json, name))) : Optional.empty();
    }
}
