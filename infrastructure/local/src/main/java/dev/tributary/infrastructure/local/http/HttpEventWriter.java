package dev.tributary.infrastructure.local.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.infrastructure.local.template.Attributes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// A request as API Gateway hands it to a function: payload format 2.0 ("Working with AWS Lambda
/// proxy integrations for HTTP APIs"). It stands on the redirect's hot path: streaming only.
final class HttpEventWriter {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    private record Second(long epochSecond, String text) {}

    private final Clock clock;
    private volatile Second second = new Second(0, "");

    HttpEventWriter(Clock clock) {
        this.clock = clock;
    }

    byte[] write(HttpCall call, Routes.Match match) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048 + call.body().length);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            String routeKey = match.route().key();
            json.writeStartObject();
            json.writeStringField("version", "2.0");
            json.writeStringField("routeKey", routeKey);
            json.writeStringField("rawPath", call.rawPath());
            json.writeStringField("rawQueryString", call.rawQuery());
            writeCookies(json, call);
            writeHeaders(json, call);
            writeQuery(json, call.rawQuery());
            writeContext(json, call, routeKey);
            if (!match.parameters().isEmpty()) {
                writeTexts(json, "pathParameters", match.parameters());
            }
            writeBody(json, call);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeCookies(JsonGenerator json, HttpCall call) throws IOException {
        List<String> headers = call.headers().get("cookie");
        if (headers == null) {
            return;
        }
        json.writeArrayFieldStart("cookies");
        for (String header : headers) {
            for (String cookie : header.split(";", -1)) {
                if (!cookie.isBlank()) {
                    json.writeString(cookie.strip());
                }
            }
        }
        json.writeEndArray();
    }

    private static void writeHeaders(JsonGenerator json, HttpCall call) throws IOException {
        json.writeObjectFieldStart("headers");
        for (Map.Entry<String, List<String>> header : call.headers().entrySet()) {
            switch (header.getKey()) {
                // Cookies have their own place; API Gateway states the others itself, below.
                case "cookie", "x-forwarded-for", "x-forwarded-port", "x-forwarded-proto" -> {}
                default -> json.writeStringField(header.getKey(), String.join(",", header.getValue()));
            }
        }
        List<String> before = call.headers().get("x-forwarded-for");
        json.writeStringField(
                "x-forwarded-for",
                before == null ? call.sourceIp() : String.join(", ", before) + ", " + call.sourceIp());
        json.writeStringField("x-forwarded-port", String.valueOf(call.port()));
        json.writeStringField("x-forwarded-proto", "http");
        json.writeEndObject();
    }

    private static void writeQuery(JsonGenerator json, String rawQuery) throws IOException {
        if (rawQuery.isEmpty()) {
            return;
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = PercentCode.decode(equals < 0 ? pair : pair.substring(0, equals), true);
            String value = equals < 0 ? "" : PercentCode.decode(pair.substring(equals + 1), true);
            if (!pair.isEmpty()) {
                values.merge(name, value, (first, next) -> first + "," + next);
            }
        }
        if (!values.isEmpty()) {
            writeTexts(json, "queryStringParameters", values);
        }
    }

    private static void writeTexts(JsonGenerator json, String name, Map<String, String> texts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }

    private void writeContext(JsonGenerator json, HttpCall call, String routeKey) throws IOException {
        Instant now = clock.instant();
        json.writeObjectFieldStart("requestContext");
        json.writeStringField("accountId", Attributes.ACCOUNT);
        json.writeStringField("apiId", "local");
        json.writeStringField("domainName", call.header("host"));
        json.writeStringField("domainPrefix", "local");
        json.writeObjectFieldStart("http");
        json.writeStringField("method", call.method());
        json.writeStringField("path", call.rawPath());
        json.writeStringField("protocol", call.protocol());
        json.writeStringField("sourceIp", call.sourceIp());
        json.writeStringField("userAgent", call.header("user-agent"));
        json.writeEndObject();
        json.writeStringField(
                "requestId", Long.toHexString(ThreadLocalRandom.current().nextLong()));
        json.writeStringField("routeKey", routeKey);
        json.writeStringField("stage", "$default");
        json.writeStringField("time", time(now));
        json.writeNumberField("timeEpoch", now.toEpochMilli());
        json.writeEndObject();
    }

    private String time(Instant now) {
        Second last = second;
        if (last.epochSecond() != now.getEpochSecond()) {
            last = new Second(now.getEpochSecond(), TIME.format(now));
            second = last;
        }
        return last.text();
    }

    private static void writeBody(JsonGenerator json, HttpCall call) throws IOException {
        byte[] body = call.body();
        if (body.length == 0) {
            json.writeBooleanField("isBase64Encoded", false);
            return;
        }
        Optional<String> text = isText(call.header("content-type")) ? utf8(body) : Optional.empty();
        if (text.isPresent()) {
            json.writeStringField("body", text.get());
        } else {
            json.writeFieldName("body");
            json.writeBinary(body);
        }
        json.writeBooleanField("isBase64Encoded", text.isEmpty());
    }

    private static boolean isText(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.startsWith("text/")
                || type.endsWith("+json")
                || type.endsWith("+xml")
                || switch (type) {
                    case "application/json", "application/javascript", "application/xml" -> true;
                    default -> false;
                };
    }

    /// A body that says it is text and is not goes as base64: nothing of it is lost.
    private static Optional<String> utf8(byte[] body) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
