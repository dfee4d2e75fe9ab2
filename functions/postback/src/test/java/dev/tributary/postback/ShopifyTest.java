package dev.tributary.postback;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Shopify's webhooks. The samples have the shape of those that Shopify publishes for each topic
/// (shopify.dev/docs/api/webhooks, `orders/paid` and `refunds/create`); the signature is made here, apart from
/// the code that checks it.
final class ShopifyTest {
    private static final String ID = "820982911946154508";

    private final Shops shops;

    ShopifyTest() throws IOException {
        shops = new Shops();
    }

    @AfterEach
    void stop() {
        shops.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # what                        | from                                     | to                                                                        | said
        as it is                      | "tags":                                  | "tags":                                                                   | 126.00 EUR tax 21.00 EUR shipping 5.00 EUR of [2 IPOD2008PINK 80.00 EUR, 1 49148385 20.00 EUR] by [ANNA10]
        prices hold their tax         | "taxes_included": false                  | "taxes_included": true                                                    | 126.00 EUR tax 21.00 EUR shipping 5.00 EUR of [2 IPOD2008PINK 63.20 EUR, 1 49148385 15.80 EUR] by [ANNA10]
        a tip                         | "total_tip_received": "0.00"             | "total_tip_received": "4.00"                                              | 126.00 EUR tax 21.00 EUR shipping 5.00 EUR fee 4.00 EUR of [2 IPOD2008PINK 80.00 EUR, 1 49148385 20.00 EUR] by [ANNA10]
        a test                        | "test": false                            | "test": true                                                              | 126.00 EUR tax 21.00 EUR shipping 5.00 EUR of [2 IPOD2008PINK 80.00 EUR, 1 49148385 20.00 EUR] by [ANNA10] test
        a test that is voided         | "financial_status": "paid"               | "test": true, "financial_status": "voided"                                | 400
        refunded meanwhile            | "financial_status": "paid"               | "financial_status": "refunded"                                            | 126.00 EUR tax 21.00 EUR shipping 5.00 EUR of [2 IPOD2008PINK 80.00 EUR, 1 49148385 20.00 EUR] by [ANNA10]
        not paid                      | "financial_status": "paid"               | "financial_status": "pending"                                             | not_paid
        without a coupon              | { "code": "anna10", "amount": "10.00", "type": "fixed_amount" } | {} | 126.00 EUR tax 21.00 EUR shipping 5.00 EUR of [2 IPOD2008PINK 80.00 EUR, 1 49148385 20.00 EUR]
        landed with a click           | via=anna                                 | click_id=CLICK                                                            | CLICKED
        landed with it as ref         | via=anna                                 | ref=CLICK                                                                 | CLICKED
        landed with a stranger's      | via=anna                                 | click_id=OTHER                                                            | 126.00 EUR tax 21.00 EUR shipping 5.00 EUR of [2 IPOD2008PINK 80.00 EUR, 1 49148385 20.00 EUR] by [ANNA10]
        landed with nonsense          | via=anna                                 | click_id=%zz&%                                                            | 126.00 EUR tax 21.00 EUR shipping 5.00 EUR of [2 IPOD2008PINK 80.00 EUR, 1 49148385 20.00 EUR] by [ANNA10]
        the cart keeps it             | "note_attributes": []                    | "note_attributes": [{"name":"a","value":"b"},{"name":"click_id","value":"CLICK"}] | CLICKED
        the cart keeps an empty one   | "note_attributes": []                    | "note_attributes": [{"name":"click_id","value":""}]                       | 126.00 EUR tax 21.00 EUR shipping 5.00 EUR of [2 IPOD2008PINK 80.00 EUR, 1 49148385 20.00 EUR] by [ANNA10]
        the cart keeps another's      | "note_attributes": []                    | "note_attributes": [{"name":"click_id","value":"OTHER"}]                  | 126.00 EUR tax 21.00 EUR shipping 5.00 EUR of [2 IPOD2008PINK 80.00 EUR, 1 49148385 20.00 EUR] by [ANNA10]
        the cart keeps a forged one   | "note_attributes": []                    | "note_attributes": [{"name":"click_id","value":"x"}]                      | 126.00 EUR tax 21.00 EUR shipping 5.00 EUR of [2 IPOD2008PINK 80.00 EUR, 1 49148385 20.00 EUR] by [ANNA10]
        no total                      | "total_price                             | "was_price                                                                | 422 total_price missing
        a total of words              | "total_price": "126.00"                  | "total_price": "much"                                                     | 126.00 EUR tax 21.00 EUR shipping 5.00 EUR of [2 IPOD2008PINK 80.00 EUR, 1 49148385 20.00 EUR] by [ANNA10]
        too many decimals             | "amount": "126.00"                       | "amount": "126.001"                                                       | 422 total_price too_many_decimals
        below zero                    | "amount": "126.00"                       | "amount": "-126.00"                                                       | 422 total_price negative
        parts above it                | "amount": "126.00"                       | "amount": "6.00"                                                          | 422 total_price parts_exceed_amount
        an unknown currency           | "currency": "EUR",                       | "currency": "EUX",                                                        | 422 currency unknown_currency
        no id                         | "id": 820982911946154508                 | "id": null                                                                | 422 id missing
        a year old                    | "processed_at": "2026                    | "processed_at": "2025                                                     | 422 processed_at too_old
        """)
    void paidOrder_isASale(String what, String from, @Nullable String to, String said) throws IOException {
        String clicked =
                "126.00 EUR tax 21.00 EUR shipping 5.00 EUR of [2 IPOD2008PINK 80.00 EUR, 1 49148385 20.00 EUR]"
                        + " by [ANNA10] with click";
        String click = shops.world.click(World.PROGRAM, World.NOW.minus(Duration.ofHours(1)));
        String other = shops.world.click(World.YEN, World.NOW.minus(Duration.ofHours(1)));
        String changed = (to == null ? "" : to).replace("CLICK", click).replace("OTHER", other);
        String body = Shops.sample("shopify-order", from + " -> " + changed);
        APIGatewayV2HTTPResponse answer = call("orders/paid", body);
        if (said.startsWith("4")) {
            String[] fault = said.split(" ");
            assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(Integer.parseInt(fault[0]));
            if (fault.length > 1) {
                assertThat(answer.getBody()).contains("\"field\":\"" + fault[1] + "\",\"code\":\"" + fault[2] + "\"");
            }
            assertThat(shops.sent()).isEmpty();
        } else if (said.contains(" ") || said.equals("CLICKED")) {
            assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(202);
            assertThat(answer.getHeaders().get("tributary-receipt")).startsWith("rcp_");
            assertThat(shops.sent()).containsExactly("sale " + ID + " " + said.replace("CLICKED", clicked));
        } else {
            assertThat(answer.getStatusCode()).isEqualTo(200);
            assertThat(answer.getBody()).contains("\"unused\"").contains(said);
            assertThat(shops.sent()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # what                       | from                                    | to                                                                          | said
        as it is                     | "restock": false                        | "restock": false                                                            | 48.40 EUR of [1 IPOD2008PINK]
        goods without money          | "kind": "refund"                        | "kind": "void"                                                              | no_money
        refused                      | "status": "success"                     | "status": "failure"                                                         | no_money
        on its way                   | "status": "success"                     | "status": "pending"                                                         | 48.40 EUR of [1 IPOD2008PINK]
        another sum than the lines   | "order_adjustments": []                 | "order_adjustments": [{"kind":"refund_discrepancy","amount":"3.40"}]        | 48.40 EUR
        with its shipping            | "order_adjustments": []                 | "order_adjustments": [{"kind":"shipping_refund","amount":"-5.00"}]          | 48.40 EUR of [1 IPOD2008PINK]
        paid in dollars, tax beside  | "amount": "48.40",{NL}      "currency": "EUR" | "amount": "53.24",{NL}      "currency": "USD"                         | 48.40 EUR of [1 IPOD2008PINK]
        paid in dollars, tax within  | "amount": "48.40",{NL}      "currency": "EUR" | "amount": "44.00",{NL}      "currency": "USD"                         | 40.00 EUR of [1 IPOD2008PINK]
        a part of it in dollars      | "amount": "48.40",{NL}      "currency": "EUR" | "amount": "26.62",{NL}      "currency": "USD"                         | 24.20 EUR of [1 IPOD2008PINK]
        no order                     | "order_id": 820982911946154508,{NL}  "created_at" | "created_at"                                                      | 422 order_id missing
        """)
    void refund_takesBackByItsLines(String what, String from, String to, String said) throws IOException {
        String body = Shops.sample("shopify-refund", (from + " -> " + to).replace("{NL}", "\n"));
        APIGatewayV2HTTPResponse answer = call("refunds/create", body);
        if (said.startsWith("422")) {
            assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(422);
            assertThat(answer.getBody()).contains("\"field\":\"order_id\",\"code\":\"missing\"");
        } else if (said.contains(" ")) {
            assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(202);
            assertThat(shops.sent()).containsExactly("sale " + ID + " refund 890088186047892319 " + said);
        } else {
            assertThat(answer.getStatusCode()).isEqualTo(200);
            assertThat(answer.getBody()).contains(said);
            assertThat(shops.sent()).isEmpty();
        }
    }

