package dev.tributary.postback;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.ChargebackWon;
import dev.tributary.domain.conversion.ConversionEvent.OrderUpdate;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionEvent.StatusUpdate;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.infrastructure.queue.ConversionMessages;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a call says: something to be rewarded, or a word about something that was said before.
final class MeaningTest {
    @SuppressWarnings("NullAway.Init")
    private static World world;

    private static String click = "";

    @BeforeAll
    static void start() throws IOException {
        world = new World();
        click = world.click(World.PROGRAM, World.NOW.minusSeconds(60));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @ParameterizedTest(name = "{0} : {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # A status alone is word of what was said before, whatever the event.
        'event':'sale','order_id':'A','status':'approved'                                            | status of sale A: approved
        'event':'lead','order_id':'A','status':'approved'                                            | status of lead A: approved
        'event':'quote','order_id':'A','status':'pending'                                            | status of quote A: pending
        'event':'lead','order_id':'A','status':'rejected','reason':'fraud'                           | status of lead A: rejected fraud
        'event':'lead','order_id':'A','status':'rejected','occurred_at':'2026-11-22T10:00:00Z'       | status of lead A: rejected
        'event':'lead','order_id':'A','status':'approved','test':false,'unknown':1,'amount':null     | status of lead A: approved
        # With what it is about: an amount, and the currency of it.
        'event':'sale','order_id':'A','status':'approved','approved_amount':'5.00'                   | status of sale A: approved 5.00 EUR
        'event':'sale','order_id':'A','status':'approved','approved_amount':'5.00','currency':'EUR'  | status of sale A: approved 5.00 EUR
        'event':'lead','order_id':'A','status':'approved','approved_amount':'5.00','currency':'EUR'  | status of lead A: approved 5.00 EUR
        'event':'sale','order_id':'A','status':'approved','currency':'EUR'                           | status of sale A: approved
        'event':'sale','order_id':'A','status':'approved','approved_amount':'5.00','currency':'USD'  | status of sale A: approved 5.00 USD
        'event':'sale','order_id':'A','status':'approved','approved_amount':'5.00','currency':'eur'  | 422 unknown_currency
        'event':'sale','order_id':'A','status':'approved','approved_amount':'5.001','currency':'EUR' | 422 too_many_decimals
        'event':'sale','order_id':'A','status':'pending','approved_amount':'5.00','currency':'EUR'   | 422 not_approved
        # A tracker sends the click each time; a sale has an amount, so this is none.
        'event':'sale','order_id':'A','click_id':'CLICK','status':'approved'                         | status of sale A: approved
        'event':'sale','click_id':'CLICK','status':'approved'                                        | status of sale CLICK: approved
        'event':'sale','order_id':'A','click_id':'forged','status':'approved'                        | 422 forged_click_id
        # Other events need no amount: whatever says more than a status says the event itself.
        'event':'lead','order_id':'A'                                                                | lead A
        'event':'lead','click_id':'CLICK'                                                            | lead CLICK
        'event':'lead','click_id':'CLICK','status':'pending'                                         | lead CLICK
        'event':'lead','order_id':'A','click_id':'CLICK','status':'pending'                          | lead A
        'event':'lead','order_id':'A','coupons':['ANNA10'],'status':'pending'                        | lead A
        'event':'lead','order_id':'A','customer':{'id':'c-77'},'status':'pending'                    | lead A
        'event':'lead','order_id':'A','subscription_id':'S','status':'pending'                       | lead A
        'event':'lead','order_id':'A','amount':'5.00','currency':'EUR','status':'pending'            | lead A of 5.00 EUR
        'event':'lead','order_id':'A','checkout_started_at':'2026-11-22T10:00:00Z','status':'pending'| lead A
        # A sale with more than a status misses its amount and currency, and an amount its currency.
        'event':'sale','order_id':'A','coupons':['ANNA10'],'status':'approved'                       | 422 invalid_fields
        'event':'sale','order_id':'A','customer':{'id':'c-77'},'status':'approved'                   | 422 invalid_fields
        'event':'sale','order_id':'A','currency':'EUR'                                               | 422 missing
        'event':'sale','order_id':'A','amount':'5.00'                                                | 422 missing
        'event':'lead','order_id':'A','amount':'5.00'                                                | 422 missing
        # In another currency than the program's, with its decimals.
        'event':'sale','order_id':'A','amount':'5.00','currency':'USD'                               | sale A of 5.00 USD
        'event':'sale','order_id':'A','amount':'5','currency':'JPY'                                  | sale A of 5 JPY
        'event':'sale','order_id':'A','amount':'5.001','currency':'KWD'                              | sale A of 5.001 KWD
        'event':'lead','order_id':'A','amount':'5.00','currency':'USD','status':'pending'            | lead A of 5.00 USD
        # What is said of a known order is in the program's, unless it names another.
        'event':'order_update','order_id':'A','update_id':'U','amount':'5.00'                        | update U of sale A to 5.00 EUR
        'event':'order_update','order_id':'A','update_id':'U','amount':'5.00','currency':'EUR'       | update U of sale A to 5.00 EUR
        'event':'order_update','order_id':'A','update_id':'U','amount':'5.00','currency':'USD'       | update U of sale A to 5.00 USD
        'event':'order_update','order_id':'A','update_id':'U'                                        | 422 missing
        'event':'refund','order_id':'A','refund_id':'R','amount':'5.00'                              | refund R of sale A: 5.00 EUR
        'event':'refund','order_id':'A','refund_id':'R','amount':'5.00','of_event':'lead'            | refund R of lead A: 5.00 EUR
        'event':'refund','order_id':'A','refund_id':'R','amount':'5.00','currency':'USD'             | refund R of sale A: 5.00 USD
        'event':'chargeback','order_id':'A','refund_id':'R','amount':'5.00'                          | refund R of sale A: 5.00 EUR
        """)
    void call_says(String call, String meaning) {
        String body = "{" + call.replace('\'', '"').replace("CLICK", click) + "}";
        assertThat(said(Calls.bearer(World.PATH, world.token, body))).isEqualTo(meaning);
    }

    /// As trackers send it, macros without a value left empty.
    @ParameterizedTest(name = "{0} : {1}")
    @CsvSource(delimiter = '|', textBlock = """
        event=sale&order_id=A&clickid=CLICK&amount=&currency=&coupon=&status=approved         | status of sale A: approved
        event=sale&order_id=A&clickid=CLICK&amount=&currency=EUR&coupon=&status=rejected      | status of sale A: rejected
        event=sale&order_id=&clickid=CLICK&amount=&status=approved                            | status of sale CLICK: approved
        event=sale&order_id=A&clickid=CLICK&amount=5.00&currency=EUR&status=approved          | sale A of 5.00 EUR
        event=lead&order_id=A&clickid=&status=approved                                        | status of lead A: approved
        event=lead&order_id=A&clickid=CLICK&status=approved                                   | lead A
        event=lead&order_id=&clickid=CLICK&amount=&currency=&status=approved                  | lead CLICK
        event=refund&order_id=A&refund_id=R&amount=5.00                                       | refund R of sale A: 5.00 EUR
        """)
    void query_says(String query, String meaning) {
        assertThat(said(Calls.get(World.PATH, query.replace("CLICK", click) + "&token=" + world.token)))
                .isEqualTo(meaning);
    }

    private static String said(APIGatewayV2HTTPEvent call) {
        APIGatewayV2HTTPResponse answer = world.call(call);
        String words = answer.getStatusCode() == 202
                ? words(ConversionMessages.read(world.backend.messages().getFirst())
                        .event())
                : answer.getStatusCode() + answer.getBody().replaceFirst(".*?\"code\":\"(\\w+)\".*", " $1");
        assertThat(world.backend.messages()).isEmpty();
        return words.replace(click, "CLICK");
    }

    private static String words(ConversionEvent event) {
        String of = event.key().event().text() + " " + event.key().order().text();
        return switch (event) {
            case Reward reward ->
                of
                        + reward.amounts()
                                .map(Amounts::amount)
                                .map(amount -> " of " + amount)
                                .orElse("");
            case StatusUpdate update -> "status of " + of + ": " + words(update.verdict());
            case OrderUpdate update ->
                "update " + update.update().text() + " of " + of + " to "
                        + update.amounts().amount();
            case Refund refund ->
                "refund " + refund.refund().text() + " of " + of + ": "
                        + refund.amount().orElseThrow();
            case ChargebackWon won -> "won " + won.chargeback().text() + " of " + of;
        };
    }

    private static String words(Verdict verdict) {
        return verdict.status().text()
                + verdict.approvedAmount().map(amount -> " " + amount).orElse("")
                + verdict.code().map(code -> " " + code.text()).orElse("");
    }
}
