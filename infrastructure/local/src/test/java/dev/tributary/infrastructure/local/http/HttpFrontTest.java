package dev.tributary.infrastructure.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.infrastructure.local.Invocable;
import dev.tributary.infrastructure.local.template.Template.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bytes on the wire, and the event that the function got; the client is a socket, since a library
/// would mend what the table breaks.
final class HttpFrontTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private volatile String seen = "";
    private String reply = "{\"statusCode\":204}";
    private final HttpFront front = HttpFront.start(0, NOON);

    @BeforeEach
    void serve() {
        Invocable function = event -> {
            seen = new String(event, StandardCharsets.UTF_8);
            return reply.getBytes(StandardCharsets.UTF_8);
        };
        Routes routes = new Routes();
        routes.add(new Route("GET", "/r/{code}"), function);
        routes.add(new Route("GET", "/r/fixed"), function);
        routes.add(new Route("ANY", "/files/{proxy+}"), function);
        routes.add(new Route("POST", "/p"), function);
        front.serveRoutes(routes);
    }

    @AfterEach
    void close() {
        front.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        GET /r/abc                 | 204 | "routeKey":"GET /r/{code}","rawPath":"/r/abc","rawQueryString":""
        GET /r/fixed               | 204 | "routeKey":"GET /r/fixed"
        GET /r/abc?a=1&a=2&b       | 204 | "rawQueryString":"a=1&a=2&b"
        GET /r/abc?a=1&a=2&b       | 204 | "queryStringParameters":{"a":"1,2","b":""}
        GET /r/abc?amount=1,999    | 204 | "queryStringParameters":{"amount":"1,999"}
        GET /r/abc?u=a%20b+c%zz    | 204 | "queryStringParameters":{"u":"a b c%zz"}
        GET /r/abc?u=%E2%82%AC     | 204 | "rawQueryString":"u=%E2%82%AC"
        GET /r/a%20b               | 204 | "pathParameters":{"code":"a b"}
        GET /r/a%2Fb               | 204 | "pathParameters":{"code":"a/b"}
        PUT /files/a/b%20c         | 204 | "pathParameters":{"proxy":"a/b c"}
        PUT /files/a/b%20c         | 204 | "routeKey":"ANY /files/{proxy+}"
        GET /r/%E2%82%AC           | 204 | "rawPath":"/r/%E2%82%AC"
        GET /r/%ff                 | 400 | nothing
        GET /r/%C3%28              | 400 | nothing
        GET /r/a%00b               | 400 | nothing
        GET /r/a%0d%0ab            | 400 | nothing
        GET /r/a%C2%85b            | 400 | nothing
        GET /r/a%2                 | 400 | nothing
        GET /r/a%zz                | 400 | nothing
        GET /r/                    | 404 | nothing
        GET /r/a/b                 | 404 | nothing
        GET /r                     | 404 | nothing
        GET /                      | 404 | nothing
        GET /files                 | 404 | nothing
        POST /r/abc                | 404 | nothing
        HEAD /r/abc                | 404 | nothing
        """)
    void request_becomesAnEvent(String line, int status, String event) throws IOException {
        String answer = exchange(line + " HTTP/1.1\r\nHost: h\r\n", "");
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(event.equals("nothing") ? seen.isEmpty() : seen.contains(event))
                .as(seen)
                .isTrue();
    }

    @Test
    void headersAndCookies_areJoinedAsApiGatewayDoes() throws IOException {
        exchange(
                "GET /r/abc HTTP/1.1\r\nHost: h:80\r\nX-Two: a\r\nx-two: b\r\nCookie: a=1; b=2\r\n"
                        + "User-Agent: test\r\nX-Forwarded-For: 9.9.9.9\r\n",
                "");
        assertThat(seen)
                .contains("\"cookies\":[\"a=1\",\"b=2\"]")
                .contains("\"x-two\":\"a,b\"")
                .contains("\"x-forwarded-for\":\"9.9.9.9, 127.0.0.1\"")
                .contains("\"method\":\"GET\",\"path\":\"/r/abc\",\"protocol\":\"HTTP/1.1\",\"sourceIp\":\"127.0.0.1\","
                        + "\"userAgent\":\"test\"")
                .contains("\"time\":\"22/Nov/2026:12:00:00 +0000\",\"timeEpoch\":1795348800000")
                .contains("\"isBase64Encoded\":false")
                .doesNotContain("\"cookie\":");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        application/json; charset=utf-8   | {"a":1} | "body":"{\\"a\\":1}","isBase64Encoded":false
        application/problem+json          | {}      | "body":"{}","isBase64Encoded":false
        text/plain                        | x       | "body":"x","isBase64Encoded":false
        application/x-www-form-urlencoded | a=1     | "body":"YT0x","isBase64Encoded":true
        application/octet-stream          | x       | "body":"eA==","isBase64Encoded":true
        text/plain                        | \u00ff  | "body":"/w==","isBase64Encoded":true
        """)
    void body_isBase64UnlessItIsText(String type, String body, String event) throws IOException {
        exchange("POST /p HTTP/1.1\r\nHost: h\r\nContent-Type: " + type + "\r\n", body);
        assertThat(seen).contains(event);
    }

    @Test
    void limits_areApiGateways() throws IOException {
        assertThat(exchange("GET /r/abc HTTP/1.1\r\nHost: h\r\nX-Long: " + "x".repeat(10_300) + "\r\n", ""))
                .startsWith("HTTP/1.1 431 ");
        assertThat(exchange("POST /p HTTP/1.1\r\nHost: h\r\nContent-Type: text/plain\r\n", "x".repeat(11 << 20)))
                .startsWith("HTTP/1.1 413 ");
        assertThat(exchange("POST /p HTTP/1.1\r\nHost: h\r\nContent-Type: image/png\r\n", "x".repeat(5 << 20)))
                .as("base64 makes it larger than Lambda takes")
                .startsWith("HTTP/1.1 413 ");
        assertThat(seen).isEmpty();
        assertThat(exchange("POST /p HTTP/1.1\r\nHost: h\r\nContent-Type: text/plain\r\n", "x".repeat(5 << 20)))
                .startsWith("HTTP/1.1 204 ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"statusCode":302,"headers":{"location":"/x"}}           | 302 Found | location: /x
        {"statusCode":200,"body":"aGk=","isBase64Encoded":true}  | 200 OK    | hi
        {"statusCode":200,"cookies":["a=1","b=2"]}               | 200 OK    | a=1
        {"plain":true}                                           | 200 OK    | {"plain":true}
        "text"                                                   | 200 OK    | "text"
        {"statusCode":200,"headers":{"a":"b\\r\\nc: d"}}         | 500       | Internal Server Error
        {"statusCode":99999}                                     | 500       | Internal Server Error
        {"statusCode":200,"headers":[1]}                         | 500       | Internal Server Error
        {"statusCode":200                                        | 500       | Internal Server Error
        """)
    void reply_becomesAResponse(String handlers, String status, String part) throws IOException {
        reply = handlers;
        assertThat(exchange("GET /r/abc HTTP/1.1\r\nHost: h\r\n", ""))
                .startsWith("HTTP/1.1 " + status)
                .containsIgnoringCase(part);
    }

    @Test
    void head_hasNoBody() throws IOException {
        reply = "{\"statusCode\":200,\"body\":\"secret\"}";
        Routes routes = new Routes();
        routes.add(new Route("ANY", Route.DEFAULT), event -> reply.getBytes(StandardCharsets.UTF_8));
        front.serveRoutes(routes);
        assertThat(exchange("HEAD /any/where HTTP/1.1\r\nHost: h\r\n", ""))
                .startsWith("HTTP/1.1 200 ")
                .doesNotContain("secret");
    }

    /// Sends one request in Latin-1, so that a test can send any byte, and returns all that came back.
    private String exchange(String head, String body) throws IOException {
        seen = "";
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        try (Socket socket = new Socket("127.0.0.1", front.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            String length = bytes.length == 0 ? "" : "Content-Length: " + bytes.length + "\r\n";
            out.write((head + length + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            try {
                out.write(bytes);
                out.flush();
            } catch (IOException refused) {
                // The server may answer and close before it has read a body that it refuses.
                assertThat(bytes.length).isGreaterThan(1 << 20);
            }
            return answer(socket.getInputStream(), head.startsWith("HEAD "));
        }
    }

    /// The head, and as much body as it announces.
    private static String answer(InputStream in, boolean headOnly) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int letter = in.read();
            if (letter < 0) {
                return head.toString();
            }
            head.append((char) letter);
        }
        Matcher length = LENGTH.matcher(head);
        int rest = length.find() && !headOnly ? Integer.parseInt(length.group(1)) : 0;
        return head + new String(in.readNBytes(rest), StandardCharsets.ISO_8859_1);
    }
}
