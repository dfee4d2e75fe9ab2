package dev.tributary.postback;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.infrastructure.queue.ConversionMessages;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One order that two senders tell of is one conversion, whichever comes first.
final class TwoDialectsTest {
    private final World world;
    private final String click;

    TwoDialectsTest() throws IOException {
        world = new World();
        click = world.click(World.PROGRAM, World.NOW.minusSeconds(60));
    }

    @BeforeEach
    void empty() {
        assertThat(world.backend.messages()).isEmpty();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    /// Nothing is committed yet, and the receipt is made of the content alone.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        tune     | transaction_id=CLICK&adv_sub=A-1&amount=10.00
        everflow | nid=1&transaction_id=CLICK&order_id=A-1&amount=10&currency=EUR&adv1=x
        voluum   | cid=CLICK&txid=A-1&payout=10.0&currency=eur
        awin     | tt=ss&cks=CLICK&ref=A-1&amount=10.00&cr=EUR&parts=DEFAULT:10.00&ch=aw
        impact   | ClickId=CLICK&OrderId=A-1&Amount=10.00&EventDate=NOW
        """)
    void sameContent_hasOneReceipt(String dialect, String parameters) {
        Postback own = sent(own("10.00"));
        Postback theirs = sent(call(dialect, parameters));
        assertThat(theirs.receipt()).isEqualTo(own.receipt());
        assertThat(theirs.key()).isEqualTo(own.key());
    }

    /// Committed: the sale of 10.00 by our own call. What a sender says beside it is a word of its status, or differs.
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        tune     | transaction_id=CLICK&adv_sub=A-1&amount=10.00                  | 200 | first | -
        tune     | transaction_id=CLICK&adv_sub=A-1&amount=10.00&status=approved  | 200 | first | -
        tune     | transaction_id=CLICK&adv_sub=A-1&amount=10.00&status=rejected  | 200 | new   | -
        tune     | transaction_id=CLICK&adv_sub=A-1&amount=10.01                  | 409 | -     | amount different
        tune     | transaction_id=CLICK&adv_sub=A-1&amount=10.00&currency=USD     | 409 | -     | currency different
        tune     | transaction_id=CLICK&adv_sub=A-2&amount=10.00                  | 200 | new   | -
        tune     | transaction_id=CLICK&adv_sub=A-1&goal_id=7                     | 200 | new   | -
        everflow | transaction_id=CLICK&order_id=A-1&amount=10                    | 200 | first | -
        everflow | transaction_id=CLICK&order_id=A-1&amount=10.01                 | 409 | -     | amount
        everflow | order_id=A-1&amount=10.00                                      | 200 | first | -
        voluum   | cid=CLICK&txid=A-1&payout=10.00&currency=EUR                   | 200 | first | -
        voluum   | cid=CLICK&txid=A-1&payout=1.00&currency=EUR                    | 409 | -     | payout
        voluum   | cid=OTHER&txid=A-1&payout=10.00&currency=EUR                   | 409 | -     | cid
        keitaro  | subid=CLICK&tid=A-1&payout=10.00                               | 200 | first | -
        keitaro  | subid=CLICK&tid=A-1&payout=10.00&status=lead                   | 200 | first | -
        keitaro  | subid=CLICK&tid=A-1&payout=10.00&status=rejected               | 200 | new   | -
        keitaro  | subid=CLICK&tid=A-1&payout=12.00&status=sale                   | 409 | -     | payout
        keitaro  | subid=CLICK&tid=A-2&payout=10.00&status=rebill                 | 200 | new   | -
        keitaro  | subid=CLICK&tid=A-1&revenue=12.00                              | 409 | -     | revenue
        awin     | cks=CLICK&ref=A-1&amount=10.00&cr=EUR&parts=DEFAULT:10.00      | 200 | first | -
        awin     | cks=CLICK&ref=A-1&amount=10.01&cr=EUR                          | 409 | -     | amount
        awin     | cks=CLICK&ref=A-1&amount=10.01&cr=EUR&ch=ppc                   | 200 | -     | OK
        impact   | ClickId=CLICK&OrderId=A-1&Amount=10.00                         | 200 | first | -
        impact   | ClickId=CLICK&OrderId=A-1&Amount=10.01                         | 409 | -     | Amount
        impact   | ClickId=CLICK&OrderId=A-1&ItemSubtotal1=12.00                  | 409 | -     | OrderDiscount
        """)
    void committedOrder_answers(String dialect, String parameters, int status, String receipt, String text) {
        Postback first = sent(own("10.00"));
        world.commit(first);
        List<?> before = world.backend.items();

        APIGatewayV2HTTPResponse answer = call(dialect, parameters);

        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(world.backend.messages()).hasSize("new".equals(receipt) ? 1 : 0);
        assertThat(world.backend.items()).isEqualTo(before);
        if ("first".equals(receipt)) {
            assertThat(answer.getHeaders())
                    .containsEntry("tributary-receipt", first.receipt().text());
        } else if (receipt == null) {
            assertThat(answer.getHeaders()).doesNotContainKey("tributary-receipt");
        }
        if (text != null) {
            assertThat(answer.getBody()).contains(text);
        }
    }

