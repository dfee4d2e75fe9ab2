package dev.tributary.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// docs/openapi.yaml, as it lies in this jar: the text, and the tree of it in which merge keys are resolved.
final class ApiDescription {
    private static final String FILE = "openapi.yaml";
    private static final int MOST_ALIASES = 10_000;
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete", "head");

    private static final Object NOTHING = new Object();

    private final String text;
    private final Map<String, Object> root;

    private ApiDescription(String text, Map<String, Object> root) {
        this.text = text;
        this.root = root;
    }

    /// @param body as it stands under its path and method
    record Operation(String path, String method, Map<String, Object> body) {
        List<String> tags() {
            return texts(at(body, "tags"));
        }
    }

    static ApiDescription read() {
        try (InputStream file = Objects.requireNonNull(
                ApiDescription.class.getResourceAsStream(FILE), "openapi.yaml is not in the jar")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            LoaderOptions options = new LoaderOptions();
            options.setMaxAliasesForCollections(MOST_ALIASES);
            return new ApiDescription(text, map(new Yaml(new SafeConstructor(options)).load(text)));
        } catch (IOException damaged) {
            throw new IllegalStateException("openapi.yaml cannot be read", damaged);
        }
    }

    String text() {
        return text;
    }

    Map<String, Object> info() {
        return map(at(root, "info"));
    }

    /// Name and, where there is one, what stands beside it.
    Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Object tag : list(at(root, "tags"))) {
            tags.put(text(map(tag), "name"), text(map(tag), "description"));
        }
        operations().forEach(operation -> operation.tags().forEach(tag -> tags.putIfAbsent(tag, "")));
        return tags;
    }

    /// In the order of the file.
    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        map(at(root, "paths"))
                .forEach((path, item) -> METHODS.forEach(method -> {
                    Map<String, Object> body = map(at(map(item), method));
                    if (!body.isEmpty()) {
                        operations.add(new Operation(path, method, body));
                    }
                }));
        return operations;
    }

    Map<String, Object> schemas() {
        return map(at(map(at(root, "components")), "schemas"));
    }

    /// What `#/components/...` names; the node itself where it names nothing.
    Map<String, Object> resolved(Object node) {
        Map<String, Object> found = map(node);
        for (int steps = 0; steps < 10 && at(found, "$ref") instanceof String reference; steps++) {
            Object at = root;
            for (String step : reference.substring("#/".length()).split("/")) {
                at = at(map(at), step);
            }
            found = map(at);
        }
        return found;
    }

    /// `Money` of a node that refers to that schema.
    static Optional<String> schemaName(Object node) {
        return Optional.of(text(map(node), "$ref"))
                .filter(reference -> reference.startsWith("#/components/schemas/"))
                .map(reference -> reference.substring("#/components/schemas/".length()));
    }

    /// Nothing, which is no map, no list and no text, where there is none.
    static Object at(Map<String, Object> node, String name) {
        return node.getOrDefault(name, NOTHING);
    }

    /// Empty for what is no map.
    static Map<String, Object> map(Object node) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (node instanceof Map<?, ?> some) {
            some.forEach((name, value) -> {
                if (value != null) {
                    map.put(String.valueOf(name), value);
                }
            });
        }
        return map;
    }

    static List<Object> list(Object node) {
        return node instanceof List<?> some ? new ArrayList<>(some) : List.of();
    }

    static List<String> texts(Object node) {
        return list(node).stream().map(String::valueOf).toList();
    }

    /// Empty where there is none.
    static String text(Map<String, Object> node, String name) {
        Object value = at(node, name);
        return value == NOTHING ? "" : value.toString().strip();
    }
}
