package dev.tributary.domain.click;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// What an affiliate wrote on its link, to know the click again: no money depends on it.
///
/// @param subIds sub1 to sub5, empty where not given
/// @param source empty where not given
public record ClickLabels(List<String> subIds, String source) {
    public ClickLabels {
        subIds = List.copyOf(subIds);
        if (subIds.size() != Click.SUB_IDS) {
            throw new IllegalArgumentException("subIds are not five: " + subIds.size());
        }
        subIds.forEach(text -> requireShort("subIds", text));
        requireShort("source", source);
    }

    private static void requireShort(String field, String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > Click.MAX_TEXT_BYTES) {
            throw new IllegalArgumentException(field + " is longer than 64 bytes");
        }
    }

    public static ClickLabels of(Click click) {
        return new ClickLabels(click.subIds(), click.source());
    }
}
