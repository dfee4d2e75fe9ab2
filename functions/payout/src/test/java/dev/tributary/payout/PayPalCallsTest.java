package dev.tributary.payout;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.tributary.domain.payout.PayPalAccount.Credentials;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes over the wire, and what each answer, in the shapes that PayPal documents, means.
class PayPalCallsTest {
    private static final String BATCH = "0123456789abcdefghjkmnpqrs000h";
    private static final String PAYOUTS = "/v1/payments/payouts";
    private static final String TOKENS = "/v1/oauth2/token";
    private static final String PAGE = PAYOUTS + "/5UXD2E8A7EBQJ?page=%d&page_size=250&total_required=true";
    private static final Credentials APP = new Credentials("AbcdefghIjkl0123456789", "EcretEcretEcret0123456789");
    private static final String CREATED = "{\"batch_header\":{\"sender_batch_header\":{\"sender_batch_id\":\"" + BATCH
            + "\"},\"payout_batch_id\":\"5UXD2E8A7EBQJ\",\"batch_status\":\"PENDING\"},\"links\":[]}";
    private static final String ERROR = "\"message\":\"-\",\"debug_id\":\"f701090abdcb2\"";

    private static final WireMockServer PAYPAL = new WireMockServer(
            WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

    private Instant now = Instant.parse("2026-12-02T10:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final PayPal calls = new PayPalCalls(address(), Duration.ofMillis(1_500), clock);

    @BeforeAll
    static void start() {
        PAYPAL.start();
    }

    @AfterAll
    static void stop() {
        PAYPAL.stop();
    }

    @BeforeEach
    void forget() {
        PAYPAL.resetAll();
        PAYPAL.stubFor(post(urlEqualTo(TOKENS)).willReturn(aResponse().withBody(token("A21AAFs-x_y.z"))));
    }

    private static String token(String text) {
        return "{\"scope\":\"payouts\",\"access_token\":\"" + text
                + "\",\"token_type\":\"Bearer\",\"app_id\":\"APP-80W284485P519543T\",\"expires_in\":31668}";
    }

    private static String address() {
        return "http://127.0.0.1:" + PAYPAL.port();
    }

    private static void answers(int status, String body) {
        PAYPAL.stubFor(any(urlPathEqualTo(PAYOUTS))
                .willReturn(aResponse().withStatus(status).withBody(body)));
    }

    private String send() {
        try (PayPal.Desk desk = calls.open(APP)) {
            return desk.send(BATCH, "{\"items\":[]}".getBytes(StandardCharsets.UTF_8))
                    .toString();
        }
    }

    private String look() {
        try (PayPal.Desk desk = calls.open(APP)) {
            return desk.look("5UXD2E8A7EBQJ").toString();
        }
    }

    @Test
    void batch_isAskedFor_withAToken() {
        answers(201, CREATED);

        assertThat(send()).isEqualTo("Accepted[id=5UXD2E8A7EBQJ]");
        PAYPAL.verify(
                1,
                postRequestedFor(urlEqualTo(TOKENS))
                        .withHeader(
                                "Authorization",
                                equalTo("Basic QWJjZGVmZ2hJamtsMDEyMzQ1Njc4OTpFY3JldEVjcmV0RWNyZXQwMTIzNDU2Nzg5"))
                        .withHeader("Content-Type", equalTo("application/x-www-form-urlencoded"))
                        .withRequestBody(equalTo("grant_type=client_credentials")));
        PAYPAL.verify(
                1,
                postRequestedFor(urlEqualTo(PAYOUTS))
                        .withHeader("Authorization", equalTo("Bearer A21AAFs-x_y.z"))
                        .withHeader("Content-Type", equalTo("application/json"))
                        .withRequestBody(equalTo("{\"items\":[]}")));
    }

    /// @param body of an error without its `message` and `debug_id`, which `!` stands for
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # status | body | means
        400 | {"name":"USER_BUSINESS_ERROR",!,"details":[{"field":"SENDER_BATCH_ID","issue":"Batch with given sender_batch_id already exists","link":[{"href":"https://api.sandbox.paypal.com/v1/payments/payouts/Q6K2CE4GQ36MQ","rel":"self","method":"GET"}]}]} | Accepted[id=Q6K2CE4GQ36MQ]
        400 | {"name":"USER_BUSINESS_ERROR",!,"details":[{"field":"SENDER_BATCH_ID","issue":"Batch with given sender_batch_id already exists"}]} | Unknown[why=http_400]
        400 | {"name":"USER_BUSINESS_ERROR",!,"details":[{"field":"SENDER_BATCH_ID","link":[{"href":"https://api.sandbox.paypal.com/v1/payments/payouts/a/../b"}]}]} | Unknown[why=http_400]
        400 | {"name":"USER_BUSINESS_ERROR",!}                        | Unknown[why=http_400]
        400 | {"name":"VALIDATION_ERROR",!,"details":[{"field":"items[1].receiver","location":"body","issue":"Receiver is invalid: x@y"}]} | Invalid[items={1=VALIDATION_ERROR}, code=VALIDATION_ERROR]
        400 | {"name":"INVALID_REQUEST",!,"details":[{"field":"/items/12/amount/value","issue":"CURRENCY_LIMIT"}]} | Invalid[items={12=CURRENCY_LIMIT}, code=INVALID_REQUEST]
        400 | {"name":"VALIDATION_ERROR",!,"details":[{"field":"sender_batch_header","issue":"x"}]} | No[code=VALIDATION_ERROR, everything=false]
        400 | {"name":"VALIDATION_ERROR","details":[{"field":"items[1].receiver"}]} | Unknown[why=http_400]
        400 | {"name":"NON_HOLDING_CURRENCY",!}                       | No[code=NON_HOLDING_CURRENCY, everything=false]
        400 | {"name":"SOME_ERROR_OF_TOMORROW",!}                     | Unknown[why=http_400]
        400 | <html>Bad Request</html>                                | Unknown[why=http_400]
        401 | {"error":"invalid_token"}                               | No[code=http_401, everything=true]
        403 | {"name":"SENDER_RESTRICTED",!}                          | No[code=SENDER_RESTRICTED, everything=true]
        403 | {"name":"AUTHORIZATION_ERROR",!}                        | No[code=AUTHORIZATION_ERROR, everything=true]
        403 | <html>Access Denied</html>                              | Unknown[why=http_403]
        404 | {"name":"INVALID_RESOURCE_ID",!}                        | Unknown[why=http_404]
        409 | {"name":"PREVIOUS_REQUEST_IN_PROGRESS",!}               | Unknown[why=http_409]
        422 | {"name":"INSUFFICIENT_FUNDS",!}                         | No[code=INSUFFICIENT_FUNDS, everything=false]
        422 | ``                                                      | Unknown[why=http_422]
        429 | {"name":"RATE_LIMIT_REACHED",!}                         | No[code=http_429, everything=true]
        408 | {"name":"REQUEST_TIMEOUT_EXCEEDED",!}                   | Unknown[why=http_408]
        500 | {"name":"INTERNAL_SERVICE_ERROR",!}                     | Unknown[why=http_500]
        503 | ``                                                      | Unknown[why=http_503]
        302 | ``                                                      | Unknown[why=http_302]
        201 | ``                                                      | Unknown[why=unreadable_answer]
        201 | {"batch_header":{"payout_batch_id":"../x"}}             | Unknown[why=unreadable_answer]
        201 | {"batch_header":{"payout_batch_id":"Q","sender_batch_header":{"sender_batch_id":"another"}}} | Unknown[why=unreadable_answer]
        """)
    void answer_meansWhatPayPalDocuments(int status, String body, String means) {
        answers(status, body.replace("!", ERROR));
        assertThat(send()).isEqualTo(means);
    }

    // ---- Tokens ------------------------------------------------------------------------------

    @Test
    void token_isKept_untilShortlyBeforeItsEnd() {
        answers(201, CREATED);
        send();
        now = now.plusSeconds(31_668 - 301);
        send();
        PAYPAL.verify(1, postRequestedFor(urlEqualTo(TOKENS)));
        now = now.plusSeconds(2);
        send();
        PAYPAL.verify(2, postRequestedFor(urlEqualTo(TOKENS)));
    }

    @Test
    void anotherSecret_hasAnotherToken() {
        answers(201, CREATED);
        send();
        try (PayPal.Desk desk = calls.open(new Credentials(APP.clientId(), "AnotherSecret0123456789"))) {
            desk.send(BATCH, new byte[0]);
        }
        PAYPAL.verify(2, postRequestedFor(urlEqualTo(TOKENS)));
    }

    /// One that was taken back meanwhile is asked for anew, once.
    @Test
    void refusedToken_isAskedForOnceMore() {
        answers(201, CREATED);
        send();
        PAYPAL.stubFor(post(urlEqualTo(TOKENS)).willReturn(aResponse().withBody(token("new"))));
        PAYPAL.stubFor(post(urlEqualTo(PAYOUTS))
                .withHeader("Authorization", equalTo("Bearer A21AAFs-x_y.z"))
                .willReturn(aResponse().withStatus(401)));

        assertThat(send()).isEqualTo("Accepted[id=5UXD2E8A7EBQJ]");
        PAYPAL.verify(2, postRequestedFor(urlEqualTo(TOKENS)));
        PAYPAL.verify(3, postRequestedFor(urlEqualTo(PAYOUTS)));
    }

    @Test
    void newTokenThatIsRefused_isNotAskedForAgain() {
        answers(401, "{\"error\":\"invalid_token\"}");
        assertThat(send()).isEqualTo("No[code=http_401, everything=true]");
        PAYPAL.verify(1, postRequestedFor(urlEqualTo(TOKENS)));
        PAYPAL.verify(1, postRequestedFor(urlEqualTo(PAYOUTS)));
    }

    /// Without a token nothing was asked, whatever kept it from being there.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        401 | {"error":"invalid_client","error_description":"Client Authentication failed"} | credentials_refused
        400 | {"error":"unsupported_grant_type"} | credentials_refused
        429 | ``                                 | no_token
        500 | ``                                 | no_token
        200 | ``                                 | no_token
        200 | {"access_token":"a b"}             | no_token
        """)
    void withoutAToken_nothingIsAsked(int status, String body, String code) {
        PAYPAL.stubFor(post(urlEqualTo(TOKENS))
                .willReturn(aResponse().withStatus(status).withBody(body)));
        assertThat(send()).isEqualTo("No[code=" + code + ", everything=true]");
        PAYPAL.verify(0, postRequestedFor(urlEqualTo(PAYOUTS)));
    }

    // ---- Broken connections ------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(Fault.class)
    void brokenConnection_mayHaveMovedMoney_andIsNotTriedAgain(Fault fault) {
        PAYPAL.stubFor(post(urlEqualTo(PAYOUTS)).willReturn(aResponse().withFault(fault)));

        assertThat(send()).startsWith("Unknown[why=");
        PAYPAL.verify(1, postRequestedFor(urlEqualTo(PAYOUTS)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void slowAnswer_isNotWaitedFor(boolean inItsBody) {
        PAYPAL.stubFor(post(urlEqualTo(PAYOUTS))
                .willReturn(
                        inItsBody
                                ? aResponse().withStatus(201).withBody(CREATED).withChunkedDribbleDelay(5, 10_000)
                                : aResponse().withStatus(201).withBody(CREATED).withFixedDelay(10_000)));
        long start = System.nanoTime();

        assertThat(send()).isEqualTo("Unknown[why=timeout]");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
    }

    /// The time that a token took is gone: all of it ends before the invocation does.
    @Test
    void slowToken_leavesNoTimeForACall() {
        PAYPAL.stubFor(post(urlEqualTo(TOKENS))
                .willReturn(aResponse().withBody(token("late")).withFixedDelay(10_000)));
        long start = System.nanoTime();

        assertThat(send()).isEqualTo("No[code=no_token, everything=true]");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void nobodyThere_isNoAnswer() {
        answers(201, CREATED);
        send();
        PAYPAL.stop();
        try {
            assertThat(send()).isEqualTo("Unknown[why=no_answer]");
        } finally {
            PAYPAL.start();
        }
    }

    /// Somebody else's machine is not told the token.
    @Test
    void redirect_isNotFollowed() {
        PAYPAL.stubFor(post(urlEqualTo(PAYOUTS))
                .willReturn(aResponse().withStatus(307).withHeader("Location", address() + "/elsewhere")));

        assertThat(send()).isEqualTo("Unknown[why=http_307]");
        PAYPAL.verify(0, postRequestedFor(urlEqualTo("/elsewhere")));
    }

    // ---- Looks -------------------------------------------------------------------------------

    private static String item(String payout, String status) {
        return "{\"payout_item_id\":\"8AELMXH8UB2P8\",\"transaction_id\":\"0C413693MN970190K\","
                + "\"transaction_status\":\"" + status
                + "\",\"payout_item_fee\":{\"currency\":\"USD\",\"value\":\"0.35\"},"
                + "\"payout_batch_id\":\"5UXD2E8A7EBQJ\",\"payout_item\":{\"recipient_type\":\"EMAIL\","
                + "\"amount\":{\"value\":\"9.87\",\"currency\":\"USD\"},\"receiver\":\"receiver@example.com\","
                + "\"sender_item_id\":\"" + payout + "\"},\"time_processed\":\"2018-01-27T10:17:41Z\"}";
    }

    private static String page(int pages, int total, String items) {
        return "{\"total_items\":" + total + ",\"total_pages\":" + pages
                + ",\"batch_header\":{\"payout_batch_id\":\"5UXD2E8A7EBQJ\",\"batch_status\":\"SUCCESS\","
                + "\"sender_batch_header\":{\"sender_batch_id\":\"" + BATCH
                + "\"},\"amount\":{\"value\":\"9.87\",\"currency\":\"USD\"},"
                + "\"fees\":{\"value\":\"0.35\",\"currency\":\"USD\"}},\"items\":[" + items + "]}";
    }

    private static void pageIs(int number, int status, String body) {
        PAYPAL.stubFor(get(urlEqualTo(PAGE.formatted(number)))
                .willReturn(aResponse().withStatus(status).withBody(body)));
    }

    @Test
    void look_readsAllPages() {
        pageIs(1, 200, page(2, 2, item("pay_1", "SUCCESS")));
        pageIs(2, 200, page(2, 2, item("pay_2", "UNCLAIMED")));

        assertThat(look())
                .isEqualTo("Found[batch=" + BATCH + ", status=SUCCESS, fees=Optional[0.35 USD], items=["
                        + "Item[id=pay_1, amount=9.87, currency=USD, status=SUCCESS,"
                        + " reference=Optional[0C413693MN970190K], error=Optional.empty],"
                        + " Item[id=pay_2, amount=9.87, currency=USD, status=UNCLAIMED,"
                        + " reference=Optional[0C413693MN970190K], error=Optional.empty]]]");
        PAYPAL.verify(
                1,
                getRequestedFor(urlEqualTo(PAGE.formatted(1)))
                        .withHeader("Authorization", equalTo("Bearer A21AAFs-x_y.z")));
    }

    /// PayPal's own word for what an item lacks; never its sentence, which may hold the address.
    @Test
    void look_takesTheNameOfAnError() {
        pageIs(
                1,
                200,
                page(
                        1,
                        1,
                        item("pay_1", "UNCLAIMED")
                                .replaceFirst(
                                        "\\}$",
                                        ",\"errors\":{\"name\":\"RECEIVER_UNREGISTERED\",\"message\":\"receiver@example.com"
                                            + " is not there\"}}")));
        assertThat(look()).contains("error=Optional[RECEIVER_UNREGISTERED]").doesNotContain("receiver@");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 200, 2, 2, 500, http_500",
        "1, 200, 2, 3, 200, unreadable_answer",
        "1, 404, 1, 1, 200, http_404",
        "1, 401, 1, 1, 200, http_401",
        "1, 429, 1, 1, 200, http_429"
    })
    void look_believesAWholeBatchOnly(int first, int status, int pages, int total, int second, String why) {
        pageIs(first, status, page(pages, total, item("pay_1", "SUCCESS")));
        pageIs(2, second, page(pages, total, item("pay_2", "SUCCESS")));
        assertThat(look()).isEqualTo("Unknown[why=" + why + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"batch_header\":{}}",
                "{\"items\":[]}",
                "{\"batch_header\":{},\"items\":[{}]}",
                "{\"batch_header\":{},\"items\":[{\"payout_item\":{\"sender_item_id\":\"pay_1\"}}]}"
            })
    void unreadableLook_saysNothing(String body) {
        pageIs(1, 200, body);
        assertThat(look()).isEqualTo("Unknown[why=unreadable_answer]");
    }

    @Test
    void endlessPages_end() {
        PAYPAL.stubFor(any(urlPathEqualTo(PAYOUTS + "/5UXD2E8A7EBQJ"))
                .willReturn(aResponse().withBody(page(1_000, 10, item("pay_1", "SUCCESS")))));
        assertThat(look()).isEqualTo("Unknown[why=too_many_pages]");
    }

    @Test
    void refusedTokenOfALook_isAskedForOnceMore() {
        pageIs(1, 200, page(1, 1, item("pay_1", "SUCCESS")));
        look();
        PAYPAL.stubFor(get(urlEqualTo(PAGE.formatted(1)))
                .inScenario("expired")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(401))
                .willSetStateTo("new"));
        PAYPAL.stubFor(get(urlEqualTo(PAGE.formatted(1)))
                .inScenario("expired")
                .whenScenarioStateIs("new")
                .willReturn(aResponse().withBody(page(1, 1, item("pay_1", "SUCCESS")))));
        assertThat(look()).startsWith("Found[");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://api.paypal.example", "api.paypal.example", "https://", "ht tp://x", "ftp://x"})
    void address_isTls(String address) {
        assertThatThrownBy(() -> new PayPalCalls(address, clock))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PAYPAL_URL");
    }

    @Test
    void anyOtherPath_isNotAsked() {
        answers(201, CREATED);
        send();
        assertThat(PAYPAL.getAllServeEvents()).hasSize(2);
        PAYPAL.verify(0, getRequestedFor(anyUrl()));
    }
}
