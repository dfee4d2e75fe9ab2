package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.decision.Adjusting;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.DecisionLedger.Written;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.payout.LeftOut;
import dev.tributary.domain.payout.Payee;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.PayoutMethod;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PlanLine;
import dev.tributary.domain.payout.PlanRow;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.SealedField;
import dev.tributary.infrastructure.ledger.DynamoLedger;
import dev.tributary.infrastructure.table.DynamoPayoutRows;
import dev.tributary.infrastructure.table.DynamoPayoutRuns;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Runs of program 1: affiliate 1 is paid 12.60, affiliate 2 has no method. `olga` plans them; `anna` and
/// `bert` are two more people of merchant 1, who may approve. The root, `merchant 1`, made their keys.
final class PlannedRuns {
    static final String PATH = "/v1/payout_runs";
    static final String PROGRAM = "{\"program_id\":\"prg_0000000000001\"}";
    private static final CurrencyCode EUR = new CurrencyCode("EUR");

    private final WriteApi api;
    final DynamoPayoutRuns runs;
    final DynamoPayoutRows rows;

    PlannedRuns(WriteApi api) {
        this.api = api;
        this.runs = new DynamoPayoutRuns(api.stored.table, 1);
        this.rows = new DynamoPayoutRows(api.stored.table);
        for (String name : List.of("olga", "anna", "bert")) {
            key("merchant 1", name, name);
        }
    }

    /// Another key, made with one's own.
    /// @return its id
    String key(String maker, String name, String person) {
        String made = api.post(
                        maker,
                        "/v1/api_keys",
                        "{\"name\":\"" + name + "\",\"person\":\"" + person
                                + "\",\"scopes\":[\"read\",\"write\",\"payouts\",\"keys\"]}")
                .getBody();
        api.use(name, Json.texts(made, "secret").getFirst());
        return Json.texts(made, "id").getFirst();
    }

    void unchanged(Supplier<APIGatewayV2HTTPResponse> call, int status, String says) {
        Map<String, Map<String, AttributeValue>> before = api.items();
        APIGatewayV2HTTPResponse answer = call.get();
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
        assertThat(api.items()).isEqualTo(before);
    }

    APIGatewayV2HTTPResponse approve(String who, RunId run, String... headers) {
        return api.post(who, PATH + "/" + run + "/approve", "{\"plan_hash\":\"" + hash(run) + "\"}", headers);
    }

    String hash(RunId run) {
        return runs.find(run).orElseThrow().value().sealed().orElseThrow().hash();
    }

    RunId planned() {
        return planned("olga");
    }

    RunId planned(String who, String... headers) {
        return planned(who, 1, Optional.empty(), headers);
    }

    /// @param version of affiliate 1's account, through which it is paid
    /// @param method as its method is when the plan is made, where that matters
    RunId planned(String who, long version, Optional<Versioned<PayoutMethod>> method, String... headers) {
        RunId id = RunId.of(Json.texts(api.post(who, PATH, PROGRAM, headers).getBody(), "id")
                .getFirst());
        Versioned<PayoutRun> read = runs.find(id).orElseThrow();
        Money gross = Money.of("12.60", EUR);
        Money none = Money.zero(EUR);
        SealedField sealed =
                SealedField.seal(new byte[] {1}, "aff_0000000000001", new byte[12], api.stored.ring, api.now);
        PlanLine paid = new PlanLine.Included(
                new AffiliateId(1),
                "Anna",
                version,
                0,
                gross,
                none,
                none,
                gross,
                new PlanLine.Destination(Rail.CSV, 1, sealed, true));
        PlanLine left = new PlanLine.Excluded(new AffiliateId(2), LeftOut.NO_METHOD, Optional.empty());
        PayoutRun run = read.value();
        for (PlanLine line : List.of(paid, left)) {
            rows.create(PlanRow.of(run, line));
            run = run.planned(run.planning().plus(line, payee(line, method), api.now));
        }
        runs.replace(read.with(run.seal(api.now)));
        return id;
    }

    /// Approved by anna, carried out as far as the file: affiliate 1's payout is submitted.
    Payout submitted() {
        Payout submitted = submittedWithoutFile();
        PayoutFile.Place place = new PayoutFile.Place(submitted.place().run(), 1, 0, 1);
        Versioned<PayoutFile> file = rows.file(place).orElseThrow();
        rows.replaceFile(file.with(file.value().with("0".repeat(64)).isWritten()));
        return submitted;
    }

    /// The same, and its file is still to be written.
    Payout submittedWithoutFile() {
        RunId id = planned();
        approve("anna", id);
        assertThat(api.post("anna", PATH + "/" + id + "/apply", "").getStatusCode())
                .isEqualTo(200);
        PayoutRun run = runs.find(id).orElseThrow().value();
        Versioned<PlanRow> row =
                rows.find(PlanRow.Place.of(run, new AffiliateId(1))).orElseThrow();
        PayoutFile.Place file = new PayoutFile.Place(id, 1, 0, 1);
        rows.create(PayoutFile.fixed(file, Rail.CSV, List.of(new AffiliateId(1)), api.now));
        Payout submitted = ((Payout) row.value())
                .reserved(api.now)
                .submitted(new Payout.Submission("k", "0".repeat(64), api.now, api.now, 1));
        rows.replace(new Versioned<>(submitted, row.version()));
        return submitted;
    }

    /// An adjustment of affiliate 1's account, as the ledger posts it.
    void give(String who) {
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
        assertThat(ledger.post(adjustment.id(), outcome.movement(), Optional.empty(), riga))
                .isEqualTo(Written.COMMITTED);
    }

    private static Payee payee(PlanLine line, Optional<Versioned<PayoutMethod>> method) {
        return new Payee(line.affiliate(), "x", Optional.empty(), Optional.empty(), method);
    }
}
