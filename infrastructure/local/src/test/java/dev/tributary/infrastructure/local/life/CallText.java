package dev.tributary.infrastructure.local.life;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.ChargebackWon;
import dev.tributary.domain.conversion.ConversionEvent.OrderUpdate;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionEvent.StatusUpdate;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.Item;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.postback.PostbackSecret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A call of a merchant as API Gateway hands it over: signed, with a token, or as a URL.
final class CallText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CallText() {}

    /// How the call is made.
    enum Form {
        SIGNED,
        BEARER,
        URL
    }

    /// A URL has no lists of items, and none who buys more than once.
    static boolean fitsUrl(ConversionEvent event) {
        return !json(event).has("items")
                && buyer(event.key().order()).equals(event.key().order().text());
    }

    /// Orders `K-1.1` and `K-1.2` are of one who bought twice.
    static String buyer(OrderId order) {
        int dot = order.text().indexOf('.');
        return dot < 0 ? order.text() : order.text().substring(0, dot);
    }

    static APIGatewayV2HTTPEvent event(ConversionEvent call, Form form, Market.Opened market, Instant now) {
        ObjectNode json = json(call);
        String path = "/postbacks/" + call.key().program();
        return switch (form) {
            case SIGNED -> {
                String body = withCustomer(json, call).toString();
                yield http("POST", path, "", signature(market.secret(), now, body), body);
            }
            case BEARER ->
                http(
                        "POST",
                        path,
                        "",
                        Map.of(
                                "content-type",
                                "application/json; charset=utf-8",
                                "authorization",
                                "Bearer " + market.token().reveal()),
                        withCustomer(json, call).toString());
            case URL ->
                http("GET", path, query(json) + "&token=" + market.token().reveal(), Map.of(), "");
        };
    }

    /// Who bought, in clear, as only the merchant and the edge may see it.
    static List<String> shopper(ConversionEvent call) {
        String order = buyer(call.key().order());
        String hash = Integer.toHexString(order.hashCode());
        return List.of(
                "customer." + order + "." + hash,
                (hash + "e".repeat(64)).substring(0, 64).toLowerCase(Locale.ROOT));
    }

    static APIGatewayV2HTTPEvent http(
            String method, String path, String query, Map<String, String> headers, String body) {
        RequestContext.Http http = new RequestContext.Http();
        http.setMethod(method);
        http.setPath(path);
        RequestContext context = new RequestContext();
        context.setHttp(http);
        APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
        event.setRequestContext(context);
        event.setRawPath(path);
        event.setRawQueryString(query);
        event.setHeaders(headers);
        event.setBody(body);
        event.setIsBase64Encoded(false);
        return event;
    }

    /// Standard Webhooks.
    static Map<String, String> signature(PostbackSecret secret, Instant now, String body) {
        String timestamp = Long.toString(now.getEpochSecond());
        byte[] mac = secret.sign("msg_1", timestamp, body.getBytes(StandardCharsets.UTF_8));
        Map<String, String> headers = new HashMap<>();
        headers.put("content-type", "application/json");
        headers.put("webhook-id", "msg_1");
        headers.put("webhook-timestamp", timestamp);
        headers.put("webhook-signature", "v1," + Base64.getEncoder().encodeToString(mac));
        return headers;
    }

    static ObjectNode json(ConversionEvent call) {
        ObjectNode json = JSON.createObjectNode();
        json.put("order_id", call.key().order().text());
        call.statedAt().ifPresent(at -> json.put("occurred_at", at.toString()));
        switch (call) {
            case Reward reward -> put(json, reward);
            case Refund refund -> {
                json.put("event", refund.kind().name().toLowerCase(Locale.ROOT));
                json.put("refund_id", refund.refund().text());
                refund.amount()
                        .ifPresent(amount -> json.put("amount", amount.amount())
                                .put("currency", amount.currency().code()));
                if (!refund.items().isEmpty()) {
                    ArrayNode items = json.putArray("items");
                    refund.items().forEach(item -> {
                        ObjectNode line =
                                items.addObject().put("sku", item.sku().text());
                        item.quantity().ifPresent(quantity -> line.put("quantity", quantity));
                        item.amount().ifPresent(amount -> line.put("amount", amount.amount()));
                    });
                }
            }
            case ChargebackWon won ->
                json.put("event", "chargeback_won")
                        .put("refund_id", won.chargeback().text());
            case OrderUpdate update -> {
                json.put("event", "order_update")
                        .put("update_id", update.update().text());
                put(json, update.amounts());
                put(json, update.items());
            }
            case StatusUpdate update -> {
                json.put("event", call.key().event().text());
                put(json, update.verdict());
            }
        }
        if (!call.key().event().equals(EventName.SALE) && !(call instanceof Reward || call instanceof StatusUpdate)) {
            json.put("of_event", call.key().event().text());
        }
        return json;
    }

    private static void put(ObjectNode json, Reward reward) {
        json.put("event", reward.key().event().text());
        reward.click().ifPresent(click -> json.put("click_id", click.token()));
        reward.subscription().ifPresent(id -> json.put("subscription_id", id.text()));
        if (!reward.coupons().isEmpty()) {
            ArrayNode coupons = json.putArray("coupons");
            reward.coupons().forEach(coupon -> coupons.add(coupon.text().toLowerCase(Locale.ROOT)));
        }
        reward.amounts().ifPresent(amounts -> put(json, amounts));
        put(json, reward.items());
        reward.verdict().ifPresent(verdict -> put(json, verdict));
        if (reward.test()) {
            json.put("test", true);
        }
    }

    private static void put(ObjectNode json, Amounts amounts) {
        json.put("amount", amounts.amount().amount())
                .put("currency", amounts.currency().code());
        amounts.tax().ifPresent(part -> json.put("tax_amount", part.amount()));
        amounts.shipping().ifPresent(part -> json.put("shipping_amount", part.amount()));
        amounts.fee().ifPresent(part -> json.put("fee_amount", part.amount()));
    }

    private static void put(ObjectNode json, List<Item> items) {
        if (!items.isEmpty()) {
            ArrayNode lines = json.putArray("items");
            items.forEach(item -> {
                ObjectNode line = lines.addObject();
                item.sku().ifPresent(sku -> line.put("sku", sku.text()));
                item.category().ifPresent(category -> line.put("category", category.text()));
                line.put("quantity", item.quantity())
                        .put("amount", item.amount().amount());
            });
        }
    }

    private static void put(ObjectNode json, Verdict verdict) {
        json.put("status", verdict.status().text());
        verdict.approvedAmount().ifPresent(amount -> json.put("approved_amount", amount.amount()));
    }

    private static ObjectNode withCustomer(ObjectNode json, ConversionEvent call) {
        if (call instanceof Reward) {
            List<String> shopper = shopper(call);
            json.putObject("customer")
                    .put("id", shopper.getFirst())
                    .put("email_sha256", shopper.getLast())
                    .put("country", "LV");
        }
        return json;
    }

    private static String query(ObjectNode json) {
        return json.properties().stream()
                .map(field -> (field.getKey().equals("coupons") ? "coupon" : field.getKey())
                        + "="
                        + URLEncoder.encode(value(field.getValue()), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String value(JsonNode value) {
        return value.isArray() ? value.path(0).asText() : value.asText();
    }
}
