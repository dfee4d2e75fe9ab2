package dev.tributary.infrastructure.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.local.check.Calls.Accepted;
import dev.tributary.infrastructure.local.demo.Browser.Door;
import dev.tributary.infrastructure.local.demo.Browser.Reply;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The merchant's shop: it tells of its orders in postbacks, signed as Standard Webhooks asks.
final class Shop {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final EventName SALE = EventName.SALE;

    private final Door front;
    private final Market market;
    private final Clock clock;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger repeats = new AtomicInteger();
    private final ConcurrentMap<String, Accepted> accepted = new ConcurrentHashMap<>();

    Shop(Door front, Market market, Clock clock) {
        this.front = front;
        this.market = market;
        this.clock = clock;
    }

    void sale(Order order) {
        sale(order, front);
    }

    /// By another door than the front one.
    void sale(Order order, Door door) {
        ObjectNode body = JSON.createObjectNode()
                .put("event", "sale")
                .put("order_id", order.id())
                .put("click_id", order.click().clickId())
                .put("amount", Order.decimal(order.cents()))
                .put("tax_amount", Order.decimal(order.tax()))
                .put("shipping_amount", Order.decimal(order.shipping()))
                .put("currency", order.currency())
                .put("occurred_at", clock.instant().toString());
        body.putObject("customer").put("id", customer(order)).put("email_sha256", email(order));
        send(order, body, door);
        if (order.twice()) {
            again(order, body);
        }
    }

    /// @param number from 1 on
    void refund(Order order, int number, boolean twice) {
        ObjectNode body = JSON.createObjectNode()
                .put("event", "refund")
                .put("order_id", order.id())
                .put("refund_id", order.id() + "-R" + number)
                .put("amount", Order.decimal(order.refunds().get(number - 1)))
                .put("currency", order.currency());
        send(order, body, front);
        if (twice) {
            again(order, body);
        }
    }

    /// How many postbacks were answered, repeats among them.
    int sent() {
        return sent.get();
    }

    int repeats() {
        return repeats.get();
    }

    /// What names a customer, in clear: it belongs nowhere else.
    static String customer(Order order) {
        return "customer-of-" + order.id();
    }

    static String email(Order order) {
        try {
            byte[] address = (customer(order) + "@mail.example").getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(address));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /// What the platform has said it took.
    Collection<Accepted> accepted() {
        return accepted.values();
    }

    private void again(Order order, ObjectNode body) {
        repeats.incrementAndGet();
        send(order, body, front);
    }

    private void send(Order order, ObjectNode call, Door door) {
        byte[] body = call.toString().getBytes(StandardCharsets.UTF_8);
        Reply reply = signed(body, door).expect(200, 202);
        if (reply.status() == 200) {
            // What was sent before; it has its receipt.
            return;
        }
        JsonNode receipt = reply.json();
        Accepted taken = new Accepted(
                Keys.order(key(order)),
                Keys.orderEvent(key(order)),
                receipt.path("receipt_id").asText(),
                Instant.parse(receipt.path("received_at").asText()));
        accepted.put(taken.receipt() + " " + taken.at(), taken);
    }

    /// Any body, as the shop would sign it.
    Reply signed(byte[] body, Door door) {
        String id = "msg_" + sent.incrementAndGet();
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        return door.post(
                market.postbackPath(),
                Map.of(
                        "content-type",
                        "application/json",
                        "webhook-id",
                        id,
                        "webhook-timestamp",
                        timestamp,
                        "webhook-signature",
                        "v1," + signature(id, timestamp, body)),
                body);
    }

    private ConversionKey key(Order order) {
        return new ConversionKey(ProgramId.of(market.programId()), new OrderId(order.id()), SALE);
    }

    private String signature(String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    Base64.getDecoder().decode(market.secret().substring("whsec_".length())), "HmacSHA256"));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
