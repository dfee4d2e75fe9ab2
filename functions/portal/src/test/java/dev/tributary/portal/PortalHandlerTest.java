package dev.tributary.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortalHandlerTest {
    private static final PortalHandler PORTAL = new PortalHandler();
    /// Nothing that is tried here fails, so that no line is logged with the call's id.
    private static final Context NONE = (Context) Proxy.newProxyInstance(
            Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> "none");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        # accept-language          | cookie                                  | lang | dir
        -                          | -                                       | en   | ltr
        he-IL,en;q=0.8             | -                                       | he   | rtl
        de, fa;q=0.5               | -                                       | fa   | rtl
        lv;q=0, fa;q=0.1           | -                                       | fa   | rtl
        ;;;                        | -                                       | en   | ltr
        he                         | tributary-language=lv                   | lv   | ltr
        he                         | a=b; tributary-language=fa; c=d         | fa   | rtl
        he                         | tributary-language=xx                   | he   | rtl
        he                         | tributary-language="><script>           | he   | rtl
        """)
    void aPage_comesInTheLanguage(String accepted, String cookie, String language, String direction) {
        Map<String, String> headers = accepted == null ? Map.of() : Map.of("accept-language", accepted);
        APIGatewayV2HTTPResponse page =
                call("GET", "/app/mer_0000000000001/overview", headers, cookie == null ? List.of() : List.of(cookie));
        assertThat(page.getStatusCode()).isEqualTo(200);
        assertThat(page.getBody())
                .startsWith("<!doctype html><html lang=\"" + language + "\" dir=\"" + direction + "\">");
        assertThat(page.getHeaders())
                .containsEntry("content-language", language)
                .containsEntry("vary", "accept-language, cookie")
                .containsEntry("cache-control", "no-store");
    }

    @Test
    void thePolicy_allowsOurFilesAndTheMapOfNamesOnly() throws Exception {
        APIGatewayV2HTTPResponse page = call("GET", "/app", Map.of(), List.of());
        Matcher map =
                Pattern.compile("<script type=\"importmap\">(.*?)</script>").matcher(page.getBody());
        assertThat(map.find()).isTrue();
        String hash = Base64.getEncoder()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256").digest(map.group(1).getBytes(StandardCharsets.UTF_8)));
        assertThat(page.getHeaders().get("content-security-policy"))
                .startsWith("default-src 'none'; script-src 'self' 'sha256-" + hash + "'; style-src 'self';")
                .contains("base-uri 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'")
                .doesNotContain("unsafe", "http:", "https:", "*");
    }

    @Test
    void everythingThatAPageNames_isThere_forEver_andSmallerZipped() throws IOException {
        String body = call("GET", "/app", Map.of(), List.of()).getBody();
        List<String> names = Pattern.compile("/assets/[0-9a-f]{12}/[A-Za-z0-9_./-]+\\.(?:js|css|svg)")
                .matcher(body)
                .results()
                .map(result -> result.group())
                .distinct()
                .toList();
        assertThat(names).anyMatch(name -> name.endsWith("/app.js")).hasSizeGreaterThan(10);
        for (String name : names) {
            APIGatewayV2HTTPResponse plain = call("GET", name, Map.of(), List.of());
            assertThat(plain.getStatusCode()).as(name).isEqualTo(200);
            assertThat(plain.getHeaders())
                    .containsEntry("cache-control", "public, max-age=31536000, immutable")
                    .containsEntry("vary", "accept-encoding")
                    .doesNotContainKey("content-encoding");
            byte[] bytes = Base64.getDecoder().decode(plain.getBody());
            assertThat(bytes).as(name).isNotEmpty();
            APIGatewayV2HTTPResponse zipped = call("GET", name, Map.of("accept-encoding", "br, gzip;q=0.8"), List.of());
            byte[] sent = Base64.getDecoder().decode(zipped.getBody());
            if (zipped.getHeaders().containsKey("content-encoding")) {
                assertThat(new GZIPInputStream(new ByteArrayInputStream(sent)).readAllBytes())
                        .as(name)
                        .isEqualTo(bytes);
            } else {
                assertThat(sent).as(name).isEqualTo(bytes);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        # method | path                                          | status | header   | its value
        GET      | /                                             | 302    | location | /app
        GET      | /app                                          | 200    | -        | -
        GET      | /programs                                     | 200    | -        | -
        GET      | /programs/prg_0000000000001                   | 200    | -        | -
        POST     | /programs                                     | 405    | allow    | GET, HEAD, OPTIONS
        HEAD     | /app/anything/at/all                          | 200    | -        | -
        OPTIONS  | /app                                          | 204    | allow    | GET, HEAD, OPTIONS
        POST     | /app                                          | 405    | allow    | GET, HEAD, OPTIONS
        HEAD     | /tributary.js                                 | 200    | content-type | text/javascript; charset=utf-8
        POST     | /tributary.js                                 | 405    | allow    | GET, HEAD, OPTIONS
        GET      | /assets/000000000000/app.js                   | 404    | -        | -
        GET      | /assets/                                      | 404    | -        | -
        GET      | /assets/app.js                                | 404    | -        | -
        GET      | /assets/../PortalHandler.class                | 404    | -        | -
        """)
    void aCall_isAnswered(String method, String path, int status, String header, String value) {
        APIGatewayV2HTTPResponse answer = call(method, path, Map.of(), List.of());
        assertThat(answer.getStatusCode()).isEqualTo(status);
        if (header != null) {
            assertThat(answer.getHeaders()).containsEntry(header, value);
        }
    }

    private static APIGatewayV2HTTPResponse call(
            String method, String path, Map<String, String> headers, List<String> cookies) {
        APIGatewayV2HTTPEvent event = APIGatewayV2HTTPEvent.builder()
                .withRawPath(path)
                .withRawQueryString("")
                .withHeaders(headers)
                .withCookies(cookies)
                .withRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                        .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                                .withMethod(method)
                                .withPath(path)
                                .withSourceIp("192.0.2.1")
                                .build())
                        .build())
                .build();
        return PORTAL.handleRequest(event, NONE);
    }
}
