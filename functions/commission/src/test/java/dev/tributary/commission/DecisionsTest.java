package dev.tributary.commission;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Decision;
import dev.tributary.domain.decision.Decision.Refusal;
import dev.tributary.domain.decision.Decision.State;
import dev.tributary.domain.decision.DueDecisions;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.infrastructure.queue.DecisionMessages;
import dev.tributary.infrastructure.table.DynamoDecisions;
import dev.tributary.infrastructure.table.TestMarket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// What decisions leave behind on the real table, whatever queue and table do to their messages.
class DecisionsTest {

    private final Till till = new Till();
    private final DynamoDecisions decisions = new DynamoDecisions(Till.TABLE);

    @Test
    void decisionThatNobodyRecorded_isThrown_andMovesNothing() {
        Adjustment forged = adjustment(1, "1000.00");

        assertThat(till.deliver(till.handler(), List.of(message(forged)))).hasSize(1);
        assertThat(till.balance(1)).isEqualTo("none");
        assertThat(decisions.find(forged.id())).isEmpty();
    }

    @Test
    void contentThatWasNotRecorded_isThrown_andMovesNothing() {
        Adjustment small = recorded(adjustment(1, "1.00"));
        Adjustment forged = new Adjustment(
                small.id(),
                till.market.account(2),
                euros("999.00"),
                small.reason(),
                small.author(),
                small.decidedAt(),
                Optional.empty());

        assertThat(till.deliver(till.handler(), List.of(message(forged)))).hasSize(1);
        assertThat(till.balance(1)).isEqualTo("none");
        assertThat(till.balance(2)).isEqualTo("none");
        assertThat(state(small)).isEqualTo(new State.Posting());

        assertThat(deliver(small)).isEmpty();
        assertThat(till.balance(1)).isEqualTo("1 0/100/0");
    }

    @Test
    void repeatedDelivery_postsOnce_alsoInOneBatch() {
        Adjustment gift = recorded(adjustment(1, "12.50"));

        assertThat(deliver(gift, gift)).isEmpty();
        assertThat(deliver(gift)).isEmpty();

        assertThat(till.balance(1)).isEqualTo("1 0/1250/0");
        assertThat(state(gift))
                .isEqualTo(new State.Posted(till.entries(1).getFirst().id()));
        assertThat(till.entries(1).getFirst().id()).hasToString("adjustment:" + gift.id());
        assertThat(till.causes(1)).containsExactly("ADJUST");
    }

    @Test
    void reorderedDeliveries_endAlike() {
        long seed = System.nanoTime();
        List<Adjustment> all = new ArrayList<>();
        for (String amount : List.of("10.00", "-25.00", "7.00", "-1.00", "30.00", "-4.50")) {
            all.add(recorded(adjustment(1, amount)));
            all.add(all.getLast());
        }
        Collections.shuffle(all, new Random(seed));
        all.forEach(one -> assertThat(deliver(one)).isEmpty());

        assertThat(till.balance(1)).as("seed %d", seed).isEqualTo("6 0/1650/0");
    }

    @Test
    void moreThanIsAvailable_becomesADebt_whichTheNextCreditPays() {
        assertThat(deliver(recorded(adjustment(1, "4.00")), recorded(adjustment(1, "-10.00"))))
                .isEmpty();
        assertThat(till.balance(1)).isEqualTo("2 0/0/600");

        assertThat(deliver(recorded(adjustment(1, "5.00")))).isEmpty();
        assertThat(till.balance(1)).isEqualTo("3 0/0/100");

        assertThat(deliver(recorded(adjustment(1, "5.00")))).isEmpty();
        assertThat(till.balance(1)).isEqualTo("4 0/400/0");
    }

    @Test
    void adjustmentOfAWaitingCommission_standsInItsDay_andARefundAfterItFindsItsMoney() {
        till.deliver(till.market.sale("A-1", 1, "100.00"), till.market.sale("A-2", 1, "50.00"));
        Commission commission = commission("A-1");

        assertThat(deliver(recorded(about(1, "-4.00", "A-1", commission)))).isEmpty();
        assertThat(till.balance(1)).isEqualTo("3 1100/0/0");

        // The refund takes back all of the commission, and no more of the day than its own 6.00.
        till.deliver(till.market.refund("A-1", "R-1", "100.00"));
        assertThat(till.balance(1)).isEqualTo("4 500/0/400");
        till.deliver(till.market.refund("A-2", "R-1", "50.00"));
        assertThat(till.balance(1)).isEqualTo("5 0/0/400");
    }

    /// What the refund leaves of the commission is what the decision has to know.
    @Test
    void refundMeanwhile_isDecidedOn() {
        till.deliver(till.market.sale("A-1", 1, "100.00"), till.market.sale("A-2", 1, "50.00"));
        Adjustment cut = recorded(about(1, "-4.00", "A-1", commission("A-1")));
        TableFault fault = TableFault.meanwhile(
                1,
                () -> assertThat(till.deliver(till.market.refund("A-1", "R-1", "80.00")))
                        .isEmpty());

        assertThat(till.deliver(till.handler(fault), List.of(message(cut)))).isEmpty();
        assertThat(till.balance(1)).isEqualTo("4 500/0/200");
        assertThat(commission("A-1").own()).isEqualTo(euros("0.00"));
    }

