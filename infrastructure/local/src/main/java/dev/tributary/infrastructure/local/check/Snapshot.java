package dev.tributary.infrastructure.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tributary.infrastructure.edge.BonusKeys;
import dev.tributary.infrastructure.edge.CallLogKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of a table, by partition and sort key, as they are stored.
public final class Snapshot {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final NavigableMap<String, NavigableMap<String, Map<String, AttributeValue>>> items = new TreeMap<>();
    /// By the item itself, whatever it holds.
    private final Map<Map<String, AttributeValue>, JsonNode> orders = new IdentityHashMap<>();
    private final UnaryOperator<byte[]> unpack;

    private Snapshot(UnaryOperator<byte[]> unpack) {
        this.unpack = unpack;
    }

    /// @param unpack how a packed attribute becomes its JSON: compression is no matter of an invariant
    public static Snapshot of(DynamoDbClient client, String table, UnaryOperator<byte[]> unpack) {
        Snapshot snapshot = new Snapshot(unpack);
        client.scanPaginator(scan -> scan.tableName(table).consistentRead(true))
                .items()
                .forEach(snapshot::add);
        return snapshot;
    }

    private void add(Map<String, AttributeValue> item) {
        items.computeIfAbsent(value(item, Keys.PK).s(), absent -> new TreeMap<>())
                .put(value(item, Keys.SK).s(), item);
    }

    /// Partitions whose key begins so.
    NavigableMap<String, NavigableMap<String, Map<String, AttributeValue>>> partitions(String prefix) {
        return items.subMap(prefix, true, prefix + Character.MAX_VALUE, false);
    }

    /// The ids of prizes without cash, won or lost.
    public List<String> prizes() {
        return partitions(BonusKeys.PRIZES).keySet().stream()
                .map(pk -> pk.substring(BonusKeys.PRIZES.length()))
                .toList();
    }

    Map<String, AttributeValue> item(String pk, String sk) {
        Map<String, AttributeValue> item =
                items.getOrDefault(pk, new TreeMap<>()).get(sk);
        if (item == null) {
            throw new IllegalStateException("no item " + pk + " / " + sk);
        }
        return item;
    }

    /// @throws IllegalStateException when the attribute is missing
    static AttributeValue value(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null) {
            throw new IllegalStateException("attribute " + name + " of a stored item is missing");
        }
        return value;
    }

    ZoneId zone(String program) {
        return ZoneId.of(value(item(Keys.PROGRAMS + program, Keys.SOLE), "zone").s());
    }

    JsonNode terms(String program, int version) {
        return json(value(item(Keys.PROGRAMS + program, Keys.terms(version)), "terms")
                .s());
    }

    /// The state of an order's item; read once, for every predicate asks for it.
    JsonNode order(Map<String, AttributeValue> item) {
        return orders.computeIfAbsent(item, packed -> {
            byte[] plain = unpack.apply(value(packed, "order").b().asByteArray());
            return json(new String(plain, StandardCharsets.UTF_8));
        });
    }

    /// What a packed attribute holds; empty for one that is not packed.
    Optional<byte[]> unpacked(byte[] bytes) {
        try {
            return Optional.of(unpack.apply(bytes));
        } catch (IllegalStateException notPacked) {
            return Optional.empty();
        }
    }

    /// Invariant 15, between two looks at a table: a call that was refused has changed nothing. It may have left a
    /// line in the log of its program; it changes none that stands there.
    /// @return what is broken, a line for each item that differs
    public List<String> changedIn(Snapshot after) {
        List<String> changed = new ArrayList<>();
        Set<String> pks = new TreeSet<>(items.keySet());
        pks.addAll(after.items.keySet());
        for (String pk : pks) {
            Map<String, Map<String, AttributeValue>> old = items.getOrDefault(pk, new TreeMap<>());
            Map<String, Map<String, AttributeValue>> now = after.items.getOrDefault(pk, new TreeMap<>());
            if (!old.equals(now)) {
                Set<String> sks = new TreeSet<>(old.keySet());
                sks.addAll(now.keySet());
                sks.removeIf(sk -> Objects.equals(old.get(sk), now.get(sk)));
                sks.removeIf(sk -> pk.startsWith(CallLogKeys.CALLS) && !old.containsKey(sk));
                sks.forEach(sk -> changed.add("15 a refused call has changed " + pk + " / " + sk));
            }
        }
        return changed;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException damaged) {
            throw new UncheckedIOException("a stored item is no JSON", damaged);
        }
    }
}
