package dev.tributary.infrastructure.local.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// template.yaml as it is written, read by other code than the local machine's: `!Ref Table` is the
/// text "!Ref Table", `!If [A, b, c]` is {"!If": ["A", "b", "c"]}; every plain value is a text.
final class TemplateTree {
    private final JsonNode root;

    private TemplateTree(JsonNode root) {
        this.root = root;
    }

    static TemplateTree read() {
        return of(Project.text("template.yaml"));
    }

    static TemplateTree of(String text) {
        return new TemplateTree(tree(new Yaml().compose(new StringReader(text))));
    }

    private static JsonNode tree(Node node) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        String tag = node.getTag().getValue().startsWith("!") ? node.getTag().getValue() : "";
        JsonNode value = switch (node) {
            case ScalarNode scalar -> nodes.textNode(tag.isEmpty() ? scalar.getValue() : tag + " " + scalar.getValue());
            case SequenceNode sequence -> {
                ArrayNode items = nodes.arrayNode();
                sequence.getValue().forEach(item -> items.add(tree(item)));
                yield items;
            }
            case MappingNode mapping -> {
                ObjectNode fields = nodes.objectNode();
                mapping.getValue()
                        .forEach(tuple ->
                                fields.set(((ScalarNode) tuple.getKeyNode()).getValue(), tree(tuple.getValueNode())));
                yield fields;
            }
            default -> throw new IllegalArgumentException("aliases are not used: " + node.getStartMark());
        };
        return tag.isEmpty() || node instanceof ScalarNode
                ? value
                : nodes.objectNode().set(tag, value);
    }

    JsonNode section(String name) {
        return root.path(name);
    }

    /// A resource's `Properties`.
    JsonNode properties(String id) {
        JsonNode resource = root.path("Resources").path(id);
        if (resource.isMissingNode()) {
            throw new IllegalArgumentException("the template has no resource " + id);
        }
        return resource.path("Properties");
    }

    JsonNode resource(String id) {
        return root.path("Resources").path(id);
    }

    /// The resources of a type, by id, in the order of the ids.
    Map<String, JsonNode> ofType(String type) {
        Map<String, JsonNode> found = new TreeMap<>();
        root.path("Resources").forEachEntry((id, resource) -> {
            if (resource.path("Type").asText().equals(type)) {
                found.put(id, resource.path("Properties"));
            }
        });
        return found;
    }

    Map<String, JsonNode> functions() {
        return ofType("AWS::Serverless::Function");
    }

    /// A property of a function, its own or the one of Globals.
    JsonNode ofFunction(String id, String property) {
        JsonNode own = properties(id).path(property);
        return own.isMissingNode() ? root.path("Globals").path("Function").path(property) : own;
    }

    /// What is said of a function's logs, by itself and by Globals.
    Map<String, String> logging(String id) {
        Map<String, String> merged = new TreeMap<>();
        for (JsonNode function : List.of(root.path("Globals").path("Function"), properties(id))) {
            function.path("LoggingConfig").forEachEntry((name, value) -> merged.put(name, value.asText()));
        }
        return merged;
    }

    /// The id of a function's log group.
    String logGroup(String id) {
        return id(properties(id).path("LoggingConfig").path("LogGroup"));
    }

    /// A function's variables as it is deployed with them, those of Globals included.
    Map<String, String> variables(String id) {
        return variables(id, value -> value.isTextual());
    }

    /// Those that only `sam local` gives it.
    Map<String, String> localVariables(String id) {
        return variables(
                id,
                value -> value.path("!If").path(0).asText().equals("IsLocal")
                        && value.path("!If").path(2).asText().equals("!Ref AWS::NoValue"));
    }

    private Map<String, String> variables(String id, Predicate<JsonNode> wanted) {
        Map<String, String> variables = new TreeMap<>();
        for (JsonNode function : List.of(root.path("Globals").path("Function"), properties(id))) {
            function.path("Environment").path("Variables").forEachEntry((name, value) -> {
                if (wanted.test(value)) {
                    variables.put(name, value.asText());
                }
            });
        }
        return variables;
    }

    /// The queue events of a function, by the id of their queue.
    Map<String, JsonNode> queueEvents(String functionId) {
        Map<String, JsonNode> events = new LinkedHashMap<>();
        properties(functionId).path("Events").forEach(event -> {
            if (event.path("Type").asText().equals("SQS")) {
                events.put(id(event.path("Properties").path("Queue")), event.path("Properties"));
            }
        });
        return events;
    }

    /// The resource that a `!Ref X` or `!GetAtt X.Y` names.
    static String id(JsonNode reference) {
        String text = reference.asText();
        if (!text.startsWith("!Ref ") && !text.startsWith("!GetAtt ")) {
            throw new IllegalArgumentException("no reference to a resource: " + reference);
        }
        return text.substring(text.indexOf(' ') + 1).replaceFirst("\\..*", "");
    }

    /// The whole text of the template with its intrinsic functions, for what asks "is it named at all".
    String text() {
        return root.toString();
    }

    /// One line per field, in the order of the names: what a table in a test is compared with.
    static String lines(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + " " + field.getValue())
                .collect(Collectors.joining("\n"));
    }
}
