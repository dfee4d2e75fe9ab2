package dev.tributary.postback;

import dev.tributary.infrastructure.lambda.JsonValue;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The line whose parameters end with this number: `ItemSku3`, `ItemPrice3`.
final class ImpactLine {
    private static final Pattern NAME =
            Pattern.compile("Item(?:Sku|Category|Quantity|Price|Subtotal|Discount)([1-9][0-9]{0,3})");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");

    private final int number;
    private final SenderParameters sent;
    private final String amountName;
    private final BigDecimal amount;
    private final String quantity;

    ImpactLine(int number, SenderParameters sent, SenderFields fields) {
        this.number = number;
        this.sent = sent;
        this.quantity = sent.get(name("Quantity")).orElse("1");
        this.amountName = sent.named(name("Subtotal"), name("Price"));
        this.amount = amount(fields);
    }

    /// The numbers of all lines, in their order; gaps are none of ours.
    static SortedSet<Integer> numbers(SenderParameters sent) {
        SortedSet<Integer> numbers = new TreeSet<>();
        for (String name : sent.names()) {
            Matcher line = NAME.matcher(name);
            if (line.matches()) {
                numbers.add(Integer.valueOf(line.group(1)));
            }
        }
        return numbers;
    }

    /// The parameter that it is made of.
    String amountName() {
        return amountName;
    }

    BigDecimal amount() {
        return amount;
    }

    JsonValue json() {
        Map<String, JsonValue> line = new HashMap<>();
        sent.get(name("Sku")).ifPresent(sku -> line.put("sku", new JsonValue.Text(sku)));
        sent.get(name("Category")).ifPresent(category -> line.put("category", new JsonValue.Text(category)));
        line.put("quantity", new JsonValue.Number(quantity));
        line.put("amount", new JsonValue.Text(CallFields.plain(amount)));
        return new JsonValue.Fields(line);
    }

    private BigDecimal amount(SenderFields fields) {
        if (!WHOLE.matcher(quantity).matches() || Integer.parseInt(quantity) == 0) {
            fields.fault(name("Quantity"), "malformed", "This is not a whole number from 1 on.");
            return BigDecimal.ZERO;
        }
        if (sent.get(amountName).isEmpty()) {
            fields.fault(amountName, "missing", "A line has a subtotal, or a price.");
        }
        Optional<BigDecimal> value = fields.decimal(amountName);
        BigDecimal count = amountName.equals(name("Price")) ? new BigDecimal(quantity) : BigDecimal.ONE;
        BigDecimal discount = fields.decimal(name("Discount")).orElse(BigDecimal.ZERO);
        return value.orElse(BigDecimal.ZERO).multiply(count).subtract(discount);
    }

    private String name(String what) {
        return "Item" + what + number;
    }
}
