package dev.tributary.commission;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.order.Result.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// What happens between a batch and the table, and what the next delivery makes of it.
class FaultsTest {
    private final Till till = new Till();

    @Test
    void notSent_isHandedBack_andPostedOnceLater() {
        TableFault fault = TableFault.notSent();
        CommissionHandler handler = till.handler(fault);
        List<SQSMessage> batch = List.of(till.message(till.market.sale("A-1", 1, "100.00")));

        assertThat(till.deliver(handler, batch)).containsExactly("m1");
        assertThat(till.balance(1)).isEqualTo("none");
        assertThat(till.order("A-1")).isEmpty();

        assertThat(till.deliver(handler, batch)).isEmpty();
        assertThat(till.balance(1)).isEqualTo("1 1000/0/0");
    }

    @Test
    void replyLostAfterTheCommit_isFoundByTheNextDelivery() {
        TableFault fault = TableFault.replyLost();
        CommissionHandler handler = till.handler(fault);
        List<SQSMessage> batch = List.of(
                till.message(till.market.sale("A-1", 1, "100.00")),
                till.message(till.market.sale("A-2", 1, "50.00")),
                till.message(till.market.refund("A-1", "R-1", "10.00")));

        assertThat(till.deliver(handler, batch)).containsExactlyInAnyOrder("m1", "m2", "m3");
        assertThat(till.balance(1)).isEqualTo("3 1400/0/0");

        assertThat(till.deliver(handler, batch)).isEmpty();
        assertThat(till.balance(1)).isEqualTo("3 1400/0/0");
        assertThat(till.results("A-1")).containsExactly(Kind.CONVERTED, Kind.REVERSED);
        assertThat(fault.seen).hasValue(1);
    }

    @Test
    void throttled_isHandedBack() {
        TableFault fault = TableFault.meanwhile(1, () -> {
            throw TransactionCanceledException.builder()
                    .cancellationReasons(
                            CancellationReason.builder().code("ThrottlingError").build())
                    .message("throttled")
                    .build();
        });
        CommissionHandler handler = till.handler(fault);
        List<SQSMessage> batch = List.of(till.message(till.market.sale("A-1", 1, "100.00")));

        assertThat(till.deliver(handler, batch)).containsExactly("m1");
        assertThat(till.deliver(handler, batch)).isEmpty();
        assertThat(till.balance(1)).isEqualTo("1 1000/0/0");
    }

    @Test
    void orderThatSomebodyElseWrote_isReadAgain_andTheOthersGoOnWithoutIt() {
        TableFault fault = TableFault.meanwhile(
                1,
                () -> assertThat(till.deliver(till.market.refund("A-2", "R-1", "5.00")))
                        .isEmpty());
        CommissionHandler handler = till.handler(fault);
        List<SQSMessage> batch = IntStream.rangeClosed(1, 3)
                .mapToObj(order -> till.message(till.market.sale("A-" + order, 1, "100.00")))
                .toList();

        assertThat(till.deliver(handler, batch)).isEmpty();

        assertThat(till.balance(1)).isEqualTo("4 2950/0/0");
        assertThat(till.results("A-2")).containsExactly(Kind.REVERSED, Kind.CONVERTED);
        // All three, then A-2 by itself beside the others.
        assertThat(fault.seen).hasValue(3);
    }

    @Test
    void accountThatOthersWriteEachTime_isHandedBackAfterFiveTries_atRandomTimes() {
        int[] others = {0};
        TableFault fault = TableFault.meanwhile(
                5,
                () -> assertThat(till.deliver(till.market.sale("X-" + others[0]++, 1, "1.00")))
                        .isEmpty());
        CommissionHandler handler = till.handler(fault);
        List<SQSMessage> batch = IntStream.rangeClosed(1, 10)
                .mapToObj(order -> till.message(till.market.sale("A-" + order, 1, "100.00")))
                .toList();

        assertThat(till.deliver(handler, batch)).hasSize(10);

        assertThat(fault.seen).hasValue(5);
        assertThat(till.balance(1)).isEqualTo("5 50/0/0");
        assertThat(till.delays.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        batch.stream().map(SQSMessage::getReceiptHandle).toList());
        assertThat(till.delays.values())
                .allMatch(delay ->
                        delay.compareTo(Duration.ofSeconds(1)) >= 0 && delay.compareTo(Duration.ofSeconds(60)) <= 0);
        assertThat(new HashSet<>(till.delays.values())).hasSizeGreaterThan(3);

        assertThat(till.deliver(handler, batch)).isEmpty();
        assertThat(till.balance(1)).isEqualTo("15 10050/0/0");
    }

    @Test
    void redeliveryThatCannotBeDelayed_failsItsMessagesAllTheSame() {
        int[] others = {0};
        TableFault fault = TableFault.meanwhile(
                5,
                () -> assertThat(till.deliver(till.market.sale("X-" + others[0]++, 1, "1.00")))
                        .isEmpty());
        CommissionHandler handler = till.handler(Till.EMBEDDED.connect(fault), delays -> {
            throw new IllegalStateException("the queue is gone");
        });

        assertThat(till.deliver(handler, List.of(till.message(till.market.sale("A-1", 1, "100.00")))))
                .hasSize(1);
    }

    @Test
    void twoHandlersOnOneAccount_postEachOrderOnce() throws Exception {
        List<SQSMessage> left = batch("L-");
        List<SQSMessage> right = batch("R-");
        // Both have the middle ones, as when a message is delivered twice.
        right.addAll(left.subList(10, 20));
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> done = threads.invokeAll(List.of(drain(left), drain(right)));
            for (Future<Integer> one : done) {
                assertThat(one.get()).isZero();
            }
        }

        assertThat(till.balance(1)).isEqualTo("60 6000/0/0");
        assertThat(till.entries(1).stream().map(entry -> entry.id().text()).distinct())
                .hasSize(60);
    }

    private List<SQSMessage> batch(String prefix) {
        List<SQSMessage> batch = new ArrayList<>();
        for (int order = 0; order < 30; order++) {
            batch.add(till.message(till.market.sale(prefix + order, 1, "10.00")));
        }
        return batch;
    }

    /// Five at a time, and what fails again, until nothing is left.
    private Callable<Integer> drain(List<SQSMessage> messages) {
        CommissionHandler handler = till.handler();
        return () -> {
            List<SQSMessage> left = new ArrayList<>(messages);
            for (int delivery = 0; delivery < 200 && !left.isEmpty(); delivery++) {
                List<SQSMessage> batch = List.copyOf(left.subList(0, Math.min(5, left.size())));
                left.subList(0, batch.size()).clear();
                Set<String> failed = new HashSet<>(till.deliver(handler, batch));
                batch.stream()
                        .filter(message -> failed.contains(message.getMessageId()))
                        .forEach(left::add);
            }
            return left.size();
        };
    }
}
