package dev.tributary.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a test reads out of an answer.
final class Json {
    private Json() {}

    /// The values of all text fields of this name.
    static List<String> texts(String body, String field) {
        List<String> texts = new ArrayList<>();
        Matcher matcher = Pattern.compile("\"" + field + "\":\"([^\"]*)\"").matcher(body);
        while (matcher.find()) {
            texts.add(matcher.group(1));
        }
        return texts;
    }

    static Optional<String> nextCursor(String body) {
        return texts(body, "next_cursor").stream().findFirst();
    }
}