    @Test
    void adjustmentUpward_keepsItsCommissionsDay_andGoesToAvailableWhenThatIsPast() {
        till.deliver(till.market.sale("A-1", 1, "100.00"));
        Commission commission = commission("A-1");
        assertThat(deliver(recorded(about(1, "3.00", "A-1", commission)))).isEmpty();
        assertThat(till.balance(1)).isEqualTo("2 1300/0/0");

        till.deliver(till.market.refund("A-1", "R-1", "100.00"));
        assertThat(deliver(recorded(about(1, "-3.00", "A-1", commission)))).isEmpty();
        // All of the commission is taken back: what was given stood there yet.
        assertThat(till.balance(1)).isEqualTo("4 0/0/0");

        till.deliver(till.market.sale("A-2", 2, "100.00"));
        till.deliver(till.market.refund("A-2", "R-1", "100.00"));
        till.now = till.now.plus(Duration.ofDays(40));
        assertThat(deliver(recorded(about(2, "3.00", "A-2", commission("A-2")))))
                .isEmpty();
        assertThat(till.balance(2)).isEqualTo("3 0/300/0");
    }

    @Test
    void whatCannotBePosted_isRefused_once() {
        till.deliver(till.market.sale("A-1", 1, "100.00"));
        Adjustment stranger = recorded(adjustment(9, "5.00"));
        Adjustment others = recorded(about(2, "5.00", "A-1", commission("A-1")));
        Adjustment nothing = recorded(about(1, "5.00", "A-9", commission("A-1")));
        CurrencyCode dollar = new CurrencyCode("USD");
        Adjustment elsewhere = recorded(new Adjustment(
                Till.anotherAdjustment(),
                new AccountKey(till.market.program, till.market.affiliate(1), dollar),
                Money.of("5.00", dollar),
                "why",
                "key_1",
                TestMarket.SALE,
                Optional.empty()));

        for (int delivery = 0; delivery < 2; delivery++) {
            assertThat(deliver(stranger, others, nothing, elsewhere)).isEmpty();
            assertThat(state(stranger)).isEqualTo(new State.Refused(Refusal.NO_ENROLLMENT));
            assertThat(state(others)).isEqualTo(new State.Refused(Refusal.NO_COMMISSION));
            assertThat(state(nothing)).isEqualTo(new State.Refused(Refusal.NO_COMMISSION));
            assertThat(state(elsewhere)).isEqualTo(new State.Refused(Refusal.CURRENCY_MISMATCH));
        }
        assertThat(till.balance(1)).isEqualTo("1 1000/0/0");
        assertThat(till.balance(2)).isEqualTo("none");
        assertThat(till.balance(9)).isEqualTo("none");
    }

    @Test
    void crashBeforeTheCommit_isPostedByTheNextDelivery() {
        Adjustment gift = recorded(adjustment(1, "12.50"));
        CommissionHandler handler = till.handler(TableFault.notSent());
        SQSMessage message = message(gift);

        assertThat(till.deliver(handler, List.of(message))).hasSize(1);
        assertThat(till.balance(1)).isEqualTo("none");
        assertThat(state(gift)).isEqualTo(new State.Posting());

        assertThat(till.deliver(handler, List.of(message))).isEmpty();
        assertThat(till.balance(1)).isEqualTo("1 0/1250/0");
    }

    @Test
    void crashAfterTheCommit_isFoundByTheNextDelivery() {
        Adjustment gift = recorded(adjustment(1, "12.50"));
        TableFault fault = TableFault.replyLost();
        CommissionHandler handler = till.handler(fault);
        SQSMessage message = message(gift);

        assertThat(till.deliver(handler, List.of(message))).hasSize(1);
        assertThat(till.balance(1)).isEqualTo("1 0/1250/0");

        assertThat(till.deliver(handler, List.of(message))).isEmpty();
        assertThat(till.balance(1)).isEqualTo("1 0/1250/0");
        assertThat(fault.seen).hasValue(1);
    }

    @Test
    void throttled_isHandedBack() {
        Adjustment gift = recorded(adjustment(1, "12.50"));
        CommissionHandler handler = till.handler(TableFault.meanwhile(1, () -> {
            throw TransactionCanceledException.builder()
                    .cancellationReasons(
                            CancellationReason.builder().code("ThrottlingError").build())
                    .message("throttled")
                    .build();
        }));

        assertThat(till.deliver(handler, List.of(message(gift)))).hasSize(1);
        assertThat(till.balance(1)).isEqualTo("none");
        assertThat(deliver(gift)).isEmpty();
    }

    /// What the other delivery posts meanwhile is not posted on top of it.
    @Test
    void theSameDecisionMeanwhile_isPostedOnce() {
        Adjustment gift = recorded(adjustment(1, "12.50"));
        TableFault fault =
                TableFault.meanwhile(1, () -> assertThat(deliver(gift)).isEmpty());

        assertThat(till.deliver(till.handler(fault), List.of(message(gift)))).isEmpty();
        assertThat(till.balance(1)).isEqualTo("1 0/1250/0");
    }

