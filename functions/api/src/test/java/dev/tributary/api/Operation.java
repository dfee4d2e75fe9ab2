package dev.tributary.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The operations of docs/openapi.yaml, as far as a walk over all of them has to know them.
///
/// @param query names of the parameters that the query may have
/// @param example of a body; empty where none is taken, or none is shown
record Operation(String method, String path, List<String> query, Optional<ObjectNode> example) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private static JsonNode document() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(500);
        return JSON.valueToTree(new Yaml(new SafeConstructor(options)).<@Nullable Object>load(OpenApi.TEXT));
    }

    static List<Operation> all() {
        JsonNode document = document();
        List<Operation> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    all.add(of(document, path.getKey(), operation.getKey(), operation.getValue()));
                }
            }
        }
        return all;
    }

    /// What reading a path may expand.
    static List<String> expands(String path) {
        JsonNode document = document();
        List<String> names = new ArrayList<>();
        for (JsonNode given : document.path("paths").path(path).path("get").path("parameters")) {
            JsonNode parameter = resolved(document, given);
            if (parameter.path("name").asText().equals(Expansions.EXPAND)) {
                parameter.path("schema").path("items").path("enum").forEach(name -> names.add(name.asText()));
            }
        }
        return names;
    }

    /// What the document shows as an answer to reading a path.
    static JsonNode shown(String path) {
        return document()
                .path("paths")
                .path(path)
                .at("/get/responses/200/content")
                .path("application/json")
                .path("example");
    }

    private static JsonNode resolved(JsonNode document, JsonNode given) {
        return given.has("$ref") ? document.at(given.path("$ref").asText().substring(1)) : given;
    }

    private static Operation of(JsonNode document, String path, String method, JsonNode operation) {
        List<String> query = new ArrayList<>();
        for (JsonNode given : operation.path("parameters")) {
            JsonNode parameter = resolved(document, given);
            if (parameter.path("in").asText().equals("query")) {
                query.add(parameter.path("name").asText());
            }
        }
        JsonNode json = operation.path("requestBody").path("content").path("application/json");
        JsonNode example =
                json.has("examples") ? json.path("examples").elements().next().path("value") : json.path("example");
        return new Operation(
                method.toUpperCase(Locale.ROOT),
                path,
                query,
                example instanceof ObjectNode fields ? Optional.of(fields) : Optional.empty());
    }

    String name() {
        return method + " " + path;
    }

    boolean writes() {
        return !method.equals("GET");
    }

    /// With what fills its path's variables in.
    String target(Map<String, String> ids) {
        String filled = path;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            filled = filled.replace("{" + id.getKey() + "}", id.getValue());
        }
        if (filled.contains("{")) {
            throw new AssertionError("no id for " + filled);
        }
        return filled;
    }

    /// The example, or an empty body.
    ObjectNode body() {
        return example.map(ObjectNode::deepCopy).orElseGet(JSON::createObjectNode);
    }

    /// Each field of the example with a value of a type that it does not have.
    ObjectNode wrongBody() {
        ObjectNode wrong = body();
        for (Map.Entry<String, JsonNode> field : body().properties()) {
            if (field.getValue().isObject()) {
                wrong.put(field.getKey(), 7);
            } else {
                wrong.set(field.getKey(), JSON.createObjectNode().put("x", 1));
            }
        }
        return wrong;
    }

    static JsonNode read(String text) {
        try {
            return Objects.requireNonNull(JSON.readTree(text));
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(text, malformed);
        }
    }
}
