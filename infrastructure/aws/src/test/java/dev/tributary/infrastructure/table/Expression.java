package dev.tributary.infrastructure.table;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// One expression with its names and values, read from left to right. It knows what our stores send:
/// `attribute_exists`, `attribute_not_exists`, `begins_with`, comparisons with a value, BETWEEN, AND,
/// OR, brackets; of updates SET to a value or `if_not_exists`, ADD of a number and REMOVE. The rest is refused.
final class Expression {
    private static final Pattern WORD = Pattern.compile("[#:]?[A-Za-z_][A-Za-z0-9_]*|<=|>=|<>|[(),=<>]|\\S");

    private final String text;
    private final List<String> words;
    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;
    private int at;

    Expression(String text, Map<String, String> names, Map<String, AttributeValue> values) {
        this.text = text;
        this.words = WORD.matcher(text).results().map(MatchResult::group).toList();
        this.names = names;
        this.values = values;
    }

    /// Whether an item fulfils it; an item that is not there is an empty one.
    Predicate<Map<String, AttributeValue>> condition() {
        Predicate<Map<String, AttributeValue>> condition = either();
        end();
        return condition;
    }

    /// The item after the update.
    Map<String, AttributeValue> update(Map<String, AttributeValue> before) {
        Map<String, AttributeValue> after = new HashMap<>(before);
        while (at < words.size()) {
            String clause = next();
            do {
                String name = name();
                switch (clause) {
                    case "SET" -> {
                        expect("=");
                        after.put(name, take("if_not_exists") ? kept(before) : value());
                    }
                    case "ADD" -> after.merge(name, value(), Expression::sum);
                    case "REMOVE" -> after.remove(name);
                    default -> throw unknown();
                }
            } while (take(","));
        }
        return after;
    }

    /// `if_not_exists(name, :value)`: what the item had before the update, or the value.
    private AttributeValue kept(Map<String, AttributeValue> before) {
        expect("(");
        String name = name();
        expect(",");
        AttributeValue value = value();
        expect(")");
        return before.getOrDefault(name, value);
    }

    /// The names of a projection.
    List<String> projection() {
        List<String> projected = new ArrayList<>();
        do {
            projected.add(name());
        } while (take(","));
        end();
        return projected;
    }

    private Predicate<Map<String, AttributeValue>> either() {
        Predicate<Map<String, AttributeValue>> condition = both();
        while (take("OR")) {
            condition = condition.or(both());
        }
        return condition;
    }

    private Predicate<Map<String, AttributeValue>> both() {
        Predicate<Map<String, AttributeValue>> condition = one();
        while (take("AND")) {
            condition = condition.and(one());
        }
        return condition;
    }

    private Predicate<Map<String, AttributeValue>> one() {
        if (take("(")) {
            Predicate<Map<String, AttributeValue>> inner = either();
            expect(")");
            return inner;
        }
        if (at + 1 < words.size() && words.get(at + 1).equals("(")) {
            return function();
        }
        String name = name();
        if (take("BETWEEN")) {
            AttributeValue from = value();
            expect("AND");
            AttributeValue to = value();
            if (compare(from, to) > 0) {
                throw Writing.invalid("BETWEEN ends before it begins");
            }
            return item -> isComparable(item.get(name), from)
                    && isComparable(item.get(name), to)
                    && compare(item.getOrDefault(name, from), from) >= 0
                    && compare(item.getOrDefault(name, to), to) <= 0;
        }
        String operator = next();
        AttributeValue value = value();
        return item -> {
            AttributeValue stored = item.get(name);
            return stored != null && isComparable(stored, value) && holds(operator, compare(stored, value));
        };
    }

    private Predicate<Map<String, AttributeValue>> function() {
        String function = next();
        expect("(");
        String name = name();
        Predicate<Map<String, AttributeValue>> condition = switch (function) {
            case "attribute_exists" -> item -> item.containsKey(name);
            case "attribute_not_exists" -> item -> !item.containsKey(name);
            case "begins_with" -> {
                expect(",");
                String prefix = value().s();
                yield item -> {
                    AttributeValue stored = item.get(name);
                    return stored != null && stored.s() != null && stored.s().startsWith(prefix);
                };
            }
            default -> throw unknown();
        };
        expect(")");
        return condition;
    }

    private boolean holds(String operator, int order) {
        return switch (operator) {
            case "=" -> order == 0;
            case "<>" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> throw unknown();
        };
    }

    private static boolean isComparable(@Nullable AttributeValue one, AttributeValue other) {
        return one != null && one.type() == other.type();
    }

    /// As DynamoDB orders them: texts by their bytes in UTF-8.
    static int compare(AttributeValue one, AttributeValue other) {
        return switch (one.type()) {
            case S -> compare(one.s(), other.s());
            case N -> new BigDecimal(one.n()).compareTo(new BigDecimal(other.n()));
            case B ->
                Arrays.compareUnsigned(one.b().asByteArrayUnsafe(), other.b().asByteArrayUnsafe());
            default -> throw new UnsupportedOperationException("a comparison of " + one.type());
        };
    }

    static int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static AttributeValue sum(AttributeValue one, AttributeValue other) {
        return AttributeValue.fromN(
                new BigDecimal(one.n()).add(new BigDecimal(other.n())).toPlainString());
    }

    private String name() {
        String word = next();
        String name = word.startsWith("#") ? names.get(word) : word;
        if (name == null || word.startsWith(":")) {
            throw unknown();
        }
        return name;
    }

    private AttributeValue value() {
        AttributeValue value = values.get(next());
        if (value == null) {
            throw unknown();
        }
        return value;
    }

    private String next() {
        if (at == words.size()) {
            throw unknown();
        }
        return words.get(at++);
    }

    private boolean take(String word) {
        boolean there = at < words.size() && words.get(at).equals(word);
        at += there ? 1 : 0;
        return there;
    }

    private void expect(String word) {
        if (!take(word)) {
            throw unknown();
        }
    }

    private void end() {
        if (at < words.size()) {
            throw unknown();
        }
    }

    private UnsupportedOperationException unknown() {
        return new UnsupportedOperationException("no expression that is known here: " + text);
    }
}
