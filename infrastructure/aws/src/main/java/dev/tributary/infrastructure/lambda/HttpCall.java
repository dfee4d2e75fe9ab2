package dev.tributary.infrastructure.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.tributary.domain.conversion.Text;
import dev.tributary.infrastructure.edge.Network;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A call as API Gateway hands it over (payload 2.0), read strictly. The query comes from the raw
/// string: the gateway's own map joins repeated parameters with commas.
///
/// @param headers by lower-case name; `host` is the gateway's own name, or this machine's own address
/// @param query in the order of the call, repeated ones included
/// @param body decoded when it arrived as base64
/// @param from of the connection, as the gateway saw it; X-Forwarded-For says what the caller likes
public record HttpCall(
        String method, String path, List<Parameter> query, Map<String, String> headers, byte[] body, Network from) {
    public static final int MAX_BODY_BYTES = 256 * 1024;
    private static final int MAX_PARAMETERS = 100;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    public record Parameter(String name, String value) {}

    public HttpCall {
        query = List.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /// @throws HttpRefusal 413 for a body over the limit, 400 for a query that is not UTF-8 or holds
    ///     control characters or noncharacters
    public static HttpCall of(APIGatewayV2HTTPEvent event) {
        HttpCall call = withoutQuery(event);
        List<Parameter> query =
                query(Optional.ofNullable(event.getRawQueryString()).orElse(""));
        return new HttpCall(call.method(), call.path(), query, call.headers(), call.body(), call.from());
    }

    /// For a function that has to know who calls before it judges the query.
    /// @throws HttpRefusal 413 for a body over the limit
    public static HttpCall withoutQuery(APIGatewayV2HTTPEvent event) {
        APIGatewayV2HTTPEvent.RequestContext.Http http =
                event.getRequestContext().getHttp();
        Network from = Network.of(Optional.ofNullable(http.getSourceIp()).orElse(""));
        return new HttpCall(http.getMethod(), event.getRawPath(), List.of(), headers(event), body(event), from);
    }

    /// The same, arrived under another name than the gateway's own.
    public HttpCall at(String host) {
        Map<String, String> named = new HashMap<>(headers);
        named.put("host", host);
        return new HttpCall(method, path, query, named, body, from);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    private static Map<String, String> headers(APIGatewayV2HTTPEvent event) {
        Map<String, String> headers = new HashMap<>();
        Optional.ofNullable(event.getHeaders())
                .orElse(Map.of())
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        // The gateway takes cookies out of their header.
        Optional.ofNullable(event.getCookies())
                .filter(cookies -> !cookies.isEmpty())
                .ifPresent(cookies -> headers.put("cookie", String.join("; ", cookies)));
        Optional<String> host = Optional.ofNullable(headers.get("host")).filter(HttpCall::isOwnMachine);
        headers.remove("host");
        // Anybody writes any Host into a call; where it arrived is what the gateway says.
        host.or(() -> Optional.ofNullable(event.getRequestContext().getDomainName()))
                .ifPresent(name -> headers.put("host", name));
        return headers;
    }

    /// Whether a Host is this machine's own address, which is nobody else's.
    public static boolean isOwnMachine(String host) {
        return LOOPBACK.contains(host.replaceFirst(":[0-9]+$", ""));
    }

    private static byte[] body(APIGatewayV2HTTPEvent event) {
        String text = Optional.ofNullable(event.getBody()).orElse("");
        // Four characters of base64 are three bytes, so this is decided before anything is decoded.
        int most = event.getIsBase64Encoded() ? MAX_BODY_BYTES / 3 * 4 + 8 : MAX_BODY_BYTES;
        byte[] body = text.length() > most ? tooLarge() : bytes(text, event.getIsBase64Encoded());
        return body.length > MAX_BODY_BYTES ? tooLarge() : body;
    }

    private static byte[] bytes(String text, boolean base64) {
        try {
            return base64 ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw HttpRefusal.of(400, "malformed_body", "The body is not the base64 that it is said to be.");
        }
    }

    private static byte[] tooLarge() {
        throw tooLarge(MAX_BODY_BYTES);
    }

    private static HttpRefusal tooLarge(int most) {
        return HttpRefusal.of(413, "body_too_large", "A body is " + most + " bytes at most here.");
    }

    /// For a path that takes less than the others.
    /// @throws HttpRefusal 413
    public void requireBody(int most) {
        if (body.length > most) {
            throw tooLarge(most);
        }
    }

    /// The parameters of a raw query.
    /// @throws HttpRefusal 400 when it is not UTF-8 or holds control characters or noncharacters
    public static List<Parameter> query(String raw) {
        return query(raw, MAX_PARAMETERS);
    }

    /// The same, with up to so many parameters: a form is longer than a query.
    /// @throws HttpRefusal 400
    public static List<Parameter> query(String raw, int most) {
        List<Parameter> query = new ArrayList<>();
        if (raw.isEmpty()) {
            return query;
        }
        for (String pair : raw.split("&")) {
            if (query.size() == most) {
                throw malformedQuery("has more than " + most + " parameters");
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            if (!pair.isEmpty()) {
                query.add(new Parameter(decode(name), decode(value)));
            }
        }
        return query;
    }

    /// Percent-decoding and `+` for a space, as forms encode them (WHATWG URL, 5.1), but bad
    /// sequences are refused instead of repaired.
    private static String decode(String text) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%') {
                int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
                int low = high < 0 ? -1 : Character.digit(raw[i + 2], 16);
                if (low < 0) {
                    throw malformedQuery("holds a % without two hexadecimal digits");
                }
                decoded.put((byte) (high << 4 | low));
                i += 2;
            } else {
                decoded.put(raw[i] == '+' ? (byte) ' ' : raw[i]);
            }
        }
        try {
            String value =
                    StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
            if (value.codePoints().anyMatch(Character::isISOControl)) {
                throw malformedQuery("holds control characters");
            }
            if (value.codePoints().anyMatch(Text::isNoncharacter)) {
                throw malformedQuery("holds U+FFFE or U+FFFF");
            }
            return value;
        } catch (CharacterCodingException malformed) {
            throw malformedQuery("is not UTF-8");
        }
    }

    private static HttpRefusal malformedQuery(String what) {
        return HttpRefusal.of(400, "malformed_query", "The query " + what + ".");
    }
}