    /// The other way round, and again by the first.
    @Test
    void sendersOrder_isOurs() {
        Postback first = sent(call("keitaro", "subid=CLICK&tid=A-1&payout=10.00&status=sale"));
        world.commit(first);
        for (int time = 0; time < 2; time++) {
            APIGatewayV2HTTPResponse own = own("10.00");
            assertThat(own.getStatusCode()).isEqualTo(200);
            assertThat(own.getBody()).contains(first.receipt().text());
        }
        assertThat(own("10.01").getStatusCode()).isEqualTo(409);
        assertThat(world.backend.messages()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        tune     | transaction_id=CLICK&amount=1         | text/plain; charset=utf-8 | success=true;
        everflow | transaction_id=CLICK&amount=1         | text/plain; charset=utf-8 | OK
        voluum   | cid=CLICK&payout=1                    | text/plain; charset=utf-8 | OK
        keitaro  | subid=CLICK&payout=1                  | text/plain; charset=utf-8 | OK
        awin     | cks=CLICK&amount=1&ref=A-1            | text/plain; charset=utf-8 | OK
        impact   | ClickId=CLICK&OrderId=A-1&Amount=1    | application/json          | {"Status":"QUEUED","QueuedUri":"/v1/receipts/RECEIPT"}
        """)
    void taken_isSaidInTheSendersWords(String dialect, String parameters, String type, String body) {
        APIGatewayV2HTTPResponse answer = call(dialect, parameters);
        String receipt = ConversionMessages.read(world.backend.messages().getFirst())
                .receipt()
                .text();
        assertThat(answer.getHeaders())
                .containsEntry("content-type", type)
                .containsEntry("tributary-receipt", receipt)
                .containsEntry("cache-control", "no-store");
        assertThat(answer.getBody()).isEqualTo(body.replace("RECEIPT", receipt));
    }

    /// The queue does not answer: no sender is told that its call was taken.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        tune     | transaction_id=CLICK&amount=1         | success=false; err_msg=unavailable;
        everflow | transaction_id=CLICK&amount=1         | "code":"unavailable"
        voluum   | cid=CLICK&payout=1                    | "code":"unavailable"
        keitaro  | subid=CLICK&payout=1                  | "code":"unavailable"
        awin     | cks=CLICK&amount=1&ref=A-1            | "code":"unavailable"
        impact   | ClickId=CLICK&OrderId=A-1&Amount=1    | "Status":"ERROR","Message":"unavailable
        """)
    void queueDown_isSaidInTheSendersWords(String dialect, String parameters, String text) {
        PostbackHandler down = world.handler(Map.of("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:1"));
        APIGatewayV2HTTPResponse answer = down.handleRequest(
                Senders.call(dialect, Senders.proven(dialect, parameters.replace("CLICK", click), world.token)),
                new World.NoContext());
        assertThat(answer.getStatusCode()).isEqualTo(503);
        assertThat(answer.getHeaders()).containsEntry("retry-after", "5");
        assertThat(answer.getBody()).contains(text);
        assertThat(world.backend.messages()).isEmpty();
    }

    private APIGatewayV2HTTPResponse own(String amount) {
        return world.call(Calls.bearer(
                World.PATH,
                world.token,
                "{\"event\":\"sale\",\"order_id\":\"A-1\",\"click_id\":\"" + click + "\",\"amount\":\"" + amount
                        + "\",\"currency\":\"EUR\"}"));
    }

    private APIGatewayV2HTTPResponse call(String dialect, String parameters) {
        String other = world.click(World.PROGRAM, World.NOW.minusSeconds(61));
        String said = parameters.replace("CLICK", click).replace("OTHER", other);
        return world.call(Senders.call(dialect, Senders.proven(dialect, said, world.token)));
    }

    private Postback sent(APIGatewayV2HTTPResponse answer) {
        assertThat(answer.getStatusCode()).as(answer.getBody()).isBetween(200, 202);
        List<String> messages = world.backend.messages();
        assertThat(messages).hasSize(1);
        return ConversionMessages.read(messages.getFirst());
    }
}
