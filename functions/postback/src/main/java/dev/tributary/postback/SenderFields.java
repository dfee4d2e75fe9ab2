package dev.tributary.postback;

import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.HttpRefusal.Fault;
import dev.tributary.infrastructure.lambda.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The fields of a call of ours, from the parameters of a sender, with the sender's name for each: a
/// fault is told by that, also where the parameter is missing.
final class SenderFields {
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");

    private final SenderParameters sent;
    private final Map<String, JsonValue> fields = new LinkedHashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    SenderFields(SenderParameters sent) {
        this.sent = sent;
    }

    /// @param theirs names of one and the same parameter
    SenderFields text(String ours, String... theirs) {
        String name = named(ours, theirs);
        sent.get(name)
                .ifPresent(value -> fields.put(ours, new JsonValue.Text(ours.equals("amount") ? plain(value) : value)));
        return this;
    }

    /// What a call is about: which click, which order, what of it, for how much. A macro in its place is not
    /// as if it were absent: all calls would be one, all of them approved, or no sale but word of a status.
    SenderFields exact(String ours, String... theirs) {
        refuseMacro(named(ours, theirs));
        return text(ours, theirs);
    }

    /// One coupon, as a call by parameters can name.
    SenderFields coupon(String theirs) {
        names.put("coupons", theirs);
        sent.get(theirs)
                .ifPresent(code -> fields.put("coupons", new JsonValue.Items(List.of(new JsonValue.Text(code)))));
        return this;
    }

    /// The currency in either case; where there is none, what is sent is in the program's, as these
    /// senders take an amount to be in that of the offer. After the amount.
    SenderFields currency(Gate gate, String... theirs) {
        String name = named("currency", theirs);
        refuseMacro(name);
        Optional<String> code = sent.get(name).map(text -> text.toUpperCase(Locale.ROOT));
        if (code.isPresent() || fields.containsKey("amount")) {
            fields.put(
                    "currency", new JsonValue.Text(code.orElse(gate.currency().code())));
        }
        return this;
    }

    /// A name of an event in the form of ours: `Add to cart` is `add_to_cart`.
    SenderFields event(String theirs) {
        names.put("event", theirs);
        refuseMacro(theirs);
        sent.get(theirs).ifPresent(name -> fields.put("event", new JsonValue.Text(word(name))));
        return this;
    }

    SenderFields put(String ours, String theirs, JsonValue value) {
        names.put(ours, theirs);
        fields.put(ours, value);
        return this;
    }

    SenderFields put(String ours, String theirs, String value) {
        return put(ours, theirs, new JsonValue.Text(value));
    }

    /// A field that is made of others: only its name, for what is wrong with it.
    SenderFields name(String ours, String theirs) {
        names.put(ours, theirs);
        return this;
    }

    SenderFields fault(String theirs, String code, String detail) {
        faults.add(new Fault(theirs, code, detail));
        return this;
    }

    void refuseMacro(String theirs) {
        if (sent.isUnreplaced(theirs)) {
            fault(theirs, "unreplaced_macro", "The sender did not put a value in place of its macro.");
        }
    }

    /// A number to count with; what is none is a fault.
    Optional<BigDecimal> decimal(String theirs) {
        refuseMacro(theirs);
        Optional<String> text = sent.get(theirs);
        if (text.isPresent() && !DECIMAL.matcher(text.get()).matches()) {
            fault(theirs, "malformed", "This is not a plain decimal number.");
            return Optional.empty();
        }
        Optional<BigDecimal> number = text.map(BigDecimal::new);
        if (number.filter(value -> value.signum() < 0).isPresent()) {
            fault(theirs, "negative", "An amount is not negative.");
        }
        return number;
    }

    /// @throws HttpRefusal 422 when there is a fault already
    Reading.Said said() {
        if (!faults.isEmpty()) {
            String code = faults.size() == 1 ? faults.getFirst().code() : "invalid_fields";
            throw HttpRefusal.of(422, code, "The call was not taken: a parameter is wrong.")
                    .because(faults);
        }
        fields.putIfAbsent("event", new JsonValue.Text("sale"));
        return Reading.Said.of(new JsonValue.Fields(fields), this::theirs);
    }

    /// Senders fill in five decimals, and two in currencies that have none: zeros at the end say nothing. What is no
    /// number goes on as it is, for its fault to be told.
    private static String plain(String amount) {
        return DECIMAL.matcher(amount).matches() ? CallFields.plain(new BigDecimal(amount)) : amount;
    }

    static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    }

    private String named(String ours, String... theirs) {
        String name = sent.named(theirs);
        names.put(ours, name);
        return name;
    }

    /// By the whole path, else by the list or object that it is in, else by our own.
    private String theirs(String ours) {
        String whole = names.get(ours);
        return whole != null ? whole : names.getOrDefault(ours.split("[\\[.]", 2)[0], ours);
    }
}
