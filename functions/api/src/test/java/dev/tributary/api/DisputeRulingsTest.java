package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.click.TestClick;
import dev.tributary.domain.decision.Adjusting;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Decision;
import dev.tributary.domain.decision.Decision.Refusal;
import dev.tributary.domain.dispute.Ruling;
import dev.tributary.domain.token.ClickTokens;
import dev.tributary.infrastructure.ledger.DynamoLedger;
import dev.tributary.infrastructure.table.DynamoDecisions;
import dev.tributary.infrastructure.table.DynamoOrders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// What a merchant makes of disputes, and what is refused; the orders are those of `DisputesTest`.
class DisputeRulingsTest {
    private static final String PATH = DisputesTest.PATH;
    private static final String MISSING = DisputesTest.MISSING;
    private static final String WRONG = DisputesTest.WRONG;
    private static final WriteApi API = DisputesTest.filled();

    private WriteApi own = API;

    @Test
    void missingOrder_thatIsNobodys_isCredited_andSaysPosting() {
        own = DisputesTest.filled();
        String id = open("affiliate 1", MISSING);
        String accept = PATH + "/" + id + "/accept";
        String body = "{\"reason\":\"The click was there\"}";
        assertThat(own.post("affiliate 1", accept, body).getStatusCode()).isEqualTo(403);
        assertThat(own.post("keeper 1", accept, body).getStatusCode()).isEqualTo(403);
        assertThat(own.post("merchant 1", accept, "{}").getBody())
                .contains("\"field\":\"reason\",\"code\":\"missing\"");
        assertThat(own.post("merchant 1", accept, body, "if-match", "\"7\"").getStatusCode())
                .isEqualTo(412);
        assertThat(own.sent).isEmpty();

        APIGatewayV2HTTPResponse answer =
                own.post("merchant 1", accept, body, "if-match", "\"1\"", "idempotency-key", "k");
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
        assertThat(answer.getBody())
                .contains(
                        "\"state\":\"accepted\"",
                        "\"posting\":\"posting\"",
                        "\"basis\":\"terms\"",
                        "\"amount\":null",
                        "\"by\":\"merchant\"",
                        "The click was there");
        assertThat(own.post("merchant 1", accept, body, "if-match", "\"1\"", "idempotency-key", "k")
                        .getBody())
                .isEqualTo(answer.getBody());
        assertThat(own.post("merchant 1", accept, body).getBody()).contains("illegal_state");
        assertThat(own.post("merchant 1", PATH + "/" + id + "/reject", "{\"code\":\"other\",\"reason\":\"X\"}")
                        .getBody())
                .contains("illegal_state");
        assertThat(own.post("affiliate 1", PATH + "/" + id + "/withdraw", "").getBody())
                .contains("illegal_state");

        assertThat(own.sent).hasSize(1);
        Adjustment sent = own.sent.getFirst();
        assertThat(sent.ruling().orElseThrow().basis()).isEqualTo(Ruling.Basis.CREDIT);
        assertThat(Json.texts(audit(), "key_id")).contains(sent.author());
        assertThat(audit()).contains("dispute.accept", id);
        assertThat(own.get("affiliate 1", PATH + "/" + id).getBody())
                .contains("\"ruled_by\":null", "\"posting\":\"posting\"");
        // It is no adjustment of anybody's own.
        assertThat(own.get("merchant 1", "/v1/adjustments?program_id=prg_0000000000001")
                        .getBody())
                .contains("\"data\":[]");
        assertThat(own.get("merchant 1", "/v1/adjustments/" + sent.id()).getStatusCode())
                .isEqualTo(404);

        new DynamoLedger(own.stored.table, 1).refuse(sent.id(), Refusal.NOTHING_TO_PAY);
        assertThat(own.get("affiliate 1", PATH).getBody())
                .contains("\"posting\":\"refused\"", "\"amount\":null", "\"refusal\":\"nothing_to_pay\"");
    }

