package dev.tributary.infrastructure.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.domain.attribution.Binding;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.order.BindingChange;
import dev.tributary.infrastructure.edge.Keys;
import java.util.HashMap;
import java.util.Map;

/// The item of a binding, both directions:
/// ```
/// pk B#{program}#{whom} | sk - | version 2 | binding {"since":"2026-01-31T10:00:00Z","charges":2,"shares":[...]}
/// | ttl 1840000000
/// ```
public final class BindingItems {
    private static final String BINDING = "binding";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private BindingItems() {}

    public static Map<String, Object> of(ProgramId program, BindingChange change) {
        Map<String, Object> item = new HashMap<>();
        item.put(Keys.PK, Keys.binding(program, change.key()));
        item.put(Keys.SK, Keys.SOLE);
        item.put(ItemStore.VERSION, change.read() + 1);
        item.put(BINDING, write(change.binding()).toString());
        change.until().ifPresent(until -> item.put(Keys.TTL, until.getEpochSecond()));
        return item;
    }

    private static ObjectNode write(Binding binding) {
        ObjectNode json =
                JSON.createObjectNode().put("since", binding.since().toString()).put("charges", binding.charges());
        ArrayNode shares = json.putArray("shares");
        binding.shares().forEach(share -> shares.add(CapturedJson.write(share)));
        if (!binding.termsVersions().isEmpty()) {
            ArrayNode versions = json.putArray("terms_versions");
            binding.termsVersions().forEach(versions::add);
        }
        return json;
    }

    /// @throws IllegalStateException when the item is damaged
    static Binding binding(Map<String, Object> item) {
        try {
            JsonNode json = JSON.readTree((String) ItemStore.required(item, BINDING));
            return new Binding(
                    JsonParts.instant(json, "since"),
                    JsonParts.list(json, "shares", CapturedJson::share),
                    json.path("charges").intValue(),
                    JsonParts.list(json, "terms_versions", JsonNode::intValue));
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("a binding is damaged", damaged);
        }
    }
}
