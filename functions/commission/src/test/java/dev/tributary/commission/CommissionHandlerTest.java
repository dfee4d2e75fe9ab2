package dev.tributary.commission;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.RefundId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.message.OrdersDue;
import dev.tributary.domain.order.Result.Kind;
import dev.tributary.domain.order.Stage;
import dev.tributary.infrastructure.queue.OrdersDueMessages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What batches of messages leave behind on the real table, whatever the queue does to them.
class CommissionHandlerTest {
    private final Till till = new Till();

    @Test
    void poison_failsAlone() {
        Postback sale = till.market.sale("P-1", 1, "100.00");
        List<SQSMessage> batch = List.of(
                till.message("not json"),
                till.message(sale),
                till.message("{\"type\":\"unknown\",\"v\":1,\"id\":\"x\",\"data\":{}}"),
                till.message("{\"type\":\"orders_due\",\"v\":1,\"id\":\"x\",\"data\":{\"orders\":[]}}"));

        assertThat(till.deliver(till.handler(), batch)).containsExactly("m1", "m3", "m4");
        assertThat(till.balance(1)).isEqualTo("1 1000/0/0");
    }

    @Test
    void unknownProgram_failsAlone() {
        Postback stranger = new Till().market.sale("U-1", 1, "100.00");
        ConversionKey unknown = new ConversionKey(new ProgramId(-1), new OrderId("U-1"), EventName.SALE);
        Postback elsewhere =
                till.market.call(new ConversionEvent.ChargebackWon(unknown, Optional.empty(), new RefundId("R-1")));
        List<SQSMessage> batch = List.of(
                till.message(elsewhere), till.message(till.market.sale("U-1", 1, "10.00")), till.message(stranger));

        assertThat(till.deliver(till.handler(), batch)).containsExactly("m1");
        assertThat(till.balance(1)).isEqualTo("1 100/0/0");
    }

    @Test
    void sale_becomesOneCommission() {
        assertThat(till.deliver(till.market.sale("A-1", 1, "126.00"))).isEmpty();

        assertThat(till.balance(1)).isEqualTo("1 1260/0/0");
        assertThat(till.results("A-1")).containsExactly(Kind.CONVERTED);
        assertThat(till.causes(1)).containsExactly("ACCRUE");
    }

