package dev.tributary.infrastructure.table;

import static dev.tributary.infrastructure.table.JsonParts.constant;
import static dev.tributary.infrastructure.table.JsonParts.instant;
import static dev.tributary.infrastructure.table.JsonParts.list;
import static dev.tributary.infrastructure.table.JsonParts.lower;
import static dev.tributary.infrastructure.table.JsonParts.money;
import static dev.tributary.infrastructure.table.JsonParts.optional;
import static dev.tributary.infrastructure.table.JsonParts.put;
import static dev.tributary.infrastructure.table.JsonParts.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.Condition;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.ValidationPolicy;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A version of terms as JSON, both directions:
/// ```json
/// {"version":1,"effective_from":"2026-01-01T00:00:00Z","model":"last_click","window_days":30,"precedence":"coupon",
///  "paid_under":"click","hold_days":30,"validation":"auto","validation_days":30,"minimum_payout":"0.00 EUR",
///  "pays_within_days":65,"rules":[{"id":"base","conditions":[{"events":["sale"]}],"pay":{"percent":"10"}}]}
/// ```
/// What a reader does not know it refuses: a condition that were passed over would pay too much.
final class TermsJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TermsJson() {}

    static String write(TermsDocument terms) {
        ObjectNode json = JSON.createObjectNode()
                .put("version", terms.version())
                .put("effective_from", terms.effectiveFrom().toString())
                .put("model", lower(terms.attribution().model()))
                .put("window_days", terms.attribution().windowDays())
                .put("precedence", lower(terms.attribution().precedence()))
                .put("paid_under", lower(terms.paidUnder()))
                .put("hold_days", terms.holdDays())
                .put("validation", lower(terms.validation().mode()))
                .put("validation_days", terms.validation().days())
                .put("minimum_payout", terms.minimumPayout().toString())
                .put("pays_within_days", terms.paysWithinDays());
        ArrayNode rules = json.putArray("rules");
        terms.rules().forEach(rule -> write(rules.addObject(), rule));
        return json.toString();
    }

    /// @throws IllegalStateException when the text is damaged
    static TermsDocument read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return new TermsDocument(
                    json.path("version").intValue(),
                    instant(json, "effective_from"),
                    new AttributionPolicy(
                            constant(AttributionPolicy.Model.class, text(json, "model")),
                            json.path("window_days").intValue(),
                            constant(AttributionPolicy.Precedence.class, text(json, "precedence"))),
                    constant(TermsDocument.PaidUnder.class, text(json, "paid_under")),
                    list(json, "rules", TermsJson::rule),
                    json.path("hold_days").intValue(),
                    new ValidationPolicy(
                            constant(ValidationPolicy.Mode.class, text(json, "validation")),
                            json.path("validation_days").intValue()),
                    money(text(json, "minimum_payout")),
                    json.path("pays_within_days").intValue());
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("terms are damaged", damaged);
        }
    }

    private static void write(ObjectNode json, Rule rule) {
        json.put("id", rule.id().text());
        ArrayNode conditions = json.putArray("conditions");
        rule.conditions().forEach(condition -> write(conditions.addObject(), condition));
        json.set("pay", SaleJson.write(rule.pay()));
        rule.holdDays().ifPresent(days -> json.put("hold_days", days));
    }

    private static Rule rule(JsonNode json) {
        return new Rule(
                new RuleId(text(json, "id")),
                list(json, "conditions", TermsJson::condition),
                SaleJson.pay(json.path("pay")),
                json.has("hold_days") ? Optional.of(json.path("hold_days").intValue()) : Optional.empty());
    }

    private static void write(ObjectNode json, Condition condition) {
        switch (condition) {
            case Condition.Events of -> texts(json, "events", of.events());
            case Condition.Dates of -> {
                ObjectNode dates = json.putObject("dates");
                put(dates, "first", of.first());
                put(dates, "last", of.last());
            }
            case Condition.Groups of -> texts(json, "groups", of.groups());
            case Condition.CouponUsed of -> texts(json, "coupons", of.codes());
            case Condition.Products of -> texts(json, "skus", of.skus());
            case Condition.Categories of -> texts(json, "categories", of.categories());
        }
    }

    private static Condition condition(JsonNode json) {
        String kind = json.size() == 1 ? json.fieldNames().next() : "";
        return switch (kind) {
            case "events" -> new Condition.Events(values(json, kind, EventName::new));
            case "dates" ->
                new Condition.Dates(
                        optional(json.path(kind), "first", LocalDate::parse),
                        optional(json.path(kind), "last", LocalDate::parse));
            case "groups" -> new Condition.Groups(values(json, kind, Group::new));
            case "coupons" -> new Condition.CouponUsed(values(json, kind, CouponCode::new));
            case "skus" -> new Condition.Products(values(json, kind, Sku::new));
            case "categories" -> new Condition.Categories(values(json, kind, Category::new));
            default -> throw new IllegalStateException("terms hold a condition that is not known");
        };
    }

    /// In the order of the texts, so that one document has one JSON.
    private static void texts(ObjectNode json, String name, Collection<?> values) {
        ArrayNode array = json.putArray(name);
        values.stream().map(Object::toString).sorted().forEach(array::add);
    }

    private static <T> Set<T> values(JsonNode json, String name, Function<String, T> read) {
        return list(json, name, node -> read.apply(node.textValue())).stream().collect(Collectors.toUnmodifiableSet());
    }
}
