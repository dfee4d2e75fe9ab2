package dev.tributary.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A problem has the fields that every other problem of the platform has.
class AnswerTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        400 | Bad Request         | bad_url      | The url does not lead to a page of this program. | {"field":"url","code":"bad_url","detail":"The url does not lead to a page of this program."}
        403 | Forbidden           | bad_origin   | Only a page on a landing domain of this program, over https, gets its click_id this way. | ``
        404 | Not Found           | unknown_link | There is no link with this code.                 | ``
        410 | Gone                | link_closed  | This link is no longer in use.                   | ``
        429 | Too Many Requests   | too_many_codes | Too many codes were asked for that no link has. Ask for this one again. | ``
        503 | Service Unavailable | unavailable  | This link cannot be looked up right now.         | ``
        """)
    void problem_isWhole(int status, String title, String code, String detail, String errors) throws IOException {
        Answer answer = switch (status) {
            case 400 -> Answer.BAD_URL;
            case 403 -> Answer.BAD_ORIGIN;
            case 404 -> Answer.NOT_FOUND;
            case 410 -> Answer.GONE;
            case 429 -> Answer.TOO_MANY;
            default -> Answer.UNAVAILABLE;
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        answer.write(out);
        String body = "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + ",\"code\":\""
                + code + "\",\"detail\":\"" + detail + "\",\"errors\":[" + errors + "]}";
        String retry = Map.of(503, ",\"retry-after\":\"5\"", 429, ",\"retry-after\":\"1\"")
                .getOrDefault(status, "");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"statusCode\":" + status
                        + ",\"headers\":{\"content-type\":\"application/problem+json\",\"cache-control\":\"no-store\""
                        + retry + "},\"body\":\"" + body.replace("\"", "\\\"") + "\"}");
    }

    @Test
    void told_isReadByOneOriginOnly() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Answer.Told("AQ-_", "https://shop.example").write(out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
            {"statusCode":200,"headers":{"content-type":"application/json","cache-control":"no-store",\
            "access-control-allow-origin":"https://shop.example","vary":"origin"},\
            "body":"{\\"click_id\\":\\"AQ-_\\"}"}\
            """);
    }
}
