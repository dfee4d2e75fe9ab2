package dev.tributary.postback;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Stripe's events. The samples have the shape of its objects of API version 2025-02-24
/// (docs.stripe.com/api: checkout sessions, invoices, charges, disputes); Stripe's own library signs them.
final class StripeTest {
    private static final String SALE = "sale pi_1 126.00 EUR tax 21.00 EUR shipping 5.00 EUR by [ANNA10]";
    private static final String CHARGE = "subscription in_1 12.10 EUR tax 2.10 EUR";

    private final Shops shops;

    StripeTest() throws IOException {
        shops = new Shops();
    }

    @AfterEach
    void stop() {
        shops.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # what                     | sample         | changes                                                                       | said
        paid                       | stripe-session |                                                                               | SALE
        paid later                 | stripe-session | session.completed -> session.async_payment_succeeded                          | SALE
        not paid yet               | stripe-session | "payment_status": "paid" -> "payment_status": "unpaid"                        | not_paid
        for nothing                | stripe-session | "payment_status": "paid" -> "payment_status": "no_payment_required"           | not_paid
        a card for later           | stripe-session | "mode": "payment" -> "mode": "setup"                                          | other_mode
        in test mode               | stripe-session | "livemode": true -> "livemode": false                                         | SALE test
        a click as reference       | stripe-session | "client_reference_id": null -> "client_reference_id": "CLICK"                 | SALE with click
        a reference of the shop's  | stripe-session | "client_reference_id": null -> "client_reference_id": "user_77"               | SALE
        a click in its metadata    | stripe-session | "metadata": {} -> "metadata": {"click_id": "CLICK"}                           | SALE with click
        a forged click             | stripe-session | "metadata": {} -> "metadata": {"click_id": "x"}                               | SALE
        another's click            | stripe-session | "client_reference_id": null -> "client_reference_id": "OTHER"                 | SALE
        yen                        | stripe-session | "currency": "eur" -> "currency": "jpy"                                        | sale pi_1 12600 JPY tax 2100 JPY shipping 500 JPY by [ANNA10]
        dinars                     | stripe-session | "currency": "eur" -> "currency": "kwd"                                        | sale pi_1 12.600 KWD tax 2.100 KWD shipping 0.500 KWD by [ANNA10]
        kronur, in hundredths      | stripe-session | "currency": "eur" -> "currency": "isk"                                        | sale pi_1 126 ISK tax 21 ISK shipping 5 ISK by [ANNA10]
        ariary, whole              | stripe-session | "currency": "eur" -> "currency": "mga"                                        | sale pi_1 12600.00 MGA tax 2100.00 MGA shipping 500.00 MGA by [ANNA10]
        half a krona               | stripe-session | "currency": "eur" -> "currency": "isk" ; 12600 -> 12650                       | 422 amount_total too_many_decimals
        no whole number            | stripe-session | 12600 -> 126.005                                                              | 422 amount_total too_many_decimals
        no amount                  | stripe-session | 12600 -> null                                                                 | 422 amount_total missing
        below zero                 | stripe-session | 12600 -> -12600                                                               | 422 amount_total negative
        an unknown currency        | stripe-session | "currency": "eur" -> "currency": "eux"                                        | 422 currency unknown_currency
        a subscription begins      | stripe-session | "mode": "payment" -> "mode": "subscription" ; "invoice": null -> "invoice": "in_1" ; "subscription": null -> "subscription": "sub_1" | subscription in_1 126.00 EUR tax 21.00 EUR by [ANNA10] sub_1
        a further charge           | stripe-invoice |                                                                               | CHARGE sub_1
        a first charge             | stripe-invoice | subscription_cycle -> subscription_create                                     | told_by_its_session
        one that knows its click   | stripe-invoice | subscription_cycle -> subscription_create ; "subscription_details": { "metadata": {} } -> "subscription_details": { "metadata": {"click_id": "CLICK"} } | CHARGE with click sub_1
        no subscription            | stripe-invoice | "subscription": "sub_1" -> "subscription": null                               | no_subscription
        a trial                    | stripe-invoice | "amount_paid": 1210 -> "amount_paid": 0                                       | not_paid
        since 2025-03-31           | stripe-invoice | "subscription": "sub_1" -> "parent": {"subscription_details": {"subscription": "sub_1", "metadata": {"click_id": "CLICK"}}} ; "tax": 210 -> "total_taxes": [{"amount": 200}, {"amount": 10}] | CHARGE with click sub_1
        a refund                   | stripe-refund  |                                                                               | sale pi_1 refund ch_1:3333 33.33 EUR
        a further refund           | stripe-refund  | "amount_refunded": 0 -> "amount_refunded": 1333                               | sale pi_1 refund ch_1:3333 20.00 EUR
        of a subscription          | stripe-refund  | "invoice": null -> "invoice": "in_1"                                          | subscription in_1 refund ch_1:3333 33.33 EUR
        of what was never taken    | stripe-refund  | "captured": true -> "captured": false                                         | never_paid
        nothing more               | stripe-refund  | "amount_refunded": 0 -> "amount_refunded": 3333                               | no_money
        without what was before    | stripe-refund  | "amount_refunded": 0, ->                                                      | 422 amount_refunded malformed
        of nobody                  | stripe-refund  | "payment_intent": "pi_1" -> "payment_intent": null                            | 422 payment_intent missing
        a dispute                  | stripe-dispute |                                                                               | sale pi_1 chargeback dp_1 126.00 EUR
        an inquiry                 | stripe-dispute | needs_response -> warning_needs_response                                      | inquiry
        its money is taken         | stripe-dispute | dispute.created -> dispute.funds_withdrawn                                    | sale pi_1 chargeback dp_1 126.00 EUR
        won                        | stripe-dispute | dispute.created -> dispute.closed ; needs_response -> won                     | sale pi_1 won dp_1
        lost                       | stripe-dispute | dispute.created -> dispute.closed ; needs_response -> lost                    | not_won
        an inquiry that ended      | stripe-dispute | dispute.created -> dispute.closed ; needs_response -> warning_closed          | inquiry
        another type               | stripe-dispute | charge.dispute.created -> customer.created                                    | other_type
        """)
    void event_saysWhatItsObjectIs(String what, String sample, @Nullable String changes, String said)
            throws IOException {
        String click = shops.world.click(World.PROGRAM, World.NOW.minus(Duration.ofHours(1)));
        String other = shops.world.click(World.YEN, World.NOW.minus(Duration.ofHours(1)));
        String[] all = changes == null
                ? new String[0]
                : changes.replace("CLICK", click).replace("OTHER", other).split(" ; ");
        for (int i = 0; i < all.length; i++) {
            // A change to nothing loses its last space in a table.
            all[i] = all[i].endsWith(" ->") ? all[i] + " " : all[i];
        }
        APIGatewayV2HTTPResponse answer = call(Shops.sample(sample, all));
        if (said.startsWith("422")) {
            String[] fault = said.split(" ");
            assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(422);
            assertThat(answer.getBody())
                    .contains("\"field\":\"data.object." + fault[1] + "\",\"code\":\"" + fault[2] + "\"");
            assertThat(shops.sent()).isEmpty();
        } else if (said.contains(" ") || said.equals("SALE")) {
            assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(202);
            assertThat(shops.sent()).containsExactly(said.replace("SALE", SALE).replace("CHARGE", CHARGE));
        } else {
            assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
            assertThat(answer.getBody()).contains(said);
            assertThat(shops.sent()).isEmpty();
        }
    }

    /// The base is 100.00, and 10 % of it 10.00; a refund is in proportion to the amount of 126.00. A session
    /// that begins a subscription has no shipping. Its first charge knows somebody else's click.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        # in this order              | answers             | earned
        paid later                   | 202 200             | 10.00 EUR
        paid first second            | 202 202 202         | 5.00 EUR
        paid second first            | 202 202 202         | 5.00 EUR
        paid first first second      | 202 202 200 202     | 5.00 EUR
        second first paid            | 202 202 202         | 5.00 EUR
        paid disputed                | 202 202             | 0.00 EUR
        paid disputed taken          | 202 202 200         | 0.00 EUR
        paid disputed won            | 202 202 202         | 10.00 EUR
        paid won disputed            | 202 202 202         | 10.00 EUR
        won disputed paid            | 202 202 202         | 10.00 EUR
        paid disputed first          | 202 202 200         | 0.00 EUR
        paid first disputed          | 202 202 202         | 0.00 EUR
        paid first disputed taken    | 202 202 202 200     | 0.00 EUR
        paid first disputed won      | 202 202 202 202     | 7.62 EUR
        begun first_charge           | 202 200             | 10.50 EUR
        first_charge begun           | 202 200             | 0.00 EUR
        """)
    void events_inAnyOrder_comeToTheSame(String order, String answers, String earned) throws IOException {
        List<String> statuses = new ArrayList<>();
        for (String event : order.split(" ")) {
            statuses.add(String.valueOf(call(event(event)).getStatusCode()));
            shops.decided();
        }
        assertThat(String.join(" ", statuses)).isEqualTo(answers);
        assertThat(shops.earned()).isEqualTo(earned);
    }

