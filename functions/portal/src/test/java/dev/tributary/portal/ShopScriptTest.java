package dev.tributary.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.infrastructure.edge.Network;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpCall;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How the script reaches a shop's page; what it does there is tried in a browser.
class ShopScriptTest {
    private static final ShopScript SCRIPT = new ShopScript();
    /// Uncompressed, as a page gets it that asks for nothing else.
    private static final int MOST_BYTES = 3 * 1024;

    @Test
    void script_isSmall_andOneFile() throws IOException {
        HttpAnswer plain = SCRIPT.answer(call(Map.of()));
        byte[] bytes = Base64.getDecoder().decode(plain.body());
        assertThat(bytes).hasSizeLessThan(MOST_BYTES);
        assertThat(new String(bytes, StandardCharsets.US_ASCII))
                .startsWith("(() => {\n")
                .endsWith("})();\n")
                .doesNotContain("import", "eval", "innerHTML", "document.write", "localStorage");

        HttpAnswer zipped = SCRIPT.answer(call(Map.of("accept-encoding", "gzip, br")));
        assertThat(zipped.headers()).containsEntry("content-encoding", "gzip");
        byte[] sent = Base64.getDecoder().decode(zipped.body());
        assertThat(new GZIPInputStream(new ByteArrayInputStream(sent)).readAllBytes())
                .isEqualTo(bytes);
    }

    @Test
    void script_isKeptAnHour_byAnySite() {
        assertThat(SCRIPT.answer(call(Map.of())).response().getHeaders())
                .containsEntry("content-type", "text/javascript; charset=utf-8")
                .containsEntry("cache-control", "public, max-age=3600, stale-while-revalidate=86400")
                .containsEntry("vary", "accept-encoding")
                .containsEntry("cross-origin-resource-policy", "cross-origin")
                .containsEntry("x-content-type-options", "nosniff")
                .doesNotContainKeys("set-cookie", "content-encoding");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        # if-none-match         | status
        -                       | 200
        ''                      | 200
        "0123456789abcdef"      | 200
        TAG                     | 304
        "x", TAG                | 304
        STRONG                  | 304
        *                       | 304
        """)
    void aTag_isCompared(String tags, int status) {
        String tag =
                Objects.requireNonNull(SCRIPT.answer(call(Map.of())).headers().get("etag"));
        assertThat(tag).matches("W/\"[0-9a-f]{16}\"");
        Map<String, String> headers = tags == null
                ? Map.of()
                : Map.of("if-none-match", tags.replace("TAG", tag).replace("STRONG", tag.substring(2)));
        HttpAnswer answer = SCRIPT.answer(call(headers));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers()).containsEntry("etag", tag).containsKey("cache-control");
        assertThat(answer.body().isEmpty()).isEqualTo(status == 304);
    }

    @Test
    void comments_andIndents_areLeftOut() {
        assertThat(ShopScript.served("// why\n  a = '//b'; // c\n\n    // d\n    e();\n"))
                .isEqualTo("a = '//b'; // c\ne();\n");
    }

    private static HttpCall call(Map<String, String> headers) {
        return new HttpCall("GET", ShopScript.PATH, List.of(), headers, new byte[0], Network.of("192.0.2.1"));
    }
}
