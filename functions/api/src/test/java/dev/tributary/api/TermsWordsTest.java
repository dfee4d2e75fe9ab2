package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Terms and what changed in them, in words for whoever asks. The program has version 1 (10 %), then 2
/// (15 % for vip, 12 % for others) and 3 (the same, at most 50.00 EUR a conversion).
class TermsWordsTest {
    private static final String TERMS = "/v1/programs/prg_0000000000001/terms";
    private static final String ENROLLMENT = "/v1/enrollments/prg_0000000000001/aff_0000000000001";
    private static final String RULES = """
        "rules":[{"id":"vip","conditions":[{"groups":["vip"]}],"pay":{"percent":"15"}},
        {"id":"base","conditions":[],"pay":{"percent":"12"}}]\
        """;
    private static final String MOST = ",\"limits\":{\"most\":{\"amount\":\"50\",\"currency\":\"EUR\"}}";
    private final WriteApi api = new WriteApi();

    @BeforeEach
    void versions() {
        publish("{" + RULES + "}", "2026-12-01T00:00:00Z");
        publish("{" + RULES + MOST + "}", "2026-12-02T00:00:00Z");
    }

    @Test
    void version_isInWordsForWhoeverAsks() {
        assertThat(api.get("merchant 1", TERMS + "/2").getBody()).contains(words("""
            "Of these rules the first that matches pays, for each line of an order.",
            "Rule \\"vip\\", for affiliates in vip: 15 %.","Rule \\"base\\": 12 %.\"\
            """));
        assertThat(api.get("affiliate 1", TERMS + "/2").getBody())
                .contains("\"Rule \\\"base\\\": 12 %.\"")
                .doesNotContain("\"Rule \\\"vip\\\"");
        api.patch("merchant 1", ENROLLMENT, "{\"tags\":[\"vip\"]}");
        assertThat(api.get("affiliate 1", TERMS + "/2").getBody())
                .contains("\"Rule \\\"vip\\\": 15 %.\"")
                .doesNotContain("\"Rule \\\"base\\\"");
        api.patch("merchant 1", ENROLLMENT, "{\"pay\":{\"percent\":\"20\"}}");
        assertThat(api.get("affiliate 1", TERMS).getBody()).contains(words("""
            "Rule \\"vip\\": 20 %.","A pay of your own stands in place of what the rules pay: 20 %.\"\
            """));
        // To the merchant, and to others, it stays as it was.
        assertThat(api.get("merchant 1", TERMS + "/2").getBody()).doesNotContain("20 %");
        assertThat(api.get("affiliate 2", TERMS + "/2").getBody()).doesNotContain("20 %");
    }

    @Test
    void list_tellsTheMerchantAlone_whetherThereIsADraft() {
        assertThat(api.get("merchant 1", TERMS).getBody()).contains("\"has_draft\":false");
        api.post("merchant 1", TERMS, "{" + RULES + "}");
        assertThat(api.get("merchant 1", TERMS).getBody()).contains("\"has_draft\":true");
        assertThat(api.get("affiliate 1", TERMS).getBody()).doesNotContain("has_draft");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # who       | version     | since | changes
        merchant 1  | 3           | 2     | "New: A conversion is paid at most 50.00 EUR."
        affiliate 1 | 3           | 2     | "New: A conversion is paid at most 50.00 EUR."
        merchant 1  | 2           | 1     | "New: Rule \\"vip\\", for affiliates in vip: 15 %.","Rule \\"base\\" pays 12 %; before it was 10 %."
        affiliate 1 | 2           | 1     | "Rule \\"base\\" pays 12 %; before it was 10 %."
        affiliate 1 | 3?since=1   | 1     | "Rule \\"base\\" pays 12 %; before it was 10 %.","New: A conversion is paid at most 50.00 EUR."
        affiliate 1 | 1           | 0     | "New: Rule \\"base\\": 10 %."
        affiliate 1 | 2?since=0   | 0     | "New: Rule \\"base\\": 12 %."
        """)
    void changes_areTold(String who, String version, int since, String changes) {
        String[] target = version.split("\\?");
        String path = TERMS + "/" + target[0] + "/changes" + (target.length > 1 ? "?" + target[1] : "");
        APIGatewayV2HTTPResponse answer = api.get(who, path);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
        assertThat(answer.getBody()).contains("\"since\":" + since + ",").endsWith(",\"changes\":[" + changes + "]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # language | path         | says
        lv         | /2           | "Nosacījums „base”: 12 %."
        lv         | /2/changes   | "Nosacījums „base” maksā 12 %; iepriekš 10 %."
        lv         |              | "Nosacījums „base”: 12 %."
        he         | /2/changes   | "כלל \\"\u2068base\u2069\\" משלם \u2068\u206812%\u2069\u2069; קודם לכן \u2068\u206810%\u2069\u2069."
        """)
    void words_areInTheReadersLanguage(String language, @Nullable String path, String says) {
        APIGatewayV2HTTPResponse answer =
                api.call("affiliate 1", "GET", TERMS + (path == null ? "" : path), "", "accept-language", language);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
        assertThat(answer.getHeaders()).containsEntry("content-language", language);
        assertThat(answer.getBody()).contains(says);
    }

    @Test
    void payOfItsOwn_didNotChangeWithTheRules() {
        api.patch("merchant 1", ENROLLMENT, "{\"pay\":{\"percent\":\"20\"}}");
        assertThat(api.get("affiliate 1", TERMS + "/2/changes").getBody()).endsWith("\"changes\":[]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # who       | target                  | status | says
        merchant 1  | /4/changes              | 404    | no such version
        merchant 1  | /draft/changes          | 404    | no such version
        merchant 1  | /03/changes             | 404    | no such version
        merchant 1  | /2/changes?since=2      | 400    | "field":"since","code":"malformed"
        merchant 1  | /2/changes?since=3      | 400    | "field":"since","code":"malformed"
        merchant 1  | /2/changes?since=01     | 400    | "field":"since","code":"malformed"
        merchant 1  | /2/changes?until=3      | 400    | "field":"until","code":"unknown"
        merchant 2  | /2/changes              | 404    | no such program
        affiliate 3 | /2/changes              | 404    | no such program
        affiliate 9 | /2                      | 404    | no such program
        """)
    void badQuestion_isRefused(String who, String target, int status, String says) {
        APIGatewayV2HTTPResponse answer = api.get(who, TERMS + target);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
    }

    private void publish(String terms, String from) {
        assertThat(api.post("merchant 1", TERMS, terms).getStatusCode()).isEqualTo(201);
        APIGatewayV2HTTPResponse answer =
                api.post("merchant 1", TERMS + "/draft/publish", "{\"effective_from\":\"" + from + "\"}");
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(201);
    }

    private static String words(String block) {
        return block.replace("\n", "");
    }
}
