package dev.tributary.commission;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.bonus.BonusKey;
import dev.tributary.domain.bonus.Fulfilment;
import dev.tributary.domain.bonus.PrizeAward;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.change.Changes.Commit;
import dev.tributary.domain.change.Changes.Outcome;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.decision.Given;
import dev.tributary.domain.id.AuditEventId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.payout.PayoutLedger.Posted;
import dev.tributary.domain.payout.Release;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.Bonus;
import dev.tributary.domain.terms.BonusId;
import dev.tributary.domain.terms.Prize;
import dev.tributary.infrastructure.ledger.DynamoPayoutLedger;
import dev.tributary.infrastructure.table.DynamoChanges;
import dev.tributary.infrastructure.table.DynamoDecisions;
import dev.tributary.infrastructure.table.DynamoPrizes;
import dev.tributary.infrastructure.table.TestMarket;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Prizes without cash that conversions reach, on the real table: a bag for three sales in November, each of
/// 100.00 that earns 10.00. The prize is noted with the conversion, and never moves money.
class PrizesTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Riga");

    private final Till till = till(bag("m3", 3));

    @Test
    void prize_isAwardedByTheConversionThatReachesIt_once_andMovesNoMoney() {
        Postback third = till.market.sale("A-3", 1, "100.00");
        till.deliver(till.market.sale("A-1", 1, "100.00"), till.market.sale("A-2", 1, "100.00"));
        assertThat(prizes()).isEmpty();

        till.deliver(third, third);
        till.deliver(third);
        till.deliver(till.market.sale("A-4", 1, "100.00"));

        PrizeAward prize = prize().value();
        assertThat(prizes()).containsExactly(prize);
        assertThat(prize.state()).isEqualTo(PrizeAward.State.AWARDED);
        assertThat(prize.times()).isEqualTo(1);
        assertThat(prize.version()).isEqualTo(1);
        assertThat(prize.day()).isEqualTo(till.account(1).pending().firstKey());
        assertThat(prize().version()).isEqualTo(1);
        // Four commissions, and the entry that notes the prize.
        assertThat(till.balance(1)).isEqualTo("5 4000/0/0");
        assertThat(noted()).hasSize(1).allMatch(entry -> entry.postings().isEmpty());
    }

    @Test
    void refundBeforeItIsOnItsWay_losesIt_andMeetingItAgainAwardsItAgain() {
        sales(3);
        till.deliver(till.market.refund("A-2", "R-1", "100.00"));
        assertThat(prize().value().state()).isEqualTo(PrizeAward.State.LOST);
        assertThat(prize().value().lostAt()).contains(till.now);
        assertThat(till.balance(1)).isEqualTo("6 2000/0/0");

        till.deliver(till.market.sale("B-1", 1, "100.00"));
        assertThat(prize().value().state()).isEqualTo(PrizeAward.State.AWARDED);
        assertThat(prize().value().times()).isEqualTo(2);
        assertThat(prize().value().lostAt()).isEmpty();
        assertThat(prizes()).hasSize(1);
        assertThat(till.balance(1)).isEqualTo("8 3000/0/0");
    }

    @Test
    void refundAfterItIsOnItsWay_takesNothingBack_andMeetingItAgainGivesNothingMore() {
        sales(3);
        move(Fulfilment.Step.SHIPPED);
        till.deliver(till.market.refund("A-2", "R-1", "100.00"));
        assertThat(prize().value().state()).isEqualTo(PrizeAward.State.SHIPPED);
        assertThat(prize().value().isKept()).isTrue();

        till.deliver(till.market.sale("B-1", 1, "100.00"));
        assertThat(prize().value().state()).isEqualTo(PrizeAward.State.SHIPPED);
        assertThat(prize().value().isKept()).isFalse();
        assertThat(prizes()).hasSize(1);
    }

    @Test
    void acceptedThenLostAndWonAgain_isToBeAcceptedAgain() {
        sales(3);
        move(Fulfilment.Step.ACCEPTED);
        till.deliver(till.market.refund("A-2", "R-1", "100.00"), till.market.sale("B-1", 1, "100.00"));
        assertThat(prize().value().state()).isEqualTo(PrizeAward.State.AWARDED);
        assertThat(prize().value().times()).isEqualTo(2);
    }

    /// Whoever has read it while it stood writes nothing over what the ledger says.
    @Test
    void lostMeanwhile_theStepOfAPersonIsOutdated() {
        sales(3);
        Versioned<PrizeAward> read = prize();
        till.deliver(till.market.refund("A-2", "R-1", "100.00"));
        assertThat(move(read, Fulfilment.Step.SHIPPED)).isEqualTo(new Outcome.Outdated());
        assertThat(prize().value().state()).isEqualTo(PrizeAward.State.LOST);
    }

    /// One transaction writes the item once, whatever happened to the prize in it.
    @Test
    void reachedAndLostTwiceInOneBatch_isOneWriteOfOnePrize() {
        sales(2);
        assertThat(till.deliver(
                        till.market.sale("A-3", 1, "100.00"),
                        till.market.refund("A-1", "R-1", "100.00"),
                        till.market.sale("A-4", 1, "100.00"),
                        till.market.refund("A-2", "R-1", "100.00")))
                .isEmpty();
        assertThat(noted()).hasSize(4);
        assertThat(prize().version()).isEqualTo(1);
        assertThat(prize().value().state()).isEqualTo(PrizeAward.State.LOST);
        assertThat(prize().value().times()).isEqualTo(2);
        assertThat(till.account(1).pendingTotal().toString()).isEqualTo("20.00 EUR");
    }

    @Test
    void deliveriesInAnyOrder_endAlike() {
        long seed = System.nanoTime();
        List<Postback> sales = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            sales.add(till.market.sale("A-" + number, 1, "100.00"));
            sales.add(sales.getLast());
        }
        Collections.shuffle(sales, new Random(seed));
        till.deliver(sales.subList(0, 9).toArray(Postback[]::new));
        sales.forEach(till::deliver);
        assertThat(prizes()).as("seed %d", seed).hasSize(1);
        assertThat(prize().value().times()).as("seed %d", seed).isEqualTo(1);
        assertThat(till.balance(1)).as("seed %d", seed).isEqualTo("9 8000/0/0");
    }

    @Test
    void crashesBeforeAndAfterTheCommit_leaveOnePrize() {
        sales(2);
        SQSMessage third = till.message(till.market.sale("A-3", 1, "100.00"));
        assertThat(till.deliver(till.handler(TableFault.notSent()), List.of(third)))
                .hasSize(1);
        assertThat(prizes()).isEmpty();
        assertThat(till.deliver(till.handler(TableFault.replyLost()), List.of(third)))
                .hasSize(1);
        assertThat(prizes()).hasSize(1);
        assertThat(till.deliver(till.handler(), List.of(third))).isEmpty();
        assertThat(prizes()).hasSize(1);
        assertThat(prize().value().times()).isEqualTo(1);
        assertThat(prize().version()).isEqualTo(1);
    }

    @Test
    void salesAndRefundsFromManyHandlers_endWithThePrizeThatTheAccountNotes() {
        List<Postback> calls = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            calls.add(till.market.sale("P-" + number, 1, "100.00"));
            if (number < 3) {
                calls.add(till.market.refund("P-" + number, "R", "100.00"));
            }
        }
        calls.parallelStream()
                .forEach(call -> assertThat(IntStream.range(0, 200)
                                .anyMatch(attempt -> till.deliver(call).isEmpty()))
                        .isTrue());
        assertThat(prizes()).hasSize(1);
        assertThat(prize().value().state()).isEqualTo(PrizeAward.State.AWARDED);
        assertThat(noted()).hasSize(Math.toIntExact(2 * prize().value().times() - 1));
        assertThat(till.account(1).pendingTotal().toString()).isEqualTo("30.00 EUR");
    }

    @Test
    void manyPrizesInOneBatch_fitIntoItsTransactions() {
        Till many = till(IntStream.rangeClosed(1, 5)
                .mapToObj(number -> bag("m" + number, number))
                .toArray(Bonus[]::new));
        Postback[] sales = IntStream.rangeClosed(1, 60)
                .mapToObj(number -> many.market.sale("A-" + number, 1, "100.00"))
                .toArray(Postback[]::new);
        assertThat(many.deliver(sales)).isEmpty();
        assertThat(prizes(many)).hasSize(5);
        assertThat(many.balance(1)).isEqualTo("65 60000/0/0");
    }

    /// After its day nothing can be lost any more, though nobody did anything about it.
    @Test
    void refundAfterItsDay_leavesIt() {
        sales(3);
        till.now = till.now.plus(Duration.ofDays(40));
        release();
        till.deliver(till.market.refund("A-2", "R-1", "100.00"));
        assertThat(prize().value().state()).isEqualTo(PrizeAward.State.AWARDED);
    }

    private void release() {
        Movement due = Release.of(till.account(1), ZONE, till.now).orElseThrow();
        assertThat(new DynamoPayoutLedger(Till.TABLE, 2).release(due, ZONE)).isEqualTo(new Posted.Committed());
    }

    private void sales(int count) {
        assertThat(till.deliver(IntStream.rangeClosed(1, count)
                        .mapToObj(number -> till.market.sale("A-" + number, 1, "100.00"))
                        .toArray(Postback[]::new)))
                .isEmpty();
    }

    private void move(Fulfilment.Step step) {
        assertThat(move(prize(), step)).isEqualTo(new Outcome.Committed());
    }

    private Outcome move(Versioned<PrizeAward> read, Fulfilment.Step step) {
        PrizeAward after = read.value()
                .with(new Fulfilment(
                        step, "key_1", till.now, Optional.empty(), read.value().times()));
        AuditEvent event = new AuditEvent(
                new AuditEventId(System.nanoTime()),
                new Tenant.OfMerchant(new MerchantId(1)),
                till.now,
                Optional.empty(),
                "bonus_award." + step.text(),
                after.id().toString(),
                new TreeSet<>(Set.of("state")));
        return new DynamoChanges(Till.TABLE)
                .commit(new Commit(List.of(new Change.ChangedPrize(read.with(after))), event, Optional.empty()));
    }

    private Versioned<PrizeAward> prize() {
        BonusKey key = new BonusKey(till.market.account(1), new BonusId("m3"), Period.parse("2026-11"));
        return new DynamoPrizes(Till.TABLE).find(key.award()).orElseThrow();
    }

    private List<PrizeAward> prizes() {
        return prizes(till);
    }

    private static List<PrizeAward> prizes(Till of) {
        return new DynamoDecisions(Till.TABLE)
                .awardsIn(of.market.program, PageRequest.first(100)).items().stream()
                        .map(given -> ((Given.OfPrize) given).award().value())
                        .toList();
    }

    private List<Entry> noted() {
        return till.entries(1).stream()
                .filter(entry -> entry.id().text().startsWith("bonus:"))
                .toList();
    }

    private static Bonus bag(String id, long from) {
        return new Bonus.Milestone(
                new BonusId(id),
                Set.of(),
                Measure.CONVERSIONS,
                Period.Length.MONTH,
                from,
                new Prize.InKind(Prize.Kind.GIFT, "A bag", Optional.empty(), TestMarket.EUR));
    }

    private static Till till(Bonus... bonuses) {
        return new Till(new TestMarket(Till.TABLE, 3, TestMarket.terms(1).withBonuses(List.of(bonuses))));
    }
}
