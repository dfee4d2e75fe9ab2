package dev.tributary.commission;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.ConversionEvent.OrderUpdate;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.UpdateId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.payout.PayoutLedger.Posted;
import dev.tributary.domain.payout.Release;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.Cap;
import dev.tributary.domain.terms.Limits;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.ValidationPolicy;
import dev.tributary.infrastructure.ledger.DynamoPayoutLedger;
import dev.tributary.infrastructure.table.AccountItems;
import dev.tributary.infrastructure.table.EntryItems;
import dev.tributary.infrastructure.table.PlainItems;
import dev.tributary.infrastructure.table.TestMarket;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/// A period that is paid again when its counter passes a step, on the real table: 5 % from 0, 7 % from
/// 1,000.00, 10 % from 5,000.00, by the month of the sale, which is November.
class RetroactiveTest {
    private static final ZoneId RIGA = ZoneId.of("Europe/Riga");
    private static final Instant RELEASED = Instant.parse("2026-12-24T10:00:00Z");
    private static final Instant PERIOD_IS_OVER = Instant.parse("2027-01-02T10:00:00Z");

    private TermsDocument terms = terms(List.of(step(0, "5"), step(100_000, "7"), step(500_000, "10")), List.of());
    private Till till = till();

    /// Invariant 3, and 4: what is stored gives the same amount, and the entries give the account.
    @AfterEach
    void everything_isWhatItsInputsGive() {
        long left = 0;
        for (int number = 1; number < 250; number++) {
            Optional<OrderState> known = till.order("T-" + number);
            if (known.isEmpty()) {
                continue;
            }
            OrderState order = known.get();
            for (Commission commission : order.commissions()) {
                if (commission.amount().isPositive()) {
                    assertThat(order.explain(commission, version -> terms).recomputed())
                            .isEqualTo(commission.amount());
                }
                left += commission.net().minor();
            }
        }
        Account account = till.account(1);
        assertThat(account.pendingTotal().minor() + account.available() + account.inFlight() - account.receivable())
                .isEqualTo(left);
        assertThat(account.change()).isEmpty();
        assertThat(account.version()).isEqualTo(till.entries(1).size());
    }

    @Test
    void secondStep_paysTheMonthAgain_onceHoweverOftenItIsDelivered() {
        Postback first = till.market.sale("T-1", 1, "900.00");
        Postback second = till.market.sale("T-2", 1, "200.00");

        till.deliver(first);
        till.deliver(second, second);
        till.deliver(second);
        till.deliver(first);

        assertThat(amounts("T-1")).isEqualTo("63.00 - 0.00");
        assertThat(amounts("T-2")).isEqualTo("14.00 - 0.00");
        assertThat(till.causes(1)).containsExactly("ACCRUE", "ACCRUE", "TIER");
        assertThat(till.entries(1).getLast().postings())
                .singleElement()
                .satisfies(posting -> assertThat(posting.amount()).isEqualTo(eur("18.00")));
        assertThat(till.balance(1)).isEqualTo("3 7700/0/0");
    }

    @Test
    void stepThatIsReachedToTheCent_counts() {
        till.deliver(till.market.sale("T-1", 1, "900.00"), till.market.sale("T-2", 1, "100.00"));

        assertThat(amounts("T-2")).isEqualTo("7.00 - 0.00");
        assertThat(till.balance(1)).isEqualTo("3 7000/0/0");
    }

    @Test
    void refund_bringsTheMonthDownAgain_andWhatWasReversedIsComputedAgain() {
        till.deliver(till.market.sale("T-1", 1, "900.00"));
        till.deliver(till.market.refund("T-1", "R-1", "90.00"));
        till.deliver(till.market.sale("T-2", 1, "200.00"));
        assertThat(amounts("T-1")).isEqualTo("63.00 - 6.30");
        assertThat(amounts("T-2")).isEqualTo("14.00 - 0.00");

        till.deliver(till.market.refund("T-2", "R-2", "100.00"));

        assertThat(amounts("T-1")).isEqualTo("45.00 - 4.50");
        assertThat(amounts("T-2")).isEqualTo("10.00 - 5.00");
        till.deliver(till.market.refund("T-1", "R-3", "810.00"));
        assertThat(amounts("T-1")).isEqualTo("45.00 - 45.00");
        assertThat(till.balance(1)).endsWith(" 500/0/0");
    }

