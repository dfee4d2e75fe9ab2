package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.decision.Adjusting;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Decision.Refusal;
import dev.tributary.domain.decision.DecisionLedger.Written;
import dev.tributary.domain.ledger.Account;
import dev.tributary.infrastructure.ledger.DynamoLedger;
import dev.tributary.infrastructure.table.DynamoDecisions;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Adjustments recorded, shown and sent; what is refused leaves nothing, and sends nothing.
class AdjustmentsTest {
    private static final WriteApi API = new WriteApi();
    private static final String PATH = "/v1/adjustments";
    private static final String GOOD = """
        {"program_id":"prg_0000000000001","affiliate_id":"aff_0000000000001",\
        "amount":{"amount":"-12.50","currency":"EUR"},"reason":"Order A-1001 was a test"}\
        """;
    private final WriteApi own = new WriteApi();

    /// What is changed in a good call, and to what.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # who       | from                            | to                                           | status | says
        affiliate 1 | ``                              | ``                                           | 403    | merchant_only
        keeper 1    | ``                              | ``                                           | 403    | insufficient_scope
        merchant 1  | }                               | ``                                           | 400    | malformed_json
        merchant 1  | "program_id"                    | "program"                                    | 422    | "field":"program_id","code":"missing"
        merchant 1  | "program_id"                    | "program"                                    | 422    | "field":"program","code":"unknown_field"
        merchant 1  | prg_0000000000001               | prg_1                                        | 422    | "field":"program_id","code":"malformed"
        merchant 1  | "affiliate_id"                  | "affiliate"                                  | 422    | "field":"affiliate_id","code":"missing"
        merchant 1  | aff_0000000000001               | 7                                            | 422    | "field":"affiliate_id","code":"malformed"
        merchant 1  | {"amount":"-12.50","currency":"EUR"} | "-12.50 EUR"                            | 422    | "field":"amount","code":"malformed"
        merchant 1  | {"amount":"-12.50","currency":"EUR"} | {}                                      | 422    | "field":"amount.amount","code":"missing"
        merchant 1  | {"amount":"-12.50","currency":"EUR"} | {}                                      | 422    | "field":"amount.currency","code":"missing"
        merchant 1  | "amount":{"amount":"-12.50","currency":"EUR"},  | ``                           | 422    | "field":"amount","code":"missing"
        merchant 1  | "-12.50"                        | "0.00"                                       | 422    | "field":"amount.amount","code":"zero"
        merchant 1  | "-12.50"                        | "-0"                                         | 422    | "field":"amount.amount","code":"zero"
        merchant 1  | "-12.50"                        | "+12.50"                                     | 422    | "field":"amount.amount","code":"malformed"
        merchant 1  | "-12.50"                        | "1e3"                                        | 422    | "field":"amount.amount","code":"malformed"
        merchant 1  | "-12.50"                        | "12.505"                                     | 422    | "field":"amount.amount","code":"too_many_decimals"
        merchant 1  | "-12.50"                        | "-99999999999999.99"                         | 422    | "field":"amount.amount","code":"too_large"
        merchant 1  | "EUR"                           | "eur"                                        | 422    | "field":"amount.currency","code":"unknown_currency"
        merchant 1  | "EUR"                           | "USD"                                        | 422    | "field":"amount.currency","code":"currency_mismatch"
        merchant 1  | Order A-1001 was a test         | ``                                           | 422    | "field":"reason","code":"malformed"
        merchant 1  | Order A-1001 was a test         | a\\nb                                        | 400    | control_character
        merchant 1  | ,"reason":"Order A-1001 was a test" | ``                                       | 422    | "field":"reason","code":"missing"
        merchant 1  | "reason"                        | "order_id":"A-1","reason"                    | 422    | "field":"commission_id","code":"missing"
        merchant 1  | "reason"                        | "event":"sale","reason"                      | 422    | "field":"commission_id","code":"missing"
        merchant 1  | "reason"                        | "commission_id":"com_1","reason"             | 422    | "field":"commission_id","code":"malformed"
        merchant 1  | "reason"                        | "commission_id":"com_00000000000010000000000002","reason" | 422 | "field":"order_id","code":"missing"
        merchant 1  | "reason"                        | "commission_id":"com_00000000000010000000000002","order_id":"A-1","reason" | 404 | no such commission
        merchant 1  | prg_0000000000001               | prg_0000000000003                            | 404    | no such program
        merchant 2  | ``                              | ``                                           | 404    | no such program
        merchant 1  | aff_0000000000001               | aff_0000000000003                            | 404    | no such enrollment
        """)
    void badCall_leavesNothing(String who, String from, String to, int status, String says) {
        Map<String, Map<String, AttributeValue>> before = API.items();
        String body = from.isEmpty() ? GOOD : GOOD.replace(from, to);
        APIGatewayV2HTTPResponse answer = API.post(who, PATH, body);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
        assertThat(API.items()).isEqualTo(before);
        assertThat(API.sent).isEmpty();
    }

    @Test
    void adjustment_isRecordedWithItsTrace_sent_andShown() {
        APIGatewayV2HTTPResponse answer = own.post("merchant 1", PATH, GOOD);

        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(201);
        assertThat(answer.getBody())
                .contains("\"state\":\"posting\"", "\"amount\":{\"amount\":\"-12.50\",\"currency\":\"EUR\"}");
        assertThat(own.sent).hasSize(1);
        Adjustment sent = own.sent.getFirst();
        String location = PATH + "/" + sent.id();
        assertThat(answer.getHeaders()).containsEntry("location", location);
        assertThat(own.get("merchant 1", location).getBody()).isEqualTo(answer.getBody());
        assertThat(sent.author()).isEqualTo(Json.texts(audit(), "key_id").getFirst());
        assertThat(audit()).contains("adjustment.create", sent.id().toString());
        assertThat(audit())
                .contains("\"amount\":{\"amount\":\"-12.50\",\"currency\":\"EUR\"}")
                .doesNotContain("A-1001");
        assertThat(own.get("affiliate 1", location).getBody()).contains("\"author\":null", "Order A-1001 was a test");
    }

    @Test
    void foreignTenants_findNothing() {
        String location = PATH + "/"
                + Json.texts(own.post("merchant 1", PATH, GOOD).getBody(), "id").getFirst();

        for (String who : List.of("merchant 2", "merchant 9", "affiliate 2", "affiliate 3", "affiliate 9")) {
            assertThat(own.get(who, location).getStatusCode()).as(who).isEqualTo(404);
        }
        assertThat(own.get("merchant 1", PATH + "/adj_0000000000001").getStatusCode())
                .isEqualTo(404);
        assertThat(own.get("merchant 1", PATH + "/1").getStatusCode()).isEqualTo(404);
        String list = PATH + "?program_id=prg_0000000000001";
        assertThat(own.get("merchant 1", list).getBody()).contains("adj_");
        assertThat(own.get("affiliate 1", list).getBody()).contains("adj_");
        assertThat(own.get("affiliate 2", list).getBody()).isEqualTo("{\"data\":[],\"next_cursor\":null}");
        assertThat(own.get("merchant 1", list + "&affiliate_id=aff_0000000000002")
                        .getBody())
                .isEqualTo("{\"data\":[],\"next_cursor\":null}");
        assertThat(own.get("merchant 2", list).getStatusCode()).isEqualTo(404);
        assertThat(own.get("affiliate 3", list).getStatusCode()).isEqualTo(404);
        assertThat(own.get("merchant 1", PATH).getBody()).contains("\"field\":\"program_id\",\"code\":\"required\"");
    }

    @Test
    void list_isInTheOrderOfDecision_pageByPage() {
        for (int number = 0; number < 5; number++) {
            own.now = own.now.plusMillis(250);
            own.post("merchant 1", PATH, GOOD.replace("12.50", number + ".01"));
        }

        String first = own.get("merchant 1", PATH + "?program_id=prg_0000000000001&limit=3")
                .getBody();
        String second = own.get(
                        "merchant 1",
                        PATH + "?program_id=prg_0000000000001&limit=3&cursor="
                                + Json.nextCursor(first).orElseThrow())
                .getBody();

        assertThat(Json.texts(first, "amount")).containsExactly("-0.01", "-1.01", "-2.01");
        assertThat(Json.texts(second, "amount")).containsExactly("-3.01", "-4.01");
        assertThat(Json.nextCursor(second)).isEmpty();
    }

    @Test
    void repeatUnderItsKey_recordsOnce_andSendsOnce_alsoAfterTheKeyExpired() {
        APIGatewayV2HTTPResponse first = own.post("merchant 1", PATH, GOOD, "idempotency-key", "k-1");
        APIGatewayV2HTTPResponse again = own.post("merchant 1", PATH, GOOD, "idempotency-key", "k-1");
        own.now = own.now.plus(Duration.ofDays(3));
        APIGatewayV2HTTPResponse late = own.post("merchant 1", PATH, GOOD, "idempotency-key", "k-1");

        assertThat(again.getBody()).isEqualTo(first.getBody());
        assertThat(late.getBody()).isEqualTo(first.getBody());
        assertThat(own.count("J#")).isEqualTo(1);
        assertThat(own.sent).hasSize(1);
        own.now = own.now.plus(Duration.ofDays(3));
        assertThat(own.post("merchant 1", PATH, GOOD.replace("12.50", "13.50"), "idempotency-key", "k-1")
                        .getBody())
                .contains("idempotency_key_reused");
    }

    @Test
    void queueDown_isNoMatterOfTheCall_sinceTheDecisionStandsInWhatIsDue() {
        own.queueDown = true;

        assertThat(own.post("merchant 1", PATH, GOOD).getStatusCode()).isEqualTo(201);

        assertThat(new DynamoDecisions(own.stored.table)
                        .due(own.now.plusSeconds(60), Optional.empty())
                        .decisions())
                .hasSize(1);
    }

    @Test
    void postedAndRefused_areShown() {
        own.post("merchant 1", PATH, GOOD);
        own.post("merchant 1", PATH, GOOD.replace("12.50", "7.00"));
        Adjustment posted = own.sent.getFirst();
        Adjustment refused = own.sent.getLast();
        DynamoLedger ledger = new DynamoLedger(own.stored.table, 1);
        ZoneId riga = ZoneId.of("Europe/Riga");
        Adjusting.Facts facts = new Adjusting.Facts(posted.account().currency(), riga, true, Optional.empty());
        Adjusting.Outcome.Posted outcome =
                (Adjusting.Outcome.Posted) Adjusting.decide(posted, facts, Account.empty(posted.account()), own.now);
        assertThat(ledger.post(posted.id(), outcome.movement(), Optional.empty(), riga))
                .isEqualTo(Written.COMMITTED);
        assertThat(ledger.refuse(refused.id(), Refusal.NO_ENROLLMENT)).isEqualTo(Written.COMMITTED);
        assertThat(ledger.refuse(posted.id(), Refusal.NO_ENROLLMENT)).isEqualTo(Written.ALREADY_DECIDED);

        assertThat(own.get("merchant 1", PATH + "/" + posted.id()).getBody())
                .contains("\"state\":\"posted\"", "\"entry_id\":\"adjustment:" + posted.id() + "\"");
        assertThat(own.get("merchant 1", PATH + "/" + refused.id()).getBody())
                .contains("\"state\":\"refused\"", "\"refusal\":\"no_enrollment\"");
        assertThat(own.get("merchant 1", "/v1/entries?program_id=prg_0000000000001&affiliate_id=aff_0000000000001")
                        .getBody())
                .contains("\"kind\":\"adjust\"");
    }

    @Test
    void commissionOfTheAffiliate_isNamed() {
        new Sales(own.stored).byClick(1, 1, "A-1", Sales.CLICK.plusSeconds(600), "100.00");
        String commission = Json.texts(own.get("merchant 1", "/v1/commissions").getBody(), "id")
                .getFirst();
        String body =
                GOOD.replace("\"reason\"", "\"commission_id\":\"" + commission + "\",\"order_id\":\"A-1\",\"reason\"");

        assertThat(own.post("merchant 1", PATH, body).getBody())
                .contains("\"commission_id\":\"" + commission + "\"", "\"order_id\":\"A-1\"", "\"event\":\"sale\"");
        assertThat(own.post("merchant 1", PATH, body.replace("aff_0000000000001", "aff_0000000000002"))
                        .getStatusCode())
                .isEqualTo(404);
    }

    private String audit() {
        return own.get("merchant 1", "/v1/audit_events").getBody();
    }
}