    private String event(String word) throws IOException {
        String click = shops.world.click(World.PROGRAM, World.NOW.minus(Duration.ofHours(1)));
        return switch (word) {
            case "later" -> Shops.sample("stripe-session", "session.completed -> session.async_payment_succeeded");
            case "first" -> Shops.sample("stripe-refund", "3333 -> 3000");
            case "second" ->
                Shops.sample("stripe-refund", "\"amount_refunded\": 0 -> \"amount_refunded\": 3000", "3333 -> 6300");
            case "disputed" -> Shops.sample("stripe-dispute");
            case "taken" -> Shops.sample("stripe-dispute", "dispute.created -> dispute.funds_withdrawn");
            case "won" -> Shops.sample("stripe-dispute", "dispute.created -> dispute.closed", "needs_response -> won");
            case "begun" ->
                Shops.sample(
                        "stripe-session",
                        "\"mode\": \"payment\" -> \"mode\": \"subscription\"",
                        "\"invoice\": null -> \"invoice\": \"in_1\"",
                        "\"subscription\": null -> \"subscription\": \"sub_1\"");
            case "first_charge" ->
                Shops.sample(
                        "stripe-invoice",
                        "subscription_cycle -> subscription_create",
                        "\"tax\": 210 -> \"tax\": 2100",
                        "\"total\": 1210 -> \"total\": 12600",
                        "\"metadata\": {},\n -> \"metadata\": {\"click_id\": \"" + click + "\"},\n");
            default -> Shops.sample("stripe-session");
        };
    }

