package dev.tributary.postback;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tributary.domain.postback.PostbackSecret;
import dev.tributary.domain.postback.PostbackToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The bad-input table: each row with status, code and field, and proof that nothing was left behind.
final class BadInputTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SALE = "{'event':'sale','order_id':'A-1','amount':'10.00','currency':'EUR'}";
    private static final Map<String, String> JSON_TYPE = Map.of("content-type", "application/json");

    @SuppressWarnings("NullAway.Init")
    private static World world;

    @BeforeAll
    static void start() throws IOException {
        world = new World();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    /// Rows: name, status, code, field of the first fault or "", call.
    static Stream<Arguments> contents() {
        String forged = world.click(World.PROGRAM, World.NOW.minusSeconds(60));
        char other = forged.charAt(40) == 'A' ? 'B' : 'A';
        String flipped = forged.substring(0, 40) + other + forged.substring(41);
        return Stream.of(
                row("not JSON", 400, "malformed_json", "", "hello"),
                row("empty", 400, "not_an_object", "", ""),
                row("a list", 400, "not_an_object", "", "[]"),
                row("cut off", 400, "malformed_json", "", "{'event':'sale'"),
                row("something after", 400, "malformed_json", "", SALE + "{}"),
                row("a key twice", 400, "malformed_json", "", "{'event':'sale','event':'sale'}"),
                row("a key twice inside", 400, "malformed_json", "", with("'customer':{'id':'a','id':'b'}")),
                row("33 deep", 400, "malformed_json", "", with("'x':" + "[".repeat(32) + "]".repeat(32))),
                row("NUL, escaped", 400, "control_character", "", with("'x':'a\\u0000b'")),
                row("NUL, raw", 400, "malformed_json", "", with("'x':'a\u0000b'")),
                row("control in a name", 400, "control_character", "", with("'a\\u0007b':1")),
                row("lone surrogate", 400, "lone_surrogate", "", with("'x':'\\ud800'")),
                row("byte order mark", 400, "byte_order_mark", "", "\uFEFF" + SALE),
                row("NaN", 400, "malformed_json", "", SALE.replace("'10.00'", "NaN")),
                row("leading zero", 400, "malformed_json", "", SALE.replace("'10.00'", "010.00")),
                row("no event", 422, "missing", "event", SALE.replace("'event'", "'x'")),
                row("event malformed", 422, "malformed", "event", SALE.replace("'sale'", "'Sale!'")),
                row("event a number", 422, "malformed", "event", SALE.replace("'sale'", "7")),
                row("no order", 422, "missing", "order_id", SALE.replace("'order_id'", "'x'")),
                row("order empty", 422, "malformed", "order_id", SALE.replace("'A-1'", "''")),
                row("order too long", 422, "malformed", "order_id", SALE.replace("A-1", "A".repeat(129))),
                row("no amount", 422, "missing", "amount", SALE.replace("'amount'", "'x'")),
                row("no currency", 422, "missing", "currency", SALE.replace("'currency'", "'x'")),
                row("amount null", 422, "missing", "amount", SALE.replace("'10.00'", "null")),
                row("amount words", 422, "malformed", "amount", SALE.replace("10.00", "ten")),
                row("amount empty", 422, "malformed", "amount", SALE.replace("10.00", "")),
                row("amount exponent", 422, "malformed", "amount", SALE.replace("10.00", "1e3")),
                row("amount number with exponent", 422, "malformed", "amount", SALE.replace("'10.00'", "1e3")),
                row("amount with comma", 422, "malformed", "amount", SALE.replace("10.00", "1,999")),
                row("amount with space", 422, "malformed", "amount", SALE.replace("10.00", " 10.00")),
                row("amount in other digits", 422, "malformed", "amount", SALE.replace("10.00", "١٠")),
                row("amount without digits after the point", 422, "malformed", "amount", SALE.replace("10.00", "10.")),
                row("amount an object", 422, "malformed", "amount", SALE.replace("'10.00'", "{}")),
                row("amount true", 422, "malformed", "amount", SALE.replace("'10.00'", "true")),
                row("amount negative", 422, "negative", "amount", SALE.replace("10.00", "-1.00")),
                row("amount number negative", 422, "negative", "amount", SALE.replace("'10.00'", "-1")),
                row("amount three decimals", 422, "too_many_decimals", "amount", SALE.replace("10.00", "10.001")),
                row("amount too large", 422, "too_large", "amount", SALE.replace("10.00", "9999999999999.00")),
                row("currency unknown", 422, "unknown_currency", "currency", SALE.replace("EUR", "EUX")),
                row("currency lower case", 422, "unknown_currency", "currency", SALE.replace("EUR", "eur")),
                row("currency without decimals", 422, "unknown_currency", "currency", SALE.replace("EUR", "XAU")),
                row(
                        "parts above the amount",
                        422,
                        "parts_exceed_amount",
                        "amount",
                        with("'tax_amount':'9.00','fee_amount':'1.01'")),
                row("part negative", 422, "negative", "shipping_amount", with("'shipping_amount':'-1.00'")),
                row("click forged", 422, "forged_click_id", "click_id", with("'click_id':'" + flipped + "'")),
                row("click made up", 422, "forged_click_id", "click_id", with("'click_id':'abc'")),
                row("click a number", 422, "malformed", "click_id", with("'click_id':5")),
                row(
                        "click of another program",
                        422,
                        "other_program",
                        "click_id",
                        with("'click_id':'" + world.click(World.YEN, World.NOW) + "'")),
                row(
                        "before its click",
                        422,
                        "before_click",
                        "occurred_at",
                        with("'occurred_at':'2026-11-22T10:00:00Z','click_id':'"
                                + world.click(World.PROGRAM, Instant.parse("2026-11-22T10:05:01Z")) + "'")),
                row("no zone", 422, "no_zone", "occurred_at", with("'occurred_at':'2026-11-22T10:00:00'")),
                row("no time", 422, "malformed", "occurred_at", with("'occurred_at':'yesterday'")),
                row("a number for a time", 422, "malformed", "occurred_at", with("'occurred_at':1763806500")),
                row("no such day", 422, "malformed", "occurred_at", with("'occurred_at':'2026-02-30T10:00:00Z'")),
                row("in the future", 422, "in_the_future", "occurred_at", with("'occurred_at':'2026-11-22T10:20:01Z'")),
                row("too old", 422, "too_old", "occurred_at", with("'occurred_at':'2026-08-14T10:14:59Z'")),
                row("status unknown", 422, "unknown_status", "status", with("'status':'done'")),
                row("approved amount alone", 422, "not_approved", "approved_amount", with("'approved_amount':'5.00'")),
                row(
                        "approved above",
                        422,
                        "approved_amount_too_large",
                        "approved_amount",
                        with("'status':'approved','approved_amount':'10.01'")),
                row("coupons no list", 422, "malformed", "coupons", with("'coupons':'ANNA10'")),
                row("coupon empty", 422, "malformed", "coupons[1]", with("'coupons':['A',' ']")),
                row("21 coupons", 422, "too_many", "coupons", with("'coupons':['A'" + ",'A'".repeat(20) + "]")),
                row(
                        "201 lines",
                        422,
                        "too_many",
                        "items",
                        with("'items':[{'amount':'0.01'}" + ",{'amount':'0.01'}".repeat(200) + "]")),
                row("line without amount", 422, "missing", "items[0].amount", with("'items':[{'sku':'S'}]")),
                row("line negative", 422, "negative", "items[0].amount", with("'items':[{'amount':'-1'}]")),
                row("quantity 0", 422, "malformed", "items[0].quantity", with("'items':[{'amount':'1','quantity':0}]")),
                row(
                        "quantity 1.5",
                        422,
                        "malformed",
                        "items[0].quantity",
                        with("'items':[{'amount':'1','quantity':1.5}]")),
                row("line no object", 422, "malformed", "items[0]", with("'items':[1]")),
                row("customer no object", 422, "malformed", "customer", with("'customer':'c-77'")),
                row(
                        "e-mail in the clear",
                        422,
                        "malformed",
                        "customer.email_sha256",
                        with("'customer':{'email_sha256':'anna@shop.example'}")),
                row("country", 422, "malformed", "customer.country", with("'customer':{'country':'Latvia'}")),
                row("test a text", 422, "malformed", "test", with("'test':'yes'")),
                row("refund without id", 422, "missing", "refund_id", "{'event':'refund','order_id':'A-1'}"),
                row(
                        "refund in no currency",
                        422,
                        "unknown_currency",
                        "currency",
                        "{'event':'refund','order_id':'A-1','refund_id':'R','amount':'1.00','currency':'XXX'}"),
                row(
                        "yen with decimals",
                        422,
                        "too_many_decimals",
                        "amount",
                        SALE.replace("EUR", "JPY").replace("10.00", "10.01")),
                row(
                        "dinar with four decimals",
                        422,
                        "too_many_decimals",
                        "amount",
                        SALE.replace("EUR", "KWD").replace("10.00", "10.0001")),
                row(
                        "refund of a refund",
                        422,
                        "malformed",
                        "of_event",
                        "{'event':'refund','order_id':'A-1','refund_id':'R','of_event':'refund'}"),
                row(
                        "refund line without sku",
                        422,
                        "missing",
                        "items[0].sku",
                        "{'event':'refund','order_id':'A-1','refund_id':'R','items':[{}]}"),
                row("won without id", 422, "missing", "refund_id", "{'event':'chargeback_won','order_id':'A-1'}"),
                row(
                        "update without id",
                        422,
                        "missing",
                        "update_id",
                        "{'event':'order_update','order_id':'A-1','amount':'1.00','currency':'EUR'}"),
                row(
                        "several at once",
                        422,
                        "invalid_fields",
                        "order_id",
                        "{'event':'sale','amount':'x','currency':'eur'}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contents")
    void content_wrong(String name, int status, String code, String field, String body) throws IOException {
        refused(Calls.bearer(World.PATH, world.token, quoted(body)), status, code, field);
        refused(Calls.signed(World.PATH, world.plain.secret(), World.NOW, quoted(body)), status, code, field);
    }

    static Stream<Arguments> forms() {
        String body = quoted(SALE);
        String token = world.token;
        PostbackSecret secret = world.plain.secret();
        Map<String, String> good = Calls.signature(secret, World.NOW, body);
        String other = PostbackToken.of(new byte[32]).reveal();
        String large = quoted(with("'x':'" + "a".repeat(256 * 1024) + "'"));
        String query = "event=sale&order_id=A-1&amount=10.00&currency=EUR";
        return Stream.of(
                call("too large", 413, "body_too_large", Calls.bearer(World.PATH, token, large)),
                call(
                        "too large before all else",
                        413,
                        "body_too_large",
                        Calls.event("POST", World.PATH, "", Map.of("content-type", "text/xml"), large)),
                call(
                        "too large in base64",
                        413,
                        "body_too_large",
                        Calls.bytes(good, World.PATH, large.getBytes(StandardCharsets.UTF_8))),
                call(
                        "no media type",
                        415,
                        "unsupported_media_type",
                        Calls.event("POST", World.PATH, "", without(good, "content-type"), body)),
                call(
                        "form",
                        415,
                        "unsupported_media_type",
                        Calls.event(
                                "POST",
                                World.PATH,
                                "",
                                changed(good, "content-type", "application/x-www-form-urlencoded"),
                                body)),
                call(
                        "other charset",
                        415,
                        "unsupported_media_type",
                        Calls.event(
                                "POST",
                                World.PATH,
                                "",
                                changed(good, "content-type", "application/json; charset=latin1"),
                                body)),
                call(
                        "415 before 401",
                        415,
                        "unsupported_media_type",
                        Calls.event("POST", World.PATH, "", Map.of("content-type", "text/plain"), body)),
                call("nothing proves it", 401, "unauthorized", Calls.event("POST", World.PATH, "", JSON_TYPE, body)),
                call("401 before 400", 401, "unauthorized", Calls.event("POST", World.PATH, "", JSON_TYPE, "hello")),
                call("wrong token", 401, "unauthorized", Calls.bearer(World.PATH, other, body)),
                call("empty token", 401, "unauthorized", Calls.bearer(World.PATH, "", body)),
                call(
                        "token of another program",
                        401,
                        "unauthorized",
                        Calls.bearer(World.PATH, world.yen.token().reveal(), body)),
                call("unknown program", 401, "unauthorized", Calls.bearer("/postbacks/prg_0000000000001", token, body)),
                call("no program's id", 401, "unauthorized", Calls.bearer("/postbacks/x", token, body)),
                call(
                        "secret of another program",
                        401,
                        "unauthorized",
                        Calls.signed(World.PATH, world.yen.secret(), World.NOW, body)),
                call(
                        "signed with zeros",
                        401,
                        "unauthorized",
                        Calls.signed("/postbacks/x", new PostbackSecret(new byte[32]), World.NOW, body)),
                call("stale", 401, "unauthorized", Calls.signed(World.PATH, secret, World.NOW.minusSeconds(301), body)),
                call("ahead", 401, "unauthorized", Calls.signed(World.PATH, secret, World.NOW.plusSeconds(301), body)),
                call("another body", 401, "unauthorized", Calls.event("POST", World.PATH, "", good, body + " ")),
                call(
                        "another id",
                        401,
                        "unauthorized",
                        Calls.event("POST", World.PATH, "", changed(good, "webhook-id", "msg_2"), body)),
                call(
                        "no timestamp",
                        401,
                        "unauthorized",
                        Calls.event("POST", World.PATH, "", without(good, "webhook-timestamp"), body)),
                call(
                        "timestamp no number",
                        401,
                        "unauthorized",
                        Calls.event("POST", World.PATH, "", changed(good, "webhook-timestamp", "now"), body)),
                call(
                        "signature without version",
                        401,
                        "unauthorized",
                        Calls.event("POST", World.PATH, "", changed(good, "webhook-signature", "abc"), body)),
                call(
                        "right token, wrong signature",
                        401,
                        "unauthorized",
                        Calls.event(
                                "POST",
                                World.PATH,
                                "",
                                changed(
                                        changed(good, "webhook-signature", "v1,AAAA"),
                                        "authorization",
                                        "Bearer " + token),
                                body)),
                call(
                        "bad UTF-8",
                        400,
                        "malformed_utf8",
                        Calls.bytes(
                                Map.of("authorization", "Bearer " + token, "content-type", "application/json"),
                                World.PATH,
                                new byte[] {'{', '"', (byte) 0xc3, '"', '}'})),
                call("GET without token", 401, "unauthorized", Calls.get(World.PATH, query)),
                call("GET with wrong token", 401, "unauthorized", Calls.get(World.PATH, query + "&token=" + other)),
                call("GET malformed and no token", 401, "unauthorized", Calls.get(World.PATH, query + "&x=%zz")),
                call("GET malformed", 400, "malformed_query", Calls.get(World.PATH, query + "&x=%zz&token=" + token)),
                call(
                        "GET control character",
                        400,
                        "malformed_query",
                        Calls.get(World.PATH, query + "&x=%00&token=" + token)),
                call("GET bad UTF-8", 400, "malformed_query", Calls.get(World.PATH, query + "&x=%c3&token=" + token)),
                call(
                        "GET repeated",
                        400,
                        "repeated_parameter",
                        Calls.get(World.PATH, query + "&amount=9&token=" + token)),
                call(
                        "GET repeated by an alias",
                        400,
                        "repeated_parameter",
                        Calls.get(World.PATH, query + "&tid=A-2&token=" + token)),
                call(
                        "GET repeated token",
                        400,
                        "repeated_parameter",
                        Calls.get(World.PATH, query + "&token=" + token + "&token=" + token)),
                call(
                        "GET amount with comma",
                        422,
                        "malformed",
                        Calls.get(World.PATH, query.replace("10.00", "1,999") + "&token=" + token)),
                call(
                        "GET without order and click",
                        422,
                        "missing",
                        Calls.get(World.PATH, "event=sale&amount=1&currency=EUR&token=" + token)),
                call(
                        "GET empty amount",
                        422,
                        "missing",
                        Calls.get(World.PATH, "event=sale&order_id=A&amount=&currency=EUR&token=" + token)),
                call(
                        "yen with decimals",
                        422,
                        "too_many_decimals",
                        Calls.bearer(World.YEN_PATH, world.yen.token().reveal(), body.replace("EUR", "JPY"))),
                call(
                        "HEAD",
                        405,
                        "method_not_allowed",
                        Calls.event("HEAD", World.PATH, query + "&token=" + token, Map.of(), "")),
                call("PUT", 405, "method_not_allowed", Calls.event("PUT", World.PATH, "", good, body)),
                call("another path", 404, "not_found", Calls.event("POST", World.PATH + "/x", "", good, body)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void form_wrong(String name, int status, String code, APIGatewayV2HTTPEvent event) throws IOException {
        refused(event, status, code, "");
    }

    @Test
    void table_down() {
        unavailable(Map.of("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1"));
    }

    @Test
    void queue_down() {
        unavailable(Map.of("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:1"));
    }

    @Test
    void secret_down() {
        unavailable(Map.of("AWS_ENDPOINT_URL_SECRETS_MANAGER", "http://127.0.0.1:1"));
    }

    private static void unavailable(Map<String, String> changes) {
        List<?> before = world.backend.items();
        APIGatewayV2HTTPResponse answer = world.handler(changes)
                .handleRequest(Calls.bearer(World.PATH, world.token, quoted(SALE)), new World.NoContext());
        assertThat(answer.getStatusCode()).isEqualTo(503);
        assertThat(answer.getHeaders()).containsEntry("retry-after", "5");
        assertThat(world.backend.messages()).isEmpty();
        assertThat(world.backend.items()).isEqualTo(before);
    }

    private static void refused(APIGatewayV2HTTPEvent event, int status, String code, String field) throws IOException {
        List<?> before = world.backend.items();
        APIGatewayV2HTTPResponse answer = world.call(event);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getHeaders()).containsEntry("content-type", "application/problem+json");
        if (!event.getRequestContext().getHttp().getMethod().equals("HEAD")) {
            JsonNode problem = JSON.readTree(answer.getBody());
            assertThat(problem.path("code").asText()).as(answer.getBody()).isEqualTo(code);
            assertThat(problem.path("status").asInt()).isEqualTo(status);
            if (!field.isEmpty()) {
                assertThat(problem.path("errors").findValuesAsText("field")).contains(field);
            }
        }
        assertThat(world.backend.messages()).isEmpty();
        assertThat(world.backend.items()).isEqualTo(before);
    }

    private static Arguments row(String name, int status, String code, String field, String body) {
        return Arguments.of(name, status, code, field, body);
    }

    private static Arguments call(String name, int status, String code, APIGatewayV2HTTPEvent event) {
        return Arguments.of(name, status, code, event);
    }

    /// The sale with more in it.
    private static String with(String more) {
        return SALE.substring(0, SALE.length() - 1) + "," + more + "}";
    }

    private static String quoted(String body) {
        return body.replace('\'', '"');
    }

    private static Map<String, String> without(Map<String, String> headers, String name) {
        Map<String, String> fewer = new HashMap<>(headers);
        fewer.remove(name);
        return fewer;
    }

    private static Map<String, String> changed(Map<String, String> headers, String name, String value) {
        Map<String, String> other = new HashMap<>(headers);
        other.put(name, value);
        return other;
    }
}
