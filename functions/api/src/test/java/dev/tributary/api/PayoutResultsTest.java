package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.message.Transfer.PayoutResults;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutResult;
import dev.tributary.domain.payout.PayoutResult.Status;
import dev.tributary.domain.payout.PlanLine;
import dev.tributary.domain.payout.PlanRow;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.stored.Versioned;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What finance reports of payouts: all lines are sent on, or none; and who is shown a payout.
class PayoutResultsTest {
    private static final String HEADER = "payout_id,status,reference,reason\n";
    private static final String EMPTY = "{\"data\":[],\"next_cursor\":null}";

    private final WriteApi api = new WriteApi();
    private final PlannedRuns planned = new PlannedRuns(api);
    private final Payout payout = planned.submitted();
    private String results = "";

    @BeforeEach
    void submitted() {
        results = PlannedRuns.PATH + "/" + payout.place().run() + "/results";
        api.transfers.clear();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # who       | body                                                                   | status | says
        keeper 1    | {"results":[{"payout_id":"{pay}","status":"paid"}]}                    | 403    | insufficient_scope
        affiliate 1 | {"results":[{"payout_id":"{pay}","status":"paid"}]}                    | 403    | merchant_only
        merchant 2  | {"results":[{"payout_id":"{pay}","status":"paid"}]}                    | 404    | no such payout run
        anna        | {}                                                                     | 422    | "field":"results","code":"missing"
        anna        | {"results":[]}                                                         | 422    | "field":"results","code":"missing"
        anna        | {"results":{}}                                                         | 422    | "field":"results","code":"malformed"
        anna        | {"results":[7]}                                                        | 422    | "field":"results[0]","code":"malformed"
        anna        | {"results":[{"status":"paid"}]}                                        | 422    | "field":"results[0].payout_id","code":"missing"
        anna        | {"results":[{"payout_id":"{pay}"}]}                                    | 422    | "field":"results[0].status","code":"missing"
        anna        | {"results":[{"payout_id":"{pay}","status":"sent"}]}                    | 422    | "field":"results[0].status","code":"malformed"
        anna        | {"results":[{"payout_id":"{pay}","status":"paid","reference":" "}]}    | 422    | "field":"results[0].reference","code":"malformed"
        anna        | {"results":[{"payout_id":"{pay}","status":"paid","fee":"1"}]}          | 422    | "field":"results[0].fee","code":"unknown_field"
        anna        | {"results":[{"payout_id":"{pay}","status":"paid"},{"payout_id":"{pay}","status":"paid"}]} | 422 | "field":"results[1].payout_id","code":"repeated"
        anna        | {"results":[{"payout_id":"{pay}","status":"paid"},{"payout_id":"{other}","status":"paid"}]} | 422 | "field":"results[1].payout_id","code":"unknown_payout"
        """)
    void badReport_sendsAndLeavesNothing(String who, String body, int status, String says) {
        String text = body.replace("{pay}", payout.id().toString()).replace("{other}", other());
        planned.unchanged(() -> api.post(who, results, text), status, says);
        assertThat(api.transfers).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # file; ~ is the end of a line                              | status | says
        payout_id;status~{pay};paid                                 | 400    | malformed_csv
        payout_id,state~{pay},paid                                  | 400    | malformed_csv
        payout_id,payout_id,status~{pay},{pay},paid                 | 400    | malformed_csv
        payout_id,status~{pay},paid,more                            | 400    | malformed_csv
        payout_id,status~{pay}                                      | 400    | malformed_csv
        payout_id,status~{pay},"paid                                | 400    | malformed_csv
        payout_id,status~{pay},"paid"x                              | 400    | malformed_csv
        payout_id,status,reason~{pay},failed,"a~b"                  | 400    | control_character
        payout_id,status,reason~{pay},failed,a\uFFFFb               | 400    | noncharacter
        payout_id,status                                            | 422    | "field":"results","code":"missing"
        payout_id,status~{pay},paid~{other},paid                    | 422    | "field":"results[1].payout_id","code":"unknown_payout"
        payout_id,status~,paid                                      | 422    | "field":"results[0].payout_id","code":"missing"
        """)
    void badFile_sendsAndLeavesNothing(String file, int status, String says) {
        String text = file.replace("{pay}", payout.id().toString())
                .replace("{other}", other())
                .replace('~', '\n');
        planned.unchanged(() -> csv(text), status, says);
        assertThat(api.transfers).isEmpty();
    }

