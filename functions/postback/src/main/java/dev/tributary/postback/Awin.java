package dev.tributary.postback;

import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.infrastructure.lambda.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A call for Awin, `sread.php`: Awin, "Direct S2S Integration", "Parameter Guidance", "Commission Groups".
///
/// Awin's `amount` is after discounts and without tax and shipping, so nothing of it is taken off here.
/// `parts` are lines whose category is the commission group; they have to come to the amount. `ch` is the
/// channel that the shop itself gives the order to: where that is another than Awin's place, `aw`, no
/// affiliate is meant, and nothing is taken.
final class Awin extends ParameterDialect {
    private static final Pattern PART = Pattern.compile("([A-Za-z0-9_.-]{1,128}):([0-9]{1,15}(?:\\.[0-9]{1,15})?)");
    private static final String WHOLE = "DEFAULT";

    Awin(Gatekeeper gatekeeper) {
        super("awin", "token", gatekeeper);
    }

    @Override
    Reading read(SenderParameters sent, Gate gate) {
        if (sent.get("ch").filter(channel -> !channel.equals("aw")).isPresent()) {
            return new Reading.Unused("another_channel");
        }
        SenderFields fields = new SenderFields(sent)
                .exact("click_id", "cks")
                .exact("order_id", "ref")
                .exact("amount", "amount")
                .currency(gate, "cr")
                .coupon("vc");
        parts(sent, fields);
        sent.get("testmode").ifPresent(mode -> fields.put("test", "testmode", truth(mode)));
        customer(sent).ifPresent(customer -> fields.put("customer", "customeracquisition", customer));
        return fields.said();
    }

    private static void parts(SenderParameters sent, SenderFields fields) {
        fields.name("items", "parts");
        List<JsonValue> lines = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (String text : sent.get("parts").orElse("").split("\\|")) {
            if (text.isEmpty()) {
                continue;
            }
            Matcher part = PART.matcher(text);
            if (!part.matches()) {
                fields.fault("parts", "malformed", "A part is a group, a colon, and a plain decimal number.");
                return;
            }
            BigDecimal worth = new BigDecimal(part.group(2));
            sum = sum.add(worth);
            Map<String, JsonValue> line = new HashMap<>(Map.of("amount", new JsonValue.Text(CallFields.plain(worth))));
            if (!part.group(1).equals(WHOLE)) {
                line.put("category", new JsonValue.Text(part.group(1)));
            }
            lines.add(new JsonValue.Fields(line));
        }
        Optional<BigDecimal> amount = lines.isEmpty() ? Optional.empty() : fields.decimal("amount");
        if (amount.isPresent() && amount.get().compareTo(sum) != 0) {
            fields.fault("parts", "parts_differ", "The parts do not come to the amount.");
        }
        // All of it in the default group is an order without lines.
        if (lines.stream()
                .anyMatch(line -> ((JsonValue.Fields) line).get("category").isPresent())) {
            fields.put("items", "parts", new JsonValue.Items(lines));
        }
    }

    private static JsonValue truth(String mode) {
        return switch (mode) {
            case "1" -> new JsonValue.Truth(true);
            case "0" -> new JsonValue.Truth(false);
            default -> new JsonValue.Text(mode);
        };
    }

    private static Optional<JsonValue> customer(SenderParameters sent) {
        return sent.get("customeracquisition")
                .filter(word -> word.equals("NEW") || word.equals("RETURNING"))
                .map(word -> new JsonValue.Fields(Map.of("new", new JsonValue.Truth(word.equals("NEW")))));
    }
}
