package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// A draft, its publication, and what is never edited.
class TermsWritesTest {
    private static final String NEW_PROGRAM =
            "{\"name\":\"N\",\"currency\":\"EUR\",\"time_zone\":\"UTC\",\"landing_domains\":[\"n.example\"]}";
    private static final String GOOD = "{\"rules\":[{\"id\":\"base\",\"pay\":{\"percent\":\"10\"}}]}";
    private final WriteApi api = new WriteApi();
    private String terms = "";
    private String draft = "";

    @BeforeEach
    void program() {
        String location = String.valueOf(
                api.post("merchant 1", "/v1/programs", NEW_PROGRAM).getHeaders().get("location"));
        terms = location + "/terms";
        draft = terms + "/draft";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # body                                                                       | field                           | code
        {}                                                                           | rules                           | missing
        {"rules":{}}                                                                 | rules                           | malformed
        {"rules":[{}]}                                                               | rules[0].id                     | missing
        {"rules":[{}]}                                                               | rules[0].pay                    | missing
        {"rules":[{"id":"A B","pay":{"percent":"10"}}]}                              | rules[0].id                     | malformed
        {"rules":[{"id":"a","pay":{"percent":10}}]}                                  | rules[0].pay.percent            | malformed
        {"rules":[{"id":"a","pay":{"percent":"-1"}}]}                                | rules[0].pay.percent            | malformed
        {"rules":[{"id":"a","pay":{"percent":"1e1"}}]}                               | rules[0].pay.percent            | malformed
        {"rules":[{"id":"a","pay":{"amount":{"amount":"1"}}}]}                       | rules[0].pay.amount.currency    | missing
        {"rules":[{"id":"a","pay":{"amount":{"amount":"1","currency":"USD"}}}]}      | rules[0].pay.amount.currency    | currency_mismatch
        {"rules":[{"id":"a","pay":{"amount":{"amount":"1.005","currency":"EUR"}}}]}  | rules[0].pay.amount.amount      | too_many_decimals
        {"rules":[{"id":"a","pay":{"amount":{"amount":"-1","currency":"EUR"}}}]}     | rules[0].pay.amount.amount      | negative
        {"rules":[{"id":"a","pay":{"percent":"1"},"tier":1}]}                        | rules[0].tier                   | unknown_field
        {"rules":[{"id":"a","pay":{"percent":"1","per":"item"}}]}                    | rules[0].pay.per                | unknown_field
        {"rules":[{"id":"a","pay":{"percent":"1"},"conditions":[{}]}]}               | rules[0].conditions[0]          | not_one_kind
        {"rules":[{"id":"a","pay":{"percent":"1"},"conditions":[{"moon":["full"]}]}]} | rules[0].conditions[0].moon    | unknown_field
        {"rules":[{"id":"a","pay":{"percent":"1"},"conditions":[{"events":["A"]}]}]} | rules[0].conditions[0].events[0] | malformed
        {"rules":[{"id":"a","pay":{"percent":"1"},"conditions":[{"dates":{"first":"2026-02-30"}}]}]} | rules[0].conditions[0].dates.first | malformed
        {"rules":[],"hold_days":-1}                                                  | hold_days                       | malformed
        {"rules":[],"hold_days":"30"}                                                | hold_days                       | malformed
        {"rules":[],"attribution":{"model":"random"}}                                | attribution.model               | malformed
        {"rules":[],"validation":{"mode":"never"}}                                   | validation.mode                 | malformed
        {"rules":[],"version":2}                                                     | version                         | unknown_field
        """)
    void badDraft_leavesNothing(String body, String field, String code) {
        Map<String, Map<String, AttributeValue>> before = api.items();
        APIGatewayV2HTTPResponse answer = api.post("merchant 1", terms, body);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(422);
        assertThat(answer.getBody()).contains("\"field\":\"" + field + "\",\"code\":\"" + code + "\"");
        assertThat(api.items()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # draft                                                                                      | publish                                      | field                | code
        {"rules":[]}                                                                                 | {}                                           | rules                | empty
        {"rules":[{"id":"a","pay":{"percent":"101"}}]}                                               | {}                                           | rules[0].pay.percent | above_100
        {"rules":[{"id":"a","pay":{"percent":"1"}},{"id":"a","pay":{"percent":"2"}}]}                | {}                                           | rules[1].id          | duplicate
        {"rules":[{"id":"a","pay":{"percent":"1"}},{"id":"b","pay":{"percent":"2"}}]}                | {}                                           | rules[1]             | unreachable
        {"rules":[{"id":"a","pay":{"percent":"1"}}],"hold_days":60}                                  | {}                                           | pays_within_days     | pays_too_late
        {"rules":[{"id":"a","pay":{"percent":"1"}}],"attribution":{"window_days":0}}                 | {}                                           | attribution.window_days | out_of_range
        {"rules":[{"id":"a","pay":{"percent":"1"}}]}                                                 | {"effective_from":"2026-11-22T22:29:59Z"}    | effective_from       | in_the_past
        """)
    void faultyDraft_isNotPublished(String body, String publish, String field, String code) {
        assertThat(api.post("merchant 1", terms, body).getStatusCode()).isEqualTo(201);
        Map<String, Map<String, AttributeValue>> before = api.items();
        APIGatewayV2HTTPResponse answer = api.post("merchant 1", draft + "/publish", publish);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(422);
        assertThat(answer.getBody())
                .contains("invalid_terms")
                .contains("\"field\":\"" + field + "\",\"code\":\"" + code + "\"");
        assertThat(api.items()).isEqualTo(before);
    }

