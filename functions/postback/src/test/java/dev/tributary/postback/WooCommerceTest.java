package dev.tributary.postback;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// WooCommerce's webhooks. The sample has the shape of the order in the documentation of its REST API
/// (woocommerce.github.io/woocommerce-rest-api-docs, "Retrieve an order").
final class WooCommerceTest {
    private static final String PAID = "130.05 EUR tax 22.05 EUR shipping 5.00 EUR fee 3.00 EUR"
            + " of [2 WOO-1 80.00 EUR, 1 23 20.00 EUR] by [ANNA10]";

    private final Shops shops;
    private final Map<Integer, String> clicks = new HashMap<>();

    WooCommerceTest() throws IOException {
        shops = new Shops();
    }

    @AfterEach
    void stop() {
        shops.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # what                       | from                                        | to                                                                     | said
        paid                         | "parent_id": 0                              | "parent_id": 0                                                         | PAID approved
        completed                    | "processing"                                | "completed"                                                            | PAID approved
        waits for its money          | "processing"                                | "on-hold"                                                              | not_paid
        not paid                     | "processing"                                | "pending"                                                              | not_paid
        a draft                      | "processing"                                | "checkout-draft"                                                       | not_paid
        an unknown status            | "processing"                                | "shipped"                                                              | not_paid
        failed, and never known      | "processing"                                | "failed"                                                               | nothing_to_take_back
        a click in its fields        | "meta_data": [{NL}    {                     | "meta_data": [{"key":"_click_id","value":"CLICK"},{                    | PAID with click approved
        a click where it landed      | "value": "yes"                              | "value": "yes"},{"key":"_wc_order_attribution_session_entry","value":"https://shop.example/?a=b&click_id=CLICK" | PAID with click approved
        another's click              | "meta_data": [{NL}    {                     | "meta_data": [{"key":"click_id","value":"OTHER"},{                     | PAID approved
        a guest                      | "customer_id": 12                           | "customer_id": 0                                                       | PAID approved
        no total                     | "total": "130.05"                           | "total": null                                                          | 422 total missing
        a total of words             | "total": "130.05"                           | "total": "much"                                                        | 422 total malformed
        below zero                   | "total": "130.05"                           | "total": "-130.05"                                                     | 422 total negative
        too many decimals            | "total": "130.05"                           | "total": "130.0555"                                                    | 422 total too_many_decimals
        no id                        | "id": 727                                   | "id": ""                                                               | 422 id missing
        a future time                | "date_created_gmt": "2026-11-22T10:10:00"   | "date_created_gmt": "2026-11-23T10:10:00"                              | 422 date_created_gmt in_the_future
        half a year old              | "date_created_gmt": "2026-11                | "date_created_gmt": "2026-05                                           | too_old
        """)
    void order_isWhatItsStatusSays(String what, String from, String to, String said) throws IOException {
        String click = shops.world.click(World.PROGRAM, World.NOW.minus(Duration.ofHours(1)));
        String other = shops.world.click(World.YEN, World.NOW.minus(Duration.ofHours(1)));
        String change = (from + " -> " + to)
                .replace("CLICK", click)
                .replace("OTHER", other)
                .replace("{NL}", "\n");
        APIGatewayV2HTTPResponse answer = call("order.updated", Shops.sample("woo-order", change));
        if (said.startsWith("422")) {
            String[] fault = said.split(" ");
            assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(422);
            assertThat(answer.getBody()).contains("\"field\":\"" + fault[1] + "\",\"code\":\"" + fault[2] + "\"");
            assertThat(shops.sent()).isEmpty();
        } else if (said.startsWith("PAID")) {
            assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(202);
            assertThat(shops.sent()).containsExactly("sale 727 " + said.replace("PAID", PAID));
        } else {
            assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
            assertThat(answer.getBody()).contains(said);
            assertThat(shops.sent()).isEmpty();
        }
    }

    /// The base is 100.00, and 10 % of it 10.00. Each word is the order as the shop sends it then.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        # the shop says                | answers             | earned
        hold paid                      | 200 202             | 10.00 EUR
        hold failed paid               | 200 200 202         | 10.00 EUR
        hold cancelled                 | 200 202             | 0.00 EUR
        paid hold                      | 202 200             | 10.00 EUR
        paid moved                     | 202 200             | 10.00 EUR
        paid paid                      | 202 200             | 10.00 EUR
        paid edited                    | 202 202             | 12.00 EUR
        paid edited edited             | 202 202 200         | 12.00 EUR
        paid edited paid               | 202 202 202         | 10.00 EUR
        paid edited paid edited        | 202 202 202 202     | 12.00 EUR
        paid edited before             | 202 202 200         | 12.00 EUR
        paid fetched                   | 202 202             | 10.00 EUR
        paid part                      | 202 202             | 7.50 EUR
        paid part part                 | 202 202 200         | 7.50 EUR
        paid part two                  | 202 202 202         | 5.00 EUR
        paid two part                  | 202 202 200         | 5.00 EUR
        part                           | 202                 | 7.50 EUR
        paid part refunded             | 202 202 202         | 0.00 EUR
        refunded paid                  | 202 202             | 0.00 EUR
        click other                    | 202 409             | 10.00 EUR
        click other+part               | 202 202             | 7.50 EUR
        click other+part other+part    | 202 202 200         | 7.50 EUR
        click other+part other         | 202 202 409         | 7.50 EUR
        paid cancelled                 | 202 202             | 0.00 EUR
        paid cancelled part            | 202 202 200         | 0.00 EUR
        cancelled paid                 | 202 202             | 0.00 EUR
        unpaid paid                    | 200 202             | 10.00 EUR
        paid unpaid                    | 202 202             | 0.00 EUR
        failed paid                    | 200 202             | 10.00 EUR
        paid failed                    | 202 202             | 0.00 EUR
        """)
    void states_oneAfterTheOther_comeToTheLast(String states, String answers, String earned) throws IOException {
        List<String> statuses = new ArrayList<>();
        for (String state : states.split(" ")) {
            statuses.add(String.valueOf(call("order.updated", state(state)).getStatusCode()));
            shops.decided();
        }
        assertThat(String.join(" ", statuses)).isEqualTo(answers);
        assertThat(shops.earned()).isEqualTo(earned);
    }

    private String state(String word) throws IOException {
        String first = "{\"id\":726,\"reason\":\"told to nobody\",\"total\":\"-32.51\"}";
        String second = "{\"id\":728,\"reason\":\"\",\"total\":\"-32.52\"}";
        return switch (word) {
            case "hold" -> Shops.sample("woo-order", "processing -> on-hold");
            // Paid, with another address.
            case "moved" -> Shops.sample("woo-order", "john.doe@ -> j.doe@");
            case "edited" -> Shops.sample("woo-order", "\"total\": \"130.05\" -> \"total\": \"150.05\"");
            // Delivered late: it was changed since.
            case "before" ->
                Shops.sample("woo-order", "\"date_modified_gmt\": \"2026 -> \"date_modified_gmt\": \"2025");
            // It is not sent, and costs no shipping.
            case "fetched" ->
                Shops.sample(
                        "woo-order",
                        "\"total\": \"130.05\" -> \"total\": \"125.05\"",
                        "\"shipping_total\": \"5.00\" -> \"shipping_total\": \"0.00\"");
            case "click" -> clicked(1, Shops.sample("woo-order"));
            case "other" -> clicked(2, Shops.sample("woo-order"));
            case "other+part" -> clicked(2, refunds(first));
            case "part" -> refunds(first);
            case "two" -> refunds(second + "," + first);
            case "refunded" ->
                refunds("{\"id\":729,\"total\":\"-97.54\"}," + first).replace("processing", "refunded");
            case "cancelled" -> Shops.sample("woo-order", "processing -> cancelled");
            case "unpaid" ->
                Shops.sample(
                        "woo-order",
                        "processing -> cancelled",
                        "\"date_paid_gmt\": \"2026-11-22T10:10:08\" -> \"date_paid_gmt\": null");
            case "failed" -> Shops.sample("woo-order", "processing -> failed");
            default -> Shops.sample("woo-order");
        };
    }

    private String clicked(int hoursAgo, String order) {
        String click = clicks.computeIfAbsent(
                hoursAgo, hours -> shops.world.click(World.PROGRAM, World.NOW.minus(Duration.ofHours(hours))));
        return order.replace(
                "\"meta_data\": [\n    {", "\"meta_data\": [{\"key\":\"click_id\",\"value\":\"" + click + "\"},{");
    }

    private static String refunds(String list) throws IOException {
        return Shops.sample("woo-order", "\"refunds\": [] -> \"refunds\": [" + list + "]");
    }

    /// A shop lists all refunds of an order each time.
    @Test
    void manyRefunds_areTheNewestOfThem() throws IOException {
        StringBuilder list = new StringBuilder();
        for (int refund = 25; refund > 0; refund--) {
            list.append("{\"id\":")
                    .append(refund)
                    .append(",\"total\":\"-1.00\"}")
                    .append(refund == 1 ? "" : ",");
        }
        assertThat(call("order.updated", refunds(list.toString())).getStatusCode())
                .isEqualTo(202);
        assertThat(shops.sent())
                .hasSize(20)
                .contains("sale 727 refund 25 1.00 EUR")
                .doesNotContain("sale 727 refund 6 1.00 EUR");
    }

    /// So old that its sale would be refused; its refunds are of today.
    @Test
    void oldOrder_saysItsRefundsOnly() throws IOException {
        String body = refunds("{\"id\":9,\"total\":\"-1.00\"}")
                .replace("\"date_created_gmt\": \"2026-11", "\"date_created_gmt\": \"2026-05");
        assertThat(call("order.updated", body).getStatusCode()).isEqualTo(202);
        assertThat(shops.sent()).containsExactly("sale 727 refund 9 1.00 EUR");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # topic          | reason
        order.deleted    | other_topic
        order.restored   | other_topic
        customer.updated | other_topic
        """)
    void otherTopic_isAnswered(String topic, String reason) {
        APIGatewayV2HTTPResponse answer = call(topic, "{\"id\":727}");
        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(answer.getBody()).contains(reason);
        assertThat(shops.sent()).isEmpty();
    }

    /// What a shop sends when a webhook is saved; it is not signed.
    @ParameterizedTest
    @CsvSource({"webhook_id=12, 200", "webhook_id=, 415", "webhook_id=12&order=1, 415", "webhook_id=x, 415"})
    void ping_isAnsweredForAnyProgram_andNothingElseIs(String body, int status) {
        Map<String, String> form = Map.of("content-type", "application/x-www-form-urlencoded");
        assertThat(shops.call("woocommerce", form, body).getStatusCode()).isEqualTo(status);
        assertThat(shops.world
                        .call(Calls.event("POST", "/postbacks/prg_0000000000001/woocommerce", "", form, body))
                        .getStatusCode())
                .isEqualTo(status);
        assertThat(shops.sent()).isEmpty();
    }

    private APIGatewayV2HTTPResponse call(String topic, String body) {
        Map<String, String> headers = Map.of(
                "x-wc-webhook-topic",
                topic,
                "x-wc-webhook-resource",
                "order",
                "x-wc-webhook-signature",
                ShopifyTest.sign(Shops.SECRET.text(), body));
        return shops.call("woocommerce", headers, body);
    }
}
