package dev.tributary.infrastructure.local.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What the template's roles allow, one line for each action and leading key.
final class Permissions {
    /// @param function the function's logical id
    /// @param resource `Table`, `Table/index/gsi2`, a queue's or secret's logical id, `*`
    /// @param leadingKey a pattern (`P#*`), or empty where none is asked for
    record Permission(String function, String action, String resource, String leadingKey)
            implements Comparable<Permission> {
        @Override
        public int compareTo(Permission other) {
            return Comparator.comparing(Permission::toString).compare(this, other);
        }

        @Override
        public String toString() {
            return String.join(" ", function, action, resource, leadingKey).stripTrailing();
        }
    }

    private static final String KEYS = "dynamodb:LeadingKeys";

    private Permissions() {}

    static SortedSet<Permission> of(TemplateTree template) {
        SortedSet<Permission> all = new TreeSet<>();
        template.functions()
                .keySet()
                .forEach(function ->
                        statements(template, function).forEach(statement -> all.addAll(of(function, statement))));
        return all;
    }

    /// The statements of a function's role, those too that are there on condition.
    static List<JsonNode> statements(TemplateTree template, String function) {
        return written(template, function).stream()
                .map(statement -> statement.has("!If") ? statement.path("!If").path(1) : statement)
                .toList();
    }

    /// As they stand in the template: `{"!If": [condition, statement, "!Ref AWS::NoValue"]}` among them.
    static List<JsonNode> written(TemplateTree template, String function) {
        String role = TemplateTree.id(template.properties(function).path("Role"));
        return template.properties(role)
                .path("Policies")
                .valueStream()
                .flatMap(policy ->
                        policy.path("PolicyDocument").path("Statement").valueStream())
                .toList();
    }

    private static List<Permission> of(String function, JsonNode statement) {
        List<String> keys = leadingKeys(statement);
        return texts(statement.path("Action"))
                .flatMap(action -> texts(statement.path("Resource"))
                        .flatMap(resource -> (keys.isEmpty() ? Stream.of("") : keys.stream())
                                .map(key -> new Permission(function, action, resource(resource), key))))
                .toList();
    }

    static List<String> leadingKeys(JsonNode statement) {
        return texts(statement.path("Condition").path("ForAllValues:StringLike").path(KEYS))
                .toList();
    }

    private static Stream<String> texts(JsonNode oneOrMany) {
        return oneOrMany.isMissingNode()
                ? Stream.of()
                : oneOrMany.isArray() ? oneOrMany.valueStream().map(JsonNode::asText) : Stream.of(oneOrMany.asText());
    }

    private static String resource(String text) {
        return text.replaceFirst("^!(Ref|GetAtt) ", "")
                .replaceFirst("^!Sub ", "")
                .replace("${", "")
                .replace("}", "")
                .replaceFirst("\\.Arn", "")
                // A parameter's !Ref is its name, and it has no Arn to get.
                .replaceFirst("^arn:.*:parameter", "")
                // An identity that mail goes out by is named by a parameter of the template.
                .replaceFirst("^arn:.*:identity/", "");
    }
}
