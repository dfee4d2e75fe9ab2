package dev.tributary.infrastructure.lambda;

import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.infrastructure.lambda.HttpRefusal.Fault;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Reads the fields of one object of a call and notes every fault by its path, `items[3].amount`:
/// a caller learns all of them at once. No value is ever repeated, it may be a person's.
public final class FieldReader {
    public static final String MALFORMED = "malformed";
    public static final String MISSING = "missing";
    public static final String TOO_MANY = "too_many";
    public static final String UNKNOWN_FIELD = "unknown_field";

    /// Plain decimal: digits, and after a point more digits. No exponent, no sign but a minus.
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");
    private static final int LONGEST_TIME = 40;

    private final JsonValue.Fields fields;
    private final String prefix;
    private final List<Fault> faults;
    private final Set<String> taken = new HashSet<>();
    private final List<FieldReader> inner = new ArrayList<>();

    public FieldReader(JsonValue.Fields fields) {
        this(fields, "", new ArrayList<>());
    }

    private FieldReader(JsonValue.Fields fields, String prefix, List<Fault> faults) {
        this.fields = fields;
        this.prefix = prefix;
        this.faults = faults;
    }

    public List<Fault> faults() {
        return faults;
    }

    public void fault(String name, String code, String detail) {
        faults.add(new Fault(prefix + name, code, detail));
    }

    public boolean has(String name) {
        return fields.get(name).isPresent();
    }

    /// The names that are there, of an object whose names are values.
    public Set<String> names() {
        return fields.values().keySet();
    }

    /// Whether the field is there as `null`, which takes a value away.
    public boolean isNull(String name) {
        taken.add(name);
        return fields.values().get(name) instanceof JsonValue.Null;
    }

    /// Notes every field that nobody asked for, in the objects within too. For callers who are told
    /// of a misspelt name; after the last field was read.
    public void refuseUnknown() {
        for (String name : fields.values().keySet()) {
            if (!taken.contains(name)) {
                fault(name, UNKNOWN_FIELD, "This is no field of the object.");
            }
        }
        inner.forEach(FieldReader::refuseUnknown);
    }

    /// The paths of all fields that nobody asked for, in the objects within too; after the last field was read.
    public List<String> untaken() {
        List<String> paths = new ArrayList<>();
        for (String name : fields.values().keySet()) {
            if (!taken.contains(name)) {
                paths.add(prefix + name);
            }
        }
        inner.forEach(reader -> paths.addAll(reader.untaken()));
        return paths;
    }

    private Optional<JsonValue> take(String name) {
        taken.add(name);
        return fields.get(name);
    }

    private FieldReader within(JsonValue.Fields object, String path) {
        FieldReader reader = new FieldReader(object, prefix + path + ".", faults);
        inner.add(reader);
        return reader;
    }

    /// The first of the faults of a missing field.
    public <T> Optional<T> required(String name, Optional<T> value) {
        if (!has(name)) {
            fault(name, MISSING, "This field is required here.");
        }
        return value;
    }

    /// @param read empty for a text that is no such value
    public <T> Optional<T> text(String name, Function<String, Optional<T>> read) {
        return text(name, MALFORMED, read);
    }

