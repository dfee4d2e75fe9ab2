package dev.tributary.infrastructure.local.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.infrastructure.local.demo.Browser.Door;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Calls that the platform has to refuse, each for another reason, and that may leave nothing behind.
final class RefusedCalls {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Shop shop;
    private final Door front;
    private final Order known;

    /// @param known an order that was converted
    RefusedCalls(Shop shop, Door front, Order known) {
        this.shop = shop;
        this.front = front;
        this.known = known;
    }

    /// @return how many were refused
    /// @throws UnexpectedAnswer when one was not, or for another reason
    int send() {
        sale(409, sale -> sale.put("amount", Order.decimal(known.cents() + 1)));
        sale(422, sale -> sale.put("order_id", "X-1").put("amount", "-1.00"));
        sale(422, sale -> sale.put("order_id", "X-2").put("currency", "EURO"));
        sale(422, sale -> sale.put("order_id", "X-3").put("click_id", forged()));
        sale(422, sale -> sale.put("order_id", "X-4").put("occurred_at", "2026-11-22T10:15:00"));
        sale(
                422,
                sale -> sale.put("event", "refund")
                        .put("refund_id", "X-R")
                        .put("amount", Order.decimal(2 * known.cents())));
        shop.signed("{\"event\":".getBytes(StandardCharsets.UTF_8), front).expect(400);
        shop.signed(
                        body(sale -> sale.put("order_id", "X-5")),
                        (path, headers, body) -> front.post(path, unsigned(headers), body))
                .expect(401);
        return 8;
    }

    private void sale(int status, Consumer<ObjectNode> change) {
        shop.signed(body(change), front).expect(status);
    }

    private byte[] body(Consumer<ObjectNode> change) {
        ObjectNode sale = JSON.createObjectNode()
                .put("event", "sale")
                .put("order_id", known.id())
                .put("click_id", known.click().clickId())
                .put("amount", Order.decimal(known.cents()))
                .put("currency", Market.CURRENCY);
        change.accept(sale);
        return sale.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// One character of the token is another one.
    private String forged() {
        String token = known.click().clickId();
        int middle = token.length() / 2;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';
        return token.substring(0, middle) + other + token.substring(middle + 1);
    }

    private static Map<String, String> unsigned(Map<String, String> headers) {
        Map<String, String> changed = new HashMap<>(headers);
        changed.put("webhook-signature", "v1," + "A".repeat(43) + "=");
        return changed;
    }
}
