package dev.tributary.infrastructure.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// A value of the template. Intrinsic functions resolve when it is read, so that what nobody reads
/// (roles, alarms, outputs) may use any of them.
final class Property {
    private final Node node;
    private final Intrinsics intrinsics;

    Property(Node node, Intrinsics intrinsics) {
        this.node = intrinsics.choose(node);
        this.intrinsics = intrinsics;
    }

    /// A mapping without entries, at this value's line.
    Property empty() {
        Node nothing = new MappingNode(Tag.MAP, List.of(), org.yaml.snakeyaml.DumperOptions.FlowStyle.BLOCK);
        return new Property(nothing, intrinsics);
    }

    String text() {
        return intrinsics.text(node);
    }

    int number() {
        String text = text();
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw problem("a whole number is wanted, not '" + text + "'");
        }
    }

    boolean flag() {
        return switch (text()) {
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            default -> throw problem("true or false is wanted, not '" + text() + "'");
        };
    }

    List<Property> items() {
        if (!(node instanceof SequenceNode sequence)) {
            throw problem("a list is wanted");
        }
        List<Property> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            Node chosen = intrinsics.choose(item);
            if (!intrinsics.isNoValue(chosen)) {
                items.add(new Property(chosen, intrinsics));
            }
        }
        return items;
    }

    /// The entries in the template's order; those that are `!Ref AWS::NoValue` are absent.
    Map<String, Property> fields() {
        if (!(node instanceof MappingNode mapping) || intrinsics.isIntrinsic(node)) {
            throw problem("a mapping is wanted");
        }
        Map<String, Property> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Node chosen = intrinsics.choose(tuple.getValueNode());
            if (!intrinsics.isNoValue(chosen)) {
                fields.put(((ScalarNode) tuple.getKeyNode()).getValue(), new Property(chosen, intrinsics));
            }
        }
        return fields;
    }

    Optional<Property> get(String name) {
        return Optional.ofNullable(fields().get(name));
    }

    Property require(String name) {
        return get(name).orElseThrow(() -> problem(name + " is missing"));
    }

    /// Refuses entries that are neither served nor known to change nothing here.
    void allowOnly(Set<String> names, String where) {
        fields().forEach((name, value) -> {
            if (!names.contains(name)) {
                throw value.problem(name + " in " + where + " is not known to the local machine");
            }
        });
    }

    int line() {
        return node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
    }

    TemplateProblem problem(String message) {
        return intrinsics.problem(node, message);
    }
}
