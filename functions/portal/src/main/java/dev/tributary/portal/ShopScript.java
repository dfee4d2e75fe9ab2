package dev.tributary.portal;

import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpCall;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;

/// `GET /tributary.js`, which shops put on their pages: its name is theirs and stays, so that it is kept for an hour
/// and then asked for by its tag.
final class ShopScript {
    static final String PATH = "/tributary.js";

    /// A shop's page asks again after an hour, and shows itself meanwhile with what it has.
    private static final String HOUR = "public, max-age=3600, stale-while-revalidate=86400";

    private final Asset script;
    private final String tag;

    ShopScript() {
        byte[] served = served(read()).getBytes(StandardCharsets.UTF_8);
        this.script = Asset.of(PATH, served);
        // Weak: it is one for what is compressed and what is not (RFC 9110, 8.8.1).
        this.tag = "W/\"" + HexFormat.of().formatHex(Assets.sha256().digest(served), 0, 8) + "\"";
    }

    private static String read() {
        try (InputStream file = ShopScript.class.getResourceAsStream("shop/tributary.js")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the script for shops cannot be read", e);
        }
    }

    /// Without indents and without the lines that are comments; no text in it goes over a line's end.
    static String served(String source) {
        return source.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("//"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    HttpAnswer answer(HttpCall call) {
        Map<String, String> kept = Map.of(
                "cache-control",
                HOUR,
                "etag",
                tag,
                "vary",
                "accept-encoding",
                // For shops that embed only what allows it (COEP).
                "cross-origin-resource-policy",
                "cross-origin");
        return call.header("if-none-match").filter(this::isNamed).isPresent()
                ? new HttpAnswer(304, kept, "")
                : script.answer(call).with(kept);
    }

    /// `*`, or a list of tags, compared weakly (RFC 9110, 13.1.2).
    private boolean isNamed(String tags) {
        return tags.strip().equals("*") || tags.contains(tag.substring("W/".length()));
    }
}