    @Test
    void afterTheRelease_whatThePeriodGainsIsAvailable_andWhatItLosesIsTakenThere() {
        till.deliver(till.market.sale("T-1", 1, "900.00"));
        till.now = RELEASED;
        release();
        assertThat(till.balance(1)).endsWith(" 0/4500/0");

        till.deliver(till.market.sale("T-2", 1, "200.00"));
        assertThat(till.balance(1)).endsWith(" 0/7700/0");
        assertThat(amounts("T-1")).isEqualTo("63.00 - 0.00");

        till.deliver(till.market.refund("T-2", "R-1", "200.00"));
        assertThat(till.balance(1)).endsWith(" 0/4500/0");
    }

    @Test
    void afterThePayout_whatThePeriodLosesIsOwed_andTheNextCreditPaysIt() {
        till.deliver(till.market.sale("T-1", 1, "900.00"), till.market.sale("T-2", 1, "200.00"));
        till.now = RELEASED;
        release();
        payOut();
        assertThat(till.balance(1)).endsWith(" 0/0/0");

        till.deliver(till.market.refund("T-2", "R-1", "200.00"));
        assertThat(till.balance(1)).endsWith(" 0/0/3200");
        assertThat(amounts("T-1")).isEqualTo("45.00 - 0.00");

        till.deliver(till.market.sale("T-3", 1, "200.00"));
        assertThat(till.balance(1)).endsWith(" 0/0/0");
    }

    @Test
    void afterThePeriodAndTheHold_aRefundReversesItsOwnCommissionOnly() {
        till.deliver(till.market.sale("T-1", 1, "900.00"), till.market.sale("T-2", 1, "200.00"));
        till.now = PERIOD_IS_OVER;

        till.deliver(till.market.refund("T-2", "R-1", "200.00"));
        assertThat(amounts("T-1")).isEqualTo("63.00 - 0.00");
        assertThat(amounts("T-2")).isEqualTo("14.00 - 14.00");
        till.deliver(till.market.refund("T-1", "R-2", "450.00"));
        assertThat(amounts("T-1")).isEqualTo("63.00 - 31.50");
        // A late sale is paid by the counter that it finds, and pays nobody else again.
        till.deliver(till.market.sale("T-3", 1, "600.00"));
        assertThat(amounts("T-3")).isEqualTo("42.00 - 0.00");
        assertThat(amounts("T-1")).isEqualTo("63.00 - 31.50");
    }

    @Test
    void update_isPaidAtTheStepOfTheMonth() {
        till.deliver(till.market.sale("T-1", 1, "900.00"), till.market.sale("T-2", 1, "200.00"));

        till.deliver(update("T-1", "U-1", "850.00"));
        assertThat(amounts("T-1")).isEqualTo("59.50 - 0.00");
        till.deliver(update("T-1", "U-2", "700.00"));
        assertThat(amounts("T-1")).isEqualTo("35.00 - 0.00");
        assertThat(amounts("T-2")).isEqualTo("10.00 - 0.00");
        till.deliver(update("T-1", "U-3", "6000.00"));
        assertThat(amounts("T-1")).isEqualTo("600.00 - 0.00");
        assertThat(amounts("T-2")).isEqualTo("20.00 - 0.00");
    }

    @Test
    void stepThatPaysWhereNoneDid_makesTheCommissions_andTakesThemBack() {
        terms = terms(List.of(step(0, "0"), step(100_000, "5")), List.of());
        till = till();
        till.deliver(till.market.sale("T-1", 1, "900.00"));
        assertThat(amounts("T-1")).isEmpty();

        till.deliver(till.market.sale("T-2", 1, "200.00"));
        assertThat(amounts("T-1")).isEqualTo("45.00 - 0.00");
        till.deliver(till.market.refund("T-2", "R-1", "200.00"));
        assertThat(till.balance(1)).endsWith(" 0/0/0");
        till.deliver(till.market.sale("T-3", 1, "100.00"));
        assertThat(amounts("T-1")).isEqualTo("45.00 - 0.00");
        assertThat(till.balance(1)).endsWith(" 5000/0/0");
    }

