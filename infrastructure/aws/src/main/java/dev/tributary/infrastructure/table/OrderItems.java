package dev.tributary.infrastructure.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.order.OrderFigures;
import dev.tributary.domain.order.OrderState;
import dev.tributary.infrastructure.edge.Keys;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// The item of an order, both directions: what lists and people look for as plain attributes, and the
/// whole state as packed JSON, whose names stand in a dictionary, so that an ordinary order stays
/// within the 1 KB that a write unit pays for.
/// ```
/// pk O#{program}#{order} | sk {event} | version 3 | state converted | amount "126.00" | currency EUR
/// | occurred_at 2026-11-22T10:15:00Z | figures "C EUR 10000 aff_...:lnk_...:10000:1000" | order <packed>
/// ```
public final class OrderItems {
    /// One more with every write; the condition of the next one.
    public static final String VERSION = ItemStore.VERSION;

    private static final String ORDER = "order";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private OrderItems() {}

    /// The attributes of an order at a version, keys included; indexes are the writer's matter.
    public static Map<String, Object> of(OrderState state, long version) {
        Map<String, Object> item = new HashMap<>();
        item.put(Keys.PK, Keys.order(state.key()));
        item.put(Keys.SK, Keys.orderEvent(state.key()));
        item.put(ItemStore.VERSION, version);
        item.put("state", state.stage().text());
        state.sale().ifPresent(sale -> {
            item.put("amount", sale.content().amount().amount());
            item.put("currency", sale.content().amount().currency().code());
            item.put("occurred_at", sale.occurredAt().toString());
        });
        OrderFigures.of(state).ifPresent(figures -> item.put(ItemStore.FIGURES, figures.text()));
        item.put(ORDER, Packing.pack(OrderJson.write(state).toString().getBytes(StandardCharsets.UTF_8)));
        return item;
    }

    /// @param key whose item it is
    /// @throws IllegalStateException when the item is damaged
    public static OrderState state(ConversionKey key, Map<String, Object> item) {
        byte[] json = Packing.unpack((byte[]) ItemStore.required(item, ORDER));
        try {
            JsonNode node = JSON.readTree(json);
            return OrderJson.read(key, (ObjectNode) node);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("order " + key.id() + " is damaged", damaged);
        } catch (java.io.IOException impossible) {
            throw new IllegalStateException("an array does not fail", impossible);
        }
    }
}
