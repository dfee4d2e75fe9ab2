package dev.tributary.infrastructure.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpCallTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # raw query       | read as
        ``                | ``
        &&                | ``
        a=1               | [a=1]
        a                 | [a=]
        a=1,2             | [a=1,2]
        a=1&a=2           | [a=1][a=2]
        a=b=c             | [a=b=c]
        a=%2B+%c3%a9      | [a=+ é]
        %61=x             | [a=x]
        """)
    void query_isReadFromTheRawString(String raw, String read) {
        HttpCall call = HttpCall.of(event(raw, "", false));
        assertThat(call.query().stream()
                        .map(parameter -> "[" + parameter.name() + "=" + parameter.value() + "]")
                        .collect(Collectors.joining()))
                .isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a=%", "a=%2", "a=%g0", "a=%+1", "a=%c3", "a=%c0%80", "a=%ed%a0%80", "a=%0a", "%00=1", "a=%7f"})
    void query_thatIsNoText_isRefused(String raw) {
        assertRefused(event(raw, "", false), 400, "malformed_query");
    }

    @Test
    void query_withTooManyParameters_isRefused() {
        assertRefused(event("a=1&".repeat(101), "", false), 400, "malformed_query");
    }

    @Test
    void body_isMeasuredInBytesAfterDecoding() {
        byte[] most = new byte[HttpCall.MAX_BODY_BYTES];
        String base64 = Base64.getEncoder().encodeToString(most);
        assertThat(HttpCall.of(event("", base64, true)).body()).hasSize(most.length);
        assertRefused(
                event("", Base64.getEncoder().encodeToString(new byte[most.length + 1]), true), 413, "body_too_large");
        assertRefused(event("", "é".repeat(HttpCall.MAX_BODY_BYTES / 2 + 1), false), 413, "body_too_large");
        assertRefused(event("", "*", true), 400, "malformed_body");
        assertThat(HttpCall.of(event("", "é", false)).body()).isEqualTo("é".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void headers_areFoundByLowerCase() {
        assertThat(HttpCall.of(event("", "", false)).header("x-one")).contains("1");
    }

    @Test
    void failure_logsNoTextOfOthers() {
        IllegalStateException failure = new IllegalStateException("trb_live_secret", new java.io.IOException("x"));
        assertThat(HttpEdge.line("id", "GET", failure))
                .containsEntry("type", "java.lang.IllegalStateException")
                .containsEntry("cause", "java.io.IOException")
                .containsKey("at")
                .doesNotContainKey("detail");
    }

    private static void assertRefused(APIGatewayV2HTTPEvent event, int status, String code) {
        assertThatExceptionOfType(HttpRefusal.class)
                .isThrownBy(() -> HttpCall.of(event))
                .satisfies(refusal -> {
                    assertThat(refusal.status()).isEqualTo(status);
                    assertThat(refusal.code()).isEqualTo(code);
                });
    }

    private static APIGatewayV2HTTPEvent event(String query, String body, boolean base64) {
        return APIGatewayV2HTTPEvent.builder()
                .withRawPath("/v1/links")
                .withRawQueryString(query)
                .withHeaders(Map.of("X-One", "1"))
                .withBody(body)
                .withIsBase64Encoded(base64)
                .withRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                        .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                                .withMethod("GET")
                                .build())
                        .build())
                .build();
    }
}
