package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.payout.LeftOut;
import dev.tributary.domain.payout.Payee;
import dev.tributary.domain.payout.PayoutPolicy;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PayoutSchedule;
import dev.tributary.domain.payout.PlanLine;
import dev.tributary.domain.payout.PlanRow;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.SealedField;
import dev.tributary.infrastructure.table.DynamoPayoutPolicies;
import dev.tributary.infrastructure.table.DynamoPayoutRows;
import dev.tributary.infrastructure.table.DynamoPayoutRuns;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What people say about payout runs, from the plan to its end; what is refused changes nothing.
class PayoutRunsTest {
    private static final String PATH = "/v1/payout_runs";
    private static final String PROGRAM = "{\"program_id\":\"prg_0000000000001\"}";
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final String OTHER_HASH = "0".repeat(64);

    private final WriteApi api = new WriteApi();
    private final DynamoPayoutRuns runs = new DynamoPayoutRuns(api.stored.table, 1);

    /// A second person of merchant 1, who may approve.
    @BeforeEach
    void secondPerson() {
        for (String name : List.of("anna", "bert")) {
            String made = api.post(
                            "merchant 1",
                            "/v1/api_keys",
                            "{\"name\":\"" + name + "\",\"scopes\":[\"read\",\"payouts\"]}")
                    .getBody();
            api.use(name, Json.texts(made, "secret").getFirst());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # who       | body                                              | status | says
        keeper 1    | {"program_id":"prg_0000000000001"}                | 403    | insufficient_scope
        affiliate 1 | {"program_id":"prg_0000000000001"}                | 403    | merchant_only
        merchant 1  | {}                                                | 422    | "field":"program_id","code":"missing"
        merchant 1  | {"program_id":1}                                  | 422    | "field":"program_id","code":"malformed"
        merchant 1  | {"program_id":"prg_0000000000001","pay":true}     | 422    | "field":"pay","code":"unknown_field"
        merchant 1  | {"program_id":"prg_0000000000003"}                | 404    | no such program
        """)
    void badPlan_leavesNothing(String who, String body, int status, String says) {
        unchanged(() -> api.post(who, PATH, body), status, says);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # who       | step    | body                      | status | says
        keeper 1    | approve | {}                        | 403    | insufficient_scope
        affiliate 1 | approve | {}                        | 403    | merchant_only
        merchant 2  | approve | {"plan_hash":"{hash}"}    | 404    | no such payout run
        anna        | approve | {}                        | 422    | "field":"plan_hash","code":"missing"
        anna        | approve | {"plan_hash":"abc"}       | 422    | "field":"plan_hash","code":"malformed"
        anna        | approve | {"plan_hash":"{other}"}   | 409    | other_plan
        merchant 1  | approve | {"plan_hash":"{hash}"}    | 403    | maker_may_not_approve
        anna        | apply   | {}                        | 409    | illegal_state
        anna        | apply   | {"now":true}              | 422    | "field":"now","code":"unknown_field"
        merchant 2  | apply   | {}                        | 404    | no such payout run
        merchant 2  | cancel  | {}                        | 404    | no such payout run
        """)
    void badStep_changesNothing(String who, String step, String body, int status, String says) {
        RunId run = planned();
        String text = body.replace("{hash}", hash(run)).replace("{other}", OTHER_HASH);
        unchanged(() -> api.post(who, PATH + "/" + run + "/" + step, text), status, says);
        boolean known = who.equals("keeper 1") || who.equals("affiliate 1");
        unchanged(() -> api.post(who, PATH + "/run_1/" + step, text), known ? 403 : 404, "");
    }

    @Test
    void run_isPlannedByHand_approvedByAnother_andCarriedOut() {
        RunId run = planned();
        String path = PATH + "/" + run;
        assertThat(api.get("anna", path).getBody())
                .contains("\"state\":\"planned\"", "\"gross\":{\"amount\":\"12.60\"", "\"left_out\":{\"no_method\":1}");
        assertThat(api.get("anna", PATH + "?program_id=prg_0000000000001").getBody()).contains(run.toString());

        APIGatewayV2HTTPResponse approved = approve("anna", run);
        assertThat(approved.getBody()).contains("\"state\":\"approved\"");
        assertThat(approve("bert", run).getBody()).contains("illegal_state");
        assertThat(runs.approvedOn(
                                runs.find(run).orElseThrow().value().head().merchant(),
                                LocalDate.parse("2026-11-22"),
                                EUR)
                        .total())
                .isEqualTo(Money.of("12.60", EUR));
        String etag = String.valueOf(approved.getHeaders().get("etag"));
        assertThat(api.post("anna", path + "/apply", "", "if-match", "\"1\"").getStatusCode())
                .isEqualTo(412);
        assertThat(api.post("anna", path + "/apply", "", "if-match", etag).getBody())
                .contains("\"state\":\"applying\"");
        assertThat(api.post("anna", path + "/cancel", "").getBody()).contains("illegal_state");
        assertThat(runs.due(0, api.now.plusSeconds(1), Optional.empty()).items()).contains(run);
        assertThat(Json.texts(api.get("merchant 1", "/v1/audit_events").getBody(), "action"))
                .contains("payout_run.plan", "payout_run.approve", "payout_run.apply");
    }

    @Test
    void payoutsAndThoseLeftOut_areListed_toTheMerchantOnlyAsLongAsTheyArePlanned() {
        RunId run = planned();

        assertThat(api.get("anna", "/v1/payouts?run_id=" + run).getBody())
                .contains("\"state\":\"planned\"", "aff_0000000000001")
                .doesNotContain("aff_0000000000002");
        assertThat(api.get("anna", "/v1/payouts?state=paid&run_id=" + run).getBody())
                .isEqualTo("{\"data\":[],\"next_cursor\":null}");
        assertThat(api.get("anna", PATH + "/" + run + "/left_out").getBody())
                .isEqualTo("{\"data\":[{\"affiliate_id\":\"aff_0000000000002\",\"reason\":\"no_method\",\"until\":null}],"
                        + "\"next_cursor\":null}");
        String first = api.get("anna", "/v1/payouts?limit=1&run_id=" + run).getBody();
        assertThat(api.get(
                                "anna",
                                "/v1/payouts?limit=1&run_id=" + run + "&cursor="
                                        + Json.nextCursor(first).orElseThrow())
                        .getBody())
                .isEqualTo("{\"data\":[],\"next_cursor\":null}");
        assertThat(api.get("merchant 2", "/v1/payouts?run_id=" + run).getStatusCode())
                .isEqualTo(404);
        assertThat(api.get("merchant 2", PATH + "/" + run + "/left_out").getStatusCode())
                .isEqualTo(404);
        assertThat(api.get("affiliate 1", "/v1/payouts?run_id=" + run).getBody())
                .isEqualTo("{\"data\":[],\"next_cursor\":null}");
        assertThat(api.get("anna", "/v1/payouts").getBody()).contains("\"field\":\"run_id\",\"code\":\"required\"");
    }

    @Test
    void aboveTheLimitOfADay_anotherPersonApprovesToo_overAllRuns() {
        PayoutPolicy policy = new PayoutPolicy(
                new ProgramId(1),
                PayoutSchedule.BY_HAND,
                Optional.empty(),
                Optional.of(Money.of("20.00", EUR)),
                Optional.empty());
        new DynamoPayoutPolicies(api.stored.table, 1).create(policy, ZoneId.of("Europe/Riga"));
        RunId first = planned();
        RunId second = planned();

        assertThat(approve("anna", first).getBody()).contains("\"state\":\"approved\"");
        assertThat(approve("anna", second).getBody()).contains("\"state\":\"planned\"");
        assertThat(approve("anna", second).getBody()).contains("same_approver");
        assertThat(approve("bert", second).getBody()).contains("\"state\":\"approved\"");
    }

    @Test
    void repeatedPlan_isOneRun_andACancelledOneIsNotApproved() {
        String first = api.post("merchant 1", PATH, PROGRAM, "idempotency-key", "k-1").getBody();
        String again = api.post("merchant 1", PATH, PROGRAM, "idempotency-key", "k-1").getBody();
        assertThat(again).isEqualTo(first);
        RunId run = RunId.of(Json.texts(first, "id").getFirst());

        assertThat(api.post("anna", PATH + "/" + run + "/cancel", "").getBody()).contains("\"state\":\"cancelled\"");
        assertThat(api.post("anna", PATH + "/" + run + "/approve", "{\"plan_hash\":\"" + OTHER_HASH + "\"}")
                        .getBody())
                .contains("illegal_state");
    }

    private void unchanged(Supplier<APIGatewayV2HTTPResponse> call, int status, String says) {
        Map<String, Map<String, AttributeValue>> before = api.items();
        APIGatewayV2HTTPResponse answer = call.get();
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
        assertThat(api.items()).isEqualTo(before);
    }

    private APIGatewayV2HTTPResponse approve(String who, RunId run) {
        return api.post(who, PATH + "/" + run + "/approve", "{\"plan_hash\":\"" + hash(run) + "\"}");
    }

    private String hash(RunId run) {
        return runs.find(run).orElseThrow().value().sealed().orElseThrow().hash();
    }

    /// Planned by merchant 1's own key: affiliate 1 is paid 12.60, affiliate 2 has no method.
    private RunId planned() {
        RunId id = RunId.of(Json.texts(api.post("merchant 1", PATH, PROGRAM).getBody(), "id").getFirst());
        Versioned<PayoutRun> read = runs.find(id).orElseThrow();
        Money gross = Money.of("12.60", EUR);
        Money none = Money.zero(EUR);
        SealedField sealed = SealedField.seal(
                new byte[] {1}, "aff_0000000000001", new byte[12], api.stored.ring, api.now);
        PlanLine paid = new PlanLine.Included(
                new AffiliateId(1),
                "Anna",
                1,
                0,
                gross,
                none,
                none,
                gross,
                new PlanLine.Destination(Rail.CSV, 1, sealed, true));
        PlanLine left = new PlanLine.Excluded(new AffiliateId(2), LeftOut.NO_METHOD, Optional.empty());
        PayoutRun run = read.value();
        DynamoPayoutRows rows = new DynamoPayoutRows(api.stored.table);
        for (PlanLine line : List.of(paid, left)) {
            rows.create(PlanRow.of(run, line));
            run = run.planned(run.planning().plus(line, payee(line), api.now));
        }
        runs.replace(read.with(run.seal(api.now)));
        return id;
    }

    private static Payee payee(PlanLine line) {
        return new Payee(line.affiliate(), "x", Optional.empty(), Optional.empty(), Optional.empty());
    }
}
