package dev.tributary.payout;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.id.RunId;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes over the wire, and what each answer, in the shapes that Stripe documents, means.
class StripeCallsTest {
    private static final String TRANSFER = "{\"id\":\"tr_1MiN3g\",\"object\":\"transfer\",\"amount\":400,"
            + "\"amount_reversed\":0,\"currency\":\"usd\",\"destination\":\"acct_1MTfj\",\"livemode\":false,"
            + "\"metadata\":{\"payout_id\":\"pay_1\"},\"reversed\":false,\"transfer_group\":\"pay_1\"}";
    private static final String ACCEPTED =
            "Transfers[accepted=[Accepted[id=tr_1MiN3g, amount=400, currency=usd, destination=acct_1MTfj,"
                    + " payout=Optional[pay_1], reversed=0]]]";
    private static final PayoutId PAYOUT =
            PayoutId.derive(RunId.of("run_00000000000000000000000007"), new AffiliateId(1));
    private static final String KEY = "sk_test_abc";

    private static final WireMockServer STRIPE = new WireMockServer(
            WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

    private final Stripe calls = new StripeCalls(address(), Duration.ofMillis(1_000));

    @BeforeAll
    static void start() {
        STRIPE.start();
    }

    @AfterAll
    static void stop() {
        STRIPE.stop();
    }

    @BeforeEach
    void forget() {
        STRIPE.resetAll();
    }

    private static String address() {
        return "http://127.0.0.1:" + STRIPE.port();
    }

    private static void answers(int status, String body) {
        STRIPE.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));
    }

    private String transfer() {
        try (Stripe.Desk desk = calls.open(KEY)) {
            return desk.transfer(PAYOUT, "amount=400&currency=usd").toString();
        }
    }

    private String find() {
        try (Stripe.Desk desk = calls.open(KEY)) {
            return desk.find(PAYOUT).toString();
        }
    }

    @Test
    void transfer_isAskedForUnderThePayoutsId() {
        answers(200, TRANSFER);

        assertThat(transfer()).isEqualTo(ACCEPTED);
        STRIPE.verify(
                1,
                postRequestedFor(urlEqualTo("/v1/transfers"))
                        .withHeader("Authorization", equalTo("Bearer " + KEY))
                        .withHeader("Idempotency-Key", equalTo(PAYOUT.toString()))
                        .withHeader("Content-Type", equalTo("application/x-www-form-urlencoded"))
                        .withHeader("Stripe-Version", equalTo("2024-06-20"))
                        .withRequestBody(equalTo("amount=400&currency=usd")));
    }

    /// @param body of an error its object; else the whole
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # status | body                                                                     | means
        400 | {"error":{"type":"invalid_request_error","code":"balance_insufficient"}}      | Refused[code=balance_insufficient]
        400 | {"error":{"type":"invalid_request_error","message":"No such destination"}}    | Refused[code=invalid_request_error]
        400 | {"error":{"type":"invalid_request_error","code":"account_invalid"}}           | Refused[code=account_invalid]
        402 | {"error":{"type":"card_error","code":"card_declined"}}                        | Refused[code=card_declined]
        404 | {"error":{"type":"invalid_request_error","code":"resource_missing"}}          | Refused[code=resource_missing]
        400 | {"error":{"type":"invalid_request_error","code":"A text, <b>"}}               | Refused[code=invalid_request_error]
        400 | {"error":{"type":"idempotency_error"}}                                        | KeyTaken[]
        400 | {"error":{"type":"api_error"}}                                                | Unknown[why=http_400]
        400 | <html>Bad Request</html>                                                      | Unknown[why=http_400]
        404 | ``                                                                            | Unknown[why=http_404]
        401 | {"error":{"type":"invalid_request_error","message":"Invalid API Key"}}        | KeyRefused[]
        403 | {"error":{"type":"invalid_request_error","code":"more_permissions_required"}} | KeyRefused[]
        409 | {"error":{"type":"idempotency_error","code":"idempotency_key_in_use"}}        | Later[why=http_409]
        429 | {"error":{"type":"invalid_request_error","code":"rate_limit"}}                | Later[why=http_429]
        408 | {"error":{"type":"invalid_request_error"}}                                    | Unknown[why=http_408]
        424 | {"error":{"type":"api_error"}}                                                | Unknown[why=http_424]
        500 | {"error":{"type":"api_error"}}                                                | Unknown[why=http_500]
        503 | ``                                                                            | Unknown[why=http_503]
        302 | ``                                                                            | Unknown[why=http_302]
        200 | ``                                                                            | Unknown[why=unreadable_answer]
        200 | {"object":"transfer"}                                                         | Unknown[why=unreadable_answer]
        200 | {"id":"tr_1","object":"transfer","amount":4.5,"amount_reversed":0}            | Unknown[why=unreadable_answer]
        """)
    void answer_meansWhatStripeDocuments(int status, String body, String means) {
        answers(status, body);
        assertThat(transfer()).isEqualTo(means);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void brokenConnection_mayHaveMovedMoney_andIsNotTriedAgain(Fault fault) {
        STRIPE.stubFor(any(anyUrl()).willReturn(aResponse().withFault(fault)));

        assertThat(transfer()).startsWith("Unknown[why=");
        STRIPE.verify(1, postRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void slowAnswer_isNotWaitedFor(boolean inItsBody) {
        STRIPE.stubFor(any(anyUrl())
                .willReturn(
                        inItsBody
                                ? aResponse().withBody(TRANSFER).withChunkedDribbleDelay(5, 10_000)
                                : aResponse().withBody(TRANSFER).withFixedDelay(10_000)));
        long start = System.nanoTime();

        assertThat(transfer()).isEqualTo("Unknown[why=timeout]");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void nobodyThere_isNoAnswer() {
        STRIPE.stop();
        try {
            assertThat(transfer()).isEqualTo("Unknown[why=no_answer]");
        } finally {
            STRIPE.start();
        }
    }

    /// Somebody else's machine is not told the key.
    @Test
    void redirect_isNotFollowed() {
        STRIPE.stubFor(
                any(anyUrl()).willReturn(aResponse().withStatus(307).withHeader("Location", address() + "/elsewhere")));

        assertThat(transfer()).isEqualTo("Unknown[why=http_307]");
        STRIPE.verify(0, postRequestedFor(urlEqualTo("/elsewhere")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        200 | {"object":"list","data":[],"has_more":false}   | Transfers[accepted=[]]
        200 | {"object":"list","data":[],"has_more":true}    | Unknown[why=unreadable_answer]
        200 | {"object":"list","data":[]}                    | Unknown[why=unreadable_answer]
        200 | {"object":"list","data":[{}],"has_more":false} | Unknown[why=unreadable_answer]
        200 | {"data":[],"has_more":false}                   | Unknown[why=unreadable_answer]
        200 | []                                             | Unknown[why=unreadable_answer]
        200 | ``                                             | Unknown[why=unreadable_answer]
        400 | {"error":{"type":"invalid_request_error"}}     | Unknown[why=http_400]
        404 | {"error":{"type":"invalid_request_error"}}     | Unknown[why=http_404]
        401 | {"error":{"type":"invalid_request_error"}}     | KeyRefused[]
        429 | {"error":{"type":"invalid_request_error"}}     | Later[why=http_429]
        500 | ``                                             | Unknown[why=http_500]
        """)
    void lookUp_believesAWholeListOnly(int status, String body, String means) {
        answers(status, body);
        assertThat(find()).isEqualTo(means);
    }

    @Test
    void lookUp_asksForTheGroup() {
        answers(200, "{\"object\":\"list\",\"data\":[" + TRANSFER + "],\"has_more\":false}");

        assertThat(find()).isEqualTo(ACCEPTED);
        STRIPE.verify(
                1,
                getRequestedFor(urlEqualTo("/v1/transfers?limit=10&transfer_group=" + PAYOUT))
                        .withHeader("Authorization", equalTo("Bearer " + KEY)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://api.stripe.example", "api.stripe.example", "https://", "ht tp://x", "ftp://x"})
    void address_isTls(String address) {
        assertThatThrownBy(() -> new StripeCalls(address))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("STRIPE_URL");
    }
}
