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

    private final String text;
    private final Map<String, Object> root;

    private ApiDescription(String text, Map<String, Object> root) {
        this.text = text;
        this.root = root;
    }

    /// @param body as it stands under its path and method
    record Operation(String path, String method, Map<String, Object> body) {
        List<String> tags() {
            return texts(body.get("tags"));
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
        return map(root.get("info"));
    }

    /// Name and, where there is one, what stands beside it.
    Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Object tag : list(root.get("tags"))) {
            tags.put(text(map(tag), "name"), text(map(tag), "description"));
        }
        return tags;
    }

    /// In the order of the file.
    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        map(root.get("paths"))
                .forEach((path, item) -> METHODS.forEach(method -> {
                    Map<String, Object> body = map(map(item).get(method));
                    if (!body.isEmpty()) {
                        operations.add(new Operation(path, method, body));
                    }
                }));
        return operations;
    }

    Map<String, Object> schemas() {
        return map(map(root.get("components")).get("schemas"));
    }

    /// What `#/components/...` names; the node itself where it names nothing.
    Map<String, Object> resolved(Object node) {
        Map<String, Object> found = map(node);
        for (int steps = 0; steps < 10 && found.get("$ref") instanceof String reference; steps++) {
            Object at = root;
            for (String step : reference.substring("#/".length()).split("/")) {
                at = map(at).get(step);
            }
            found = map(at);
        }
        return found;
    }

    /// `Money` of a node that refers to that schema.
    static Optional<String> schemaName(Object node) {
        return Optional.ofNullable(map(node).get("$ref"))
                .map(Object::toString)
                .filter(reference -> reference.startsWith("#/components/schemas/"))
                .map(reference -> reference.substring("#/components/schemas/".length()));
    }

    /// Empty for what is no map.
    static Map<String, Object> map(Object node) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (node instanceof Map<?, ?> some) {
            some.forEach((name, value) -> map.put(name.toString(), value));
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
        Object value = node.get(name);
        return value == null ? "" : value.toString().strip();
    }
}
