package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Every route, called with a foreign merchant's key, with the key of an affiliate who is enrolled
/// nowhere, and with none. A route that stands here in no row turns the test red.
class ForeignKeysTest {
    /// What a call shows: 404 of a thing, an empty list, the caller's own list, or a refusal that says
    /// nothing of what is there.
    private static final List<String> ROUTES = List.of(
            // method and path                                 | as merchant 9 | as affiliate 9 | body
            "GET /v1/programs                                  | empty         | empty          |",
            "GET /v1/programs/{program_id}                     | 404           | 404            |",
            "GET /v1/programs/{program_id}/terms               | 404           | 404            |",
            "GET /v1/programs/{program_id}/terms/{version}     | 404           | 404            |",
            "GET /v1/programs/{program_id}/links               | 404           | 404            |",
            "GET /v1/enrollments                               | empty         | empty          |",
            "GET /v1/links                                     | empty         | empty          |",
            "GET /v1/links/{link_id}                           | 404           | 404            |",
            "GET /v1/clicks                                    | 400           | 400            |",
            "GET /v1/conversions                               | empty         | empty          |",
            "GET /v1/conversions/{conversion_id}               | 404           | 404            |",
            "GET /v1/commissions                               | empty         | empty          |",
            "GET /v1/commissions/{commission_id}               | 404           | 404            |",
            "GET /v1/commissions/{commission_id}/entries       | 404           | 404            |",
            "GET /v1/overview                                  | 400           | 400            |",
            "GET /v1/overviews                                 | empty         | empty          |",
            "GET /v1/balances                                  | empty         | empty          |",
            "GET /v1/entries                                   | 400           | 400            |",
            "GET /v1/statements | 400 | 400 | ",
            "GET /v1/statements/{month} | 400 | 400 | ",
            "GET /v1/statements/{month}/entries | 400 | 400 | ",
            "GET /v1/statements/{month}/proof | 400 | 400 | ",
            "GET /v1/next_payouts | 400 | 400 | ",
            "GET /v1/receipts/{receipt_id}                     | 404           | 404            |",
            "GET /v1/audit_events | empty | 403 | ",
            "POST /v1/programs | 422 | 403 | {\"name\":\"X\"}",
            "PATCH /v1/programs/{program_id} | 404 | 404 | {\"name\":\"X\"}",
            "GET /v1/programs/{program_id}/purge | 404 | 404 | ",
            "POST /v1/programs/{program_id}/purge | 404 | 404 | {}",
            "POST /v1/programs/{program_id}/terms | 404 | 404 | {\"rules\":[]}",
            "GET /v1/programs/{program_id}/terms/draft | 404 | 404 | ",
            "PUT /v1/programs/{program_id}/terms/draft | 404 | 404 | {\"rules\":[]}",
            "POST /v1/programs/{program_id}/terms/draft/publish | 404 | 404 | {}",
            "GET /v1/programs/{program_id}/terms/{version}/changes | 404 | 404 | ",
            "POST /v1/programs/{program_id}/terms/{version}/back-test | 404 | 404 |"
                    + " {\"from\":\"2026-11-01\",\"to\":\"2026-11-02\"}",
            "GET /v1/programs/{program_id}/back_tests | 404 | 404 | ",
            "GET /v1/programs/{program_id}/back_tests/{back_test_id} | 404 | 404 | ",
            "GET /v1/programs/{program_id}/back_tests/{back_test_id}/rows | 404 | 404 | ",
            "GET /v1/exports | empty | empty | ",
            "POST /v1/exports | 404 | 404 | {\"kind\":\"books\",\"program_id\":\"$program\",\"month\":\"2026-10\"}",
            "GET /v1/exports/{export_id} | 404 | 404 | ",
            "GET /v1/exports/{export_id}/files/{number} | 404 | 404 | ",
            "GET /v1/imports | 400 | 400 | ",
            "POST /v1/imports | 404 | 404 | {\"kind\":\"coupons\",\"program_id\":\"$program\",\"dry_run\":true,"
                    + "\"rows\":\"code\"}",
            "GET /v1/imports/{import_id} | 404 | 404 | ",
            "GET /v1/imports/{import_id}/report | 404 | 404 | ",
            "GET /v1/webhooks | empty | empty | ",
            "POST /v1/webhooks | 422 | 422 | {\"url\":\"http://hooks.example.com/\"}",
            "GET /v1/webhooks/{webhook_id} | 404 | 404 | ",
            "PATCH /v1/webhooks/{webhook_id} | 404 | 404 | {\"state\":\"active\"}",
            "DELETE /v1/webhooks/{webhook_id} | 404 | 404 | ",
            "POST /v1/webhooks/{webhook_id}/rotate_secret | 404 | 404 | ",
            "POST /v1/webhooks/{webhook_id}/test | 404 | 404 | ",
            "GET /v1/webhooks/{webhook_id}/deliveries | 404 | 404 | ",
            "POST /v1/webhooks/{webhook_id}/deliveries/{notice_id}/resend | 404 | 404 | ",
            "GET /v1/affiliates | empty | 403 | ",
            "GET /v1/affiliates/{affiliate_id} | 404 | 404 | ",
            "POST /v1/affiliates | 422 | 403 | {\"title\":\"X\"}",
            "PATCH /v1/affiliates/{affiliate_id} | 404 | 404 | {\"channels\":[]}",
            "POST /v1/enrollments | 404 | 422 | {\"program_id\":\"$program\",\"affiliate_id\":\"$affiliate\"}",
            "GET /v1/enrollments/{program_id}/{affiliate_id} | 404 | 404 | ",
            "PATCH /v1/enrollments/{program_id}/{affiliate_id} | 404 | 404 | {\"group\":\"gold\"}",
            "POST /v1/enrollments/{program_id}/{affiliate_id}/approve | 404 | 404 | {}",
            "POST /v1/enrollments/{program_id}/{affiliate_id}/accept | 404 | 404 | {}",
            "POST /v1/enrollments/{program_id}/{affiliate_id}/agree | 404 | 404 | {\"agreement_version\":1}",
            "GET /v1/enrollments/{program_id}/{affiliate_id}/application | 404 | 404 | ",
            // Whoever knows a program's id may apply to it, and sees what it asks.
            "GET /v1/programs/{program_id}/application_form | 404 | open | ",
            "PUT /v1/programs/{program_id}/application_form | 404 | 404 | {\"questions\":[]}",
            "POST /v1/programs/{program_id}/agreements | 404 | 404 | {\"text\":\"X\"}",
            "GET /v1/programs/{program_id}/agreements/{version} | 404 | 404 | ",
            "POST /v1/enrollments/{program_id}/{affiliate_id}/pause | 404 | 404 | {}",
            "POST /v1/enrollments/{program_id}/{affiliate_id}/resume | 404 | 404 | {}",
            "POST /v1/enrollments/{program_id}/{affiliate_id}/end | 404 | 404 | {}",
            "POST /v1/enrollments/{program_id}/{affiliate_id}/reject | 404 | 404 | {\"reason\":\"X\"}",
            "POST /v1/enrollments/{program_id}/{affiliate_id}/ban | 404 | 404 | {\"reason\":\"X\"}",
            "GET /v1/coupons | empty | empty | ",
            "POST /v1/coupons | 404 | 404 |"
                    + " {\"program_id\":\"$program\",\"affiliate_id\":\"$affiliate\",\"code\":\"X\"}",
            "GET /v1/coupons/{program_id}/{code} | 404 | 404 | ",
            "PATCH /v1/coupons/{program_id}/{code} | 404 | 404 | {\"enabled\":false}",
            "POST /v1/links | 404 | 404 |"
                + " {\"program_id\":\"$program\",\"affiliate_id\":\"$affiliate\",\"destination\":\"https://shop.example/\"}",
            "PATCH /v1/links/{link_id} | 404 | 404 | {\"enabled\":false}",
            "GET /v1/bonuses | 400 | 400 | ",
            "GET /v1/bonus_awards | 400 | 400 | ",
            "GET /v1/bonus_awards/{award_id} | 404 | 404 | ",
            "POST /v1/bonus_awards/{award_id}/accept | 404 | 404 | {}",
            "POST /v1/bonus_awards/{award_id}/ship | 404 | 404 | {}",
            "POST /v1/bonus_awards/{award_id}/fulfil | 404 | 404 | {}",
            "POST /v1/bonus_awards/{award_id}/cancel | 404 | 404 | {\"reason\":\"X\"}",
            "GET /v1/programs/{program_id}/bonuses/{bonus_id}/standings | 404 | 404 | ",
            "GET /v1/bounties | 400 | 400 | ",
            "GET /v1/submissions | 400 | 400 | ",
            "GET /v1/submissions/{submission_id} | 404 | 404 | ",
            "POST /v1/submissions | 403 | 404 | {\"program_id\":\"$program\",\"bonus_id\":\"video\",\"text\":\"X\"}",
            "POST /v1/submissions/{submission_id}/accept | 404 | 404 | {}",
            "POST /v1/submissions/{submission_id}/reject | 404 | 404 | {\"reason\":\"X\"}",
            "GET /v1/disputes | empty | empty | ",
            "GET /v1/disputes/preview | 403 | 400 | ",
            "GET /v1/disputes/{dispute_id} | 404 | 404 | ",
            "GET /v1/disputes/{dispute_id}/preview | 404 | 404 | ",
            "POST /v1/disputes | 403 | 404 |"
                    + " {\"program_id\":\"$program\",\"kind\":\"wrong\",\"order_id\":\"A-1\",\"text\":\"X\"}",
            "POST /v1/disputes/{dispute_id}/withdraw | 404 | 404 | {}",
            "POST /v1/disputes/{dispute_id}/accept | 404 | 404 | {\"reason\":\"X\"}",
            "POST /v1/disputes/{dispute_id}/reject | 404 | 404 | {\"code\":\"other\",\"reason\":\"X\"}",
            "GET /v1/programs/{program_id}/image_hosts | 404 | 404 | ",
            "PUT /v1/programs/{program_id}/image_hosts | 404 | 404 | {\"hosts\":[\"cdn.example\"]}",
            "GET /v1/creatives | empty | empty | ",
            "POST /v1/creatives | 404 | 404 | {\"program_id\":\"$program\",\"kind\":\"text\",\"title\":\"X\"}",
            "GET /v1/creatives/{creative_id} | 404 | 404 | ",
            "PATCH /v1/creatives/{creative_id} | 404 | 404 | {\"title\":\"X\"}",
            "GET /v1/announcements | empty | empty | ",
            "POST /v1/announcements | 404 | 404 | {\"program_id\":\"$program\",\"title\":\"X\",\"text\":\"X\"}",
            "GET /v1/announcements/{announcement_id} | 404 | 404 | ",
            "PATCH /v1/announcements/{announcement_id} | 404 | 404 | {\"title\":\"X\"}",
            "POST /v1/announcements/{announcement_id}/read | 404 | 404 | {}",
            "GET /v1/threads | empty | empty | ",
            "POST /v1/threads | 404 | 404 | {\"program_id\":\"$program\",\"subject\":\"X\",\"text\":\"X\"}",
            "GET /v1/threads/{thread_id} | 404 | 404 | ",
            "PATCH /v1/threads/{thread_id} | 404 | 404 | {\"owner\":\"X\"}",
            "GET /v1/threads/{thread_id}/messages | 404 | 404 | ",
            "POST /v1/threads/{thread_id}/messages | 404 | 404 | {\"text\":\"X\"}",
            "POST /v1/threads/{thread_id}/close | 404 | 404 | {}",
            "POST /v1/threads/{thread_id}/reopen | 404 | 404 | {}",
            "POST /v1/threads/{thread_id}/read | 404 | 404 | {\"up_to\":1}",
            "GET /v1/adjustments | 400 | 400 | ",
            "GET /v1/adjustments/{adjustment_id} | 404 | 404 | ",
            "POST /v1/adjustments | 404 | 403 | {\"program_id\":\"$program\",\"affiliate_id\":\"$affiliate\","
                    + "\"amount\":{\"amount\":\"1.00\",\"currency\":\"EUR\"},\"reason\":\"X\"}",
            "POST /v1/api_keys | 422 | 422 | {\"name\":\"X\"}",
            "DELETE /v1/api_keys/{key_id} | 404 | 404 | ",
            "GET /v1/affiliates/{affiliate_id}/api_keys | 404 | 403 | ",
            "POST /v1/affiliates/{affiliate_id}/api_keys | 404 | 403 | {\"name\":\"X\"}",
            "DELETE /v1/affiliates/{affiliate_id}/api_keys/{key_id} | 404 | 403 | ",
            "GET /v1/payout_methods | 400 | empty | ",
            "PUT /v1/payout_method | 403 | 422 | {\"rail\":\"csv\"}",
            "GET /v1/payout_runs | 400 | 403 | ",
            "POST /v1/payout_runs | 404 | 403 | {\"program_id\":\"$program\"}",
            "GET /v1/payout_runs/{run_id} | 404 | 403 | ",
            "GET /v1/payout_runs/{run_id}/files | 404 | 403 | ",
            "GET /v1/payout_runs/{run_id}/files/{file} | 404 | 403 | ",
            "GET /v1/payout_runs/{run_id}/left_out | 404 | 403 | ",
            "GET /v1/payout_runs/{run_id}/review | 404 | 403 | ",
            "POST /v1/payout_runs/{run_id}/approve | 404 | 403 | {}",
            "POST /v1/payout_runs/{run_id}/apply | 404 | 403 | {}",
            "POST /v1/payout_runs/{run_id}/cancel | 404 | 403 | {}",
            "POST /v1/payout_runs/{run_id}/abandon | 404 | 403 | {}",
            "POST /v1/payout_runs/{run_id}/results | 404 | 403 | {\"results\":[]}",
            "GET /v1/payouts | 400 | 400 | ",
            "GET /v1/payouts/{payout_id} | 400 | 400 | ",
            "GET /v1/programs/{program_id}/payout_policy | 404 | 404 | ",
            "PUT /v1/programs/{program_id}/payout_policy | 404 | 404 | {\"schedule\":\"weekly\"}",
            "GET /v1/programs/{program_id}/debtor | 404 | 404 | ",
            "PUT /v1/programs/{program_id}/debtor | 404 | 404 | {\"name\":\"X\",\"iban\":\"DE89370400440532013000\"}",
            "GET /v1/programs/{program_id}/stripe | 404 | 404 | ",
            "PUT /v1/programs/{program_id}/stripe | 404 | 404 | {\"secret_key\":\"sk_live_abcdefgh4242\"}",
            "GET /v1/programs/{program_id}/paypal | 404 | 404 | ",
            "PUT /v1/programs/{program_id}/paypal | 404 | 404 |"
                    + " {\"client_id\":\"AbcdefghIjkl01234242\",\"secret\":\"EcretEcretEcret01234\"}",
            "GET /v1/programs/{program_id}/exchange_rates | 404 | 404 | ",
            "PUT /v1/programs/{program_id}/exchange_rates/{currency}/{date} | 404 | 404 | {\"rate\":\"1.25\"}",
            "GET /v1/programs/{program_id}/order_flow | 404 | 404 | ",
            "GET /v1/programs/{program_id}/postback_calls | 404 | 404 | ",
            "GET /v1/programs/{program_id}/postback_credentials | 404 | 404 | ",
            "POST /v1/programs/{program_id}/postback_credentials | 404 | 404 | {}",
            "DELETE /v1/programs/{program_id}/postback_credentials/{credential_id} | 404 | 404 | ",
            "GET /v1/programs/{program_id}/sender_secrets | 404 | 404 | ",
            "POST /v1/programs/{program_id}/sender_secrets | 404 | 404 | {}",
            "DELETE /v1/programs/{program_id}/sender_secrets/{secret_id} | 404 | 404 | ",
            "GET /v1/agency_grants | empty | 403 | ",
            "GET /v1/agency_grants/received | empty | 403 | ",
            "PUT /v1/agency_grants/{agency_id} | 422 | 403 |"
                    + " {\"role\":\"manager\",\"program_ids\":[\"$program\"]}",
            "DELETE /v1/agency_grants/{agency_id} | 404 | 403 | ",
            "POST /v1/agency_grants/received/{merchant_id}/accept | 404 | 403 | ",
            "DELETE /v1/agency_grants/received/{merchant_id} | 404 | 403 | ",
            "GET /v1/members | empty | empty | ",
            "POST /v1/members | 422 | 422 | {\"name\":\"X\"}",
            "GET /v1/members/{person_id} | 404 | 404 | ",
            "PATCH /v1/members/{person_id} | 404 | 404 | {\"name\":\"X\"}",
            "DELETE /v1/members/{person_id} | 404 | 404 | ",
            "POST /v1/members/{person_id}/invite | 404 | 404 | ");