    @Test
    void saleMeanwhile_isDecidedOn_andAnAccountThatIsAlwaysInUse_isHandedBack() {
        int[] others = {0};
        Adjustment gift = recorded(adjustment(1, "12.50"));
        TableFault fault = TableFault.meanwhile(
                Rounds.TRIES + 1,
                () -> assertThat(till.deliver(till.market.sale("X-" + others[0]++, 1, "1.00")))
                        .isEmpty());
        CommissionHandler handler = till.handler(fault);
        SQSMessage message = message(gift);

        assertThat(till.deliver(handler, List.of(message))).containsExactly(message.getMessageId());
        assertThat(till.balance(1)).isEqualTo("5 50/0/0");
        assertThat(till.delays).containsOnlyKeys(message.getReceiptHandle());
        assertThat(state(gift)).isEqualTo(new State.Posting());

        assertThat(till.deliver(handler, List.of(message))).isEmpty();
        assertThat(till.balance(1)).isEqualTo("7 60/1250/0");
    }

    @Test
    void salesAndDecisionsOnOneAccount_fromTwoHandlers_areEachPostedOnce() throws Exception {
        List<SQSMessage> left = new ArrayList<>();
        List<SQSMessage> right = new ArrayList<>();
        for (int number = 0; number < 15; number++) {
            left.add(till.message(till.market.sale("S-" + number, 1, "10.00")));
            Adjustment adjustment = recorded(adjustment(1, number % 3 == 0 ? "-2.00" : "1.00"));
            right.add(message(adjustment));
            left.add(message(adjustment));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> done = threads.invokeAll(List.of(drain(left), drain(right)));
            for (Future<Integer> one : done) {
                assertThat(one.get()).isZero();
            }
        }

        assertThat(till.balance(1)).isEqualTo("30 1500/0/0");
        assertThat(till.entries(1).stream().map(Entry::id).distinct()).hasSize(30);
    }

    @Test
    void whatIsPosted_leavesWhatIsDue_andStaysInTheList() {
        Adjustment first = recorded(adjustment(1, "1.00"));
        Adjustment second = recorded(adjustment(2, "2.00"));
        assertThat(due()).contains(first, second);

        deliver(first);

        assertThat(due()).contains(second).doesNotContain(first);
        assertThat(decisions.in(till.market.program, PageRequest.first(10)).items())
                .extracting(Decision::adjustment)
                .containsExactlyInAnyOrder(first, second);
        assertThat(decisions
                        .in(new Till().market.program, PageRequest.first(10))
                        .items())
                .isEmpty();
    }

    private List<Adjustment> due() {
        assertThat(decisions
                        .due(TestMarket.SALE.plusSeconds(59), Optional.empty())
                        .decisions())
                .isEmpty();
        List<Adjustment> due = new ArrayList<>();
        Optional<String> from = Optional.empty();
        do {
            DueDecisions.Found found = decisions.due(TestMarket.SALE.plusSeconds(60), from);
            due.addAll(found.decisions());
            from = found.next();
        } while (from.isPresent());
        return due;
    }

    private Callable<Integer> drain(List<SQSMessage> messages) {
        CommissionHandler handler = till.handler();
        return () -> {
            List<SQSMessage> left = new ArrayList<>(messages);
            for (int delivery = 0; delivery < 200 && !left.isEmpty(); delivery++) {
                List<SQSMessage> batch = List.copyOf(left.subList(0, Math.min(4, left.size())));
                left.subList(0, batch.size()).clear();
                Set<String> failed = new HashSet<>(till.deliver(handler, batch));
                batch.stream()
                        .filter(message -> failed.contains(message.getMessageId()))
                        .forEach(left::add);
            }
            return left.size();
        };
    }

    private Adjustment adjustment(int affiliate, String amount) {
        return about(affiliate, amount, Optional.empty());
    }

    private Adjustment about(int affiliate, String amount, String order, Commission commission) {
        return about(affiliate, amount, Optional.of(new Adjustment.About(till.market.key(order), commission.id())));
    }

    private Adjustment about(int affiliate, String amount, Optional<Adjustment.About> about) {
        return till.adjustment(affiliate, amount, about);
    }

    private Adjustment recorded(Adjustment adjustment) {
        assertThat(decisions.create(adjustment)).isEqualTo(new Creation.Created());
        return adjustment;
    }

    private Commission commission(String order) {
        return till.order(order).orElseThrow().commissions().getFirst();
    }

    private State state(Adjustment adjustment) {
        return decisions.find(adjustment.id()).orElseThrow().state();
    }

    private SQSMessage message(Adjustment adjustment) {
        return till.message(DecisionMessages.write(adjustment));
    }

    private List<String> deliver(Adjustment... adjustments) {
        List<SQSMessage> messages = new ArrayList<>();
        for (Adjustment adjustment : adjustments) {
            messages.add(message(adjustment));
        }
        return till.deliver(till.handler(), messages);
    }

    private static Money euros(String amount) {
        return Money.of(amount, TestMarket.EUR);
    }
}
