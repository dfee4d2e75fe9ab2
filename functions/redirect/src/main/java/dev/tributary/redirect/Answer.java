package dev.tributary.redirect;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.Optional;

/// What the shopper gets: a place to go, a click_id where the shopper is, or a problem (RFC 9457) with a code.
sealed interface Answer {
    /// 302, with a cookie where consent allows.
    record Go(String location, Optional<String> cookie) implements Answer {}

    /// 200, to a page of the shop on which the shopper is already.
    /// @param origin the only one that may read it
    record Told(String clickId, String origin) implements Answer {}

    /// @param status the HTTP status
    /// @param title its phrase (RFC 9110, section 15), since `type` is `about:blank`
    /// @param code what programs read
    /// @param detail what people read
    /// @param parameter the one that is wrong, named in `errors`
    record Problem(int status, String title, String code, String detail, Optional<String> parameter)
            implements Answer {}

    Answer NOT_FOUND =
            new Problem(404, "Not Found", "unknown_link", "There is no link with this code.", Optional.empty());
    Answer GONE = new Problem(410, "Gone", "link_closed", "This link is no longer in use.", Optional.empty());
    Answer BAD_URL = new Problem(
            400, "Bad Request", "bad_url", "The url does not lead to a page of this program.", Optional.of("url"));
    Answer BAD_ORIGIN = new Problem(
            403,
            "Forbidden",
            "bad_origin",
            "Only a page on a landing domain of this program, over https, gets its click_id this way.",
            Optional.empty());
    Answer UNAVAILABLE = new Problem(
            503, "Service Unavailable", "unavailable", "This link cannot be looked up right now.", Optional.empty());
    Answer TOO_MANY = new Problem(
            429,
            "Too Many Requests",
            "too_many_codes",
            "Too many codes were asked for that no link has. Ask for this one again.",
            Optional.empty());

    JsonFactory JSON = new JsonFactory();

    /// As API Gateway reads it (payload 2.0).
    default void write(OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            switch (this) {
                case Go go -> {
                    json.writeNumberField("statusCode", 302);
                    json.writeObjectFieldStart("headers");
                    json.writeStringField("location", go.location);
                    json.writeStringField("cache-control", "no-store");
                    json.writeEndObject();
                    if (go.cookie.isPresent()) {
                        json.writeArrayFieldStart("cookies");
                        json.writeString(go.cookie.get());
                        json.writeEndArray();
                    }
                }
                case Told told -> {
                    json.writeNumberField("statusCode", 200);
                    json.writeObjectFieldStart("headers");
                    json.writeStringField("content-type", "application/json");
                    json.writeStringField("cache-control", "no-store");
                    json.writeStringField("access-control-allow-origin", told.origin);
                    json.writeStringField("vary", "origin");
                    json.writeEndObject();
                    // Base64 for URLs: there is nothing to escape.
                    json.writeStringField("body", "{\"click_id\":\"" + told.clickId + "\"}");
                }
                case Problem problem -> {
                    json.writeNumberField("statusCode", problem.status);
                    json.writeObjectFieldStart("headers");
                    json.writeStringField("content-type", "application/problem+json");
                    json.writeStringField("cache-control", "no-store");
                    if (problem.status == 503 || problem.status == 429) {
                        json.writeStringField("retry-after", problem.status == 429 ? "1" : "5");
                    }
                    json.writeEndObject();
                    json.writeStringField("body", problemBody(problem));
                }
            }
            json.writeEndObject();
        }
    }

    private static String problemBody(Problem problem) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("type", "about:blank");
            json.writeStringField("title", problem.title);
            json.writeNumberField("status", problem.status);
            json.writeStringField("code", problem.code);
            json.writeStringField("detail", problem.detail);
            json.writeArrayFieldStart("errors");
            if (problem.parameter.isPresent()) {
                json.writeStartObject();
                json.writeStringField("field", problem.parameter.get());
                json.writeStringField("code", problem.code);
                json.writeStringField("detail", problem.detail);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }
}
