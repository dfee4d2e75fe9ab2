package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// Links made and changed; what is refused leaves nothing.
class LinkWritesTest {
    private static final WriteApi API = new WriteApi();
    private final WriteApi own = new WriteApi();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # who       | body                                                                                         | status | says
        merchant 1  | [1]                                                                                          | 400    | not_an_object
        merchant 1  | {"code":"a","code":"b"}                                                                      | 400    | malformed_json
        merchant 1  | {}                                                                                           | 422    | "field":"program_id","code":"missing"
        merchant 1  | {}                                                                                           | 422    | "field":"affiliate_id","code":"missing"
        merchant 1  | {}                                                                                           | 422    | "field":"destination","code":"missing"
        affiliate 1 | {"program_id":1,"destination":"x"}                                                           | 422    | "field":"program_id","code":"malformed"
        affiliate 1 | {"program_id":1,"destination":"x"}                                                           | 422    | "field":"destination","code":"malformed"
        affiliate 1 | {"program_id":"prg_0000000000001","destination":"http://shop.example/"}                      | 422    | "field":"destination","code":"malformed"
        affiliate 1 | {"program_id":"prg_0000000000001","destination":"https://a@shop.example/"}                   | 422    | "field":"destination","code":"malformed"
        affiliate 1 | {"program_id":"prg_0000000000001","destination":"https://sub.shop.example/"}                 | 422    | "field":"destination","code":"other_domain"
        affiliate 1 | {"program_id":"prg_0000000000001","destination":"https://shop.example/","code":"a b"}        | 422    | "field":"code","code":"malformed"
        affiliate 1 | {"program_id":"prg_0000000000001","destination":"https://shop.example/","enabled":"yes"}     | 422    | "field":"enabled","code":"malformed"
        affiliate 1 | {"program_id":"prg_0000000000001","destination":"https://shop.example/","channel_id":"x"}    | 422    | "field":"channel_id","code":"malformed"
        affiliate 1 | {"program_id":"prg_0000000000001","destination":"https://shop.example/","creative_id":7}     | 422    | "field":"creative_id","code":"malformed"
        affiliate 1 | {"program_id":"prg_0000000000001","destination":"https://shop.example/","id":"x"}            | 422    | "field":"id","code":"unknown_field"
        affiliate 1 | {"program_id":"prg_0000000000003","destination":"https://shop.example/"}                     | 404    | no such program
        merchant 1  | {"program_id":"prg_0000000000001","affiliate_id":"aff_0000000000003","destination":"https://shop.example/"} | 404 | no such enrollment
        affiliate 1 | {"program_id":"prg_0000000000001","affiliate_id":"aff_0000000000002","destination":"https://shop.example/"} | 404 | no such enrollment
        affiliate 1 | {"program_id":"prg_0000000000001","destination":"https://shop.example/","code":"one"}        | 409    | code_taken
        """)
    void badCreation_leavesNothing(String who, String body, int status, String says) {
        Map<String, Map<String, AttributeValue>> before = API.items();
        APIGatewayV2HTTPResponse answer = API.post(who, "/v1/links", body);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
        assertThat(API.items()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # body                                          | if-match | status | says
        {"destination":"https://evil.example/"}         | "1"      | 422    | "field":"destination","code":"other_domain"
        {"enabled":0}                                   | "1"      | 422    | "field":"enabled","code":"malformed"
        {"code":"new"}                                  | "1"      | 422    | "field":"code","code":"unknown_field"
        {"enabled":false}                               | "2"      | 412    | stale
        {}                                              | "2"      | 412    | stale
        {"enabled":false}                               | 1        | 400    | malformed_if_match
        {"enabled":false}                               | W/"1"    | 400    | malformed_if_match
        {"enabled":false}                               | "1","2"  | 400    | malformed_if_match
        {"enabled":false}                               | *        | 400    | malformed_if_match
        """)
    void badChange_leavesNothing(String body, String ifMatch, int status, String says) {
        Map<String, Map<String, AttributeValue>> before = API.items();
        APIGatewayV2HTTPResponse answer =
                API.patch("merchant 1", "/v1/links/lnk_000000000000b", body, "if-match", ifMatch);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
        assertThat(API.items()).isEqualTo(before);
    }

    @Test
    void otherMediaType_isRefused() {
        APIGatewayV2HTTPResponse answer = own.post("affiliate 1", "/v1/links", "{}", "content-type", "text/plain");
        assertThat(answer.getStatusCode()).isEqualTo(415);
    }

    @Test
    void creation_isReadAndListedAndTraced() {
        String creative = Json.text(
                own.post(
                                "merchant 1",
                                "/v1/creatives",
                                "{\"program_id\":\"prg_0000000000001\",\"kind\":\"text\",\"title\":\"Shoes\"}")
                        .getBody(),
                "id");
        APIGatewayV2HTTPResponse made = own.post("affiliate 1", "/v1/links", """
            {"program_id":"prg_0000000000001","destination":"https://shop.example/a?b=c","code":"anna",
             "channel_id":"chn_0000000000001","creative_id":"CREATIVE"}\
            """.replace("CREATIVE", creative));
        assertThat(made.getStatusCode()).as(made.getBody()).isEqualTo(201);
        String location = String.valueOf(made.getHeaders().get("location"));
        APIGatewayV2HTTPResponse read = own.get("merchant 1", location);
        assertThat(read.getBody()).isEqualTo(made.getBody());
        assertThat(read.getHeaders()).containsEntry("etag", "\"1\"");
        assertThat(own.get("affiliate 1", "/v1/links").getBody()).contains("anna");
        assertThat(own.get("merchant 1", "/v1/audit_events").getBody())
                .contains("\"actor\":\"aff_0000000000001\"")
                .contains("\"action\":\"link.create\"")
                .contains("\"object\":\"" + location.substring("/v1/links/".length()) + "\"");
        assertThat(own.get("merchant 2", "/v1/audit_events").getBody()).contains("\"data\":[]");
    }

    @Test
    void codeMadeUp_isFree() {
        String body = "{\"program_id\":\"prg_0000000000001\",\"destination\":\"https://shop.example/\"}";
        String code = Json.texts(own.post("affiliate 1", "/v1/links", body).getBody(), "code")
                .getFirst();
        assertThat(code).matches("[0-9a-z]{8}");
    }

    @ParameterizedTest
    @CsvSource({"APPLIED, 201", "INVITED, 201", "PAUSED, 201", "REJECTED, 409", "ENDED, 409", "BANNED, 409"})
    void closedEnrollment_getsNoLink(String state, int status) {
        WriteApi api = new WriteApi();
        api.stored.enroll(2, 2, dev.tributary.domain.program.EnrollmentState.valueOf(state));
        APIGatewayV2HTTPResponse answer = api.post(
                "affiliate 2",
                "/v1/links",
                "{\"program_id\":\"prg_0000000000002\",\"destination\":\"https://shop.example/\"}");
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
    }

    @Test
    void change_raisesTheVersion_andOneWithoutEffectDoesNot() {
        String link = "/v1/links/lnk_000000000000b";
        APIGatewayV2HTTPResponse changed = own.patch("affiliate 1", link, "{\"enabled\":false}", "if-match", "\"1\"");
        assertThat(changed.getHeaders()).containsEntry("etag", "\"2\"");
        assertThat(changed.getBody()).contains("\"enabled\":false");
        Map<String, Map<String, AttributeValue>> before = own.items();
        assertThat(own.patch("affiliate 1", link, "{\"enabled\":false}").getHeaders())
                .containsEntry("etag", "\"2\"");
        assertThat(own.items()).isEqualTo(before);
        assertThat(own.get("merchant 1", "/v1/audit_events").getBody()).contains("\"fields\":[\"enabled\"]");
    }

    @Test
    void changeMeanwhile_isBuiltUpon() {
        String link = "/v1/links/lnk_000000000000b";
        own.withFaults(WireFault.meanwhile(
                TransactWriteItemsRequest.class,
                1,
                () -> own.patch("merchant 1", link, "{\"destination\":\"https://shop.example/other\"}")));
        APIGatewayV2HTTPResponse answer = own.patch("affiliate 1", link, "{\"enabled\":false}");
        assertThat(answer.getHeaders()).containsEntry("etag", "\"3\"");
        assertThat(answer.getBody()).contains("/other").contains("\"enabled\":false");
    }

    @Test
    void changeMeanwhile_underIfMatch_isStale() {
        String link = "/v1/links/lnk_000000000000b";
        own.withFaults(WireFault.meanwhile(
                TransactWriteItemsRequest.class, 1, () -> own.patch("merchant 1", link, "{\"enabled\":false}")));
        APIGatewayV2HTTPResponse answer =
                own.patch("affiliate 1", link, "{\"destination\":\"https://shop.example/other\"}", "if-match", "\"1\"");
        assertThat(answer.getStatusCode()).isEqualTo(412);
        assertThat(own.get("merchant 1", link).getBody()).doesNotContain("/other");
    }

    @Test
    void endlessContention_isGivenUp() {
        String link = "/v1/links/lnk_000000000000b";
        int[] flips = {0};
        own.withFaults(WireFault.meanwhile(TransactWriteItemsRequest.class, 9, () -> {
            if (flips[0]++ % 2 == 0) {
                own.patch("merchant 1", link, "{\"destination\":\"https://shop.example/" + flips[0] + "\"}");
            }
        }));
        APIGatewayV2HTTPResponse answer = own.patch("affiliate 1", link, "{\"enabled\":false}");
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(409);
        assertThat(answer.getBody()).contains("contended");
    }
}
