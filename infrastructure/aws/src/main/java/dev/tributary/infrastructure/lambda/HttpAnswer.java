package dev.tributary.infrastructure.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/// An answer on its way out. Nothing here may be kept by a cache, unless it says so itself:
/// what a call sees depends on its key.
///
/// @param headers by lower-case name
/// @param isBase64 whether the body stands for bytes that are no text
public record HttpAnswer(int status, Map<String, String> headers, String body, boolean isBase64) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String CONTENT_TYPE = "content-type";

    public HttpAnswer {
        headers = Map.copyOf(headers);
    }

    /// Of text.
    public HttpAnswer(int status, Map<String, String> headers, String body) {
        this(status, headers, body, false);
    }

    /// A file that is no text.
    public static HttpAnswer file(String contentType, byte[] bytes) {
        return new HttpAnswer(
                200, Map.of(CONTENT_TYPE, contentType), Base64.getEncoder().encodeToString(bytes), true);
    }

    /// Writes one JSON value.
    @FunctionalInterface
    public interface Json {
        void write(JsonGenerator json) throws IOException;
    }

    public static HttpAnswer ok(Json body) {
        return json(200, body);
    }

    public static HttpAnswer json(int status, Json body) {
        return new HttpAnswer(status, Map.of(CONTENT_TYPE, "application/json"), text(body));
    }

    /// With a header in place of the one that it has by itself, `cache-control` for example.
    public HttpAnswer with(String name, String value) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put(name, value);
        return new HttpAnswer(status, all, body, isBase64);
    }

    /// With these headers beside those that it has.
    public HttpAnswer with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(headers);
        all.putAll(more);
        return new HttpAnswer(status, all, body, isBase64);
    }

    /// The answer to OPTIONS.
    public static HttpAnswer options(String allow) {
        return new HttpAnswer(204, Map.of("allow", allow), "");
    }

    /// As problem+json: `type`, `title`, `status`, `detail`, and our `code` and `errors`.
    public static HttpAnswer refused(HttpRefusal refusal) {
        String body = text(json -> {
            json.writeStartObject();
            json.writeStringField("type", "about:blank");
            json.writeStringField("title", title(refusal.status()));
            json.writeNumberField("status", refusal.status());
            json.writeStringField("code", refusal.code());
            json.writeStringField("detail", refusal.detail());
            json.writeArrayFieldStart("errors");
            for (HttpRefusal.Fault fault : refusal.faults()) {
                json.writeStartObject();
                json.writeStringField("field", fault.field());
                json.writeStringField("code", fault.code());
                json.writeStringField("detail", fault.detail());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
        Map<String, String> headers = new TreeMap<>(refusal.headers());
        headers.put(CONTENT_TYPE, "application/problem+json");
        return new HttpAnswer(refusal.status(), headers, body);
    }

    /// The same without its body, for HEAD.
    public HttpAnswer head() {
        return new HttpAnswer(status, headers, "");
    }

    public APIGatewayV2HTTPResponse response() {
        Map<String, String> all = new TreeMap<>(headers);
        all.putIfAbsent("cache-control", "no-store");
        all.put("x-content-type-options", "nosniff");
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(all)
                .withBody(body)
                .withIsBase64Encoded(isBase64)
                .build();
    }

    private static String text(Json body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            body.write(json);
        } catch (IOException impossible) {
            throw new IllegalStateException("a StringWriter does not fail", impossible);
        }
        return text.toString();
    }

    /// The phrase of the status (RFC 9110, section 15), since `type` is `about:blank`.
    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 412 -> "Precondition Failed";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }
}