    /// Sale 10.00 of commission; one of two pieces of the first line is 40.00 of the base of 100.00.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        # in this order                 | answers        | earned
        paid                            | 202            | 10.00 EUR
        paid refunded                   | 202 202        | 6.00 EUR
        refunded paid                   | 202 202        | 6.00 EUR
        paid paid refunded refunded     | 202 200 202 200 | 6.00 EUR
        paid cancelled                  | 202 202        | 0.00 EUR
        paid refunded cancelled         | 202 202 202    | 0.00 EUR
        paid cancelled refunded         | 202 202 200    | 0.00 EUR
        paid cancelled late             | 202 202 200    | 0.00 EUR
        cancelled paid                  | 202 202        | 0.00 EUR
        paid added                      | 202 202        | 6.16 EUR
        paid added added                | 202 202 200    | 6.16 EUR
        cancelled refunded paid         | 202 200 202    | 0.00 EUR
        """)
    void events_inAnyOrder_comeToTheSame(String order, String answers, String earned) throws IOException {
        String refund = Shops.sample("shopify-refund");
        String cancelled = Shops.sample(
                "shopify-order",
                "\"cancelled_at\": null -> \"cancelled_at\": \"2026-11-22T05:14:30-05:00\"",
                "\"cancel_reason\": null -> \"cancel_reason\": \"customer\"",
                "\"refunds\": [] -> \"refunds\": [" + refund + "]");
        List<String> statuses = new ArrayList<>();
        for (String event : order.split(" ")) {
            APIGatewayV2HTTPResponse answer = switch (event) {
                case "paid" -> call("orders/paid", Shops.sample("shopify-order"));
                case "refunded" -> call("refunds/create", refund);
                // One that was made after everything had been taken back.
                case "late" ->
                    call(
                            "refunds/create",
                            refund.replace("890088186047892319", "5").replace("48.40", "20.00"));
                // Of a line that came into the order after it was paid.
                case "added" -> call("refunds/create", refund.replace("IPOD2008PINK", "CASE"));
                default -> call("orders/cancelled", cancelled);
            };
            statuses.add(String.valueOf(answer.getStatusCode()));
            shops.decided();
        }
        assertThat(String.join(" ", statuses)).isEqualTo(answers);
        assertThat(shops.earned()).isEqualTo(earned);
    }

    @Test
    void cancellation_hasToBeSoByTheBody() throws IOException {
        assertThat(call("orders/cancelled", Shops.sample("shopify-order")).getBody())
                .contains("not_cancelled");
        assertThat(call(
                                "orders/cancelled",
                                Shops.sample(
                                        "shopify-order",
                                        "\"cancelled_at\": null -> \"cancelled_at\": \"2026-11-22T05:14:30-05:00\"",
                                        "\"financial_status\": \"paid\" -> \"financial_status\": \"voided\""))
                        .getBody())
                .contains("never_paid");
        assertThat(shops.sent()).isEmpty();
    }

    /// A sum that was edited and paid again; an address that was corrected.
    @Test
    void paidAgain_isAnUpdateOfItsMoney_andOfNothingElse() throws IOException {
        call("orders/paid", Shops.sample("shopify-order"));
        shops.decided();
        assertThat(shops.earned()).isEqualTo("10.00 EUR");
        assertThat(call("orders/paid", Shops.sample("shopify-order", "Jon@Example.com -> j@example.com"))
                        .getStatusCode())
                .isEqualTo(200);
        String edited = Shops.sample("shopify-order", "\"amount\": \"126.00\" -> \"amount\": \"146.00\"");
        assertThat(call("orders/paid", edited).getStatusCode()).isEqualTo(202);
        assertThat(shops.decided()).containsExactly("updated");
        assertThat(shops.earned()).isEqualTo("12.00 EUR");
        assertThat(call("orders/paid", edited).getStatusCode()).isEqualTo(200);
        assertThat(call("orders/paid", Shops.sample("shopify-order")).getStatusCode())
                .isEqualTo(200);
        assertThat(shops.earned()).isEqualTo("12.00 EUR");
    }

    @ParameterizedTest
    @CsvSource({
        "customers/data_request, no_personal_data_kept",
        "customers/redact, no_personal_data_kept",
        "shop/redact, no_personal_data_kept",
        "products/update, other_topic",
        "'', other_topic"
    })
    void otherTopic_isAnswered_onceItIsProven(String topic, String reason) {
        String body = "{\"shop_id\":954889,\"shop_domain\":\"{shop}.myshopify.com\",\"customer\":{\"id\":191167}}";
        APIGatewayV2HTTPResponse answer = call(topic, body);
        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(answer.getBody()).isEqualTo("{\"status\":\"unused\",\"reason\":\"" + reason + "\"}");
        Map<String, String> forged = new HashMap<>(headers(topic, body));
        forged.put("x-shopify-hmac-sha256", sign("another secret of 16", body));
        assertThat(shops.call("shopify", forged, body).getStatusCode()).isEqualTo(401);
        assertThat(shops.sent()).isEmpty();
    }

    @Test
    void headers_comeWithTheirX_orWithout() throws IOException {
        String body = Shops.sample("shopify-order");
        Map<String, String> newer = new HashMap<>();
        headers("orders/paid", body).forEach((name, value) -> newer.put(name.replaceFirst("^x-", ""), value));
        assertThat(shops.call("shopify", newer, body).getStatusCode()).isEqualTo(202);
        // Both are there: both have to be right.
        newer.put("x-shopify-hmac-sha256", sign("another secret of 16", body));
        assertThat(shops.call("shopify", newer, body).getStatusCode()).isEqualTo(401);
    }

    @Test
    void testByItsHeader_paysNobody() throws IOException {
        String body = Shops.sample("shopify-order");
        Map<String, String> headers = new HashMap<>(headers("orders/paid", body));
        headers.put("x-shopify-test", "true");
        assertThat(shops.call("shopify", headers, body).getStatusCode()).isEqualTo(202);
        shops.decided();
        assertThat(shops.earned()).isEqualTo("0.00 EUR");
    }

    private APIGatewayV2HTTPResponse call(String topic, String body) {
        return shops.call("shopify", headers(topic, body), body);
    }

    private static Map<String, String> headers(String topic, String body) {
        return Map.of(
                "x-shopify-topic",
                topic,
                "x-shopify-shop-domain",
                "shop.example",
                "x-shopify-hmac-sha256",
                sign(Shops.SECRET.text(), body));
    }

    static String sign(String secret, String body) {
        return sign(secret, body.getBytes(StandardCharsets.UTF_8));
    }

    static String sign(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "RAW"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
