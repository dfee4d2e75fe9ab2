package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.stored.Versioned;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What an approver reads before saying yes, as JSON and as CSV.
class PlanReviewApiTest {
    private static final String PATH = PlannedRuns.PATH;

    private final WriteApi api = new WriteApi();
    private final PlannedRuns planned = new PlannedRuns(api);

    private String review(RunId run) {
        APIGatewayV2HTTPResponse answer = api.get("anna", PATH + "/" + run + "/review");
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
        return answer.getBody();
    }

    @Test
    void plan_isShownWithItsSums_andEachLineThatIsNew() {
        RunId run = planned.planned();

        assertThat(review(run))
                .contains(
                        "\"run_id\":\"" + run + "\"",
                        "\"plan_hash\":\"" + planned.hash(run) + "\"",
                        "\"left_out\":{\"no_method\":1}",
                        "\"rails\":[{\"rail\":\"csv\",\"payouts\":1,\"gross\":{\"amount\":\"12.60\",\"currency\":\"EUR\"}",
                        "\"execution_date\":null",
                        "\"since_last_run\":null",
                        "\"warnings\":[\"new_method\"]",
                        "\"shared_accounts\":[]",
                        "\"adjustments\":[]")
                .doesNotContain("aff_0000000000002");
    }

    @Test
    void adjustments_standWithTheirAuthors() {
        planned.give("bert");
        RunId run = planned.planned();

        assertThat(review(run))
                .contains("\"adjustments\":[{\"id\":\"adj_", "\"reason\":\"Goodwill\"", "\"author\":\"", "12.60");
    }

    @Test
    void changeIsCountedFromTheLastRunThatWasCarriedOut() {
        planned.planned();
        RunId paid = planned.submitted().place().run();
        api.now = api.now.plusSeconds(60);
        RunId run = planned.planned();

        assertThat(review(run))
                .contains(
                        "\"since_last_run\":{\"run_id\":\"" + paid + "\"",
                        "\"payouts\":0,\"net\":{\"amount\":\"0.00\"");
        assertThat(review(paid)).contains("\"since_last_run\":null");
    }

    @Test
    void csv_hasEveryLine_paidOrLeftOut() {
        RunId run = planned.planned();

        APIGatewayV2HTTPResponse answer = api.get("anna", PATH + "/" + run + "/review?format=csv");
        assertThat(answer.getHeaders())
                .containsEntry("content-type", "text/csv; charset=utf-8")
                .containsEntry("content-disposition", "attachment; filename=\"plan-" + run + ".csv\"");
        assertThat(answer.getBody().split("\r\n", -1))
                .hasSize(4)
                .contains("aff_0000000000002,,,,,,,,,no_method,")
                .anySatisfy(line -> assertThat(line)
                        .matches("aff_0000000000001,pay_[0-9a-z]{26},csv,12.60,0.00,0.00,12.60,EUR,new_method,,"));
    }

    @Test
    void csv_hasEachTable() {
        planned.give("bert");
        planned.planned();
        RunId paid = planned.submitted().place().run();
        api.now = api.now.plusSeconds(60);
        RunId run = planned.planned();

        assertThat(table(run, "sums"))
                .containsExactly(
                        "sum,lines,gross,fees,net,currency,execution_date,last_run_id,lines_change,net_change",
                        "rail:csv,1,12.60,0.00,12.60,EUR,,,,",
                        "all,1,12.60,0.00,12.60,EUR,," + paid + ",0,0.00",
                        "left_out:no_method,1,,,,,,,,");
        assertThat(table(run, "adjustments"))
                .hasSize(2)
                .startsWith("adjustment_id,affiliate_id,amount,currency,reason,author,decided_at")
                .anySatisfy(line -> assertThat(line)
                        .matches("adj_[0-9a-z]+,aff_0000000000001,12.60,EUR,Goodwill,key_[0-9a-z]+,2.*Z"));
        assertThat(table(run, "shared_accounts")).containsExactly("account,affiliate_id");
        assertThat(api.get("anna", PATH + "/" + run + "/review?format=csv&part=everything")
                        .getBody())
                .contains("\"field\":\"part\"");
    }

    private List<String> table(RunId run, String part) {
        APIGatewayV2HTTPResponse answer = api.get("anna", PATH + "/" + run + "/review?format=csv&part=" + part);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
        return answer.getBody().lines().toList();
    }

    @Test
    void reviewIsTheMerchantsOwn_andOfAPlanThatIsThere() {
        RunId run = planned.planned();
        RunId begun =
                RunId.of(Json.texts(api.post("olga", PATH, PlannedRuns.PROGRAM).getBody(), "id")
                        .getFirst());

        assertThat(api.get("merchant 2", PATH + "/" + run + "/review").getStatusCode())
                .isEqualTo(404);
        assertThat(api.get("affiliate 1", PATH + "/" + run + "/review").getStatusCode())
                .isEqualTo(403);
        assertThat(api.get("anna", PATH + "/" + run + "/review?format=pdf").getBody())
                .contains("\"field\":\"format\"");
        assertThat(api.get("anna", PATH + "/" + begun + "/review").getStatusCode())
                .isEqualTo(409);
        Versioned<PayoutRun> read = planned.runs.find(run).orElseThrow();
        planned.runs.replace(read.with(read.value().cancel().orElseThrow()));
        assertThat(review(run)).contains("\"warnings\":[\"new_method\"]");
    }
}
