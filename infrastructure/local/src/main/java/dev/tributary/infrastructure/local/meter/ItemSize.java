package dev.tributary.infrastructure.local.meter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Bytes of an item by the rules of the DynamoDB developer guide ("DynamoDB item sizes and formats").
final class ItemSize {
    private static final int NESTED_OVERHEAD = 3;
    private static final int ELEMENT_OVERHEAD = 1;

    private ItemSize() {}

    /// Names and values of all attributes. An absent item is an empty object and has no bytes.
    static long of(ObjectNode item) {
        long bytes = 0;
        for (Map.Entry<String, JsonNode> attribute : item.properties()) {
            bytes += utf8(attribute.getKey()) + valueSize(attribute.getValue());
        }
        return bytes;
    }

    /// @param value one tagged value, for example `{"S": "x"}`
    static long valueSize(JsonNode value) {
        Map.Entry<String, JsonNode> tagged = value.properties().iterator().next();
        JsonNode content = tagged.getValue();
        return switch (tagged.getKey()) {
            case "S" -> utf8(content.textValue());
            case "N" -> numberSize(content.textValue());
            case "B" -> binarySize(content.textValue());
            case "BOOL", "NULL" -> 1;
            case "SS" ->
                content.valueStream().mapToLong(v -> utf8(v.textValue())).sum();
            case "NS" ->
                content.valueStream().mapToLong(v -> numberSize(v.textValue())).sum();
            case "BS" ->
                content.valueStream().mapToLong(v -> binarySize(v.textValue())).sum();
            case "L" ->
                nested(
                        content.size(),
                        content.valueStream().mapToLong(ItemSize::valueSize).sum());
            case "M" -> nested(content.size(), of((ObjectNode) content));
            default -> throw new IllegalStateException("an attribute of the unknown type " + tagged.getKey());
        };
    }

    private static long nested(int elements, long content) {
        return content + NESTED_OVERHEAD + (long) ELEMENT_OVERHEAD * elements;
    }

    /// "1 byte per two significant digits + 1 byte", leading and trailing zeroes trimmed.
    private static long numberSize(String number) {
        int exponent = Math.max(number.indexOf('e'), number.indexOf('E'));
        String mantissa = exponent < 0 ? number : number.substring(0, exponent);
        String digits = mantissa.replaceAll("[^0-9]", "").replaceFirst("^0+", "");
        int significant = digits.replaceFirst("0+$", "").length();
        return (significant + 1) / 2 + 1;
    }

    /// Length of what base64 stands for: "the raw bytes".
    private static long binarySize(String base64) {
        int padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
        return base64.length() / 4 * 3L - padding;
    }

    private static long utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
