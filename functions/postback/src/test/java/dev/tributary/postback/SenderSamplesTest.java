package dev.tributary.postback;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionEvent.StatusUpdate;
import dev.tributary.domain.conversion.Item;
import dev.tributary.infrastructure.queue.ConversionMessages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What senders' calls say, after the samples of their own documents, with a click and a time of ours.
final class SenderSamplesTest {
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

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = ';', textBlock = """
        # TUNE, "Receiving Conversions via Postback URL"; "Customizing a Conversion URL"; goals of "aff_goal".
        tune    ; offer_id=26&transaction_id=CLICK&amount=29.95                                     ; sale CLICK of 29.95 EUR by CLICK
        tune    ; offer_id=26&transaction_id=CLICK&amount=29.95&adv_sub=A-1                         ; sale A-1 of 29.95 EUR by CLICK
        tune    ; transaction_id=CLICK&amount=29.95&adv_sub=A-1&status=pending                      ; sale A-1 of 29.95 EUR by CLICK pending
        tune    ; transaction_id=CLICK&amount=29.95&adv_sub=A-1&status=approved&currency=usd        ; sale A-1 of 29.95 USD by CLICK approved
        tune    ; transaction_id=CLICK&adv_sub=A-1&status=rejected                                  ; status of sale A-1: rejected
        tune    ; transaction_id=&adv_sub=A-1&amount=5&promo_code=anna10                            ; sale A-1 of 5.00 EUR coupons [ANNA10]
        tune    ; a=lsr&goal_id=7&transaction_id=CLICK&adv_sub=A-1                                  ; goal_7 A-1 by CLICK
        tune    ; a=lsr&goal_id=0&transaction_id=CLICK&adv_sub=A-1&amount=5                         ; sale A-1 of 5.00 EUR by CLICK
        tune    ; goal_id=7&goal_name=Free+trial&transaction_id=CLICK                               ; free_trial CLICK by CLICK
        tune    ; goal_ref=lead&transaction_id=CLICK                                                ; lead CLICK by CLICK
        tune    ; transaction_id=CLICK&amount=5&payout=3&revenue=4&aff_id=2&adv_sub2={adv_sub2}     ; sale CLICK of 5.00 EUR by CLICK
        tune    ; transaction_id=CLICK&amount=29.95000&adv_sub=A-1                                  ; sale A-1 of 29.95 EUR by CLICK
        tune    ; transaction_id=CLICK&amount=1000.00&currency=JPY&adv_sub=A-1                      ; sale A-1 of 1000 JPY by CLICK
        # Everflow, "Accessing & Editing S2S Postback URLs"; the SDK's "Conversion Tracking".
        everflow; nid=1&transaction_id=CLICK&amount=12.34                                           ; sale CLICK of 12.34 EUR by CLICK
        everflow; nid=1&transaction_id=CLICK&amount=12.34&order_id=A-1&coupon_code=ANNA10&adv1=x    ; sale A-1 of 12.34 EUR by CLICK coupons [ANNA10]
        everflow; nid=1&transaction_id=CLICK&amount=12&order_id=A-1&user_id=c-77&currency=USD       ; sale A-1 of 12.00 USD by CLICK for somebody
        everflow; nid=1&transaction_id=CLICK&event_id=3                                             ; event_3 CLICK by CLICK
        everflow; nid=1&transaction_id=CLICK&event_id=0&adv_event_id=4&order_id=A-1                 ; adv_event_4 A-1 by CLICK
        everflow; nid=1&transaction_id=CLICK&event_id=0&amount=1&email=anna%40shop.example          ; sale CLICK of 1.00 EUR by CLICK
        # Voluum, "Parameters in Postback URLs"; "Upselling"; "Custom Conversions".
        voluum  ; cid=CLICK&payout=10.00&txid=120                                                   ; sale 120 of 10.00 EUR by CLICK
        voluum  ; cid=CLICK&payout=10.00&txid=&currency=&et=&param1=&param2=a                       ; sale CLICK of 10.00 EUR by CLICK
        voluum  ; cid=CLICK&payout=10.00&txid=121&currency=USD                                      ; sale 121 of 10.00 USD by CLICK
        voluum  ; cid=CLICK&payout=0.00&txid=NEWSLETTER&et=install                                  ; install NEWSLETTER of 0.00 EUR by CLICK
        voluum  ; cid=CLICK&txid=SIGNUP&et=Signup                                                   ; signup SIGNUP by CLICK
        voluum  ; cid=CLICK&payout=10.00&txid=A-1&param2={param2}&param1=[param1]                   ; sale A-1 of 10.00 EUR by CLICK
        # Keitaro, "Postback": a status is a sale's unless it says otherwise; its words for words of the user's.
        keitaro ; subid=CLICK&payout=10&currency=EUR                                                ; sale CLICK of 10.00 EUR by CLICK approved
        keitaro ; subid=CLICK&status=lead&payout=10&currency=EUR                                    ; sale CLICK of 10.00 EUR by CLICK pending
        keitaro ; subid=CLICK&status=sale&revenue=10&currency=usd&tid=A-1&return=OK                 ; sale A-1 of 10.00 USD by CLICK approved
        keitaro ; subid=CLICK&status=rejected&payout=10&currency=EUR&tid=A-1                        ; status of sale A-1: rejected
        keitaro ; subid=CLICK&status=rejected&payout=10                                             ; status of sale CLICK: rejected
        keitaro ; subid=CLICK&status=rebill&payout=10&tid=A-2                                       ; sale A-2 of 10.00 EUR by CLICK approved
        keitaro ; subid=CLICK&status=reg&payout=10&lead_status=reg,topup&sale_status=billed         ; sale CLICK of 10.00 EUR by CLICK pending
        keitaro ; subid=CLICK&status=billed&payout=10&lead_status=reg,topup&sale_status=billed      ; sale CLICK of 10.00 EUR by CLICK approved
        keitaro ; subid=CLICK&status=fake&payout=10&rejected_status=canceled,fake                   ; status of sale CLICK: rejected
        keitaro ; subid=CLICK&status=ping&ignore_status=ping,test                                   ; nothing
        keitaro ; subid=CLICK&payout=10&cost=2&sub_id_1=x&sub_id_15={sub_id_15}                     ; sale CLICK of 10.00 EUR by CLICK approved
        # Awin, "Direct S2S Integration"; "Commission Groups".
        awin    ; tt=ss&tv=2&merchant=1001&amount=8.33&ch=aw&cr=EUR&parts=DEFAULT:8.33&ref=AA000001&testmode=0&vc=&cks=CLICK        ; sale AA000001 of 8.33 EUR by CLICK
        awin    ; tt=ss&tv=2&merchant=1001&amount=8.33&ch=aw&cr=EUR&parts=SPECIAL_OFFERS:8.33&ref=AA000002&testmode=0&vc=10OFF      ; sale AA000002 of 8.33 EUR coupons [10OFF] items [SPECIAL_OFFERS 8.33 EUR]
        awin    ; tt=ns&tv=2&merchant=1001&amount=26.09&ch=aw&cr=EUR&parts=CD:11.10|DVD:14.99&ref=AA000006&testmode=1&cks=CLICK     ; sale AA000006 of 26.09 EUR by CLICK items [CD 11.10 EUR, DVD 14.99 EUR] test
        awin    ; tt=ss&amount=26.09&cr=EUR&parts=CD:11.10%7CDEFAULT:14.99&ref=AA000006&cks=CLICK&customeracquisition=NEW           ; sale AA000006 of 26.09 EUR by CLICK items [CD 11.10 EUR, - 14.99 EUR] new
        awin    ; tt=ss&amount=8.33&ref=AA000001&cks=CLICK&p1=magento2Module_1.2.1                                                  ; sale AA000001 of 8.33 EUR by CLICK
        awin    ; tt=ss&amount=26.090&cr=EUR&parts=CD:11.100|DVD:14.990&ref=AA000006&cks=CLICK                                      ; sale AA000006 of 26.09 EUR by CLICK items [CD 11.10 EUR, DVD 14.99 EUR]
        awin    ; tt=ss&amount=8.33&ch=na&cr=EUR&parts=DEFAULT:8.33&ref=AA000001                                                    ; nothing
        awin    ; tt=ss&amount=8.33&ch=email&cr=EUR&parts=DEFAULT:8.33&ref=AA000001&cks=CLICK                                       ; nothing
        # impact.com, "The API submission object", "Order-Level Data", "Item-Level Data".
        impact  ; CampaignId=1000&EventTypeId=4000&EventDate=2026-11-22T02:14:24-08:00&OrderId=1234567890123&ClickId=CLICK&CustomerId=BCZ2WVSH&OrderPromoCode=10OFF-FORGE&CustomerStatus=NEW&CustomerPostCode=93107&CurrencyCode=USD&OrderDiscount=5&IpAddress=12.345.678.90&ItemSku1=12345&ItemName1=Anvil&ItemCategory1=Anvils&ItemQuantity1=2&ItemPrice1=10&ItemSku2=55555&ItemName2=Hammer&ItemCategory2=Hammers&ItemQuantity2=1&ItemPrice2=6.99 ; sale 1234567890123 of 21.99 USD by CLICK coupons [10OFF-FORGE] items [Anvils 20.00 USD, Hammers 6.99 USD] for somebody new
        impact  ; CampaignId=1&ActionTrackerId=2&EventDate=NOW&OrderId=T1&ClickId=CLICK&ItemSubtotal1=299.99&ItemDiscount1=9.99&OrderTax=50&OrderShipping=9.99 ; sale T1 of 290.00 EUR by CLICK items [- 290.00 EUR]
        impact  ; CampaignId=1&ActionTrackerId=2&Oid=T1&ClickId=CLICK&Amount=1234.99&Currency=USD&CustomerStatus=Returning           ; sale T1 of 1234.99 USD by CLICK returning
        impact  ; CampaignId=1&EventTypeCode=SALE&OrderId=T1&Amount=290&ItemSubtotal1=290&OrderPromoCode=X                          ; sale T1 of 290.00 EUR coupons [X] items [- 290.00 EUR]
        impact  ; CampaignId=1&OrderId=T1&ClickId=CLICK&ItemPrice1=4.995&ItemQuantity1=2                                             ; sale T1 of 9.99 EUR by CLICK items [- 9.99 EUR]
        impact  ; CampaignId=1&EventTypeCode=SIGN-UP&OrderId=T1&ClickId=CLICK                                                       ; sign_up T1 by CLICK
        """)
    void sample_says(String dialect, String parameters, String meaning) {
        String sent = Senders.proven(dialect, parameters.replace("CLICK", click), world.token);
        assertThat(said(Senders.form(dialect, sent))).as("as a form").isEqualTo(meaning);
        if (!dialect.equals("impact")) {
            assertThat(said(Senders.url(dialect, sent))).as("as a query").isEqualTo(meaning);
        }
    }

    /// impact.com, "Submit a conversion": JSON, with Basic authentication.
    @Test
    void impactJson_saysTheSame() {
        String body = """
            {"EventTypeId":52916,"CampaignId":30665,"OrderId":"T1","EventDate":"2026-11-22T10:10:00Z",
             "ClickId":"CLICK","Amount":0.01,"Currency":"USD","Nested":{"x":[1]},"None":null}\
            """.replace("CLICK", click);
        APIGatewayV2HTTPEvent call = Calls.event(
                "POST",
                Senders.path("impact"),
                "",
                Map.of("authorization", basic("account:" + world.token), "content-type", "application/json"),
                body);
        assertThat(said(call)).isEqualTo("sale T1 of 0.01 USD by CLICK");
    }

    /// A form half in the URL, as those send it who paste our URL with the token.
    @Test
    void queryAndForm_areOneCall() {
        APIGatewayV2HTTPEvent call = Senders.form("tune", "transaction_id=" + click + "&amount=5");
        call.setRawQueryString("security_token=" + world.token + "&adv_sub=A-1");
        assertThat(said(call)).isEqualTo("sale A-1 of 5.00 EUR by CLICK");
    }

    @Test
    void bearerToken_provesToo() {
        APIGatewayV2HTTPEvent call = Calls.event(
                "GET",
                Senders.path("voluum"),
                "payout=5&txid=A-1",
                Map.of("authorization", "Bearer " + world.token),
                "");
        assertThat(said(call)).isEqualTo("sale A-1 of 5.00 EUR");
    }

    static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String said(APIGatewayV2HTTPEvent call) {
        APIGatewayV2HTTPResponse answer = world.call(call);
        List<String> messages = world.backend.messages();
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
        if (messages.isEmpty()) {
            assertThat(answer.getHeaders()).doesNotContainKey("tributary-receipt");
            return "nothing";
        }
        assertThat(messages).hasSize(1);
        var postback = ConversionMessages.read(messages.getFirst());
        assertThat(answer.getHeaders())
                .containsEntry("tributary-receipt", postback.receipt().text());
        return words(postback.event()).replace(click, "CLICK");
    }

    private static String words(ConversionEvent event) {
        String of = event.key().event().text() + " " + event.key().order().text();
        return switch (event) {
            case Reward reward ->
                of
                        + reward.amounts().map(sent -> " of " + sent.amount()).orElse("")
                        + reward.click().map(sent -> " by " + sent.token()).orElse("")
                        + (reward.coupons().isEmpty() ? "" : " coupons " + reward.coupons())
                        + (reward.items().isEmpty()
                                ? ""
                                : " items "
                                        + reward.items().stream()
                                                .map(SenderSamplesTest::words)
                                                .toList())
                        + reward.customer().id().map(id -> " for somebody").orElse("")
                        + reward.customer()
                                .isNew()
                                .map(isNew -> isNew ? " new" : " returning")
                                .orElse("")
                        + reward.verdict()
                                .map(verdict -> " " + verdict.status().text())
                                .orElse("")
                        + (reward.test() ? " test" : "");
            case StatusUpdate update ->
                "status of " + of + ": " + update.verdict().status().text();
            default -> throw new AssertionError("no sender says this: " + event);
        };
    }

    private static String words(Item item) {
        return item.category().map(Object::toString).orElse("-") + " " + item.amount();
    }
}
