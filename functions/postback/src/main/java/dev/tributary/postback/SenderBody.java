package dev.tributary.postback;

import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.infrastructure.lambda.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// An object of a sender's body. What is not there, is null, empty, or of another kind is absent: a sender's
/// body has hundreds of fields, and what of them is needed is asked for where it is said in our words.
record SenderBody(JsonValue.Fields fields) {
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?");
    private static final JsonValue.Fields NOTHING = new JsonValue.Fields(Map.of());

    /// The object of that name; one without fields where there is none.
    SenderBody at(String name) {
        return fields.get(name).filter(JsonValue.Fields.class::isInstance).isPresent()
                ? new SenderBody((JsonValue.Fields) fields.get(name).orElseThrow())
                : new SenderBody(NOTHING);
    }

    /// The objects of a list.
    List<SenderBody> each(String name) {
        return fields.get(name).orElse(new JsonValue.Null()) instanceof JsonValue.Items(List<JsonValue> values)
                ? values.stream()
                        .filter(JsonValue.Fields.class::isInstance)
                        .map(one -> new SenderBody((JsonValue.Fields) one))
                        .toList()
                : List.of();
    }

    boolean has(String name) {
        return fields.get(name).isPresent();
    }

    /// A text that is not blank, or a number as it stood there: ids are either.
    Optional<String> text(String name) {
        return switch (fields.get(name).orElse(new JsonValue.Null())) {
            case JsonValue.Text(String text) -> Optional.of(text.strip()).filter(some -> !some.isEmpty());
            case JsonValue.Number(String text) -> Optional.of(text);
            default -> Optional.empty();
        };
    }

    /// A plain decimal number, written as a number or as a text; nothing passes through double.
    Optional<BigDecimal> decimal(String name) {
        return text(name).filter(text -> DECIMAL.matcher(text).matches()).map(BigDecimal::new);
    }

    /// The same, 0 where it is absent.
    BigDecimal sum(String name) {
        return decimal(name).orElse(BigDecimal.ZERO);
    }

    boolean isTrue(String name) {
        return fields.get(name).orElse(new JsonValue.Null()) instanceof JsonValue.Truth(boolean value) && value;
    }

    /// Of the currency that it names; 0 where it names none that is known, which is a fault by itself.
    int decimals() {
        return text("currency")
                .flatMap(CurrencyCode::parse)
                .map(CurrencyCode::decimals)
                .orElse(0);
    }

    /// A quantity as shops write it, a whole number; anything else is no piece.
    static long whole(BigDecimal quantity) {
        return quantity.signum() < 0 || quantity.precision() - quantity.scale() > 9 ? 0 : quantity.longValue();
    }
}
