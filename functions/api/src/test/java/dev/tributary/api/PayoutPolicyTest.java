package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.infrastructure.table.DynamoPayoutPolicies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// When a program pays: what is said is kept with its trace, and never against the terms.
class PayoutPolicyTest {
    private static final String PATH = "/v1/programs/prg_0000000000001/payout_policy";

    private final WriteApi api = new WriteApi();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # who       | body                                                                                | status | says
        keeper 1    | {"schedule":"weekly"}                                                               | 403    | insufficient_scope
        affiliate 1 | {"schedule":"weekly"}                                                               | 403    | merchant_only
        merchant 2  | {"schedule":"weekly"}                                                               | 404    | no such program
        merchant 1  | {}                                                                                  | 422    | "field":"schedule","code":"missing"
        merchant 1  | {"schedule":"daily"}                                                                | 422    | "field":"schedule","code":"malformed"
        merchant 1  | {"schedule":"weekly","day":1}                                                       | 422    | "field":"day","code":"unknown_field"
        merchant 1  | {"schedule":"weekly","auto_approve_below":"5"}                                      | 422    | "field":"auto_approve_below","code":"malformed"
        merchant 1  | {"schedule":"weekly","auto_approve_below":{"amount":"-1","currency":"EUR"}}         | 422    | "field":"auto_approve_below.amount","code":"negative"
        merchant 1  | {"schedule":"weekly","second_approval_above":{"amount":"1","currency":"USD"}}       | 422    | "field":"second_approval_above.currency","code":"currency_mismatch"
        """)
    void badPolicy_leavesNothing(String who, String body, int status, String says) {
        unchanged(put(who, PATH, body), status, says);
    }

    @Test
    void policy_isSaid_readAndFoundByTheSchedule() {
        assertThat(api.get("merchant 1", PATH).getBody())
                .isEqualTo("{\"program_id\":\"prg_0000000000001\",\"schedule\":\"by_hand\","
                        + "\"auto_approve_below\":null,\"auto_approve_set_by\":null,\"second_approval_above\":null,"
                        + "\"second_approval_set_by\":null,\"second_approval_held_to\":null,"
                        + "\"next_period_end\":null,\"accounts\":[]}");
        String body =
                "{\"schedule\":\"weekly\",\"second_approval_above\":{\"amount\":\"1000.00\",\"currency\":\"EUR\"}}";
        assertThat(put("merchant 1", PATH, body, "if-match", "\"1\"").getStatusCode())
                .isEqualTo(412);

        APIGatewayV2HTTPResponse made = put("merchant 1", PATH, body);
        // 2026-11-22T22:30Z is Monday the 23rd in Riga.
        assertThat(made.getBody())
                .contains("\"schedule\":\"weekly\"", "\"1000.00\"", "\"next_period_end\":\"2026-11-30\"");
        assertThat(made.getHeaders()).containsEntry("etag", "\"1\"");
        assertThat(api.get("merchant 1", PATH).getBody()).isEqualTo(made.getBody());
        assertThat(put("merchant 1", PATH, body).getHeaders()).containsEntry("etag", "\"1\"");
        assertThat(Json.texts(api.get("merchant 1", "/v1/audit_events").getBody(), "action"))
                .containsExactly("payout_policy.put");
        assertThat(new DynamoPayoutPolicies(api.stored.table, 1)
                        .due(0, Instant.parse("2026-11-30T00:00:00Z"), Optional.empty())
                        .items())
                .containsExactly(new ProgramId(1));
        assertThat(api.get("affiliate 1", PATH).getStatusCode()).isEqualTo(403);
    }

    @Test
    void accounts_areThoseThatWereSaid_ofThisProgram() {
        String debtor = "{\"name\":\"Shoes GmbH\",\"iban\":\"DE89 3704 0044 0532 0130 00\"}";
        String stripe = "{\"secret_key\":\"sk_live_abcdefgh4242\"}";
        assertThat(put("merchant 1", "/v1/programs/prg_0000000000001/stripe", stripe)
                        .getStatusCode())
                .isEqualTo(200);
        assertThat(put("merchant 1", "/v1/programs/prg_0000000000001/debtor", debtor)
                        .getStatusCode())
                .isEqualTo(200);
        assertThat(api.get("merchant 1", PATH).getBody()).contains("\"accounts\":[\"sepa\",\"stripe\"]");
        assertThat(put("merchant 1", PATH, "{\"schedule\":\"weekly\"}").getBody())
                .contains("\"accounts\":[\"sepa\",\"stripe\"]");
        assertThat(api.get("merchant 1", "/v1/programs/prg_0000000000002/payout_policy")
                        .getBody())
                .contains("\"accounts\":[]");
    }

    /// A period that ended meanwhile is still to be paid; a limit that is absent is gone.
    @Test
    void changedLimit_leavesTheNextPeriodAsItIs_aChangedScheduleDoesNot() {
        put(
                "merchant 1",
                PATH,
                "{\"schedule\":\"weekly\",\"auto_approve_below\":{\"amount\":\"5\",\"currency\":\"EUR\"}}");
        api.now = Instant.parse("2026-12-01T08:00:00Z");

        assertThat(put("merchant 1", PATH, "{\"schedule\":\"weekly\"}").getBody())
                .contains("\"next_period_end\":\"2026-11-30\"", "\"auto_approve_below\":null");
        assertThat(put("merchant 1", PATH, "{\"schedule\":\"monthly\"}").getBody())
                .contains("\"next_period_end\":\"2027-01-01\"");
        assertThat(put("merchant 1", PATH, "{\"schedule\":\"by_hand\"}", "if-match", "\"3\"")
                        .getBody())
                .contains("\"next_period_end\":null");
    }

    @Test
    void policyAndTerms_holdEachOther() {
        String program = String.valueOf(api.post(
                        "merchant 1",
                        "/v1/programs",
                        "{\"name\":\"X\",\"currency\":\"EUR\",\"time_zone\":\"Europe/Riga\","
                                + "\"landing_domains\":[\"shop.example\"]}")
                .getHeaders()
                .get("location"));
        String fast =
                "{\"rules\":[{\"id\":\"a\",\"pay\":{\"percent\":\"1\"}}],\"hold_days\":10,\"pays_within_days\":30}";
        assertThat(api.post("merchant 1", program + "/terms", fast).getStatusCode())
                .isEqualTo(201);
        assertThat(api.post("merchant 1", program + "/terms/draft/publish", "").getBody())
                .contains("pays_too_late");
        assertThat(put("merchant 1", program + "/payout_policy", "{\"schedule\":\"twice_a_month\"}")
                        .getStatusCode())
                .isEqualTo(200);
        assertThat(api.post("merchant 1", program + "/terms/draft/publish", "").getStatusCode())
                .isEqualTo(201);

        for (String slow : new String[] {"monthly", "by_hand"}) {
            Map<String, Map<String, AttributeValue>> before = api.items();
            APIGatewayV2HTTPResponse refused =
                    put("merchant 1", program + "/payout_policy", "{\"schedule\":\"" + slow + "\"}");
            assertThat(refused.getStatusCode()).isEqualTo(422);
            assertThat(refused.getBody()).contains("\"field\":\"schedule\",\"code\":\"pays_too_late\"");
            assertThat(api.items()).isEqualTo(before);
        }
        assertThat(put("merchant 1", program + "/payout_policy", "{\"schedule\":\"weekly\"}")
                        .getStatusCode())
                .isEqualTo(200);
    }

    /// Each is right by itself and both together are not: whoever comes second is judged again.
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void policyAndTermsAtOnce_holdEachOther(boolean policyFirst) {
        String program = String.valueOf(api.post(
                        "merchant 1",
                        "/v1/programs",
                        "{\"name\":\"X\",\"currency\":\"EUR\",\"time_zone\":\"Europe/Riga\","
                                + "\"landing_domains\":[\"shop.example\"]}")
                .getHeaders()
                .get("location"));
        put("merchant 1", program + "/payout_policy", "{\"schedule\":\"weekly\"}");
        api.post(
                "merchant 1",
                program + "/terms",
                "{\"rules\":[{\"id\":\"a\",\"pay\":{\"percent\":\"1\"}}],\"hold_days\":10,\"pays_within_days\":30}");
        Supplier<APIGatewayV2HTTPResponse> slower =
                () -> put("merchant 1", program + "/payout_policy", "{\"schedule\":\"monthly\"}");
        Supplier<APIGatewayV2HTTPResponse> publish = () -> api.post("merchant 1", program + "/terms/draft/publish", "");
        List<APIGatewayV2HTTPResponse> first = new ArrayList<>();
        api.withFaults(WireFault.meanwhile(
                TransactWriteItemsRequest.class, 1, () -> first.add((policyFirst ? slower : publish).get())));

        APIGatewayV2HTTPResponse second = (policyFirst ? publish : slower).get();
        assertThat(first.getFirst().getStatusCode())
                .as(first.getFirst().getBody())
                .isBetween(200, 201);
        assertThat(second.getStatusCode()).as(second.getBody()).isEqualTo(422);
        assertThat(second.getBody()).contains("pays_too_late");
    }

    private APIGatewayV2HTTPResponse put(String who, String path, String body, String... headers) {
        return api.call(who, "PUT", path, body, headers);
    }

    private void unchanged(APIGatewayV2HTTPResponse answer, int status, String says) {
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
        assertThat(api.count("P#prg_0000000000001 / PAYOUT")).isZero();
        assertThat(Json.texts(api.get("merchant 1", "/v1/audit_events").getBody(), "action"))
                .isEmpty();
    }
}