    /// Stripe's own library is asked the same.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        # what                  | status
        right                   | 202
        300 s old               | 202
        301 s old               | 401
        another secret          | 401
        another body            | 401
        the second of two       | 202
        an older scheme only    | 401
        without a time          | 401
        empty                   | 401
        """)
    void signature_isJudgedAsStripeDoes(String what, int status) throws IOException {
        String body = Shops.sample("stripe-session");
        String right = sign(body, 0);
        String header = switch (what) {
            case "300 s old" -> sign(body, 300);
            case "301 s old" -> sign(body, 301);
            case "another secret" -> right.replace("v1=", "v1=0");
            case "another body" -> sign(body + " ", 0);
            case "the second of two" -> right.replace("v1=", "v1=" + "0".repeat(64) + ",v1=");
            case "an older scheme only" -> right.replace("v1=", "v0=");
            case "without a time" -> right.substring(right.indexOf("v1="));
            case "empty" -> "";
            default -> right;
        };
        assertThat(shops.call("stripe", Map.of("stripe-signature", header), body)
                        .getStatusCode())
                .isEqualTo(status);
        assertThat(isRightToStripe(body, header)).isEqualTo(status == 202);
    }

    private static boolean isRightToStripe(String body, String header) {
        try {
            return Webhook.Signature.verifyHeader(
                    body, header, Shops.SECRET.text(), 300, Clock.fixed(World.NOW, ZoneOffset.UTC));
        } catch (SignatureVerificationException wrong) {
            return false;
        }
    }

    private APIGatewayV2HTTPResponse call(String body) {
        return shops.call("stripe", Map.of("stripe-signature", sign(body, 0)), body);
    }

    private static String sign(String body, long secondsAgo) {
        long time = World.NOW.getEpochSecond() - secondsAgo;
        try {
            return "t=" + time + ",v1=" + Webhook.Util.computeHmacSha256(Shops.SECRET.text(), time + "." + body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
