package dev.tributary.postback;

import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.ChargebackWon;
import dev.tributary.domain.conversion.ConversionEvent.OrderUpdate;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionEvent.StatusUpdate;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.JsonValue;
import dev.tributary.infrastructure.lambda.MediaType;
import dev.tributary.postback.Explanation.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a sender calls the fields of a thing that it said, and which of its parameters nothing was made of.
final class SentNames {
    private static final String CUSTOMER = "customer";
    /// What becomes an HMAC, and is told to nobody.
    private static final Set<String> NAMING = Set.of("customer.id", "customer.email_sha256");
    private static final Pattern PROVING = Pattern.compile("(?i).*(token|secret|signature|hmac).*");
    private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1,64}");
    private static final int MOST = 100;

    private final Reading.One one;
    private final boolean isOwn;
    /// Of the query and the form, where they are the call.
    private final Optional<Set<String>> parameters;

    SentNames(Dialect dialect, SenderCall call, Reading.One one) {
        this.one = one;
        this.isOwn = dialect instanceof OwnUrl;
        boolean isForm = MediaType.isForm(call.http().header("content-type"));
        String form = isForm ? new String(call.http().body(), StandardCharsets.UTF_8) : "";
        this.parameters = isForm || call.http().method().equals("GET")
                ? Optional.of(HttpCall.query(call.query() + "&" + form, SenderParameters.MOST).stream()
                        .map(HttpCall.Parameter::name)
                        .collect(Collectors.toCollection(LinkedHashSet::new)))
                : Optional.empty();
    }

    /// @param untaken the paths of those that were not read
    List<Field> fields(List<String> untaken, Optional<ConversionEvent> said) {
        Map<String, String> read = said.map(SentNames::read).orElse(Map.of());
        List<Field> fields = new ArrayList<>();
        one.fields().values().forEach((name, value) -> {
            if (name.equals(CUSTOMER) && value instanceof JsonValue.Fields(Map<String, JsonValue> parts)) {
                parts.forEach((part, inner) -> add(fields, CUSTOMER + "." + part, inner, untaken, read));
            } else {
                add(fields, name, value, untaken, read);
            }
        });
        return fields;
    }

    private void add(List<Field> fields, String path, JsonValue value, List<String> untaken, Map<String, String> read) {
        boolean isWhole = untaken.contains(path) || untaken.contains(CUSTOMER) && path.startsWith(CUSTOMER);
        if (!isWhole && !(value instanceof JsonValue.Null)) {
            fields.add(new Field(
                    sent(path),
                    path,
                    Optional.of(value).filter(any -> !NAMING.contains(path)),
                    Optional.ofNullable(read.get(path))));
        }
    }

    /// By the sender's names, as far as they are printable; what proves a call is no field.
    List<String> ignored(List<String> untaken) {
        Set<String> names = new LinkedHashSet<>();
        untaken.forEach(path -> names.add(sent(path).orElse(path)));
        Set<String> used = one.fields().values().keySet().stream()
                .flatMap(path -> sent(path).stream())
                .collect(Collectors.toSet());
        parameters.ifPresent(
                all -> all.stream().filter(name -> !used.contains(name)).forEach(names::add));
        return names.stream()
                .filter(name -> !PROVING.matcher(name).matches())
                .map(name -> PRINTABLE.matcher(name).matches() ? name : "?")
                .limit(MOST)
                .toList();
    }

    private Optional<String> sent(String path) {
        String name = one.names().apply(path);
        if (parameters.isEmpty() || parameters.get().contains(name)) {
            return Optional.of(name);
        }
        return parameters.get().stream()
                .filter(alias -> isOwn && QueryFields.ours(alias).equals(path))
                .findFirst();
    }

    private static Map<String, String> read(ConversionEvent event) {
        Map<String, String> read = new HashMap<>();
        event.statedAt().ifPresent(time -> read.put("occurred_at", time.toString()));
        switch (event) {
            case Reward reward -> {
                reward.amounts().ifPresent(amounts -> amounts(read, amounts));
                reward.checkoutStartedAt().ifPresent(time -> read.put("checkout_started_at", time.toString()));
                read.put(
                        "coupons",
                        reward.coupons().stream().map(Object::toString).collect(Collectors.joining(", ")));
            }
            case Refund refund -> refund.amount().ifPresent(amount -> read.put("amount", amount.toString()));
            case OrderUpdate update -> amounts(read, update.amounts());
            case StatusUpdate _, ChargebackWon _ -> {}
        }
        return read;
    }

    private static void amounts(Map<String, String> read, Amounts amounts) {
        read.put("amount", amounts.amount().toString());
        amounts.tax().ifPresent(part -> read.put("tax_amount", part.toString()));
        amounts.shipping().ifPresent(part -> read.put("shipping_amount", part.toString()));
        amounts.fee().ifPresent(part -> read.put("fee_amount", part.toString()));
    }
}
