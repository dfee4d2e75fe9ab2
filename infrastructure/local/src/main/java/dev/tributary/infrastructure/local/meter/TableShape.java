package dev.tributary.infrastructure.local.meter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Keys and indexes of a table: what an index holds of an item decides what a write costs there.
record TableShape(List<String> key, List<Index> indexes) {
    TableShape {
        key = List.copyOf(key);
        indexes = List.copyOf(indexes);
    }

    /// @param projected all attributes which the index holds; empty when it holds every attribute
    record Index(String name, List<String> key, Optional<Set<String>> projected) {
        /// What the index holds of the item; an empty object where a key attribute is missing (sparse).
        ObjectNode entry(ObjectNode item) {
            if (!key.stream().allMatch(item::has)) {
                return Json.newObject();
            }
            ObjectNode entry = item.deepCopy();
            projected.ifPresent(entry::retain);
            return entry;
        }
    }

    /// @param table the part Table of the answer to DescribeTable
    static TableShape of(JsonNode table) {
        List<String> key = keyOf(table);
        List<Index> indexes = new ArrayList<>();
        for (String kind : List.of("GlobalSecondaryIndexes", "LocalSecondaryIndexes")) {
            for (JsonNode index : table.path(kind)) {
                indexes.add(new Index(index.path("IndexName").textValue(), keyOf(index), projection(key, index)));
            }
        }
        return new TableShape(key, indexes);
    }

    /// The key attributes of an item, in the order of the key.
    ObjectNode keyOf(ObjectNode item) {
        ObjectNode only = Json.newObject();
        for (String attribute : key) {
            only.set(attribute, item.path(attribute));
        }
        return only;
    }

    /// The attribute that leads the key of the table or of the index.
    /// @param index its name, or empty for the table itself
    String leading(String index) {
        return indexes.stream()
                .filter(candidate -> candidate.name().equals(index))
                .findFirst()
                .map(found -> found.key().getFirst())
                .orElseGet(key::getFirst);
    }

    private static List<String> keyOf(JsonNode described) {
        return described
                .path("KeySchema")
                .valueStream()
                .sorted((one, other) -> one.path("KeyType")
                        .textValue()
                        .compareTo(other.path("KeyType").textValue()))
                .map(part -> part.path("AttributeName").textValue())
                .toList();
    }

    private static Optional<Set<String>> projection(List<String> tableKey, JsonNode index) {
        JsonNode projection = index.path("Projection");
        if (projection.path("ProjectionType").asText().equals("ALL")) {
            return Optional.empty();
        }
        Set<String> attributes = new HashSet<>(tableKey);
        attributes.addAll(keyOf(index));
        projection.path("NonKeyAttributes").forEach(name -> attributes.add(name.textValue()));
        return Optional.of(Set.copyOf(attributes));
    }
}