    @Test
    void report_isSentOn_asJsonAndAsAFile_underAnIdThatFollowsFromIt() {
        APIGatewayV2HTTPResponse json = api.post(
                "anna",
                results,
                "{\"results\":[{\"payout_id\":\"" + payout.id() + "\",\"status\":\"paid\",\"reference\":\"0001\"}]}");
        assertThat(json.getStatusCode()).as(json.getBody()).isEqualTo(202);
        assertThat(json.getBody()).isEqualTo("{\"run_id\":\"" + payout.place().run() + "\",\"accepted\":1}");
        assertThat(csv("\uFEFF" + HEADER + payout.id() + ",paid,0001,\r\n").getStatusCode())
                .isEqualTo(202);

        assertThat(api.transfers)
                .hasSize(2)
                .allSatisfy(sent -> assertThat(sent)
                        .isEqualTo(new PayoutResults(
                                api.transfers.getFirst().id(),
                                payout.place().run(),
                                List.of(new PayoutResult(
                                        payout.id(), Status.PAID, Optional.of("0001"), Optional.empty())))));
        assertThat(Json.texts(api.get("merchant 1", "/v1/audit_events").getBody(), "action"))
                .contains("payout_run.results");
    }

    @Test
    void queueDown_promisesNothing_andTheSameCallIsTakenLater() {
        api.queueDown = true;
        String file = HEADER + payout.id() + ",returned,,closed\n";
        planned.unchanged(() -> csv(file), 503, "unavailable");

        api.queueDown = false;
        assertThat(csv(file).getStatusCode()).isEqualTo(202);
        assertThat(api.transfers).hasSize(1);
    }

    @Test
    void reportBeforeTheRunIsCarriedOut_isRefused() {
        String early = PlannedRuns.PATH + "/" + planned.planned() + "/results";
        api.transfers.clear();
        planned.unchanged(
                () -> api.post(
                        "anna", early, "{\"results\":[{\"payout_id\":\"" + payout.id() + "\",\"status\":\"paid\"}]}"),
                409,
                "illegal_state");
        assertThat(api.transfers).isEmpty();
    }

    /// Else it would be available again, and then be paid by the file all the same.
    @Test
    void reportBeforeTheFileIsWritten_isRefused() {
        Payout early = planned.submittedWithoutFile();
        String path = PlannedRuns.PATH + "/" + early.place().run() + "/results";
        api.transfers.clear();

        planned.unchanged(
                () -> api.post(
                        "anna", path, "{\"results\":[{\"payout_id\":\"" + early.id() + "\",\"status\":\"failed\"}]}"),
                422,
                "\"field\":\"results[0].payout_id\",\"code\":\"file_not_written\"");
        assertThat(api.transfers).isEmpty();
    }

