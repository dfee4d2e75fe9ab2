package dev.tributary.infrastructure.local.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// CloudFormation's functions, in their short (`!Ref x`) and their long form (`{Ref: x}`).
/// Those that are absent here stop the reader with the line where they stand.
final class Intrinsics {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]*)}");
    private static final Set<String> LONG_NAMES = Set.of("Ref", "Condition");

    private final String fileName;
    private final Map<String, String> parameters;
    private final Map<String, Node> conditions;
    private final Map<String, Resource> resources = new HashMap<>();
    private final Attributes attributes;

    Intrinsics(String fileName, Map<String, String> parameters, Map<String, Node> conditions, Attributes attributes) {
        this.fileName = fileName;
        this.parameters = parameters;
        this.conditions = conditions;
        this.attributes = attributes;
    }

    void know(Resource resource) {
        resources.put(resource.id(), resource);
    }

    TemplateProblem problem(Node node, String message) {
        int line = node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
        return new TemplateProblem(fileName + ":" + line + ": " + message);
    }

    private record Call(String name, Node argument) {}

    private Optional<Call> call(Node node) {
        String tag = node.getTag().getValue();
        if (tag.startsWith("!")) {
            return Optional.of(new Call(tag.substring(1), node));
        }
        if (node instanceof MappingNode mapping && mapping.getValue().size() == 1) {
            NodeTuple only = mapping.getValue().getFirst();
            String key = key(only);
            if (key.startsWith("Fn::")) {
                return Optional.of(new Call(key.substring(4), only.getValueNode()));
            }
            if (LONG_NAMES.contains(key) && only.getValueNode() instanceof ScalarNode) {
                return Optional.of(new Call(key, only.getValueNode()));
            }
        }
        return Optional.empty();
    }

    boolean isIntrinsic(Node node) {
        return call(node).isPresent();
    }

    boolean isNoValue(Node node) {
        return call(node)
                .filter(call -> call.name().equals("Ref"))
                .map(call -> scalar(call.argument()).equals("AWS::NoValue"))
                .orElse(false);
    }

    /// The branch that `!If` takes, as often as they nest; any other value is itself.
    Node choose(Node node) {
        Optional<Call> call = call(node);
        if (call.isEmpty() || !call.get().name().equals("If")) {
            return node;
        }
        List<Node> arguments = arguments(call.get(), 3);
        return choose(condition(scalar(arguments.get(0)), node) ? arguments.get(1) : arguments.get(2));
    }

    boolean condition(String name, Node where) {
        Node condition = conditions.get(name);
        if (condition == null) {
            throw problem(where, "there is no condition " + name);
        }
        return truth(condition);
    }

    private boolean truth(Node node) {
        Call call = call(node).orElseThrow(() -> problem(node, "a condition is wanted"));
        return switch (call.name()) {
            case "Condition" -> condition(scalar(call.argument()), node);
            case "Equals" -> {
                List<Node> sides = arguments(call, 2);
                yield text(sides.get(0)).equals(text(sides.get(1)));
            }
            case "Not" -> !truth(arguments(call, 1).getFirst());
            case "And" -> items(call.argument()).stream().allMatch(this::truth);
            case "Or" -> items(call.argument()).stream().anyMatch(this::truth);
            default -> throw unknown(node, call);
        };
    }

    String text(Node given) {
        Node node = choose(given);
        Optional<Call> call = call(node);
        if (call.isEmpty()) {
            if (node instanceof ScalarNode scalar) {
                return scalar.getValue();
            }
            throw problem(node, "a plain value is wanted");
        }
        return switch (call.get().name()) {
            case "Ref" -> ref(scalar(call.get().argument()), node);
            case "GetAtt" -> attribute(dotted(call.get().argument()), node);
            case "Sub" -> substitute(call.get(), node);
            case "Join" -> join(call.get());
            default -> throw unknown(node, call.get());
        };
    }

    private TemplateProblem unknown(Node node, Call call) {
        return problem(node, "!" + call.name() + " is not known to the local machine");
    }

    private String ref(String name, Node where) {
        switch (name) {
            case "AWS::Region":
                return attributes.region();
            case "AWS::AccountId":
                return attributes.accountId();
            case "AWS::Partition":
                return "aws";
            case "AWS::StackName":
                return attributes.stackName();
            case "AWS::URLSuffix":
                return "amazonaws.com";
            default:
                break;
        }
        String parameter = parameters.get(name);
        if (parameter != null) {
            return parameter;
        }
        Resource resource = resources.get(name);
        if (resource == null) {
            throw problem(where, "nothing is called " + name);
        }
        return resource.ref(attributes).orElseThrow(() -> problem(where, absent(resource, "Ref " + name)));
    }

    private String attribute(String path, Node where) {
        int dot = path.indexOf('.');
        Resource resource = dot < 0 ? null : resources.get(path.substring(0, dot));
        if (resource == null) {
            throw problem(where, "nothing is called " + path);
        }
        return resource.attribute(path.substring(dot + 1), attributes)
                .orElseThrow(() -> problem(where, absent(resource, "GetAtt " + path)));
    }

    private static String absent(Resource resource, String function) {
        return "!" + function + ": " + resource.type() + " has no such value on the local machine";
    }

    private String substitute(Call call, Node where) {
        String text;
        Map<String, String> own = new HashMap<>();
        if (call.argument() instanceof SequenceNode) {
            List<Node> arguments = arguments(call, 2);
            text = scalar(arguments.get(0));
            for (NodeTuple tuple : mapping(arguments.get(1))) {
                own.put(key(tuple), text(tuple.getValueNode()));
            }
        } else {
            text = scalar(call.argument());
        }
        return VARIABLE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1).isEmpty()
                                ? variable(found.group(2).strip(), own, where)
                                : "${" + found.group(2) + "}"));
    }

    private String variable(String name, Map<String, String> own, Node where) {
        String value = own.get(name);
        if (value != null) {
            return value;
        }
        return name.contains(".") ? attribute(name, where) : ref(name, where);
    }

    private String join(Call call) {
        List<Node> arguments = arguments(call, 2);
        return items(arguments.get(1)).stream()
                .map(this::choose)
                .filter(item -> !isNoValue(item))
                .map(this::text)
                .collect(Collectors.joining(scalar(arguments.get(0))));
    }

    private String dotted(Node node) {
        return node instanceof SequenceNode
                ? items(node).stream().map(this::scalar).collect(Collectors.joining("."))
                : scalar(node);
    }

    private List<Node> arguments(Call call, int count) {
        List<Node> arguments = items(call.argument());
        if (arguments.size() != count) {
            throw problem(call.argument(), "!" + call.name() + " takes " + count + " values");
        }
        return arguments;
    }

    private List<Node> items(Node node) {
        if (node instanceof SequenceNode sequence) {
            return new ArrayList<>(sequence.getValue());
        }
        throw problem(node, "a list is wanted");
    }

    List<NodeTuple> mapping(Node node) {
        if (node instanceof MappingNode mapping) {
            return mapping.getValue();
        }
        throw problem(node, "a mapping is wanted");
    }

    private String scalar(Node node) {
        if (node instanceof ScalarNode scalar
                && (node.getTag().startsWith(Tag.PREFIX) || call(node).isPresent())) {
            return scalar.getValue();
        }
        throw problem(node, "a plain value is wanted");
    }

    static String key(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}
