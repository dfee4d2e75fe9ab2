package dev.tributary.infrastructure.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Items as plain values (String, Long, Boolean, byte[], List, Map) and as the SDK's attributes, one
/// for the other. What is none of these is a mistake in the program and refused.
public final class PlainItems {
    private PlainItems() {}

    public static Map<String, AttributeValue> attributes(Map<String, Object> item) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        item.forEach((name, value) -> attributes.put(name, attribute(value)));
        return attributes;
    }

    static AttributeValue attribute(Object value) {
        return switch (value) {
            case String text -> AttributeValue.fromS(text);
            case Long number -> AttributeValue.fromN(number.toString());
            case Boolean truth -> AttributeValue.fromBool(truth);
            case byte[] bytes -> AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
            case List<?> list ->
                AttributeValue.fromL(list.stream().map(PlainItems::attribute).toList());
            case Map<?, ?> map -> {
                Map<String, AttributeValue> attributes = new LinkedHashMap<>();
                map.forEach((name, inner) -> attributes.put((String) name, attribute(inner)));
                yield AttributeValue.fromM(attributes);
            }
            default -> throw new IllegalArgumentException("no plain value: " + value.getClass());
        };
    }

    public static Map<String, Object> plain(Map<String, AttributeValue> attributes) {
        Map<String, Object> item = new LinkedHashMap<>();
        attributes.forEach((name, value) -> item.put(name, plain(value)));
        return item;
    }

    private static Object plain(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> Long.valueOf(value.n());
            case BOOL -> value.bool();
            case B -> value.b().asByteArray();
            case L -> value.l().stream().map(PlainItems::plain).toList();
            case M -> plain(value.m());
            case SS, NS, BS, NUL, UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalArgumentException("an attribute of type " + value.type() + " was never written");
        };
    }
}
