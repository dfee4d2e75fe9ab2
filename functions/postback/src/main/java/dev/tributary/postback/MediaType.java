package dev.tributary.postback;

import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.util.Locale;
import java.util.Optional;

/// `application/json`, in UTF-8 where it names a charset (RFC 8259 knows no other).
final class MediaType {
    private MediaType() {}

    /// @throws HttpRefusal 415 for any other, and for none
    static void requireJson(Optional<String> contentType) {
        String[] parts = contentType.orElse("").toLowerCase(Locale.ROOT).split(";", -1);
        boolean json = parts[0].strip().equals("application/json");
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().replace("\"", "");
            json &= !parameter.startsWith("charset=") || parameter.equals("charset=utf-8");
        }
        if (!json) {
            throw HttpRefusal.of(415, "unsupported_media_type", "A postback is application/json in UTF-8.");
        }
    }
}
