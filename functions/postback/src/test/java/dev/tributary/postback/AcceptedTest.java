package dev.tributary.postback;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionEvent.StatusUpdate;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.Status;
import dev.tributary.infrastructure.queue.ConversionMessages;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is taken, what the queue then holds, and what is answered from what is committed.
final class AcceptedTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SALE = """
        {"event":"sale","order_id":"A-1","amount":"126.00","currency":"EUR","coupons":[" anna10"],
         "customer":{"id":"c-77","email_sha256":"%s"},"unknown":{"x":[1e9]}}\
        """.formatted("A".repeat(64));
    private final World world;

    AcceptedTest() throws IOException {
        world = new World();
    }

    @BeforeEach
    void empty() {
        assertThat(world.backend.messages()).isEmpty();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void sale_leavesOneMessageWithoutNames() throws IOException {
        APIGatewayV2HTTPResponse answer = post(SALE);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(202);
        List<String> messages = world.backend.messages();
        assertThat(messages).hasSize(1);
        assertThat(messages.getFirst()).doesNotContain("c-77").doesNotContainIgnoringCase("A".repeat(64));
        Postback postback = ConversionMessages.read(messages.getFirst());
        assertThat(postback.receipt().text())
                .isEqualTo(tree(answer).path("receipt_id").asText());
        assertThat(postback.event()).isInstanceOfSatisfying(Reward.class, reward -> {
            assertThat(reward.amounts().orElseThrow().amount().toString()).isEqualTo("126.00 EUR");
            assertThat(reward.coupons().getFirst().text()).isEqualTo("ANNA10");
            assertThat(reward.customer().id()).isPresent();
        });
    }

    @Test
    void sameCallTwice_hasOneReceiptAndTwoArrivals() throws IOException {
        JsonNode first = tree(post(SALE));
        JsonNode second = tree(post(SALE));
        assertThat(second.path("receipt_id")).isEqualTo(first.path("receipt_id"));
        List<String> messages = world.backend.messages();
        assertThat(messages).hasSize(2);
        assertThat(ConversionMessages.read(messages.get(0))).isNotEqualTo(ConversionMessages.read(messages.get(1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        amount 0            | "amount":"0","currency":"EUR"                       | 0.00 EUR
        a number            | "amount":126.5,"currency":"EUR"                     | 126.50 EUR
        all decimals        | "amount":"126.50","currency":"EUR"                  | 126.50 EUR
        largest             | "amount":"1000000000000.00","currency":"EUR"        | 1000000000000.00 EUR
        """)
    void amount_isExact(String name, String amount, String expected) {
        APIGatewayV2HTTPResponse answer = post("{\"event\":\"sale\",\"order_id\":\"B\"," + amount + "}");
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(202);
        Reward reward = (Reward)
                ConversionMessages.read(world.backend.messages().getFirst()).event();
        assertThat(reward.amounts().orElseThrow().amount().toString()).isEqualTo(expected);
    }

    @Test
    void clickStandsForTheOrder() {
        String click = world.click(World.PROGRAM, World.NOW.minusSeconds(60));
        APIGatewayV2HTTPResponse answer = world.call(Calls.get(
                World.PATH,
                "transaction_id=" + click + "&event=sale&amount=9.90&currency=EUR&coupon=&test=1&token="
                        + world.token));
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(202);
        Reward reward = (Reward)
                ConversionMessages.read(world.backend.messages().getFirst()).event();
        assertThat(reward.key().order().text()).isEqualTo(click);
        assertThat(reward.click().orElseThrow().token()).isEqualTo(click);
        assertThat(reward.test()).isTrue();
    }

    @Test
    void wordOfAStatusAlone_isAnUpdate() {
        post("{\"event\":\"sale\",\"order_id\":\"A-1\",\"status\":\"approved\",\"approved_amount\":\"100.00\"}");
        assertThat(ConversionMessages.read(world.backend.messages().getFirst()).event())
                .isInstanceOfSatisfying(
                        StatusUpdate.class,
                        update -> assertThat(update.verdict().status()).isEqualTo(Status.APPROVED));
    }

    @Test
    void refund_concernsTheSale() {
        post(
                "{\"event\":\"refund\",\"order_id\":\"A-1\",\"refund_id\":\"R-1\",\"amount\":\"33.33\",\"currency\":\"EUR\"}");
        assertThat(ConversionMessages.read(world.backend.messages().getFirst()).event())
                .isInstanceOfSatisfying(
                        Refund.class,
                        refund -> assertThat(refund.key().event().text()).isEqualTo("sale"));
    }

    /// Committed: the sale of 126.00 and nothing else.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        same               | 200 |               | "event":"sale","amount":"126.00","currency":"EUR"
        same, as a number  | 200 |               | "event":"sale","amount":126.00,"currency":"EUR"
        same, with status  | 200 |               | "event":"sale","amount":"126.00","currency":"EUR","status":"approved"
        another amount     | 409 | conflict      | "event":"sale","amount":"126.01","currency":"EUR"
        word of a step back| 200 |               | "event":"sale","status":"pending"
        word of rejection  | 202 |               | "event":"sale","status":"rejected"
        refund of all      | 202 |               | "event":"refund","refund_id":"R","amount":"126.00","currency":"EUR"
        refund of more     | 422 | refund_too_large | "event":"refund","refund_id":"R","amount":"126.01","currency":"EUR"
        identity first     | 409 | conflict      | "event":"sale","amount":"0","currency":"EUR"
        another event      | 202 |               | "event":"lead"
        """)
    void committedOrder_answers(String name, int status, String code, String call) throws IOException {
        answers("EUR", status, code, call);
    }

    /// Committed: the sale of 126.00 USD, of a program in EUR. What is said of it is in its own currency.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        same               | 200 |                   | "event":"sale","amount":"126.00","currency":"USD"
        another currency   | 409 | conflict          | "event":"sale","amount":"126.00","currency":"EUR"
        refund of all      | 202 |                   | "event":"refund","refund_id":"R","amount":"126.00","currency":"USD"
        refund of the rest | 202 |                   | "event":"refund","refund_id":"R"
        refund in euros    | 422 | currency_mismatch | "event":"refund","refund_id":"R","amount":"1.00","currency":"EUR"
        currency unnamed   | 422 | currency_mismatch | "event":"refund","refund_id":"R","amount":"1.00"
        refund in a third  | 422 | currency_mismatch | "event":"refund","refund_id":"R","amount":"1.00","currency":"GBP"
        refund of more     | 422 | refund_too_large  | "event":"refund","refund_id":"R","amount":"126.01","currency":"USD"
        items in euros     | 422 | currency_mismatch | "event":"refund","refund_id":"R","items":[{"sku":"S","amount":"1.00"}]
        update in dollars  | 202 |                   | "event":"order_update","update_id":"U","amount":"130.00","currency":"USD"
        update in euros    | 422 | currency_mismatch | "event":"order_update","update_id":"U","amount":"130.00","currency":"EUR"
        """)
    void committedForeignOrder_answers(String name, int status, String code, String call) throws IOException {
        answers("USD", status, code, call);
    }

    private void answers(String currency, int status, String code, String call) throws IOException {
        JsonNode first = tree(post(
                "{\"event\":\"sale\",\"order_id\":\"A-1\",\"amount\":\"126.00\",\"currency\":\"" + currency + "\"}"));
        world.commit(ConversionMessages.read(world.backend.messages().getFirst()));
        List<?> before = world.backend.items();

        APIGatewayV2HTTPResponse answer = post("{\"order_id\":\"A-1\"," + call + "}");

        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(world.backend.messages()).hasSize(status == 202 ? 1 : 0);
        assertThat(world.backend.items()).isEqualTo(before);
        if (status == 200) {
            for (String field : List.of("receipt_id", "received_at", "content_hash", "signature", "key_id")) {
                assertThat(tree(answer).path(field)).as(field).isEqualTo(first.path(field));
            }
        }
        if (code != null) {
            assertThat(tree(answer).path("code").asText()).isEqualTo(code);
        }
    }

    private APIGatewayV2HTTPResponse post(String body) {
        APIGatewayV2HTTPEvent event = Calls.bearer(World.PATH, world.token, body);
        return world.call(event);
    }

    private static JsonNode tree(APIGatewayV2HTTPResponse answer) throws IOException {
        return JSON.readTree(answer.getBody());
    }
}