    /// Of two that rule at once, one does.
    @Test
    void anotherRulingMeanwhile_isTheOneThatCounts() {
        own = DisputesTest.filled();
        String path = PATH + "/" + open("affiliate 1", MISSING);
        own.withFaults(WireFault.meanwhile(TransactWriteItemsRequest.class, 1, () -> {
            own.withFaults();
            assertThat(own.post(
                                    "merchant 1",
                                    path + "/reject",
                                    "{\"code\":\"not_credited\",\"reason\":\"Another's coupon\"}")
                            .getStatusCode())
                    .isEqualTo(200);
        }));
        assertThat(own.post("merchant 1", path + "/accept", "{\"reason\":\"X\"}")
                        .getBody())
                .contains("illegal_state");
        assertThat(own.sent).isEmpty();
        assertThat(own.count("J#")).isZero();
        assertThat(own.get("affiliate 1", path).getBody())
                .contains(
                        "\"ruled\":\"rejected\"", "\"code\":\"not_credited\"", "Another's coupon", "\"ruled_by\":null");
    }

    /// By whatever kind of dispute, and however it is named: one thing is given for once.
    @Test
    void whatARulingGaveFor_isGivenForOnce_butNotWhatCouldNotBePosted() {
        own = DisputesTest.filled();
        String accept = "/accept";
        String amount = "{\"reason\":\"X\",\"amount\":{\"amount\":\"5.00\",\"currency\":\"EUR\"}}";
        String wrong = PATH + "/" + open("affiliate 1", WRONG);
        String declined = PATH + "/"
                + open(
                        "affiliate 1",
                        WRONG.replace("wrong", "declined").replace("\"order_id\":\"A-1\"", "\"order_id\":\"A-4\""));
        assertThat(own.post("merchant 1", wrong + accept, amount).getStatusCode())
                .isEqualTo(200);
        assertThat(own.post("affiliate 1", PATH, WRONG.replace("wrong", "declined"))
                        .getBody())
                .contains("already_ruled");

        assertThat(own.post("merchant 1", declined + accept, amount).getStatusCode())
                .isEqualTo(200);
        new DynamoLedger(own.stored.table, 1).refuse(own.sent.getLast().id(), Refusal.NOTHING_TO_PAY);
        assertThat(own.post("affiliate 1", PATH, WRONG.replace("A-1", "A-4")).getStatusCode())
                .isEqualTo(201);
    }

