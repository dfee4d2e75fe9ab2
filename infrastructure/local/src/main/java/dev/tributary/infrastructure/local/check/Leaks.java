package dev.tributary.infrastructure.local.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Invariant 17: no secret, nor what names a person, in an item, a message or a log line.
public final class Leaks {
    private Leaks() {}

    /// @param texts messages and log lines, by what to call them
    /// @param secrets what must be nowhere, each by what to call it: an answer never shows the secret
    /// @return what is broken, a line each
    public static List<String> broken(Snapshot snapshot, Map<String, String> texts, Map<String, String> secrets) {
        Map<String, String> places = new LinkedHashMap<>(texts);
        snapshot.partitions("")
                .forEach((pk, partition) -> partition.forEach((sk, item) -> {
                    StringBuilder text = new StringBuilder(pk).append(' ').append(sk);
                    item.values().forEach(value -> append(snapshot, value, text));
                    places.put(pk + " / " + sk, text.toString());
                }));
        List<String> broken = new ArrayList<>();
        places.forEach((place, text) -> secrets.forEach((name, secret) -> {
            if (text.contains(secret)) {
                broken.add("17 " + name + " stands in clear in " + place);
            }
        }));
        return broken;
    }

    private static void append(Snapshot snapshot, AttributeValue value, StringBuilder text) {
        switch (value.type()) {
            case S -> text.append(' ').append(value.s());
            case B -> {
                byte[] bytes = value.b().asByteArray();
                text.append(' ').append(new String(bytes, StandardCharsets.ISO_8859_1));
                snapshot.unpacked(bytes)
                        .ifPresent(plain -> text.append(' ').append(new String(plain, StandardCharsets.UTF_8)));
            }
            case M -> value.m().values().forEach(inner -> append(snapshot, inner, text));
            case L -> value.l().forEach(inner -> append(snapshot, inner, text));
            default -> {}
        }
    }
}
