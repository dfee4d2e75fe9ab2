package dev.tributary.commission;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.conversion.ConversionEvent.StatusUpdate;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.ReceiptLine;
import dev.tributary.domain.order.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What browsers tell, beside what merchants say, whatever comes together in a batch.
final class UnprovenOrdersTest {
    private static final String ORDER = "A-1";

    /// How the calls reach the function.
    private enum Way {
        TOGETHER,
        ONE_BY_ONE,
        TWICE,
        BEHIND_WHAT_IS_DUE
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // p: from the pixel; s: from the server; then the affiliate and the amount. 10 % are paid
        "p1:100,                 unproven pending,   waiting,                       none,       none",
        "p1:100 s1:80,           converted approved, duplicate converted,           1 800/0/0,  none",
        "p1:100 s2:80,           converted approved, duplicate converted,           none,       1 800/0/0",
        "s2:80 p1:100,           converted approved, converted duplicate,           none,       1 800/0/0",
        "p1:100 p2:90 s2:80,     converted approved, duplicate duplicate converted, none,       1 800/0/0",
        "p1:100 approved,        converted approved, duplicate converted,           1 1000/0/0, none",
        "approved p1:100,        unproven pending,   waiting waiting,              none,       none",
        "p1:100 rejected,        converted rejected, duplicate converted,           none,       none",
        "p1:100 approved s2:80,  converted approved, duplicate converted conflict,  1 1000/0/0, none",
        "p1:100 refund s2:80,    converted approved, duplicate reversed converted,  none,       2 400/0/0",
        "refund p1:100 approved, converted approved, reversed duplicate converted,  2 600/0/0,  none",
        "p1:100 refund,          unproven pending,   waiting waiting,               none,       none",
    })
    void calls_endAlike_howeverTheyCome(String calls, String order, String results, String first, String second) {
        for (Way way : Way.values()) {
            Till till = new Till();
            List<Postback> said = Arrays.stream(calls.split(" ", -1))
                    .map(call -> said(till, call))
                    .toList();
            deliver(till, way, said);

            OrderState state = till.order(ORDER).orElseThrow();
            assertThat(state.stage().text() + " "
                            + state.validation().orElseThrow().status().text())
                    .as(way.name())
                    .isEqualTo(order);
            assertThat(said.stream().map(call -> result(state, call)).collect(Collectors.joining(" ")))
                    .as(way.name())
                    .isEqualTo(results);
            assertThat(till.balance(1)).as(way.name()).isEqualTo(first);
            assertThat(till.balance(2)).as(way.name()).isEqualTo(second);
        }
    }

    private static void deliver(Till till, Way way, List<Postback> said) {
        List<SQSMessage> messages = new ArrayList<>();
        switch (way) {
            case TOGETHER -> said.forEach(call -> messages.add(till.message(call)));
            case ONE_BY_ONE ->
                said.forEach(call ->
                        assertThat(till.deliver(call)).as(call.toString()).isEmpty());
            case TWICE -> {
                said.forEach(call -> messages.add(till.message(call)));
                assertThat(till.deliver(till.handler(), messages)).isEmpty();
            }
            case BEHIND_WHAT_IS_DUE -> {
                assertThat(till.deliver(said.getFirst())).isEmpty();
                messages.add(till.due(ORDER));
                said.stream().skip(1).forEach(call -> messages.add(till.message(call)));
            }
        }
        assertThat(till.deliver(till.handler(), messages)).as(way.name()).isEmpty();
    }

    private static Postback said(Till till, String call) {
        int colon = call.indexOf(':');
        return switch (call.charAt(0)) {
            case 'p', 's' -> {
                Postback sale = till.market.sale(ORDER, call.charAt(1) - '0', call.substring(colon + 1) + ".00");
                yield new Postback(sale.event(), sale.receipt(), sale.receivedAt(), call.charAt(0) == 's');
            }
            default ->
                call.equals("refund")
                        ? till.market.refund(ORDER, "R-1", "40.00")
                        : till.market.call(new StatusUpdate(
                                till.market.key(ORDER),
                                Optional.empty(),
                                Verdict.of(Status.parse(call).orElseThrow())));
        };
    }

    private static String result(OrderState state, Postback call) {
        return state.receipts().stream()
                .filter(line -> line.receipt().equals(call.receipt())
                        && line.receivedAt().equals(call.receivedAt()))
                .map(ReceiptLine::result)
                .map(Result::kind)
                .map(Result.Kind::text)
                .collect(Collectors.joining("+"));
    }
}