    @Test
    void cap_holdsWhateverTheStep() {
        terms = terms(
                List.of(step(0, "5"), step(100_000, "7")),
                List.of(new Cap(Optional.empty(), Period.Length.MONTH, eur("60.00"))));
        till = till();
        till.deliver(IntStream.rangeClosed(1, 11)
                .mapToObj(order -> till.market.sale("T-" + order, 1, "100.00"))
                .toArray(Postback[]::new));

        assertThat(till.balance(1)).endsWith(" 6000/0/0");
        assertThat(amounts("T-1")).isEqualTo("7.00 - 0.00");
        till.deliver(till.market.refund("T-11", "R-1", "100.00"), till.market.refund("T-10", "R-2", "100.00"));
        assertThat(till.balance(1)).endsWith(" 4500/0/0");
    }

    @Test
    void crashBetweenChunks_goesOnWhereItWas() {
        List<SQSMessage> sales = IntStream.rangeClosed(1, 200)
                .mapToObj(order -> till.message(till.market.sale("T-" + order, 1, "4.99")))
                .toList();
        deliverAll(till.handler(), sales);
        assertThat(till.account(1).pendingTotal()).isEqualTo(eur("50.00"));
        SQSMessage last = till.message(till.market.sale("T-201", 1, "10.00"));
        // The sale, the first chunk, and then no more.
        CommissionHandler crashing = till.handler(new FailsFrom(3));

        assertThat(till.deliver(crashing, List.of(last))).containsExactly(last.getMessageId());
        assertThat(till.account(1).change()).isPresent();
        assertThat(till.account(1).pendingTotal()).isEqualTo(eur("59.70"));
        // Meanwhile nothing else is posted to the account.
        till.now = RELEASED;
        Movement due = Release.of(till.account(1), RIGA, till.now).orElseThrow();
        assertThat(new DynamoPayoutLedger(Till.TABLE, 2).release(due, RIGA)).isInstanceOf(Posted.Stale.class);

        assertThat(till.deliver(till.handler(), List.of(last))).isEmpty();
        assertThat(till.account(1).change()).isEmpty();
        IntStream.rangeClosed(1, 200)
                .forEach(order -> assertThat(amounts("T-" + order)).isEqualTo("0.35 - 0.00"));
        assertThat(till.causes(1).filter("TIER"::equals).count()).isEqualTo(3);
    }

    @Test
    void changeUnderWay_isCompletedByWhoeverComesNext() {
        till.deliver(till.market.sale("T-1", 1, "900.00"));
        SQSMessage second = till.message(till.market.sale("T-2", 1, "200.00"));
        assertThat(till.deliver(till.handler(new FailsFrom(2)), List.of(second)))
                .hasSize(1);
        assertThat(amounts("T-1")).isEqualTo("45.00 - 0.00");
        assertThat(amounts("T-2")).isEqualTo("14.00 - 0.00");

        till.deliver(till.market.refund("T-1", "R-1", "90.00"));

        assertThat(till.causes(1)).containsExactly("ACCRUE", "ACCRUE", "TIER", "REVERSE");
        assertThat(amounts("T-1")).isEqualTo("63.00 - 6.30");
        assertThat(till.deliver(till.handler(), List.of(second))).isEmpty();
        assertThat(till.causes(1)).containsExactly("ACCRUE", "ACCRUE", "TIER", "REVERSE");
    }

    @Test
    void replyLostOfAChunk_changesNothingTwice() {
        till.deliver(till.market.sale("T-1", 1, "900.00"));
        SQSMessage second = till.message(till.market.sale("T-2", 1, "200.00"));
        int[] replies = {0};
        TableFault lost = new TableFault(Integer.MAX_VALUE) {
            @Override
            void after() {
                if (++replies[0] == 2) {
                    throw SdkClientException.create("the reply was lost");
                }
            }
        };

        assertThat(till.deliver(till.handler(lost), List.of(second))).hasSize(1);
        assertThat(till.deliver(till.handler(), List.of(second))).isEmpty();

        assertThat(till.balance(1)).isEqualTo("3 7700/0/0");
    }