    @Test
    void oneDraftAtATime_replacedByPut() {
        assertThat(api.call("merchant 1", "PUT", draft, GOOD).getStatusCode()).isEqualTo(404);
        assertThat(api.get("merchant 1", draft).getStatusCode()).isEqualTo(404);
        assertThat(api.post("merchant 1", terms, GOOD).getStatusCode()).isEqualTo(201);
        assertThat(api.post("merchant 1", terms, GOOD).getBody()).contains("draft_exists");
        String better = GOOD.replace("10", "12.5");
        assertThat(api.call("merchant 1", "PUT", draft, better, "if-match", "\"2\"")
                        .getStatusCode())
                .isEqualTo(412);
        APIGatewayV2HTTPResponse replaced = api.call("merchant 1", "PUT", draft, better, "if-match", "\"1\"");
        assertThat(replaced.getHeaders()).containsEntry("etag", "\"2\"");
        assertThat(api.get("merchant 1", draft).getBody())
                .isEqualTo(replaced.getBody())
                .contains("12.5");
    }

    @Test
    void publication_endsTheDraft_andIsNeverEdited() {
        api.post("merchant 1", terms, GOOD);
        APIGatewayV2HTTPResponse published = api.post("merchant 1", draft + "/publish", "");
        assertThat(published.getStatusCode()).as(published.getBody()).isEqualTo(201);
        assertThat(published.getBody())
                .contains("\"version\":1")
                .contains("\"effective_from\":\"2026-11-22T22:30:00Z\"");
        assertThat(api.get("merchant 1", terms + "/1").getBody()).isEqualTo(published.getBody());
        assertThat(api.get("merchant 1", draft).getStatusCode()).isEqualTo(404);
        assertThat(api.post("merchant 1", draft + "/publish", "").getBody()).contains("no_draft");
        for (String method : List.of("PUT", "PATCH", "POST", "DELETE")) {
            assertThat(api.routes()).doesNotContain(method + " /v1/programs/{program_id}/terms/{version}");
        }

        // The next draft changes nothing of what was published.
        api.post("merchant 1", terms, GOOD.replace("10", "20"));
        assertThat(api.get("merchant 1", terms + "/1").getBody()).isEqualTo(published.getBody());
        assertThat(api.post("merchant 1", draft + "/publish", "").getBody()).contains("\"version\":2");
        assertThat(api.get("merchant 1", terms + "/1").getBody()).isEqualTo(published.getBody());
    }

    @Test
    void loweredTerms_needNotice() {
        api.post("merchant 1", terms, GOOD);
        api.post("merchant 1", draft + "/publish", "");
        api.post("merchant 1", terms, GOOD.replace("10", "9"));
        assertThat(api.post("merchant 1", draft + "/publish", "").getBody()).contains("notice_too_short");
        assertThat(api.post("merchant 1", draft + "/publish", "{\"effective_from\":\"2026-11-29T22:29:59Z\"}")
                        .getBody())
                .contains("notice_too_short");
        assertThat(api.post("merchant 1", draft + "/publish", "{\"effective_from\":\"2026-11-29T22:30:00Z\"}")
                        .getStatusCode())
                .isEqualTo(201);
    }

    @Test
    void twoPublishers_oneWins() {
        api.post("merchant 1", terms, GOOD);
        List<APIGatewayV2HTTPResponse> other = new ArrayList<>();
        api.withFaults(WireFault.meanwhile(
                TransactWriteItemsRequest.class, 1, () -> other.add(api.post("merchant 1", draft + "/publish", ""))));
        APIGatewayV2HTTPResponse loser = api.post("merchant 1", draft + "/publish", "");
        assertThat(other.getFirst().getStatusCode()).isEqualTo(201);
        assertThat(loser.getStatusCode()).as(loser.getBody()).isEqualTo(409);
        assertThat(Json.texts(api.get("merchant 1", terms).getBody(), "effective_from"))
                .hasSize(1);
    }

    /// What is published is what the publisher read, or it is not published.
    @Test
    void draftReplacedMeanwhile_isReadAgain() {
        api.post("merchant 1", terms, GOOD);
        api.withFaults(WireFault.meanwhile(
                TransactWriteItemsRequest.class,
                1,
                () -> api.call("merchant 1", "PUT", draft, GOOD.replace("10", "11"))));
        APIGatewayV2HTTPResponse published = api.post("merchant 1", draft + "/publish", "");
        assertThat(published.getBody()).contains("\"percent\":\"11\"");
        assertThat(api.get("merchant 1", draft).getStatusCode()).isEqualTo(404);
    }

    @Test
    void affiliate_seesVersionsButNoDraft() {
        String other = "/v1/programs/prg_0000000000001/terms";
        api.post("merchant 1", other, GOOD);
        assertThat(api.get("affiliate 1", other + "/draft").getStatusCode()).isEqualTo(403);
        assertThat(api.get("affiliate 3", other + "/draft").getStatusCode()).isEqualTo(404);
        assertThat(api.post("affiliate 1", other + "/draft/publish", "").getStatusCode())
                .isEqualTo(403);
        assertThat(api.get("affiliate 1", other).getStatusCode()).isEqualTo(200);
    }
}
