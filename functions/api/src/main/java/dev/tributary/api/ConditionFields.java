package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.terms.Condition;
import dev.tributary.domain.token.Device;
import dev.tributary.infrastructure.lambda.FieldReader;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// A rule's condition in bodies and answers; its only field says its kind: `{"events":["sale"]}`,
/// `{"hours":{"from":"22:00","to":"02:00"}}`, `{"new_customer":true}`.
final class ConditionFields {
    private static final int MOST_VALUES = 100;
    private static final List<String> KINDS = List.of(
            "events",
            "dates",
            "days",
            "hours",
            "groups",
            "channels",
            "coupons",
            "products",
            "categories",
            "new_customer",
            "countries",
            "devices",
            "order_amount");

    private ConditionFields() {}

    /// Empty when it has no kind or several, and when what it holds is no value of its kind.
    /// @param path within the rule that holds it
    static Optional<Condition> read(FieldReader rule, String path, FieldReader json, CurrencyCode currency) {
        List<String> there = KINDS.stream().filter(json::has).toList();
        if (there.size() != 1) {
            KINDS.forEach(json::isNull);
            rule.fault(path, "not_one_kind", "A condition has one kind of those that there are.");
            return Optional.empty();
        }
        String kind = there.getFirst();
        return switch (kind) {
            case "events" -> Optional.of(new Condition.Events(values(json, kind, EventName::parse)));
            case "dates" -> {
                FieldReader dates = json.object(kind);
                yield Optional.of(new Condition.Dates(dates.text("first", Texts::day), dates.text("last", Texts::day)));
            }
            case "days" -> Optional.of(new Condition.Days(values(json, kind, Texts.constant(DayOfWeek.class))));
            case "hours" -> {
                FieldReader hours = json.object(kind);
                Optional<LocalTime> from = hours.required("from", hours.text("from", Texts::time));
                Optional<LocalTime> to = hours.required("to", hours.text("to", Texts::time));
                yield from.flatMap(start -> to.map(end -> new Condition.Hours(start, end)));
            }
            case "groups" -> Optional.of(new Condition.Groups(values(json, kind, Texts::group)));
            case "channels" -> Optional.of(new Condition.Channels(values(json, kind, ChannelKind::parse)));
            case "coupons" -> Optional.of(new Condition.CouponUsed(values(json, kind, CouponCode::parse)));
            case "products" -> Optional.of(new Condition.Products(values(json, kind, Sku::parse)));
            case "categories" -> Optional.of(new Condition.Categories(values(json, kind, Category::parse)));
            case "new_customer" -> json.truth(kind).map(Condition.NewCustomer::new);
            case "countries" -> Optional.of(new Condition.Countries(values(json, kind, CountryCode::parse)));
            case "devices" -> Optional.of(new Condition.Devices(values(json, kind, Texts.constant(Device.class))));
            default -> {
                FieldReader amount = json.object(kind);
                yield Optional.of(new Condition.OrderAmount(
                        Texts.money(amount, "least", currency), Texts.money(amount, "most", currency)));
            }
        };
    }

    static <T> Set<T> values(FieldReader json, String name, Function<String, Optional<T>> read) {
        return Set.copyOf(json.texts(name, MOST_VALUES, read));
    }

    static void write(JsonGenerator json, Condition condition) throws IOException {
        json.writeStartObject();
        switch (condition) {
            case Condition.Events(var events) -> Lists.texts(json, "events", events, Object::toString);
            case Condition.Dates(var first, var last) -> {
                json.writeObjectFieldStart("dates");
                Lists.nullable(json, "first", first);
                Lists.nullable(json, "last", last);
                json.writeEndObject();
            }
            case Condition.Days(var days) -> {
                json.writeArrayFieldStart("days");
                for (DayOfWeek day : days.stream().sorted().toList()) {
                    json.writeString(Texts.lower(day));
                }
                json.writeEndArray();
            }
            case Condition.Hours(var from, var to) -> {
                json.writeObjectFieldStart("hours");
                json.writeStringField("from", from.toString());
                json.writeStringField("to", to.toString());
                json.writeEndObject();
            }
            case Condition.Groups(var groups) -> Lists.texts(json, "groups", groups, Object::toString);
            case Condition.Channels(var channels) -> Lists.texts(json, "channels", channels, ChannelKind::text);
            case Condition.CouponUsed(var codes) -> Lists.texts(json, "coupons", codes, Object::toString);
            case Condition.Products(var skus) -> Lists.texts(json, "products", skus, Object::toString);
            case Condition.Categories(var categories) -> Lists.texts(json, "categories", categories, Object::toString);
            case Condition.NewCustomer(var isNew) -> json.writeBooleanField("new_customer", isNew);
            case Condition.Countries(var countries) -> Lists.texts(json, "countries", countries, Object::toString);
            case Condition.Devices(var devices) -> Lists.texts(json, "devices", devices, Texts::lower);
            case Condition.OrderAmount(var least, var most) -> {
                json.writeObjectFieldStart("order_amount");
                Amounts.nullable(json, "least", least);
                Amounts.nullable(json, "most", most);
                json.writeEndObject();
            }
        }
        json.writeEndObject();
    }
}
