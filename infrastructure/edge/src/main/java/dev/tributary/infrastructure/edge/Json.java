package dev.tributary.infrastructure.edge;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/// Text as JSON.
final class Json {
    private Json() {}

    static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 16).append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, quoted);
        return quoted.append('"').toString();
    }
}
