package dev.tributary.infrastructure.local.template;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Reads a SAM template. Resources of types that do not run here (roles, alarms, log groups,
/// dashboards) are passed over; whatever else it does not know stops it.
public final class TemplateReader {
    private final String fileName;
    private final Map<String, Node> sections = new LinkedHashMap<>();
    private final Intrinsics intrinsics;
    private final Attributes attributes;
    private final List<Resource> resources = new ArrayList<>();

    private TemplateReader(String fileName, MappingNode root, Map<String, String> given, Attributes attributes) {
        this.fileName = fileName;
        this.attributes = attributes;
        root.getValue().forEach(tuple -> sections.put(Intrinsics.key(tuple), tuple.getValueNode()));
        Map<String, String> parameters = new LinkedHashMap<>();
        Map<String, Node> conditions = new LinkedHashMap<>();
        intrinsics = new Intrinsics(fileName, parameters, conditions, attributes);
        for (NodeTuple tuple : section("Conditions")) {
            conditions.put(Intrinsics.key(tuple), tuple.getValueNode());
        }
        for (NodeTuple tuple : section("Parameters")) {
            parameters.put(Intrinsics.key(tuple), parameter(tuple, given));
        }
        for (NodeTuple tuple : section("Resources")) {
            addResource(tuple);
        }
    }

    /// @param given values for the template's parameters; the others take their defaults
    /// @throws TemplateProblem with the line, when the template has what the machine cannot serve
    public static Template read(Path file, Map<String, String> given, Attributes attributes) {
        String name = String.valueOf(file.getFileName());
        try (Reader reader = Files.newBufferedReader(file)) {
            if (!(new Yaml().compose(reader) instanceof MappingNode root)) {
                throw new TemplateProblem(name + ":1: a mapping is wanted");
            }
            refuseDuplicates(name, root);
            return new TemplateReader(name, root, given, attributes).template();
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new TemplateProblem(name + ":" + line + ": " + e.getProblem());
        } catch (IOException e) {
            throw new TemplateProblem(file + " cannot be read: " + e.getMessage());
        }
    }

    /// Nodes are read as they stand, and the last of two would win without a word.
    private static void refuseDuplicates(String fileName, Node node) {
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> refuseDuplicates(fileName, item));
        } else if (node instanceof MappingNode mapping) {
            Set<String> keys = new HashSet<>();
            for (NodeTuple tuple : mapping.getValue()) {
                if (!keys.add(Intrinsics.key(tuple))) {
                    int line = tuple.getKeyNode().getStartMark().getLine() + 1;
                    throw new TemplateProblem(fileName + ":" + line + ": duplicate key " + Intrinsics.key(tuple));
                }
                refuseDuplicates(fileName, tuple.getValueNode());
            }
        }
    }

    private List<NodeTuple> section(String name) {
        Node node = sections.get(name);
        return node == null ? List.of() : intrinsics.mapping(node);
    }

    private String parameter(NodeTuple tuple, Map<String, String> given) {
        String name = Intrinsics.key(tuple);
        String value = given.get(name);
        if (value != null) {
            return value;
        }
        return intrinsics.mapping(tuple.getValueNode()).stream()
                .filter(field -> Intrinsics.key(field).equals("Default"))
                .map(field -> ((ScalarNode) field.getValueNode()).getValue())
                .findFirst()
                // An operator's address has no default; locally it is nobody's.
                .orElse("");
    }

    private void addResource(NodeTuple tuple) {
        Property body = new Property(tuple.getValueNode(), intrinsics);
        Optional<Property> condition = body.get("Condition");
        if (condition.isPresent() && !intrinsics.condition(condition.get().text(), tuple.getValueNode())) {
            return;
        }
        Resource resource =
                new Resource(Intrinsics.key(tuple), body.require("Type").text(), body);
        intrinsics.know(resource);
        resources.add(resource);
    }

    private Template template() {
        ResourceReader backing = new ResourceReader(attributes);
        Node globals = sections.get("Globals");
        Optional<Property> common =
                globals == null ? Optional.empty() : new Property(globals, intrinsics).get("Function");
        FunctionReader functions = new FunctionReader(fileName, attributes, common);
        return new Template(
                each("AWS::Serverless::Function", functions::read),
                each("AWS::DynamoDB::Table", backing::table),
                each("AWS::SQS::Queue", backing::queue),
                each("AWS::SecretsManager::Secret", backing::secret),
                each("AWS::SSM::Parameter", backing::parameter),
                each("AWS::S3::Bucket", backing::bucket));
    }

    private <T> List<T> each(String type, Function<Resource, T> reader) {
        return resources.stream()
                .filter(resource -> resource.type().equals(type))
                .map(reader)
                .toList();
    }
}
