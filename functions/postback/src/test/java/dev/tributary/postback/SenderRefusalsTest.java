package dev.tributary.postback;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.postback.PostbackToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What is not taken of a sender's call: with an honest status, the sender's own name for what is wrong,
/// in the sender's own form, and nothing left behind.
final class SenderRefusalsTest {
    private static final List<String> SENDERS = List.of("awin", "everflow", "impact", "keitaro", "tune", "voluum");

    @SuppressWarnings("NullAway.Init")
    private static World world;

    @SuppressWarnings("NullAway.Init")
    private static String click;

    @BeforeAll
    static void start() throws IOException {
        world = new World();
        click = world.click(World.PROGRAM, World.NOW.minusSeconds(60));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    /// Rows that every sender can bring about: dialect, what, status, code, the sender's name of the field.
    static Stream<Arguments> everySender() {
        List<Arguments> rows = new ArrayList<>();
        for (String dialect : SENDERS) {
            List<String> names = Stream.of(good(dialect).split("&"))
                    .map(pair -> pair.substring(0, pair.indexOf('=')))
                    .toList();
            String click = names.get(0);
            String order = names.get(1);
            String amount = names.get(2);
            String currency = names.get(3);
            rows.add(row(dialect, "token=none", 401, "unauthorized", ""));
            rows.add(row(dialect, "token=wrong", 401, "unauthorized", ""));
            rows.add(row(dialect, "token=of another program", 401, "unauthorized", ""));
            rows.add(row(dialect, "token=none&x=%zz", 401, "unauthorized", ""));
            rows.add(row(dialect, "x=%zz", 400, "malformed_query", ""));
            rows.add(row(dialect, "x=%c3", 400, "malformed_query", ""));
            rows.add(row(dialect, "x=%00", 400, "malformed_query", ""));
            rows.add(row(dialect, "x=" + "&a".repeat(SenderParameters.MOST), 400, "malformed_query", ""));
            rows.add(row(dialect, "+" + amount + "=9", 400, "repeated_parameter", amount));
            rows.add(row(dialect, "+" + Senders.tokenName(dialect) + "=TOKEN", 400, "repeated_parameter", "token"));
            rows.add(row(dialect, "+x!=1&x!=2", 400, "repeated_parameter", "query"));
            rows.add(row(dialect, click + "={clickid}", 422, "unreplaced_macro", click));
            rows.add(row(dialect, click + "=[[clickid]]", 422, "unreplaced_macro", click));
            rows.add(row(dialect, click + "=${clickid}", 422, "unreplaced_macro", click));
            rows.add(row(dialect, click + "=%25CLICK_ID%25", 422, "unreplaced_macro", click));
            rows.add(row(dialect, click + "=%23s2%23", 422, "unreplaced_macro", click));
            rows.add(row(dialect, order + "={{order id}}", 422, "unreplaced_macro", order));
            rows.add(row(dialect, click + "=abc", 422, "forged_click_id", click));
            rows.add(row(dialect, click + "=OTHER", 422, "other_program", click));
            rows.add(row(dialect, click + "=&" + order + "=", 422, "missing", order));
            rows.add(row(dialect, order + "=" + "A".repeat(129), 422, "malformed", order));
            rows.add(row(dialect, amount + "=", 422, "missing", amount));
            rows.add(row(dialect, amount + "={amount}", 422, "unreplaced_macro", amount));
            rows.add(row(dialect, amount + "=1,999", 422, "malformed", amount));
            rows.add(row(dialect, amount + "=12,34", 422, "malformed", amount));
            rows.add(row(dialect, amount + "=NaN", 422, "malformed", amount));
            rows.add(row(dialect, amount + "=1e5", 422, "malformed", amount));
            rows.add(row(dialect, amount + "=%2b5", 422, "malformed", amount));
            rows.add(row(dialect, amount + "=-1.00", 422, "negative", amount));
            rows.add(row(dialect, amount + "=1.001", 422, "too_many_decimals", amount));
            rows.add(row(dialect, amount + "=9999999999999", 422, "too_large", amount));
            rows.add(row(dialect, currency + "={currency}", 422, "unreplaced_macro", currency));
            rows.add(row(dialect, currency + "=EUX", 422, "unknown_currency", currency));
            rows.add(row(dialect, click + "=abc&" + amount + "=x", 422, "invalid_fields", click));
        }
        return rows.stream();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everySender")
    void call_refused(String dialect, String change, int status, String code, String field) {
        refused(dialect, Senders.form(dialect, changed(dialect, change)), status, code, field);
        if (!dialect.equals("impact")) {
            refused(dialect, Senders.url(dialect, changed(dialect, change)), status, code, field);
        }
    }

    /// What one sender alone can say.
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
        tune    ; status=done                                       ; 422 ; unknown_status     ; status
        tune    ; status=approved&amount={amount}                   ; 422 ; unreplaced_macro   ; amount
        tune    ; status={status}                                   ; 422 ; unreplaced_macro   ; status
        tune    ; goal_id={goal_id}                                 ; 422 ; unreplaced_macro   ; goal_id
        tune    ; goal_id=x!                                        ; 422 ; malformed          ; goal_id
        tune    ; goal_name=1st                                     ; 422 ; malformed          ; goal_name
        tune    ; goal_name=refund                                  ; 422 ; missing            ; refund_id
        everflow; event_id={event_id}                               ; 422 ; unreplaced_macro   ; event_id
        everflow; event_id=x!                                       ; 422 ; malformed          ; event_id
        voluum  ; et={event}                                        ; 422 ; unreplaced_macro   ; et
        voluum  ; et=1                                              ; 422 ; malformed          ; et
        keitaro ; status=done                                       ; 422 ; unknown_status     ; status
        keitaro ; status=approved                                   ; 422 ; unknown_status     ; status
        keitaro ; status={status}                                   ; 422 ; unreplaced_macro   ; status
        keitaro ; status=sale&payout=                               ; 422 ; missing            ; payout
        keitaro ; status=lead&payout=                               ; 422 ; missing            ; payout
        keitaro ; status=rebill&tid=                                ; 422 ; missing            ; tid
        keitaro ; revenue=10.00                                     ; 400 ; repeated_parameter ; revenue
        awin    ; parts=CD:9.99                                     ; 422 ; parts_differ       ; parts
        awin    ; parts=CD:9.99%7CDVD:0.02                          ; 422 ; parts_differ       ; parts
        awin    ; parts=CD                                          ; 422 ; malformed          ; parts
        awin    ; parts=CD:1,00                                     ; 422 ; malformed          ; parts
        awin    ; parts=CD:-1%7CDVD:11                              ; 422 ; malformed          ; parts
        awin    ; parts={{commissionGroup}}:{{totalAmount}}         ; 422 ; malformed          ; parts
        awin    ; testmode=yes                                      ; 422 ; malformed          ; testmode
        impact  ; Oid=A-2                                           ; 400 ; repeated_parameter ; Oid
        impact  ; EventTypeCode=[code]                              ; 422 ; unreplaced_macro   ; EventTypeCode
        impact  ; EventDate=yesterday                               ; 422 ; malformed          ; EventDate
        impact  ; EventDate=2026-11-22T10:00:00                     ; 422 ; no_zone            ; EventDate
        impact  ; EventDate=2026-11-22T11:00:00Z                    ; 422 ; in_the_future      ; EventDate
        impact  ; ItemSubtotal1=9.99                                ; 422 ; parts_differ       ; Amount
        impact  ; Amount=&ItemSku1=A                                ; 422 ; missing            ; ItemSubtotal1
        impact  ; Amount=&ItemSubtotal1=9&ItemPrice1=9              ; 400 ; repeated_parameter ; ItemPrice1
        impact  ; Amount=&ItemPrice1=9&ItemQuantity1=0              ; 422 ; malformed          ; ItemQuantity1
        impact  ; Amount=&ItemPrice1=9&ItemQuantity1=1.5            ; 422 ; malformed          ; ItemQuantity1
        impact  ; Amount=&ItemPrice1=1e5                            ; 422 ; malformed          ; ItemPrice1
        impact  ; Amount=&ItemPrice1=-9                             ; 422 ; negative           ; ItemPrice1
        impact  ; Amount=&ItemSubtotal1=9&ItemDiscount1=9.01        ; 422 ; invalid_fields     ; ItemSubtotal1
        impact  ; Amount=&ItemSubtotal1=9&ItemDiscount1={discount}  ; 422 ; unreplaced_macro   ; ItemDiscount1
        impact  ; Amount=&ItemSubtotal1=9&OrderDiscount=9.01        ; 422 ; negative           ; OrderDiscount
        impact  ; CustomerId=                                       ; 200 ; -                  ; -
        """)
    void ownParameter_refused(String dialect, String change, int status, String code, String field) {
        String parameters = changed(dialect, change);
        if (status == 200) {
            assertThat(world.call(Senders.call(dialect, parameters)).getStatusCode())
                    .isEqualTo(200);
            assertThat(world.backend.messages()).hasSize(1);
        } else {
            refused(dialect, Senders.call(dialect, parameters), status, code, field);
        }
    }

    /// The form of a call: dialect, method, media type, body, status, code.
    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
        tune    ; POST   ; text/plain                                    ; x=1 ; 415 ; unsupported_media_type
        tune    ; POST   ; -                                             ; x=1 ; 415 ; unsupported_media_type
        tune    ; POST   ; application/json                              ; {}  ; 415 ; unsupported_media_type
        tune    ; POST   ; 'application/x-www-form-urlencoded; charset=x'; x=1 ; 415 ; unsupported_media_type
        everflow; POST   ; multipart/form-data                           ; x=1 ; 415 ; unsupported_media_type
        voluum  ; POST   ; text/plain                                    ; x=1 ; 415 ; unsupported_media_type
        keitaro ; POST   ; text/plain                                    ; x=1 ; 415 ; unsupported_media_type
        awin    ; POST   ; text/plain                                    ; x=1 ; 415 ; unsupported_media_type
        impact  ; POST   ; text/xml                                      ; x=1 ; 415 ; unsupported_media_type
        """)
    void form_refused(String dialect, String method, String type, String body, int status, String code) {
        Map<String, String> headers = type == null ? Map.of() : Map.of("content-type", type);
        refused(dialect, Calls.event(method, Senders.path(dialect), "", headers, body), status, code, "");
    }

    /// impact.com's user and password: header, token in the form, status.
    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
        Basic account:TOKEN ; -     ; 200
        basic :TOKEN        ; -     ; 200
        Basic account:TOKEN ; TOKEN ; 200
        Basic TOKEN         ; -     ; 200
        Basic account:wrong ; -     ; 401
        Basic account:      ; -     ; 401
        Basic account:TOKEN ; wrong ; 401
        Basic account:wrong ; TOKEN ; 401
        Basic account:YEN   ; -     ; 401
        Basic %             ; TOKEN ; 401
        Digest TOKEN        ; -     ; 401
        """)
    void basicAuthentication_isAnswered(String header, String token, int status) {
        String[] parts = header.replace("TOKEN", world.token)
                .replace("YEN", world.yen.token().reveal())
                .split(" ");
        String sent = parts[0] + " "
                + (parts[1].equals("%")
                        ? "%"
                        : SenderSamplesTest.basic(parts[1]).substring("Basic ".length()));
        String form = good("impact").replace("CLICK", click)
                + (token == null ? "" : "&token=" + token.replace("TOKEN", world.token));
        APIGatewayV2HTTPEvent call = Senders.form("impact", form);
        Map<String, String> headers = new HashMap<>(call.getHeaders());
        headers.put("authorization", sent);
        call.setHeaders(headers);
        assertThat(world.call(call).getStatusCode()).isEqualTo(status);
        assertThat(world.backend.messages()).hasSize(status == 200 ? 1 : 0);
    }

    /// A flood is told to wait, in TUNE's words too.
    @Test
    void tooManyWrongTokens_areToldToWait() throws IOException {
        try (World flooded = new World()) {
            APIGatewayV2HTTPEvent wrong = Senders.url("tune", "transaction_id=&security_token=wrong");
            for (int i = 0; i < 60; i++) {
                assertThat(flooded.call(wrong).getStatusCode()).isEqualTo(401);
            }
            APIGatewayV2HTTPResponse answer = flooded.call(wrong);
            assertThat(answer.getStatusCode()).isEqualTo(429);
            assertThat(answer.getBody()).isEqualTo("success=false; err_msg=rate_limited;");
            assertThat(answer.getHeaders()).containsKey("retry-after");
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
        PUT     ; tune      ; 405 ; GET, OPTIONS, POST
        HEAD    ; tune      ; 405 ; GET, OPTIONS, POST
        HEAD    ; keitaro   ; 405 ; GET, OPTIONS, POST
        OPTIONS ; voluum    ; 204 ; GET, OPTIONS, POST
        GET     ; impact    ; 405 ; OPTIONS, POST
        HEAD    ; impact    ; 405 ; OPTIONS, POST
        OPTIONS ; impact    ; 204 ; OPTIONS, POST
        GET     ; cake      ; 404 ; -
        POST    ; cake      ; 404 ; -
        PUT     ; cake      ; 404 ; -
        POST    ; json      ; 404 ; -
        GET     ; url       ; 404 ; -
        GET     ; Tune      ; 404 ; -
        GET     ; tune/     ; 404 ; -
        """)
    void method_isAnswered(String method, String dialect, int status, String allow) {
        String query = Senders.proven("tune", good("tune").replace("CLICK", click), world.token);
        APIGatewayV2HTTPResponse answer = world.call(Calls.event(method, Senders.path(dialect), query, Map.of(), ""));
        assertThat(answer.getStatusCode()).isEqualTo(status);
        assertThat(answer.getHeaders().get("allow")).isEqualTo(allow);
        assertThat(world.backend.messages()).isEmpty();
    }