    /// Where the tenant's own list is not empty: its keys.
    private static final List<String> OWN = List.of("GET /v1/api_keys");

    private static final Map<String, String> THERE = Map.of(
            "program_id", "prg_0000000000001",
            "affiliate_id", "aff_0000000000001",
            "link_id", "lnk_000000000000b",
            "person_id", MembersTest.id("anna"),
            "version", "1",
            "code", "ANNA10",
            "currency", "USD",
            "date", "2026-11-20");
    private static final Map<String, String> NOWHERE = Map.of(
            "program_id", "prg_0000000000099",
            "affiliate_id", "aff_0000000000099",
            "link_id", "lnk_0000000000099",
            "person_id", MembersTest.id("zoe"),
            "version", "1",
            "code", "ANNA10",
            "currency", "USD",
            "date", "2026-11-20");

    private record Row(String method, String path, List<String> answers, String body) {}

    private final WriteApi api = new WriteApi();

    ForeignKeysTest() {
        new People(api).invite("merchant 1", "anna", "owner");
    }

    @Test
    void table_namesEveryRoute() {
        assertThat(rows().keySet())
                .containsExactlyInAnyOrderElementsOf(api.routes().stream()
                        .filter(route -> !OWN.contains(route))
                        .toList());
    }

    @Test
    void foreignKey_learnsAndChangesNothing() {
        Map<String, Map<String, AttributeValue>> before = api.items();
        rows().forEach((route, row) -> {
            List<String> who = List.of("merchant 9", "affiliate 9");
            for (int at = 0; at < who.size(); at++) {
                APIGatewayV2HTTPResponse foreign = call(who.get(at), row, THERE);
                APIGatewayV2HTTPResponse unknown = call(who.get(at), row, NOWHERE);
                String as = route + " as " + who.get(at) + ": " + foreign.getBody();
                if (row.answers().get(at).equals("open")) {
                    assertThat(foreign.getStatusCode()).as(as).isEqualTo(200);
                    assertThat(unknown.getStatusCode()).as(as).isEqualTo(404);
                    continue;
                }
                assertThat(foreign.getBody()).as(as).isEqualTo(unknown.getBody());
                assertThat(foreign.getHeaders()).as(as).isEqualTo(unknown.getHeaders());
                String expected = row.answers().get(at);
                if (expected.equals("empty")) {
                    assertThat(foreign.getBody()).as(as).startsWith("{\"data\":[]");
                } else {
                    assertThat(foreign.getStatusCode()).as(as).isEqualTo(Integer.parseInt(expected));
                }
            }
        });
        assertThat(api.items()).isEqualTo(before);
    }