    @Test
    void manyAtOnce_upAndDown_endAtTheStepOfTheCounter() throws Exception {
        List<SQSMessage> left = new ArrayList<>();
        List<SQSMessage> right = new ArrayList<>();
        for (int order = 1; order <= 24; order++) {
            (order % 2 == 0 ? left : right).add(till.message(till.market.sale("T-" + order, 1, "50.00")));
        }
        for (int order = 1; order <= 6; order++) {
            SQSMessage refund = till.message(till.market.refund("T-" + order, "R-" + order, "50.00"));
            // Each of them twice.
            left.add(refund);
            right.add(refund);
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> done = threads.invokeAll(List.of(drain(left), drain(right)));
            for (Future<Integer> one : done) {
                assertThat(one.get()).isZero();
            }
        }

        // 18 sales are left, 900.00: all at 5 %, though they were at 7 % for a while.
        assertThat(till.account(1).pendingTotal()).isEqualTo(eur("45.00"));
        assertThat(till.account(1).tallies().values()).containsExactly(90_000L);
        till.deliver(till.market.sale("T-25", 1, "100.00"));
        assertThat(till.account(1).pendingTotal()).isEqualTo(eur("70.00"));
    }

    private Callable<Integer> drain(List<SQSMessage> messages) {
        CommissionHandler handler = till.handler();
        return () -> deliverAll(handler, messages);
    }

    /// Five at a time, and what fails again, until nothing is left.
    private int deliverAll(CommissionHandler handler, List<SQSMessage> messages) {
        List<SQSMessage> left = new ArrayList<>(messages);
        for (int delivery = 0; delivery < 300 && !left.isEmpty(); delivery++) {
            List<SQSMessage> batch = List.copyOf(left.subList(0, Math.min(20, left.size())));
            left.subList(0, batch.size()).clear();
            Set<String> failed = new HashSet<>(till.deliver(handler, batch));
            batch.stream()
                    .filter(message -> failed.contains(message.getMessageId()))
                    .forEach(left::add);
        }
        return left.size();
    }

    /// Transactions from that one on are not sent.
    private static final class FailsFrom extends TableFault {
        private final int from;

        FailsFrom(int from) {
            super(Integer.MAX_VALUE);
            this.from = from;
        }

        @Override
        void before() {
            if (seen.get() >= from) {
                throw SdkClientException.create("not sent");
            }
        }
    }

    private Postback update(String order, String id, String amount) {
        return till.market.call(new OrderUpdate(
                till.market.key(order), Optional.empty(), new UpdateId(id), Amounts.of(eur(amount)), List.of()));
    }

    private void release() {
        Account account = till.account(1);
        Movement due = Release.of(account, RIGA, till.now).orElseThrow();
        assertThat(new DynamoPayoutLedger(Till.TABLE, 2).release(due, RIGA)).isInstanceOf(Posted.Committed.class);
    }

    /// Everything available leaves, as a payout would take it.
    private void payOut() {
        Account account = till.account(1);
        Account.Posted reserved = account.draft()
                .reserve(account.money(account.available()), account.version())
                .post(cause("reserve", Cause.Kind.RESERVE));
        Map.of(1, AccountItems.of(reserved.account(), RIGA, 2), 2, EntryItems.of(reserved.entry()))
                .values()
                .forEach(item -> Till.TABLE
                        .client()
                        .putItem(put -> put.tableName(Till.TABLE.name()).item(PlainItems.attributes(item))));
    }

    private Cause cause(String id, Cause.Kind kind) {
        return new Cause(new EntryId("payout:" + id), kind, till.now, till.now);
    }

    private String amounts(String order) {
        return till.order(order).orElseThrow().commissions().stream()
                .map(commission -> commission.amount().amount() + " - "
                        + commission.reversed().amount())
                .reduce("", String::concat);
    }

    private static Money eur(String amount) {
        return Money.of(amount, TestMarket.EUR);
    }

    private static Pay.Step step(long from, String percent) {
        return new Pay.Step(from, new Pay.Percent(new BigDecimal(percent)));
    }

    private static TermsDocument terms(List<Pay.Step> steps, List<Cap> caps) {
        Pay.Tiered tiers = new Pay.Tiered(Measure.REVENUE, Period.Length.MONTH, Pay.Tiered.Mode.RETROACTIVE, steps);
        return new TermsDocument(
                1,
                Instant.EPOCH,
                new AttributionPolicy(AttributionPolicy.Model.LAST_CLICK, 30, AttributionPolicy.Precedence.COUPON),
                TermsDocument.PaidUnder.CLICK,
                List.of(new Rule(new RuleId("base"), List.of(), tiers, Optional.empty())),
                Limits.NONE,
                caps,
                Optional.empty(),
                30,
                ValidationPolicy.AUTO,
                Money.zero(TestMarket.EUR),
                65,
                List.of());
    }

    private Till till() {
        return new Till(new TestMarket(Till.TABLE, 1, terms));
    }
}