    public <T> Optional<T> text(String name, String code, Function<String, Optional<T>> read) {
        Optional<JsonValue> value = take(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> typed = value.get() instanceof JsonValue.Text(String text) ? read.apply(text) : Optional.empty();
        if (typed.isEmpty()) {
            fault(name, code, "This is not a value that the field takes.");
        }
        return typed;
    }

    public Optional<Boolean> truth(String name) {
        Optional<JsonValue> value = take(name);
        if (value.isPresent() && value.get() instanceof JsonValue.Truth(boolean truth)) {
            return Optional.of(truth);
        }
        value.ifPresent(other -> fault(name, MALFORMED, "This is neither true nor false."));
        return Optional.empty();
    }

    /// A count from 1 on.
    public Optional<Long> count(String name) {
        Optional<JsonValue> value = take(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String text = value.get() instanceof JsonValue.Number(String number) ? number : "";
        long count = WHOLE.matcher(text).matches() ? Long.parseLong(text) : 0;
        if (count < 1) {
            fault(name, MALFORMED, "This is not a whole number from 1 on.");
            return Optional.empty();
        }
        return Optional.of(count);
    }

    /// A whole number from 0 to 999,999,999.
    public Optional<Integer> whole(String name) {
        Optional<JsonValue> value = take(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof JsonValue.Number(String number)
                && WHOLE.matcher(number).matches()) {
            return Optional.of(Integer.valueOf(number));
        }
        fault(name, MALFORMED, "This is not a whole number from 0 on.");
        return Optional.empty();
    }

    /// @param currency empty when it is unknown: then the number is judged alone
    public Optional<Money> money(String name, Optional<CurrencyCode> currency) {
        return money(name, currency, false);
    }

    /// The same, below zero too.
    public Optional<Money> signedMoney(String name, Optional<CurrencyCode> currency) {
        return money(name, currency, true);
    }

    private Optional<Money> money(String name, Optional<CurrencyCode> currency, boolean signed) {
        Optional<JsonValue> value = take(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String text = switch (value.get()) {
            case JsonValue.Text(String string) -> string;
            case JsonValue.Number(String number) -> number;
            default -> "";
        };
        if (!DECIMAL.matcher(text).matches()) {
            fault(name, MALFORMED, "This is not a plain decimal number.");
            return Optional.empty();
        }
        BigDecimal amount = new BigDecimal(text);
        if (amount.signum() < 0 && !signed) {
            fault(name, "negative", "An amount is not negative.");
            return Optional.empty();
        }
        if (currency.isEmpty()) {
            return Optional.empty();
        }
        if (amount.scale() > currency.get().decimals()) {
            fault(
                    name,
                    "too_many_decimals",
                    "The currency has " + currency.get().decimals() + " decimals.");
            return Optional.empty();
        }
        Optional<Money> money = Money.exact(amount, currency.get());
        if (money.isEmpty()) {
            fault(name, "too_large", "The amount is too large.");
        }
        return money;
    }

    /// RFC 3339, to the millisecond.
    public Optional<Instant> time(String name) {
        Optional<JsonValue> value = take(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String text =
                value.get() instanceof JsonValue.Text(String string) && string.length() <= LONGEST_TIME ? string : "";
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException malformed) {
            boolean local = isLocal(text);
            fault(
                    name,
                    local ? "no_zone" : MALFORMED,
                    local ? "The time has no zone." : "This is not an RFC 3339 time.");
            return Optional.empty();
        }
    }

    /// The object in a field; an empty one when it is absent.
    public FieldReader object(String name) {
        Optional<JsonValue> value = take(name);
        if (value.isPresent() && value.get() instanceof JsonValue.Fields object) {
            return within(object, name);
        }
        value.ifPresent(other -> fault(name, MALFORMED, "This is not an object."));
        return within(new JsonValue.Fields(Map.of()), name);
    }

    /// The objects of a list, at most so many.
    public List<FieldReader> objects(String name, int most) {
        List<FieldReader> objects = new ArrayList<>();
        for (JsonValue value : list(name, most)) {
            String path = name + "[" + objects.size() + "]";
            if (value instanceof JsonValue.Fields object) {
                objects.add(within(object, path));
            } else {
                fault(path, MALFORMED, "This is not an object.");
                return List.of();
            }
        }
        return objects;
    }

    /// The texts of a list, at most so many.
    public <T> List<T> texts(String name, int most, Function<String, Optional<T>> read) {
        List<T> texts = new ArrayList<>();
        int index = 0;
        for (JsonValue value : list(name, most)) {
            Optional<T> typed = value instanceof JsonValue.Text(String text) ? read.apply(text) : Optional.empty();
            if (typed.isEmpty()) {
                fault(name + "[" + index + "]", MALFORMED, "This is not a value that the list takes.");
            }
            typed.ifPresent(texts::add);
            index++;
        }
        return texts;
    }

    private List<JsonValue> list(String name, int most) {
        Optional<JsonValue> value = take(name);
        if (value.isPresent() && value.get() instanceof JsonValue.Items(List<JsonValue> values)) {
            if (values.size() > most) {
                fault(name, TOO_MANY, "The list holds more than " + most + ".");
                return List.of();
            }
            return values;
        }
        value.ifPresent(other -> fault(name, MALFORMED, "This is not a list."));
        return List.of();
    }

    private static boolean isLocal(String text) {
        try {
            LocalDateTime.parse(text);
            return true;
        } catch (DateTimeException malformed) {
            return false;
        }
    }
}
