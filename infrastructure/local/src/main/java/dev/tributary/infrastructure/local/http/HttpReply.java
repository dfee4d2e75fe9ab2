package dev.tributary.infrastructure.local.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A function's reply as API Gateway reads it (payload 2.0): with `statusCode` it is a response;
/// without, the reply itself is the body of a 200.
record HttpReply(int status, Map<String, String> headers, List<String> cookies, byte[] body) {
    private static final JsonFactory JSON = new JsonFactory();

    static HttpReply message(int status, String message) {
        return new HttpReply(
                status,
                Map.of("content-type", "application/json"),
                List.of(),
                ("{\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    /// @throws IOException when API Gateway would answer 500 for it
    static HttpReply read(byte[] reply) throws IOException {
        int status = 0;
        Map<String, String> headers = new LinkedHashMap<>();
        List<String> cookies = new ArrayList<>();
        String body = "";
        boolean base64 = false;
        try (JsonParser parser = JSON.createParser(reply)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return whole(reply);
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_NULL) {
                    continue;
                }
                switch (field) {
                    case "statusCode" -> status = parser.getValueAsInt();
                    case "headers" -> readHeaders(parser, headers);
                    case "cookies" -> readCookies(parser, cookies);
                    case "body" -> body = scalar(parser);
                    case "isBase64Encoded" -> base64 = parser.getValueAsBoolean();
                    default -> parser.skipChildren();
                }
            }
        }
        if (status == 0) {
            return whole(reply);
        }
        if (status < 100 || status > 599) {
            throw new IOException("status " + status);
        }
        return new HttpReply(status, headers, cookies, bytes(body, base64));
    }

    private static HttpReply whole(byte[] reply) {
        return new HttpReply(200, Map.of("content-type", "application/json"), List.of(), reply);
    }

    private static byte[] bytes(String body, boolean base64) throws IOException {
        if (!base64) {
            return body.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new IOException("a body that is not base64", e);
        }
    }

    private static void readHeaders(JsonParser parser, Map<String, String> headers) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException("headers are no object");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            headers.put(checked(name), checked(scalar(parser)));
        }
    }

    private static void readCookies(JsonParser parser, List<String> cookies) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException("cookies are no list");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            cookies.add(checked(scalar(parser)));
        }
    }

    private static String scalar(JsonParser parser) throws IOException {
        if (!parser.currentToken().isScalarValue()) {
            throw new IOException(parser.currentName() + " is no plain value");
        }
        return parser.getText();
    }

    private static String checked(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if ((letter < 0x20 && letter != '\t') || letter == 0x7F) {
                throw new IOException("a control character in a header");
            }
        }
        return text;
    }
}
