package dev.tributary.postback;

import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.Item;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.infrastructure.lambda.JsonValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The fields of a call of ours, put together from what a sender says. What a call needs is passed on as it
/// is, so that its fault is told; what it could do without is left out where we could not take it.
final class CallFields {
    private static final int MOST_COUPONS = 20;

    private final Map<String, JsonValue> fields = new LinkedHashMap<>();
    private final Map<String, JsonValue> customer = new LinkedHashMap<>();
    private final List<JsonValue> items = new ArrayList<>();

    CallFields put(String name, String value) {
        fields.put(name, new JsonValue.Text(value));
        return this;
    }

    CallFields put(String name, Optional<String> value) {
        value.ifPresent(text -> put(name, text));
        return this;
    }

    /// A part that is nothing is left out: senders write 0.00 for what an order does not have.
    CallFields part(String name, BigDecimal amount) {
        return amount.signum() == 0 ? this : put(name, plain(amount));
    }

    CallFields test(boolean isTest) {
        if (isTest) {
            fields.put("test", new JsonValue.Truth(true));
        }
        return this;
    }

    CallFields coupons(Collection<String> codes) {
        List<JsonValue> known = codes.stream()
                .filter(code -> CouponCode.parse(code).isPresent())
                .distinct()
                .limit(MOST_COUPONS)
                .<JsonValue>map(JsonValue.Text::new)
                .toList();
        if (!known.isEmpty()) {
            fields.put("coupons", new JsonValue.Items(known));
        }
        return this;
    }

    CallFields customerId(Optional<String> id) {
        id.ifPresent(text -> customer.put("id", new JsonValue.Text(text)));
        return this;
    }

    CallFields customerIsNew(Optional<Boolean> isNew) {
        isNew.ifPresent(is -> customer.put("new", new JsonValue.Truth(is)));
        return this;
    }

    /// The address itself goes no further.
    CallFields email(Optional<String> address) {
        address.ifPresent(text -> customer.put("email_sha256", new JsonValue.Text(sha256(text))));
        return this;
    }

    CallFields country(Optional<String> code) {
        code.flatMap(CountryCode::parse)
                .ifPresent(country -> customer.put("country", new JsonValue.Text(country.toString())));
        return this;
    }

    /// A line of an order. Those above the most that an order has are part of its rest.
    /// @param total without tax, after discounts
    CallFields item(Optional<String> sku, long quantity, BigDecimal total) {
        if (items.size() < Item.MOST && quantity > 0) {
            Map<String, JsonValue> line = new LinkedHashMap<>();
            sku.flatMap(Sku::parse).ifPresent(of -> line.put("sku", new JsonValue.Text(of.text())));
            line.put("quantity", new JsonValue.Number(Long.toString(quantity)));
            line.put("amount", new JsonValue.Text(plain(total.max(BigDecimal.ZERO))));
            items.add(new JsonValue.Fields(line));
        }
        return this;
    }

    /// So many pieces of a line that come back.
    CallFields returned(String sku, long quantity) {
        if (quantity > 0) {
            items.add(new JsonValue.Fields(
                    Map.of("sku", new JsonValue.Text(sku), "quantity", new JsonValue.Number(Long.toString(quantity)))));
        }
        return this;
    }

    JsonValue.Fields build() {
        Map<String, JsonValue> all = new LinkedHashMap<>(fields);
        if (!customer.isEmpty()) {
            all.put("customer", new JsonValue.Fields(customer));
        }
        if (!items.isEmpty()) {
            all.put("items", new JsonValue.Items(items));
        }
        return new JsonValue.Fields(all);
    }

    /// Without zeros at the end: senders write two decimals in currencies that have none.
    static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    /// Of the address as people write it down: trimmed, in lower case.
    private static String sha256(String address) {
        try {
            byte[] text = address.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }
}
