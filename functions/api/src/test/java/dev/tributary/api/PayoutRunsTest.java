package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.decision.Adjusting;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.DecisionLedger.Written;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.payout.PayoutPolicy;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PayoutSchedule;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.ledger.DynamoLedger;
import dev.tributary.infrastructure.table.DynamoPayoutPolicies;
import dev.tributary.infrastructure.table.DynamoPayoutRuns;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What people say about payout runs, from the plan to its end; what is refused changes nothing.
class PayoutRunsTest {
    private static final String PATH = PlannedRuns.PATH;
    private static final String PROGRAM = PlannedRuns.PROGRAM;
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final String OTHER_HASH = "0".repeat(64);

    private final WriteApi api = new WriteApi();
    private final PlannedRuns planned = new PlannedRuns(api);
    private final DynamoPayoutRuns runs = planned.runs;

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
        planned.unchanged(() -> api.post(who, PATH, body), status, says);
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
        keeper 1    | abandon | {}                        | 403    | insufficient_scope
        affiliate 1 | abandon | {}                        | 403    | merchant_only
        merchant 2  | abandon | {}                        | 404    | no such payout run
        anna        | abandon | {}                        | 409    | illegal_state
        """)
    void badStep_changesNothing(String who, String step, String body, int status, String says) {
        RunId run = planned.planned();
        String text = body.replace("{hash}", planned.hash(run)).replace("{other}", OTHER_HASH);
        planned.unchanged(() -> api.post(who, PATH + "/" + run + "/" + step, text), status, says);
        boolean known = who.equals("keeper 1") || who.equals("affiliate 1");
        planned.unchanged(() -> api.post(who, PATH + "/run_1/" + step, text), known ? 403 : 404, "");
    }

    @Test
    void run_isPlannedByHand_approvedByAnother_andCarriedOut() {
        RunId run = planned.planned();
        String path = PATH + "/" + run;
        assertThat(api.get("anna", path).getBody())
                .contains("\"state\":\"planned\"", "\"gross\":{\"amount\":\"12.60\"", "\"left_out\":{\"no_method\":1}");
        assertThat(api.get("anna", PATH + "?program_id=prg_0000000000001").getBody())
                .contains(run.toString());

        APIGatewayV2HTTPResponse approved = planned.approve("anna", run);
        assertThat(approved.getBody()).contains("\"state\":\"approved\"");
        assertThat(planned.approve("bert", run).getBody()).contains("illegal_state");
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
        assertThat(runs.due(0, api.now.plusSeconds(1), Optional.empty()).items())
                .contains(run);
        assertThat(Json.texts(api.get("merchant 1", "/v1/audit_events").getBody(), "action"))
                .contains("payout_run.plan", "payout_run.approve", "payout_run.apply");
    }

    @Test
    void payoutsAndThoseLeftOut_areListed_toTheMerchantOnlyAsLongAsTheyArePlanned() {
        RunId run = planned.planned();

        assertThat(api.get("anna", "/v1/payouts?run_id=" + run).getBody())
                .contains("\"state\":\"planned\"", "aff_0000000000001")
                .doesNotContain("aff_0000000000002");
        assertThat(api.get("anna", "/v1/payouts?state=paid&run_id=" + run).getBody())
                .isEqualTo("{\"data\":[],\"next_cursor\":null}");
        assertThat(api.get("anna", PATH + "/" + run + "/left_out").getBody())
                .isEqualTo(
                        "{\"data\":[{\"affiliate_id\":\"aff_0000000000002\",\"reason\":\"no_method\",\"until\":null}],"
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
        RunId first = planned.planned();
        RunId second = planned.planned();

        assertThat(planned.approve("anna", first).getBody()).contains("\"state\":\"approved\"");
        assertThat(planned.approve("anna", second).getBody()).contains("\"state\":\"planned\"");
        assertThat(planned.approve("anna", second).getBody()).contains("same_approver");
        assertThat(planned.approve("bert", second).getBody()).contains("\"state\":\"approved\"");
    }

    @Test
    void planAndApply_areSentAtOnce_andAreFoundByTheSweepWhenThatFails() {
        RunId run = planned.planned();
        assertThat(api.transfers).containsExactly(new Transfer.RunDue("run_v1_" + run + "_0", run, 0));
        planned.approve("anna", run);
        // By hand: approved, and nothing to do until somebody says so.
        assertThat(api.transfers).hasSize(1);

        api.queueDown = true;
        assertThat(api.post("anna", PATH + "/" + run + "/apply", "").getStatusCode())
                .isEqualTo(200);
        assertThat(runs.due(0, api.now, Optional.empty()).items()).contains(run);

        api.queueDown = false;
        api.transfers.clear();
        RunId other = planned.planned();
        planned.approve("anna", other);
        api.post("anna", PATH + "/" + other + "/apply", "");
        assertThat(api.transfers)
                .hasSize(2)
                .allSatisfy(sent -> assertThat(((Transfer.RunDue) sent).run()).isEqualTo(other));
    }

    @Test
    void haltedRun_isGivenUpByName_once() {
        RunId run = planned.submitted().place().run();
        String abandon = PATH + "/" + run + "/abandon";
        planned.unchanged(() -> api.post("anna", abandon, ""), 409, "not_halted");
        Versioned<PayoutRun> read = runs.find(run).orElseThrow();
        runs.replace(read.with(read.value().halt("rows differ")));
        api.transfers.clear();

        assertThat(api.post("anna", abandon, "").getBody())
                .contains("\"fault\":\"rows differ\"", "\"abandoned_by\":\"key_", "\"abandoned_at\":\"2026-11-22T");
        assertThat(api.transfers).hasSize(1);
        planned.unchanged(() -> api.post("bert", abandon, ""), 409, "not_halted");
        assertThat(Json.texts(api.get("merchant 1", "/v1/audit_events").getBody(), "action"))
                .contains("payout_run.abandon");
    }

    @Test
    void whoGaveMoneyThatTheRunPays_doesNotApproveIt() {
        posted("anna");
        RunId run = planned.planned();

        planned.unchanged(() -> planned.approve("anna", run), 403, "maker_may_not_approve");
        assertThat(planned.approve("bert", run).getBody()).contains("\"state\":\"approved\"");
    }

    @Test
    void whoGaveMoneyAfterThePlan_mayApproveIt() {
        posted("bert");
        RunId run = planned.planned();
        posted("anna");

        assertThat(planned.approve("anna", run).getBody()).contains("\"state\":\"approved\"");
    }

    /// An adjustment of affiliate 1's account, as the ledger posts it.
    private void posted(String who) {
        api.post(
                who,
                "/v1/adjustments",
                "{\"program_id\":\"prg_0000000000001\",\"affiliate_id\":\"aff_0000000000001\","
                        + "\"amount\":{\"amount\":\"12.60\",\"currency\":\"EUR\"},\"reason\":\"Goodwill\"}");
        Adjustment adjustment = api.sent.getLast();
        DynamoLedger ledger = new DynamoLedger(api.stored.table, 1);
        ZoneId riga = ZoneId.of("Europe/Riga");
        Adjusting.Outcome.Posted outcome = (Adjusting.Outcome.Posted) Adjusting.decide(
                adjustment,
                new Adjusting.Facts(EUR, riga, true, Optional.empty()),
                ledger.account(adjustment.account()).orElseGet(() -> Account.empty(adjustment.account())),
                api.now);
        assertThat(ledger.post(adjustment.id(), outcome.movement(), Optional.empty(), riga)).isEqualTo(Written.COMMITTED);
    }

    @Test
    void repeatedPlan_isOneRun_andACancelledOneIsNotApproved() {
        String first =
                api.post("merchant 1", PATH, PROGRAM, "idempotency-key", "k-1").getBody();
        String again =
                api.post("merchant 1", PATH, PROGRAM, "idempotency-key", "k-1").getBody();
        assertThat(again).isEqualTo(first);
        RunId run = RunId.of(Json.texts(first, "id").getFirst());

        assertThat(api.post("anna", PATH + "/" + run + "/cancel", "").getBody()).contains("\"state\":\"cancelled\"");
        assertThat(api.post("anna", PATH + "/" + run + "/approve", "{\"plan_hash\":\"" + OTHER_HASH + "\"}")
                        .getBody())
                .contains("illegal_state");
    }
}