    /// What a merchant may do with each claim of affiliate 1, and how much that gives.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # kind   | order | amount    | status | says            | basis      | gives
        missing  | A-3   | -         | 200    | posting         | CREDIT     | 0.00
        missing  | A-2   | -         | 409    | "not_decided"   | -          | -
        missing  | A-2   | 5.00      | 200    | posting         | UNCREDITED | 5.00
        missing  | A-9   | -         | 409    | no_order        | -          | -
        missing  | A-9   | 5.00      | 200    | posting         | UNCREDITED | 5.00
        missing  | A-9   | 1000.00   | 200    | posting         | UNCREDITED | 1000.00
        missing  | A-9   | 1000.01   | 422    | too_large       | -          | -
        missing  | A-9   | 0.00      | 422    | zero            | -          | -
        missing  | A-3   | 7.00      | 200    | posting         | UNCREDITED | 7.00
        wrong    | A-1   | -         | 409    | amount_needed   | -          | -
        wrong    | A-1   | 2.00      | 200    | posting         | AMOUNT     | 2.00
        declined | A-1   | -         | 409    | nothing_taken   | -          | -
        declined | A-4   | -         | 200    | posting         | RESTORE    | 6.00
        declined | A-4   | 1.00      | 200    | posting         | AMOUNT     | 1.00
        """)
    void acceptance_isAtTheTermsOrNamed(
            String kind, String order, String amount, int status, String says, String basis, String gives) {
        own = DisputesTest.filled();
        String claim = kind.equals("missing")
                ? MISSING.replace("A-3", order)
                : WRONG.replace("A-1", order).replace("wrong", kind);
        String path = PATH + "/" + open("affiliate 1", claim);
        String body = amount.equals("-")
                ? "{\"reason\":\"X\"}"
                : "{\"reason\":\"X\",\"amount\":{\"amount\":\"" + amount + "\",\"currency\":\"EUR\"}}";
        List<Adjustment> before = List.copyOf(own.sent);
        APIGatewayV2HTTPResponse answer = own.post("merchant 1", path + "/accept", body);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
        if (status == 200) {
            Adjustment sent = own.sent.getLast();
            assertThat(sent.ruling().orElseThrow().basis().name()).isEqualTo(basis);
            assertThat(sent.amount().amount()).isEqualTo(gives);
            assertThat(new DynamoDecisions(own.stored.table).find(sent.id()).map(Decision::adjustment))
                    .contains(sent);
            assertThat(sent.about().isPresent()).isEqualTo(basis.equals("AMOUNT"));
        } else {
            assertThat(own.sent).isEqualTo(before);
            own.post("affiliate 1", path + "/withdraw", "");
        }
    }

    /// What was shown is given, or nothing: a refund may come between the look and the word.
    @Test
    void amountThatChangedSinceItWasShown_isNotGiven() {
        own = DisputesTest.filled();
        String path =
                PATH + "/" + open("affiliate 1", WRONG.replace("A-1", "A-4").replace("wrong", "declined")) + "/accept";
        String body = "{\"reason\":\"X\",\"expected_amount\":{\"amount\":\"%s\",\"currency\":\"EUR\"}}";
        new Sales(own.stored).refund(1, "A-4", "R-2", Optional.of("20.00"));
        APIGatewayV2HTTPResponse changed = own.post("merchant 1", path, body.formatted("6.00"));
        assertThat(changed.getStatusCode()).isEqualTo(409);
        assertThat(changed.getBody()).contains("\"code\":\"amount_changed\"", "8.00 EUR");
        assertThat(own.sent).isEmpty();
        assertThat(own.count("J#")).isZero();

        assertThat(own.post("merchant 1", path, body.formatted("8")).getStatusCode())
                .isEqualTo(200);
        assertThat(own.sent.getLast().amount().amount()).isEqualTo("8.00");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # kind   | order | also                                          | currency | says
        wrong    | A-1   | ``                                            | EUR      | not_foreseen
        declined | A-4   | "amount":{"amount":"1.00","currency":"EUR"},  | EUR      | ambiguous
        declined | A-4   | ``                                            | USD      | currency_mismatch
        """)
    void amountThatCannotBeExpected_isRefused(String kind, String order, String also, String currency, String says) {
        own = DisputesTest.filled();
        String claim =
                kind.equals("missing") ? MISSING : WRONG.replace("A-1", order).replace("wrong", kind);
        String body = "{\"reason\":\"X\"," + also + "\"expected_amount\":{\"amount\":\"6.00\",\"currency\":\""
                + currency + "\"}}";
        assertThat(own.post("merchant 1", PATH + "/" + open("affiliate 1", claim) + "/accept", body)
                        .getBody())
                .contains("\"field\":\"expected_amount", "\"code\":\"" + says + "\"");
        assertThat(own.sent).isEmpty();
    }

    /// Within its hold what is paid beside would stay when it is taken back.
    @Test
    void anothersOrder_isPaidBesideOnceItsHoldIsOver() {
        own = DisputesTest.filled();
        String path = PATH + "/" + open("affiliate 1", MISSING.replace("A-3", "A-2")) + "/accept";
        Instant end = Sales.CLICK.plusSeconds(600).plus(Duration.ofDays(30));
        own.now = end.minusMillis(1);
        assertThat(own.post("merchant 1", path, "{\"reason\":\"X\"}").getBody())
                .contains("\"code\":\"not_decided\"", "name an amount");
        assertThat(own.sent).isEmpty();

        own.now = end;
        assertThat(own.post("merchant 1", path, "{\"reason\":\"X\"}").getStatusCode())
                .isEqualTo(200);
        assertThat(own.sent.getLast().ruling().orElseThrow().basis()).isEqualTo(Ruling.Basis.BESIDE);
    }

    /// The merchant says which order a click led to; the click is the affiliate's own.
    @Test
    void claimByItsClick_isRuledOnWithTheOrderThatTheMerchantNames() {
        own = DisputesTest.filled();
        String click = click(1, 1);
        String others = click(1, 2);
        String elsewhere = click(3, 1);
        String claim = MISSING.replace("\"order_id\":\"A-3\"", "\"click_id\":\"%s\"");
        for (String foreign : List.of(others, elsewhere)) {
            assertThat(own.post("affiliate 1", PATH, claim.formatted(foreign)).getBody())
                    .contains("\"field\":\"click_id\",\"code\":\"forged\"");
        }
        String opened = open("affiliate 1", claim.formatted(click));
        String path = PATH + "/" + opened + "/accept";
        assertThat(own.post("merchant 1", path, "{\"reason\":\"X\"}").getBody()).contains("no_order");
        assertThat(own.post("merchant 1", path, "{\"reason\":\"X\",\"order_id\":\"A-3\"}")
                        .getStatusCode())
                .isEqualTo(200);
        Ruling ruling = own.sent.getLast().ruling().orElseThrow();
        assertThat(ruling.click().orElseThrow().token()).isEqualTo(click);
        assertThat(ruling.orderKey().order().text()).isEqualTo("A-3");
    }

    @Test
    void orderOfTheClaim_isNotAnotherOne() {
        String path = PATH + "/" + open("affiliate 1", MISSING.replace("A-3", "T-2")) + "/accept";
        assertThat(own.post("merchant 1", path, "{\"reason\":\"X\",\"order_id\":\"A-2\"}")
                        .getBody())
                .contains("\"field\":\"order_id\",\"code\":\"different_content\"");
        assertThat(own.post("merchant 1", path, "{\"reason\":\"X\",\"event\":\"lead\"}")
                        .getBody())
                .contains("\"field\":\"event\",\"code\":\"different_content\"");
    }

    @Test
    void banned_isGivenNothing_andOpensNothing_butMayBeRejected() {
        own = DisputesTest.filled();
        String path = PATH + "/" + open("affiliate 1", MISSING);
        assertThat(own.post(
                                "merchant 1",
                                "/v1/enrollments/prg_0000000000001/aff_0000000000001/ban",
                                "{\"reason\":\"Fraud\"}")
                        .getStatusCode())
                .isEqualTo(200);
        assertThat(own.post("affiliate 1", PATH, MISSING.replace("A-3", "A-8")).getBody())
                .contains("illegal_state");
        assertThat(own.post("merchant 1", path + "/accept", "{\"reason\":\"X\"}")
                        .getBody())
                .contains("illegal_state", "banned");
        assertThat(own.post("merchant 1", path + "/reject", "{\"code\":\"fraud\",\"reason\":\"Bots\"}")
                        .getStatusCode())
                .isEqualTo(200);
    }

    /// The order has come since: neither way is it paid a second time.
    @Test
    void missingOrderThatHasCome_isNotPaidAgain() {
        own = DisputesTest.filled();
        String path = PATH + "/" + open("affiliate 1", MISSING.replace("A-3", "A-7")) + "/accept";
        new Sales(own.stored).byClick(1, 1, "A-7", Sales.CLICK.plusSeconds(700), "100.00");
        assertThat(own.post("merchant 1", path, "{\"reason\":\"X\"}").getBody())
                .contains("not_by_terms", "already_credited");
        assertThat(own.post(
                                "merchant 1",
                                path,
                                "{\"reason\":\"X\",\"amount\":{\"amount\":\"9.00\",\"currency\":\"EUR\"}}")
                        .getBody())
                .contains("\"code\":\"already_credited\"");
    }

    @Test
    void postedRuling_showsItsEntryAndAmount() {
        own = DisputesTest.filled();
        String path = PATH + "/" + open("affiliate 1", WRONG);
        own.post(
                "merchant 1",
                path + "/accept",
                "{\"reason\":\"X\",\"amount\":{\"amount\":\"2.00\",\"currency\":\"EUR\"}}");
        String posting = own.get("merchant 1", path).getBody();
        assertThat(posting).contains("\"posting\":\"posting\"", "\"amount\":\"2.00\"", "\"entry_id\":null");

        Adjustment sent = own.sent.getFirst();
        DynamoLedger ledger = new DynamoLedger(own.stored.table, 1);
        ZoneId riga = ZoneId.of("Europe/Riga");
        Adjusting.Outcome.Posted outcome = (Adjusting.Outcome.Posted) Adjusting.decide(
                sent,
                new Adjusting.Facts(
                        sent.account().currency(),
                        riga,
                        true,
                        new DynamoOrders(own.stored.table)
                                .find(sent.order().orElseThrow())
                                .map(order -> order.value().commissions().getFirst())),
                ledger.account(sent.account()).orElseThrow(),
                own.now);
        ledger.post(sent.id(), outcome.movement(), Optional.empty(), riga);
        assertThat(own.get("affiliate 1", path).getBody())
                .contains("\"posting\":\"posted\"", "\"amount\":\"2.00\"", "\"entry_id\":\"adjustment:" + sent.id());
    }

    private String click(long program, long affiliate) {
        // A test's click is that of the affiliate whose number is 1,000 above its link's.
        return ClickTokens.sign(
                TestClick.of(program, affiliate)
                        .withLink(affiliate - 1_000)
                        .withTime(Sales.CLICK)
                        .click()
                        .token(),
                own.ring);
    }

    private String open(String who, String body) {
        return DisputesTest.open(own, who, body);
    }

    private String audit() {
        return own.get("merchant 1", "/v1/audit_events").getBody();
    }
}