    @Test
    void noKey_opensNothing() {
        Map<String, Map<String, AttributeValue>> before = api.items();
        rows().forEach((route, row) ->
                assertThat(call("nobody", row, THERE).getStatusCode()).as(route).isEqualTo(401));
        assertThat(api.items()).isEqualTo(before);
    }

    private APIGatewayV2HTTPResponse call(String who, Row row, Map<String, String> ids) {
        String path = row.path()
                .replace("{conversion_id}", "cnv_00000000000000000000000001")
                .replace("{commission_id}", "com_00000000000000000000000001")
                .replace("{adjustment_id}", "adj_0000000000001")
                .replace("{award_id}", "adj_0000000000001")
                .replace("{submission_id}", "sub_0000000000001")
                .replace("{creative_id}", "crt_0000000000001")
                .replace("{announcement_id}", "ann_0000000000001")
                .replace("{thread_id}", "thr_0000000000001")
                .replace("{back_test_id}", "btt_0000000000001")
                .replace("{export_id}", "exp_00000000000000000000000001")
                .replace("{webhook_id}", "whk_0000000000001")
                .replace("{notice_id}", "evt_00000000000000000000000000000001")
                .replace("{number}", "1")
                .replace("{agency_id}", "mer_0000000000002")
                .replace("{merchant_id}", "mer_0000000000001")
                .replace("{key_id}", "key_00000000000000000000000000000001")
                .replace("{run_id}", "run_00000000000000000000000001")
                .replace("{file}", "0-1")
                .replace("{payout_id}", "pay_00000000000000000000000001")
                .replace("{credential_id}", "pbc_00000000000000000000000000000001")
                .replace("{secret_id}", "sns_00000000000000000000000000000001")
                .replace("{receipt_id}", "rcp_00000000000000000000000001");
        String body = row.body();
        for (Map.Entry<String, String> id : ids.entrySet()) {
            path = path.replace("{" + id.getKey() + "}", id.getValue());
            body = body.replace("$" + id.getKey().replace("_id", ""), id.getValue());
        }
        return api.call(who, row.method(), path, body);
    }

    private static Map<String, Row> rows() {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (String line : ROUTES) {
            String[] cells =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
            String[] route = cells[0].split(" ");
            rows.put(cells[0], new Row(route[0], route[1], List.of(cells[1], cells[2]), cells[3]));
        }
        return rows;
    }
}
