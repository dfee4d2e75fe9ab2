package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The channels of whoever applies in the directory: nobody's until the application is sent, then the affiliate's.
class AppliedChannelsTest {
    private static final String PROGRAM = "/v1/programs/prg_0000000000001";
    private static final String APPLICATIONS = "/v1/directory/prg_0000000000001/applications";
    private static final String BLOG = "{\"kind\":\"website\",\"name\":\"cora <b>.example\"}";
    private static final String LETTER = "{\"kind\":\"newsletter\",\"name\":\"Cora's letter\"}";
    private final WriteApi api = new WriteApi();
    private final People people = new People(api);

    @BeforeEach
    void listed() {
        api.call("merchant 1", "PATCH", PROGRAM, "{\"listed\":true}");
    }

    private APIGatewayV2HTTPResponse apply(String channels) {
        api.now = api.now.plusSeconds(1);
        return api.post(
                "nobody",
                APPLICATIONS,
                "{\"email\":\"cora@people.example\",\"name\":\"Cora\",\"channels\":" + channels + "}");
    }

    private APIGatewayV2HTTPResponse press(String token, boolean sends) {
        APIGatewayV2HTTPResponse answer = api.post(
                "nobody",
                "/v1/sessions",
                "{\"token\":\"" + token + "\",\"send_application\":" + sends + "}",
                "sec-fetch-site",
                "same-origin");
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(201);
        api.use("cora", People.cookie(answer));
        return answer;
    }

    private JsonNode channels() {
        String affiliate = People.json(people.get("cora", "/v1/sessions/current"))
                .path("memberships")
                .path(0)
                .path("tenant_id")
                .asText();
        return People.json(people.get("cora", "/v1/affiliates/" + affiliate)).path("channels");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # channels                                                  | field            | code
        {}                                                          | channels         | malformed
        [7]                                                         | channels[0]      | malformed
        [{"name":"X"}]                                              | channels[0].kind | missing
        [{"kind":"blog","name":"X"}]                                | channels[0].kind | malformed
        [{"kind":"website"}]                                        | channels[0].name | missing
        [{"kind":"website","name":" "}]                             | channels[0].name | malformed
        [{"kind":"website","name":"X","id":"chn_0000000000001"}]    | channels[0].id   | unknown_field
        long                                                        | channels[0].name | malformed
        many                                                        | channels         | too_many
        """)
    void badChannel_isRefusedByField_andMailsNobody(String channels, String field, String code) {
        String many = "[" + (BLOG + ",").repeat(10) + BLOG + "]";
        String sent = channels.replace("many", many)
                .replace("long", "[{\"kind\":\"website\",\"name\":\"" + "x".repeat(101) + "\"}]");
        Map<String, Map<String, AttributeValue>> before = api.items();
        APIGatewayV2HTTPResponse answer = apply(sent);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(422);
        assertThat(answer.getBody()).contains("\"field\":\"" + field + "\",\"code\":\"" + code + "\"");
        assertThat(api.mail.to("cora@people.example")).isZero();
        assertThat(api.items()).isEqualTo(before);
    }

    /// A stranger may have written them: they are shown to whoever presses, and are not made before that.
    @Test
    void channels_standAboveTheButton_andAreMadeByIt() {
        long before = api.count("F#");
        assertThat(apply("[" + BLOG + "," + LETTER + "," + LETTER + "]").getStatusCode())
                .isEqualTo(202);
        assertThat(api.count("F#")).isEqualTo(before);
        String token = api.mail.token();
        assertThat(api.call("nobody", "GET", "/sign-in?token=" + token, "", "accept-language", "lv")
                        .getBody())
                .contains("Kan\u0101ls", "cora &lt;b&gt;.example", "Cora&#39;s letter");

        press(token, true);
        JsonNode made = channels();
        assertThat(made.findValuesAsText("kind")).containsExactly("website", "newsletter");
        assertThat(made.findValuesAsText("name")).containsExactly("cora <b>.example", "Cora's letter");
        assertThat(made.findValuesAsText("id")).doesNotHaveDuplicates();
        assertThat(api.get("merchant 1", "/v1/audit_events?limit=100").getBody())
                .contains("\"fields\":[\"channels\",\"state\"]")
                .doesNotContain("letter");
    }

    /// Signing in by the link is no word on what stands in it.
    @Test
    void channelsOfWhatIsNotSent_areNobodys() {
        apply("[" + BLOG + "]");
        press(api.mail.token(), false);
        assertThat(channels()).isEmpty();
    }

    @Test
    void affiliateThatIsThere_keepsItsChannels_andGetsThoseThatItHasNot() {
        apply("[" + LETTER + "]");
        press(api.mail.token(), false);
        apply("[" + BLOG + "]");
        press(api.mail.token(), true);
        assertThat(channels().findValuesAsText("name")).containsExactly("cora <b>.example");

        // It is in the program by now: nothing is sent, and nothing changes.
        apply("[" + LETTER + "]");
        press(api.mail.token(), true);
        assertThat(channels().findValuesAsText("name")).containsExactly("cora <b>.example");
    }
}
