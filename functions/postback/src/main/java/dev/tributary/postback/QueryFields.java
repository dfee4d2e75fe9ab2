package dev.tributary.postback;

import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpCall.Parameter;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.HttpRefusal.Fault;
import dev.tributary.infrastructure.lambda.JsonValue;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A query as the fields of a call, for those who can only call a URL. Trackers have their own names
/// for click and order. An empty parameter is a macro that had no value: as if it were not there.
final class QueryFields {
    private static final String TOKEN = "token";
    private static final Map<String, String> ALIASES = Map.of(
            "clickid", "click_id",
            "cid", "click_id",
            "subid", "click_id",
            "irclickid", "click_id",
            "transaction_id", "click_id",
            "txid", "order_id",
            "tid", "order_id");

    private QueryFields() {}

    /// The token of a raw query, even of one that is malformed elsewhere: who calls is asked first.
    static Optional<String> token(String query) {
        return token(query, TOKEN);
    }

    /// The same, by another name.
    static Optional<String> token(String query, String name) {
        for (String pair : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                try {
                    return HttpCall.query(pair).stream().map(Parameter::value).findFirst();
                } catch (HttpRefusal malformed) {
                    return Optional.of("");
                }
            }
        }
        return Optional.empty();
    }

    /// What a parameter is called here.
    static String ours(String name) {
        return name.equals("coupon") ? "coupons" : ALIASES.getOrDefault(name, name);
    }

    /// @throws HttpRefusal 400 for a parameter that stands twice, by its name or an alias
    static JsonValue.Fields of(List<Parameter> query) {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        for (Parameter parameter : query) {
            String name = ALIASES.getOrDefault(parameter.name(), parameter.name());
            if (!seen.add(name)) {
                String detail = "A parameter stands in the query twice, by its name or an alias.";
                throw HttpRefusal.of(400, "repeated_parameter", detail)
                        .because(List.of(new Fault(printable(name), "repeated", detail)));
            }
            if (!parameter.value().isEmpty() && !name.equals(TOKEN)) {
                put(fields, name, parameter.value());
            }
        }
        return new JsonValue.Fields(fields);
    }

    private static void put(Map<String, JsonValue> fields, String name, String value) {
        switch (name) {
            case "coupon" -> fields.put("coupons", new JsonValue.Items(List.of(new JsonValue.Text(value))));
            case "test" -> fields.put(name, truth(value));
            // Objects and lists have no form in a query.
            case "coupons", "customer", "items" -> {}
            default -> fields.put(name, new JsonValue.Text(value));
        }
    }

    private static JsonValue truth(String value) {
        return switch (value) {
            case "1", "true" -> new JsonValue.Truth(true);
            case "0", "false" -> new JsonValue.Truth(false);
            default -> new JsonValue.Text(value);
        };
    }

    /// Only a name of ours is repeated to the caller.
    private static String printable(String name) {
        return name.matches("[a-z0-9_]{1,40}") ? name : "query";
    }
}
