package dev.tributary.infrastructure.lambda;

import java.util.Locale;
import java.util.Optional;

/// What a body is said to be. JSON is in UTF-8 (RFC 8259 knows no other).
public final class MediaType {
    private MediaType() {}

    /// @throws HttpRefusal 415 for any other, and for none
    public static void requireJson(Optional<String> contentType) {
        if (!isJson(contentType)) {
            throw HttpRefusal.of(415, "unsupported_media_type", "The body has to be application/json in UTF-8.");
        }
    }

    /// `text/csv`, in UTF-8 where it names a charset.
    public static boolean isCsv(Optional<String> contentType) {
        return is("text/csv", contentType);
    }

    /// `application/json`, in UTF-8 where it names a charset.
    public static boolean isJson(Optional<String> contentType) {
        return is("application/json", contentType);
    }

    /// `application/x-www-form-urlencoded`, in UTF-8 where it names a charset.
    public static boolean isForm(Optional<String> contentType) {
        return is("application/x-www-form-urlencoded", contentType);
    }

    /// `application/xml` or `text/xml`; the document itself says in which charset.
    public static boolean isXml(Optional<String> contentType) {
        String type = contentType
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .split(";", -1)[0]
                .strip();
        return type.equals("application/xml") || type.equals("text/xml");
    }

    private static boolean is(String type, Optional<String> contentType) {
        String[] parts = contentType.orElse("").toLowerCase(Locale.ROOT).split(";", -1);
        boolean matches = parts[0].strip().equals(type);
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().replace("\"", "");
            matches &= !parameter.startsWith("charset=") || parameter.equals("charset=utf-8");
        }
        return matches;
    }
}