    /// What a person calls failed could be paid by the next call, until no call is made any more.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        reserved  | 422
        submitted | 422
        timeout   | 422
        undecided | 202
        paid      | 202
        """)
    void resultOfACall_isTaken_whenTheRailIsNotAskedAnyMore(String state, int status) {
        Payout called = called(state);
        api.transfers.clear();
        APIGatewayV2HTTPResponse answer = api.post(
                "anna",
                PlannedRuns.PATH + "/" + called.place().run() + "/results",
                "{\"results\":[{\"payout_id\":\"" + called.id() + "\",\"status\":\"returned\"}]}");

        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(api.transfers).hasSize(status == 202 ? 1 : 0);
        if (status == 422) {
            assertThat(answer.getBody()).contains("\"field\":\"results[0].payout_id\",\"code\":\"rail_answers\"");
        }
    }

    /// In a run of its own, as if it went by Stripe.
    private Payout called(String state) {
        RunId run = planned.planned();
        planned.approve("anna", run);
        api.post("anna", PlannedRuns.PATH + "/" + run + "/apply", "");
        Versioned<PlanRow> row = planned.rows
                .find(PlanRow.Place.of(planned.runs.find(run).orElseThrow().value(), new AffiliateId(1)))
                .orElseThrow();
        PlanLine.Included line = ((Payout) row.value()).line();
        Payout planned = (Payout) PlanRow.of(
                this.planned.runs.find(run).orElseThrow().value(),
                new PlanLine.Included(
                        line.affiliate(),
                        line.name(),
                        line.version(),
                        line.settledThrough(),
                        line.gross(),
                        line.withholding(),
                        line.fee(),
                        line.net(),
                        new PlanLine.Destination(Rail.STRIPE, 1, line.to().sealedDestination(), true)));
        Payout reserved = planned.reserved(api.now);
        Payout asked =
                reserved.submitted(new Payout.Submission("k", "0".repeat(64), api.now, api.now, 0, Optional.of("by")));
        Payout called = switch (state) {
            case "reserved" -> reserved;
            case "submitted" -> asked;
            case "timeout" -> asked.unknown("timeout", api.now, api.now);
            case "undecided" -> asked.undecided("not found", api.now);
            default -> asked.paid(Optional.of("tr_1"), api.now);
        };
        this.planned.rows.replace(new Versioned<>(called, row.version()));
        return called;
    }

    @Test
    void payout_isShownToItsMerchantAndItsAffiliate() {
        String run = "?run_id=" + payout.place().run();
        String one = "/v1/payouts/" + payout.id();
        String whole = api.get("anna", one + run).getBody();
        assertThat(whole)
                .contains(payout.id().toString(), "\"state\":\"submitted\"")
                .contains("\"rail_fee\":{");
        assertThat(api.get("anna", one + run + "&affiliate_id=aff_0000000000001")
                        .getBody())
                .isEqualTo(whole);
        assertThat(api.get("affiliate 1", one + run).getBody())
                .contains("\"net\":{\"amount\":\"12.60\"", "\"rail_fee\":null");
        assertThat(api.get("anna", one).getBody()).contains("\"field\":\"run_id\",\"code\":\"required\"");
        for (String who : List.of("affiliate 2", "affiliate 3", "affiliate 9", "merchant 2", "merchant 9")) {
            assertThat(api.get(who, one + run).getStatusCode()).as(who).isEqualTo(404);
        }
        for (String path : List.of(
                one + run + "&affiliate_id=aff_0000000000002", "/v1/payouts/" + other() + run, "/v1/payouts/1" + run)) {
            assertThat(api.get("anna", path).getStatusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void payoutsOfAnAffiliate_areListedByRunAndByProgram() {
        planned.planned();
        String byProgram = "/v1/payouts?program_id=prg_0000000000001";
        String byRun = "/v1/payouts?run_id=" + payout.place().run();
        assertThat(Json.texts(api.get("affiliate 1", byProgram).getBody(), "id"))
                .containsExactly(payout.id().toString());
        assertThat(api.get("affiliate 1", byRun).getBody())
                .isEqualTo(api.get("affiliate 1", byProgram).getBody());
        assertThat(api.get("affiliate 1", byProgram + "&state=paid").getBody()).isEqualTo(EMPTY);
        assertThat(api.get("affiliate 2", byProgram).getBody()).isEqualTo(EMPTY);
        assertThat(api.get("affiliate 2", byRun + "&affiliate_id=aff_0000000000001")
                        .getBody())
                .isEqualTo(EMPTY);
        assertThat(api.get("affiliate 3", byProgram).getStatusCode()).isEqualTo(404);
        assertThat(Json.texts(
                        api.get("anna", byProgram + "&affiliate_id=aff_0000000000001")
                                .getBody(),
                        "state"))
                .containsExactlyInAnyOrder("planned", "submitted");
        assertThat(api.get("anna", byRun + "&affiliate_id=aff_0000000000002").getBody())
                .isEqualTo(EMPTY);
        assertThat(api.get("anna", byProgram).getBody()).contains("\"field\":\"run_id\",\"code\":\"required\"");
        assertThat(api.get("affiliate 1", "/v1/payouts").getBody())
                .contains("\"field\":\"program_id\",\"code\":\"required\"");
    }

    /// Affiliate 2's, who is in the run's program but not paid by it.
    private String other() {
        return PayoutId.derive(payout.place().run(), new AffiliateId(2)).toString();
    }

    private APIGatewayV2HTTPResponse csv(String text) {
        return api.post("anna", results, text, "content-type", "text/csv; charset=utf-8");
    }
}