    /// A good call of each, whose parameters the rows put others in place of: click, order, amount, currency.
    private static String good(String dialect) {
        return switch (dialect) {
            case "tune" -> "transaction_id=CLICK&adv_sub=A-1&amount=10.00&currency=EUR";
            case "everflow" -> "transaction_id=CLICK&order_id=A-1&amount=10.00&currency=EUR";
            case "voluum" -> "cid=CLICK&txid=A-1&payout=10.00&currency=EUR";
            case "keitaro" -> "subid=CLICK&tid=A-1&payout=10.00&currency=EUR";
            case "awin" -> "cks=CLICK&ref=A-1&amount=10.00&cr=EUR";
            case "impact" -> "ClickId=CLICK&OrderId=A-1&Amount=10.00&CurrencyCode=EUR";
            default -> throw new IllegalArgumentException(dialect);
        };
    }

    private static void refused(String dialect, APIGatewayV2HTTPEvent call, int status, String code, String field) {
        List<?> before = world.backend.items();
        APIGatewayV2HTTPResponse answer = world.call(call);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        String name = field.equals("token") ? Senders.tokenName(dialect) : field;
        assertThat(answer.getBody()).contains(code).contains(name);
        assertThat(answer.getHeaders())
                .containsEntry(
                        "content-type",
                        switch (dialect) {
                            case "tune" -> "text/plain; charset=utf-8";
                            case "impact" -> "application/json";
                            default -> "application/problem+json";
                        })
                .doesNotContainKey("tributary-receipt");
        if (dialect.equals("tune")) {
            assertThat(answer.getBody()).matches("success=false; err_msg=[^;]+;");
        }
        assertThat(world.backend.messages()).isEmpty();
        assertThat(world.backend.items()).isEqualTo(before);
    }

    /// The good call with these parameters in place of its own; after a `+`, beside them.
    private static String changed(String dialect, String change) {
        StringBuilder call = new StringBuilder();
        String good = good(dialect);
        String added = change.startsWith("+") ? change.substring(1) : change;
        for (String pair : good.split("&")) {
            String name = pair.substring(0, pair.indexOf('='));
            if (change.startsWith("+") || !("&" + change).contains("&" + name + "=")) {
                call.append(pair).append('&');
            }
        }
        String token = world.token;
        for (String pair : added.split("&", -1)) {
            switch (pair) {
                case "token=none" -> token = "";
                case "token=wrong" -> token = PostbackToken.of(new byte[32]).reveal();
                case "token=of another program" -> token = world.yen.token().reveal();
                default -> call.append(pair).append('&');
            }
        }
        String said = call.toString()
                .replace("CLICK_ID", "click_id")
                .replace("CLICK", click)
                .replace("TOKEN", world.token)
                .replace("OTHER", world.click(World.YEN, World.NOW));
        return token.isEmpty() ? said : Senders.proven(dialect, said.substring(0, said.length() - 1), token);
    }

    private static Arguments row(String dialect, String change, int status, String code, String field) {
        return Arguments.of(dialect, change, status, code, field);
    }
}
