package dev.tributary.infrastructure.table;

import static dev.tributary.infrastructure.table.JsonParts.constant;
import static dev.tributary.infrastructure.table.JsonParts.list;
import static dev.tributary.infrastructure.table.JsonParts.optional;
import static dev.tributary.infrastructure.table.JsonParts.put;
import static dev.tributary.infrastructure.table.JsonParts.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.terms.Condition;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.token.Device;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A rule's condition as JSON, both directions; its only field says its kind:
/// ```json
/// {"events":["sale"]} {"dates":{"first":"2026-11-01"}} {"hours":{"from":"22:00","to":"02:00"}} {"new_customer":true}
/// ```
/// What a reader does not know it refuses: a condition that were passed over would pay too much.
final class ConditionJson {
    private ConditionJson() {}

    static void write(ObjectNode json, Condition condition) {
        switch (condition) {
            case Condition.Events of -> texts(json, "events", of.events(), Object::toString);
            case Condition.Dates of -> {
                ObjectNode dates = json.putObject("dates");
                put(dates, "first", of.first());
                put(dates, "last", of.last());
            }
            case Condition.Days of -> texts(json, "days", of.days(), JsonParts::lower);
            case Condition.Hours of ->
                json.putObject("hours")
                        .put("from", of.from().toString())
                        .put("to", of.to().toString());
            case Condition.Groups of -> texts(json, "groups", of.groups(), Object::toString);
            case Condition.Channels of -> texts(json, "channels", of.channels(), JsonParts::lower);
            case Condition.CouponUsed of -> texts(json, "coupons", of.codes(), Object::toString);
            case Condition.Products of -> texts(json, "skus", of.skus(), Object::toString);
            case Condition.Categories of -> texts(json, "categories", of.categories(), Object::toString);
            case Condition.NewCustomer of -> json.put("new_customer", of.isNew());
            case Condition.Countries of -> texts(json, "countries", of.countries(), Object::toString);
            case Condition.Devices of -> texts(json, "devices", of.devices(), JsonParts::lower);
            case Condition.OrderAmount of -> {
                ObjectNode amount = json.putObject("order_amount");
                put(amount, "least", of.least());
                put(amount, "most", of.most());
            }
        }
    }

    /// @throws IllegalStateException for a condition that is not known
    static Condition read(JsonNode json) {
        String kind = json.size() == 1 ? json.fieldNames().next() : "";
        JsonNode value = json.path(kind);
        return switch (kind) {
            case "events" -> new Condition.Events(values(json, kind, EventName::new));
            case "dates" ->
                new Condition.Dates(
                        optional(value, "first", LocalDate::parse), optional(value, "last", LocalDate::parse));
            case "days" -> new Condition.Days(values(json, kind, day -> constant(DayOfWeek.class, day)));
            case "hours" ->
                new Condition.Hours(LocalTime.parse(text(value, "from")), LocalTime.parse(text(value, "to")));
            case "groups" -> new Condition.Groups(values(json, kind, Group::new));
            case "channels" -> new Condition.Channels(values(json, kind, ConditionJson::channel));
            case "coupons" -> new Condition.CouponUsed(values(json, kind, CouponCode::new));
            case "skus" -> new Condition.Products(values(json, kind, Sku::new));
            case "categories" -> new Condition.Categories(values(json, kind, Category::new));
            case "new_customer" -> new Condition.NewCustomer(value.booleanValue());
            case "countries" -> new Condition.Countries(values(json, kind, CountryCode::new));
            case "devices" -> new Condition.Devices(values(json, kind, device -> constant(Device.class, device)));
            case "order_amount" ->
                new Condition.OrderAmount(
                        optional(value, "least", JsonParts::money), optional(value, "most", JsonParts::money));
            default -> throw new IllegalStateException("terms hold a condition that is not known");
        };
    }

    static ChannelKind channel(String text) {
        return constant(ChannelKind.class, text);
    }

    /// In the order of the texts, so that one document has one JSON.
    static <T> void texts(ObjectNode json, String name, Collection<T> values, Function<T, String> text) {
        ArrayNode array = json.putArray(name);
        values.stream().map(text).sorted().forEach(array::add);
    }

    static <T> Set<T> values(JsonNode json, String name, Function<String, T> read) {
        return list(json, name, node -> read.apply(node.textValue())).stream().collect(Collectors.toUnmodifiableSet());
    }
}
