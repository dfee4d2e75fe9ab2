package dev.tributary.commission;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.conversion.ConversionEvent.ChargebackWon;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionEvent.StatusUpdate;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.RefundId;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.Hold;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.payout.PayoutLedger.Posted;
import dev.tributary.domain.payout.Release;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.Bonus;
import dev.tributary.domain.terms.BonusId;
import dev.tributary.domain.terms.Group;
import dev.tributary.infrastructure.ledger.DynamoPayoutLedger;
import dev.tributary.infrastructure.table.TestMarket;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The bonuses that conversions reach, on the real table: each paid once, whatever queue and table do to
/// the messages. A sale of 100.00 earns 10.00 and is released on 2026-12-23 or so; the milestone asks
/// for three sales in November and gives 50.00.
class BonusesTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Riga");

    private final Till till = till(milestone("m3", Measure.CONVERSIONS, 3, "50.00"));

    @Test
    void milestone_isAccruedByTheConversionThatReachesIt_onceHoweverOftenItIsDelivered() {
        Postback third = till.market.sale("A-3", 1, "100.00");
        till.deliver(till.market.sale("A-1", 1, "100.00"), till.market.sale("A-2", 1, "100.00"));
        assertThat(bonuses()).isEmpty();

        till.deliver(third, third);
        till.deliver(third);
        till.deliver(till.market.sale("A-4", 1, "100.00"));

        assertThat(bonuses()).containsExactly("m3:2026-11:1");
        assertThat(till.balance(1)).isEqualTo("5 9000/0/0");
        assertThat(till.account(1).pending()).hasSize(1);
        assertThat(till.balance(2)).isEqualTo("none");
    }

    @Test
    void deliveriesInAnyOrder_andInOneBatch_endAlike() {
        long seed = System.nanoTime();
        List<Postback> sales = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            sales.add(till.market.sale("A-" + number, 1, "100.00"));
            sales.add(sales.getLast());
        }
        Collections.shuffle(sales, new Random(seed));
        till.deliver(sales.subList(0, 9).toArray(Postback[]::new));
        sales.forEach(till::deliver);

        assertThat(bonuses()).as("seed %d", seed).containsExactly("m3:2026-11:1");
        assertThat(till.balance(1)).as("seed %d", seed).isEqualTo("9 13000/0/0");
    }

    @Test
    void refundBeforeTheRelease_losesIt_andMeetingItAgainAccruesItAgain() {
        sales(3);
        till.deliver(till.market.refund("A-2", "R-1", "100.00"));
        assertThat(bonuses()).containsExactly("m3:2026-11:1", "m3:2026-11:1:milestone_lost");
        assertThat(till.balance(1)).isEqualTo("6 2000/0/0");

        till.deliver(till.market.sale("B-1", 1, "100.00"));
        assertThat(bonuses()).containsExactly("m3:2026-11:1", "m3:2026-11:1:milestone_lost", "m3:2026-11:2");
        assertThat(till.balance(1)).isEqualTo("8 8000/0/0");
    }

    @Test
    void chargebackThatIsWon_meetsItAgain() {
        sales(3);
        RefundId chargeback = new RefundId("C-1");
        till.deliver(till.market.call(new Refund(
                till.market.key("A-2"),
                Optional.of(TestMarket.SALE.plusSeconds(60)),
                chargeback,
                Refund.Kind.CHARGEBACK,
                Optional.of(euros("100.00")),
                List.of(),
                Optional.empty())));
        assertThat(bonuses()).hasSize(2);

        Postback won = till.market.call(
                new ChargebackWon(till.market.key("A-2"), Optional.of(TestMarket.SALE.plusSeconds(90)), chargeback));
        till.deliver(won, won);
        assertThat(bonuses()).containsExactly("m3:2026-11:1", "m3:2026-11:1:milestone_lost", "m3:2026-11:2");
        assertThat(till.balance(1)).isEqualTo("8 8000/0/0");
    }

    @Test
    void partialRefund_leavesWhatIsCountedByNumber_andLowersWhatIsCountedByRevenue() {
        Till byRevenue = till(milestone("r250", Measure.REVENUE, 25_000, "50.00"));
        byRevenue.deliver(sales(byRevenue, 3));
        byRevenue.deliver(byRevenue.market.refund("A-1", "R-1", "50.00"));
        assertThat(bonuses(byRevenue)).containsExactly("r250:2026-11:1");
        byRevenue.deliver(byRevenue.market.refund("A-1", "R-2", "0.01"));
        assertThat(bonuses(byRevenue)).containsExactly("r250:2026-11:1", "r250:2026-11:1:milestone_lost");

        sales(3);
        till.deliver(till.market.refund("A-1", "R-1", "99.99"));
        assertThat(bonuses()).containsExactly("m3:2026-11:1");
    }

    @Test
    void refundAfterTheRelease_leavesIt_andNothingAccruesItAgain() {
        sales(3);
        till.now = till.now.plus(Duration.ofDays(40));
        release();
        assertThat(till.balance(1)).isEqualTo("5 0/8000/0");

        till.deliver(till.market.refund("A-2", "R-1", "100.00"));
        till.deliver(till.market.sale("A-9", 1, "100.00"));
        assertThat(bonuses()).containsExactly("m3:2026-11:1");
        assertThat(till.balance(1)).isEqualTo("7 0/8000/0");
    }

    /// The day has come and the daily release has not run: it stands in Pending yet.
    @Test
    void refundOnTheDayOfTheRelease_losesItUntilTheReleaseHasRun() {
        sales(3);
        LocalDate day = till.account(1).earliestRelease().orElseThrow();
        till.now = day.atStartOfDay(ZONE).toInstant();
        till.deliver(till.market.refund("A-2", "R-1", "100.00"));
        assertThat(bonuses()).hasSize(2);
    }

    @Test
    void standsUntilTheLastConversionIsReleased_notOnlyTheOneThatReachesIt() {
        Postback early = at(till.market.sale("E-1", 1, "100.00"), Duration.ofDays(-3));
        till.deliver(till.market.sale("A-1", 1, "100.00"), till.market.sale("A-2", 1, "100.00"));
        till.deliver(early);

        LocalDate last = Hold.releaseDay(Hold.end(TestMarket.SALE, 30), ZONE);
        assertThat(till.account(1).pending()).containsEntry(last, 7000L).hasSize(2);
    }

    @Test
    void crashesBeforeAndAfterTheCommit_leaveOneBonus() {
        sales(2);
        SQSMessage third = till.message(till.market.sale("A-3", 1, "100.00"));
        assertThat(till.deliver(till.handler(TableFault.notSent()), List.of(third)))
                .hasSize(1);
        assertThat(bonuses()).isEmpty();
        assertThat(till.deliver(till.handler(TableFault.replyLost()), List.of(third)))
                .hasSize(1);
        assertThat(bonuses()).hasSize(1);
        assertThat(till.deliver(till.handler(), List.of(third))).isEmpty();
        assertThat(bonuses()).containsExactly("m3:2026-11:1");
    }

    @Test
    void saleMeanwhile_isDecidedOn_andOneOfTheTwoReachesIt() {
        sales(1);
        TableFault fault = TableFault.meanwhile(
                1,
                () -> assertThat(till.deliver(till.market.sale("M-1", 1, "100.00")))
                        .isEmpty());
        assertThat(till.deliver(till.handler(fault), List.of(till.message(till.market.sale("M-2", 1, "100.00")))))
                .isEmpty();
        assertThat(bonuses()).containsExactly("m3:2026-11:1");
        assertThat(till.balance(1)).isEqualTo("4 8000/0/0");
    }

    @Test
    void salesAndRefundsFromManyHandlers_endWithAtMostOneLiveBonus() {
        List<Postback> calls = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            calls.add(till.market.sale("P-" + number, 1, "100.00"));
            if (number < 4) {
                calls.add(till.market.refund("P-" + number, "R", "100.00"));
            }
        }
        calls.parallelStream()
                .forEach(call -> assertThat(IntStream.range(0, 200)
                                .anyMatch(attempt -> till.deliver(call).isEmpty()))
                        .isTrue());
        // Two are left of the three that it asks for.
        long accrued = bonuses().stream().filter(id -> !id.endsWith("lost")).count();
        assertThat(bonuses()).hasSize(Math.toIntExact(2 * accrued));
        assertThat(till.account(1).pendingTotal()).isEqualTo(euros("20.00"));
        assertThat(till.account(1).version()).isEqualTo(till.entries(1).size());
    }

    @Test
    void manyMilestonesInOneBatch_fitIntoItsTransactions() {
        Till many = till(IntStream.rangeClosed(1, 5)
                .mapToObj(number -> milestone("m" + number, Measure.CONVERSIONS, number, "1.00"))
                .toArray(Bonus[]::new));
        Postback[] sales = sales(many, 60);
        assertThat(many.deliver(sales)).isEmpty();

        assertThat(bonuses(many)).hasSize(5);
        assertThat(many.balance(1)).isEqualTo("65 60500/0/0");
    }

    @Test
    void rejectedConversion_countsNoMore_andLosesIt() {
        sales(3);
        Postback rejected = till.market.call(new StatusUpdate(
                till.market.key("A-2"), Optional.of(TestMarket.SALE.plusSeconds(60)), Verdict.of(Status.REJECTED)));
        till.deliver(rejected, rejected);
        assertThat(bonuses()).containsExactly("m3:2026-11:1", "m3:2026-11:1:milestone_lost");
        assertThat(till.balance(1)).isEqualTo("6 2000/0/0");
    }

    @Test
    void othersGroups_getNothing() {
        Till vip = till(new Bonus.Milestone(
                new BonusId("vip"),
                Set.of(new Group("vip")),
                Measure.CONVERSIONS,
                Period.Length.MONTH,
                1,
                euros("5.00")));
        vip.deliver(sales(vip, 3));
        assertThat(bonuses(vip)).isEmpty();
        assertThat(vip.account(1).tallies().values()).contains(3L);
    }

    @Test
    void firstSale_paysTheSigningBonusOnce_withThatSalesHold() {
        Till signing =
                till(new Bonus.Signing(new BonusId("hello"), Set.of(), Bonus.Signing.When.FIRST_SALE, euros("7.00")));
        Postback first = signing.market.sale("A-1", 1, "100.00");
        signing.deliver(first, signing.market.sale("A-2", 1, "100.00"), first);
        assertThat(bonuses(signing)).containsExactly("hello:ever:1");
        assertThat(signing.account(1).pending()).hasSize(1);
        assertThat(signing.balance(1)).isEqualTo("3 2700/0/0");

        // Without any sale left it is lost; the next one is the first again.
        signing.deliver(signing.market.refund("A-1", "R-1", "100.00"));
        assertThat(bonuses(signing)).hasSize(1);
        signing.deliver(signing.market.refund("A-2", "R-1", "100.00"));
        assertThat(bonuses(signing)).containsExactly("hello:ever:1", "hello:ever:1:milestone_lost");
        signing.deliver(signing.market.sale("A-3", 1, "100.00"));
        assertThat(bonuses(signing)).endsWith("hello:ever:2");
        assertThat(signing.balance(1)).isEqualTo("8 1700/0/0");
    }

    @Test
    void everyEntryIsTheAccounts_andTheFlagsAreReplayed() {
        sales(3);
        till.deliver(till.market.refund("A-2", "R-1", "100.00"), till.market.sale("B-1", 1, "100.00"));
        Account empty = Account.empty(till.market.account(1));
        assertThat(new Movement(empty, till.account(1), till.entries(1)).after())
                .isEqualTo(till.account(1));
        assertThat(till.entries(1).stream().map(entry -> entry.id().text()).distinct())
                .hasSize(till.entries(1).size());
    }

    private void sales(int count) {
        assertThat(till.deliver(sales(till, count))).isEmpty();
    }

    private static Postback[] sales(Till of, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> of.market.sale("A-" + number, 1, "100.00"))
                .toArray(Postback[]::new);
    }

    private Postback at(Postback sale, Duration later) {
        Reward reward = (Reward) sale.event();
        return till.market.call(new Reward(
                reward.key(),
                Optional.of(TestMarket.SALE.plus(later)),
                Optional.empty(),
                List.of(new CouponCode("ANNA10")),
                reward.amounts(),
                reward.items(),
                reward.customer(),
                reward.subscription(),
                reward.checkoutStartedAt(),
                reward.verdict(),
                reward.test()));
    }

    private void release() {
        Movement due = Release.of(till.account(1), ZONE, till.now).orElseThrow();
        assertThat(new DynamoPayoutLedger(Till.TABLE, 2).release(due, ZONE)).isEqualTo(new Posted.Committed());
    }

    private List<String> bonuses() {
        return bonuses(till);
    }

    /// `m3:2026-11:1`, in the order in which they were posted.
    private static List<String> bonuses(Till of) {
        Stream<String> ids = of.account(1).version() == 0
                ? Stream.empty()
                : of.entries(1).stream().map(entry -> entry.id().text());
        return ids.filter(id -> id.startsWith("bonus:"))
                .map(id -> id.substring(("bonus:" + of.market.program + ":" + of.market.affiliate(1) + ":").length()))
                .toList();
    }

    private static Bonus milestone(String id, Measure measure, long from, String amount) {
        return new Bonus.Milestone(new BonusId(id), Set.of(), measure, Period.Length.MONTH, from, euros(amount));
    }

    private static Till till(Bonus... bonuses) {
        return new Till(new TestMarket(Till.TABLE, 3, TestMarket.terms(1).withBonuses(List.of(bonuses))));
    }

    private static Money euros(String amount) {
        return Money.of(amount, TestMarket.EUR);
    }
}
