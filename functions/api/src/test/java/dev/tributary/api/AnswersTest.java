package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What each route answers, errors in the order in which they are decided.
class AnswersTest {
    private static final ApiFixture API = ApiFixture.filled();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # who       | method  | target                                                   | status | says
        merchant 1  | GET     | /                                                        | 404    | not_found
        merchant 1  | GET     | /v1                                                      | 404    | not_found
        merchant 1  | GET     | /v1/links/                                               | 404    | not_found
        merchant 1  | GET     | /v1/nothing                                              | 404    | not_found
        merchant 1  | OPTIONS | /v1/nothing                                              | 404    | not_found
        merchant 1  | PUT     | /v1/links                                                | 405    | method_not_allowed
        merchant 1  | BREW    | /v1/links                                                | 405    | method_not_allowed
        revoked     | GET     | /v1/links                                                | 401    | unauthorized
        writer      | GET     | /v1/links                                                | 403    | insufficient_scope
        merchant 1  | GET     | /v1/links?color=red                                      | 400    | "field":"color","code":"unknown"
        merchant 1  | GET     | /v1/links/lnk_000000000000b?color=red                    | 400    | "field":"color","code":"unknown"
        merchant 1  | GET     | /v1/links?limit=0                                        | 400    | "field":"limit","code":"out_of_range"
        merchant 1  | GET     | /v1/links?limit=101                                      | 400    | "field":"limit","code":"out_of_range"
        merchant 1  | GET     | /v1/links?limit=1e1                                      | 400    | "field":"limit","code":"malformed"
        merchant 1  | GET     | /v1/links?limit=-1                                       | 400    | "field":"limit","code":"malformed"
        merchant 1  | GET     | /v1/links?limit=99999999999                              | 400    | "field":"limit","code":"malformed"
        merchant 1  | GET     | /v1/links?limit=1&limit=2                                | 400    | "field":"limit","code":"repeated"
        merchant 1  | GET     | /v1/links?limit=%3                                       | 400    | malformed_query
        merchant 1  | GET     | /v1/links?limit=%zz                                      | 400    | malformed_query
        merchant 1  | GET     | /v1/links?limit=%ff                                      | 400    | malformed_query
        merchant 1  | GET     | /v1/links?limit=1%00                                     | 400    | malformed_query
        merchant 1  | GET     | /v1/links?program_id=1                                   | 400    | "field":"program_id","code":"malformed"
        merchant 1  | GET     | /v1/links?program_id=PRG_0000000000001                   | 400    | "field":"program_id","code":"malformed"
        merchant 1  | GET     | /v1/links?cursor=                                        | 400    | bad_cursor
        merchant 1  | GET     | /v1/links?cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA          | 400    | bad_cursor
        merchant 1  | GET     | /v1/enrollments?state=happy                              | 400    | "field":"state","code":"malformed"
        merchant 1  | GET     | /v1/clicks                                               | 400    | "field":"program_id","code":"required"
        merchant 1  | GET     | /v1/clicks?program_id=prg_0000000000001&group_by=moon    | 400    | "field":"group_by","code":"malformed"
        merchant 1  | GET     | /v1/clicks?program_id=prg_0000000000001&from=2026-02-30  | 400    | "field":"from","code":"malformed"
        merchant 1  | GET     | /v1/clicks?program_id=prg_0000000000001&from=2026-11-22&to=2026-11-21 | 400 | "field":"to","code":"out_of_range"
        merchant 1  | GET     | /v1/clicks?program_id=prg_0000000000001&from=2026-01-01&to=2026-11-21 | 400 | "field":"to","code":"out_of_range"
        merchant 1  | GET     | /v1/clicks?link_id=lnk_000000000000b&group_by=country    | 400    | "field":"group_by","code":"not_available"
        affiliate 1 | GET     | /v1/clicks?program_id=prg_0000000000001&group_by=device  | 400    | "field":"group_by","code":"not_available"
        merchant 1  | GET     | /v1/programs/prg_0000000000004                           | 404    | no such program
        merchant 1  | GET     | /v1/programs/1                                           | 404    | no such program
        merchant 1  | GET     | /v1/links/lnk_0000000000999                              | 404    | no such link
        merchant 1  | GET     | /v1/links/one                                            | 404    | no such link
        merchant 1  | GET     | /v1/programs                                             | 200    | "name":"Program 2"
        merchant 1  | GET     | /v1/programs/prg_0000000000001                           | 200    | "time_zone":"Europe/Riga"
        merchant 1  | GET     | /v1/programs/prg_0000000000001/links                     | 200    | "code":"three"
        merchant 1  | GET     | /v1/enrollments?state=paused                             | 200    | "state":"paused"
        merchant 1  | GET     | /v1/links                                                | 200    | "path":"/r/two"
        merchant 1  | GET     | /v1/links/lnk_000000000000b                              | 200    | "destination":"https://shop.example/one"
        merchant 1  | GET     | /v1/clicks?link_id=lnk_000000000000b                     | 200    | "to":"2026-11-23"
        affiliate 1 | GET     | /v1/programs                                             | 200    | "name":"Program 2"
        affiliate 1 | GET     | /v1/links                                                | 200    | "code":"one"
        affiliate 3 | GET     | /v1/enrollments                                          | 200    | "program_id":"prg_0000000000003"
        nobody      | GET     | /v1/links                                                | 200    | {"data":[],"next_cursor":null}
        """)
    void call_isAnswered(String who, String method, String target, int status, String says) {
        APIGatewayV2HTTPResponse answer = API.call(who, method, target);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
        assertThat(answer.getHeaders())
                .containsEntry("content-type", status < 400 ? "application/json" : "application/problem+json")
                .containsEntry("cache-control", "no-store");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # header                                                      | status
        Bearer {key}                                                  | 200
        bearer {key}                                                  | 200
        BEARER {key}                                                  | 200
        Bearer  {key}                                                 | 401
        Bearer {key}x                                                 | 401
        Bearer {key},Bearer {key}                                     | 401
        {key}                                                         | 401
        Basic {key}                                                   | 401
        Bearer                                                        | 401
        Bearer trb_live_00000000000000000000000000000000              | 401
        Bearer trb_dead_00000000000000000000000000000000              | 401
        """)
    void keyForm_decides(String header, int status) {
        String authorization = header.replace("{key}", API.secret("merchant 1"));
        APIGatewayV2HTTPResponse answer = API.call("GET", "/v1/links", Map.of("Authorization", authorization), "");
        assertThat(answer.getStatusCode()).isEqualTo(status);
        if (status == 401) {
            assertThat(answer.getBody())
                    .isEqualTo(API.call("revoked", "GET", "/v1/links").getBody());
            assertThat(answer.getHeaders()).containsEntry("www-authenticate", "Bearer");
        }
    }

    @Test
    void noKey_isUnauthorized() {
        assertThat(API.call("GET", "/v1/links", Map.of(), "").getStatusCode()).isEqualTo(401);
    }

    @Test
    void methodNotAllowed_namesThoseThatAre() {
        assertThat(API.call("merchant 1", "DELETE", "/v1/links").getHeaders())
                .containsEntry("allow", "GET, HEAD, OPTIONS, POST");
    }

    @Test
    void options_needsNoKeyAndNamesTheMethods() {
        APIGatewayV2HTTPResponse answer = API.call("OPTIONS", "/v1/links", Map.of(), "");
        assertThat(answer.getStatusCode()).isEqualTo(204);
        assertThat(answer.getHeaders()).containsEntry("allow", "GET, HEAD, OPTIONS, POST");
        assertThat(answer.getBody()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/v1/links", "/v1/links?limit=0", "/v1/programs/prg_0000000000003"})
    void head_isGetWithoutItsBody(String target) {
        APIGatewayV2HTTPResponse get = API.get("merchant 1", target);
        APIGatewayV2HTTPResponse head = API.call("merchant 1", "HEAD", target);
        assertThat(head.getStatusCode()).isEqualTo(get.getStatusCode());
        assertThat(head.getHeaders()).isEqualTo(get.getHeaders());
        assertThat(head.getBody()).isEmpty();
    }
}
