package dev.tributary.redirect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a shopper's browser sent, from API Gateway's event (payload 2.0): only the fields that the
/// redirect looks at are kept, the rest is passed over while it streams by.
record Shopper(
        String method, String code, String query, List<String> cookies, Map<String, String> headers, String address) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MAX_HEADER = 1_024;

    static Shopper read(InputStream event) throws IOException {
        Draft draft = new Draft();
        try (JsonParser json = JSON.createParser(event)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("event is not an object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "rawQueryString" -> draft.query = json.getText();
                    case "cookies" -> readCookies(json, draft);
                    case "headers" -> readHeaders(json, draft);
                    case "pathParameters" -> readPath(json, draft);
                    case "requestContext" -> readContext(json, draft);
                    default -> json.skipChildren();
                }
            }
        }
        return new Shopper(draft.method, draft.code, draft.query, draft.cookies, draft.headers, draft.address);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    boolean headerIs(String name, String value) {
        return value.equals(headers.get(name));
    }

    /// The value of a cookie; the first one of that name counts.
    Optional<String> cookie(String name) {
        for (String cookie : cookies) {
            String pair = cookie.strip();
            if (pair.startsWith(name) && pair.startsWith("=", name.length())) {
                return Optional.of(pair.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    String userAgent() {
        return headers.getOrDefault("user-agent", "");
    }

    private static void readCookies(JsonParser json, Draft draft) throws IOException {
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            draft.cookies.add(json.getText());
        }
    }

    private static void readHeaders(JsonParser json, Draft draft) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "user-agent",
                        "referer",
                        "origin",
                        "purpose",
                        "x-purpose",
                        "x-moz",
                        "sec-purpose",
                        "sec-fetch-dest",
                        "sec-gpc",
                        "sec-ch-ua-mobile",
                        "cloudfront-viewer-country" -> {
                    String value = json.getText();
                    draft.headers.put(name, value.length() > MAX_HEADER ? value.substring(0, MAX_HEADER) : value);
                }
                default -> {}
            }
        }
    }

    private static void readPath(JsonParser json, Draft draft) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("code")) {
                draft.code = json.getText();
            }
        }
    }

    private static void readContext(JsonParser json, Draft draft) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (!name.equals("http")) {
                json.skipChildren();
                continue;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "method" -> draft.method = json.getText();
                    case "sourceIp" -> draft.address = json.getText();
                    default -> json.skipChildren();
                }
            }
        }
    }

    private static final class Draft {
        private String method = "";
        private String code = "";
        private String query = "";
        private String address = "";
        private final List<String> cookies = new ArrayList<>();
        private final Map<String, String> headers = new HashMap<>();
    }
}