    @Test
    void duplicateDelivery_changesNothing_alsoInOneBatch() {
        Postback sale = till.market.sale("A-1", 1, "100.00");
        Postback sameContent =
                new Postback(sale.event(), sale.receipt(), sale.receivedAt().plusNanos(250));

        assertThat(till.deliver(sale, sale)).isEmpty();
        assertThat(till.deliver(sale, sameContent, sale)).isEmpty();

        assertThat(till.balance(1)).isEqualTo("1 1000/0/0");
        assertThat(till.results("A-1")).containsExactly(Kind.CONVERTED, Kind.DUPLICATE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refundBeforeItsSale_waitsAndIsApplied(boolean sameBatch) {
        Postback refund = till.market.refund("A-1", "R-1", "40.00");
        Postback sale = till.market.sale("A-1", 1, "100.00");
        if (sameBatch) {
            assertThat(till.deliver(refund, sale)).isEmpty();
        } else {
            assertThat(till.deliver(refund)).isEmpty();
            assertThat(till.results("A-1")).containsExactly(Kind.WAITING);
            assertThat(till.balance(1)).isEqualTo("none");
            assertThat(till.deliver(sale)).isEmpty();
        }

        assertThat(till.balance(1)).isEqualTo("2 600/0/0");
        assertThat(till.results("A-1")).containsExactly(Kind.REVERSED, Kind.CONVERTED);
        assertThat(till.causes(1)).containsExactly("ACCRUE", "REVERSE");
    }

    @Test
    void shuffledBatches_endAlike() {
        long seed = System.nanoTime();
        List<Postback> calls = new ArrayList<>();
        for (int order = 0; order < 20; order++) {
            calls.add(till.market.sale("S-" + order, 1 + order % 3, "100.00"));
            calls.add(till.market.refund("S-" + order, "R-1", "33.33"));
            calls.add(till.market.refund("S-" + order, "R-2", "33.33"));
            calls.add(calls.get(calls.size() - 1 - order % 3));
        }
        Random random = new Random(seed);
        Collections.shuffle(calls, random);
        for (int from = 0; from < calls.size(); ) {
            int to = Math.min(calls.size(), from + 1 + random.nextInt(30));
            assertThat(till.deliver(calls.subList(from, to).toArray(Postback[]::new)))
                    .as("seed %d", seed)
                    .isEmpty();
            from = to;
        }

        // 10.00 less 6.67 each; 7, 7 and 6 orders.
        assertThat(Stream.of(1, 2, 3)
                        .map(affiliate -> till.account(affiliate).pendingTotal().minor()))
                .as("seed %d", seed)
                .containsExactly(7 * 333L, 7 * 333L, 6 * 333L);
    }

    @Test
    void moreOrdersThanATransactionTakes_areAllWritten() {
        Postback[] sales = IntStream.range(0, 100)
                .mapToObj(order -> till.market.sale("M-" + order, 2, "10.00"))
                .toArray(Postback[]::new);

        assertThat(till.deliver(sales)).isEmpty();

        assertThat(till.balance(2)).isEqualTo("100 10000/0/0");
        assertThat(till.entries(2)).hasSize(100);
    }

    @Test
    void moreRefundsThanATransactionTakes_areAllWritten() {
        List<Postback> calls = new ArrayList<>(List.of(till.market.sale("N-1", 1, "100.00")));
        IntStream.range(0, 99).forEach(n -> calls.add(till.market.refund("N-1", "R-" + n, "1.00")));

        assertThat(till.deliver(calls.toArray(Postback[]::new))).isEmpty();

        assertThat(till.balance(1)).isEqualTo("100 10/0/0");
    }

    @Test
    void mostThatMayWait_isAppliedWithItsSale_orRightAfterIt() {
        List<Postback> waiting = IntStream.range(0, 91)
                .mapToObj(n -> till.market.refund("W-1", "R-" + n, "1.00"))
                .toList();
        assertThat(till.deliver(waiting.toArray(Postback[]::new))).isEmpty();
        assertThat(till.results("W-1"))
                .hasSize(91)
                .filteredOn(Kind.REJECTED::equals)
                .hasSize(1);

        assertThat(till.deliver(till.market.sale("W-1", 1, "100.00"))).isEmpty();

        // As many as one transaction takes; the rest is due at once.
        assertThat(till.balance(1)).isEqualTo("75 260/0/0");
        assertThat(till.order("W-1").orElseThrow().due())
                .hasValueSatisfying(due -> assertThat(due).isBefore(till.now));
        OrdersDue due = new OrdersDue("due_1", List.of(till.market.key("W-1")));
        assertThat(till.deliver(till.handler(), List.of(till.message(OrdersDueMessages.write(due)))))
                .isEmpty();
        assertThat(till.balance(1)).isEqualTo("91 100/0/0");
        assertThat(till.order("W-1").orElseThrow().due()).isEmpty();
    }

    @Test
    void coupon_earnsWithoutAClick() {
        assertThat(till.deliver(till.market.saleWithCoupon("C-1", " anna10", "50.00")))
                .isEmpty();

        assertThat(till.balance(1)).isEqualTo("1 500/0/0");
    }

    @Test
    void tokenOfAnotherProgram_attributesNothing() {
        assertThat(till.deliver(till.market.foreignSale("F-1", 1, "50.00"))).isEmpty();

        assertThat(till.results("F-1")).containsExactly(Kind.UNATTRIBUTED);
        assertThat(till.balance(1)).isEqualTo("none");
    }

    @Test
    void conflictingContent_changesNothing() {
        assertThat(till.deliver(till.market.sale("A-1", 1, "100.00"), till.market.sale("A-1", 2, "200.00")))
                .isEmpty();

        assertThat(till.results("A-1")).containsExactly(Kind.CONVERTED, Kind.CONFLICT);
        assertThat(till.balance(1)).isEqualTo("1 1000/0/0");
        assertThat(till.balance(2)).isEqualTo("none");
    }

    @Test
    void whatWaited30Days_endsAsRejected_whenItIsDue() {
        assertThat(till.deliver(till.market.refund("D-1", "R-1", "5.00"))).isEmpty();
        OrdersDue due = new OrdersDue("due_1", List.of(till.market.key("D-1"), till.market.key("nothing")));
        assertThat(till.deliver(till.handler(), List.of(till.message(OrdersDueMessages.write(due)))))
                .isEmpty();
        assertThat(till.results("D-1")).containsExactly(Kind.WAITING);

        till.now = till.now.plus(Duration.ofDays(31));
        assertThat(till.deliver(till.handler(), List.of(till.message(OrdersDueMessages.write(due)))))
                .isEmpty();

        assertThat(till.results("D-1")).containsExactly(Kind.REJECTED);
        assertThat(till.order("D-1").orElseThrow().due()).isEmpty();
        assertThat(till.order("D-1").orElseThrow().stage()).isEqualTo(Stage.AWAITING_SALE);
        assertThat(till.order("nothing")).isEmpty();
    }
}
