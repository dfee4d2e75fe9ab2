package dev.tributary.commission;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.click.ClicksClosed;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.ledger.DayClicks;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.Bonus;
import dev.tributary.domain.terms.BonusId;
import dev.tributary.domain.terms.Cap;
import dev.tributary.domain.terms.ClickPay;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.terms.Limits;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.ValidationPolicy;
import dev.tributary.infrastructure.queue.ClicksClosedMessages;
import dev.tributary.infrastructure.table.DynamoEnrollments;
import dev.tributary.infrastructure.table.TestMarket;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The clicks of closed days on the real table: 0.05 for each, at most 100 a day where a test does not say
/// otherwise, held for 30 days from the day's end in Riga.
class ClickPayTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-22");
    private static final Instant CLOSED = Instant.parse("2026-11-23T15:00:00Z");
    private static final Pay TEN = new Pay.Percent(BigDecimal.TEN);

    private Till till = till(pay(Set.of()), TEN, List.of());

    @Test
    void day_isPaidOnce_howeverOftenItIsSent_andWhateverALaterMessageSays() {
        assertThat(deliver(message(1, DAY, 30), message(1, DAY, 30))).isEmpty();
        deliver(message(1, DAY, 31));

        assertThat(till.balance(1)).isEqualTo("1 150/0/0");
        assertThat(till.account(1).pending()).containsOnlyKeys(LocalDate.parse("2026-12-23"));
        assertThat(till.entries(1)).singleElement().satisfies(entry -> {
            assertThat(entry.id().text())
                    .isEqualTo("clicks:" + till.market.program + ":" + till.market.affiliate(1) + ":2026-11-22");
            assertThat(entry.clicks()).contains(new DayClicks(DAY, 30, 30, 1, Optional.empty()));
        });
    }

    @Test
    void dailyCap_paysNoMore() {
        deliver(message(1, DAY, 100), message(2, DAY, 101));

        assertThat(till.balance(1)).isEqualTo("1 500/0/0");
        assertThat(till.balance(2)).isEqualTo("1 500/0/0");
        assertThat(till.entries(2).getFirst().clicks()).contains(new DayClicks(DAY, 101, 100, 1, Optional.empty()));
    }

    @Test
    void days_inAnyOrder_areEachPaid() {
        deliver(message(1, DAY, 3));
        deliver(message(1, DAY.minusDays(5), 2));
        deliver(message(1, DAY.minusDays(1), 1), message(1, DAY.minusDays(5), 2));
        // A day that nobody remembers is not paid again.
        deliver(message(1, DAY.minusDays(64), 9), message(1, DAY.minusDays(101), 9));

        assertThat(till.balance(1)).isEqualTo("3 30/0/0");
    }

    @Test
    void crashBeforeAndAfterTheWrite_postsOnce() {
        SQSMessage day = message(1, DAY, 10);
        assertThat(till.deliver(till.handler(TableFault.notSent()), List.of(day)))
                .hasSize(1);
        assertThat(till.balance(1)).isEqualTo("none");
        assertThat(till.deliver(till.handler(TableFault.replyLost()), List.of(day)))
                .hasSize(1);
        assertThat(till.deliver(till.handler(), List.of(day))).isEmpty();

        assertThat(till.balance(1)).isEqualTo("1 50/0/0");
    }

    @Test
    void manyAtOnce_postEachDayOnce() {
        List<SQSMessage> days = new ArrayList<>();
        for (int day = 0; day < 10; day++) {
            days.add(message(1, DAY.minusDays(day), 10));
        }
        List<SQSMessage> twice = new ArrayList<>(days);
        twice.addAll(days);
        twice.parallelStream().forEach(one -> {
            while (!till.deliver(till.handler(), List.of(one)).isEmpty()) {
                Thread.onSpinWait();
            }
        });

        assertThat(till.balance(1)).isEqualTo("10 500/0/0");
        assertThat(till.entries(1).stream().map(entry -> entry.id().text()).distinct())
                .hasSize(10);
    }

    @Test
    void onlyTheGroupsThatItNames_andNobodyWhoIsBanned_orNotThere() {
        till = till(pay(Set.of(new Group("bloggers"))), TEN, List.of());
        ban(2);
        deliver(message(1, DAY, 10), message(2, DAY, 10), message(7, DAY, 10));
        assertThat(till.balance(1)).isEqualTo("none");
        assertThat(till.balance(2)).isEqualTo("none");
        assertThat(till.balance(7)).isEqualTo("none");
    }

    @Test
    void cap_countsSalesAndClicksTogether() {
        till = till(pay(Set.of()), TEN, List.of(new Cap(Optional.empty(), Period.Length.MONTH, eur("12.00"))));
        till.deliver(till.market.sale("A-1", 1, "100.00"));
        deliver(message(1, DAY, 100));
        assertThat(till.account(1).pendingTotal()).isEqualTo(eur("12.00"));
        till.deliver(till.market.sale("A-2", 1, "100.00"));
        assertThat(till.account(1).pendingTotal()).isEqualTo(eur("12.00"));
        assertThat(till.account(1).tallies().values()).containsExactly(1_200L);
    }

    @Test
    void dayWhoseHoldIsOver_isAvailableAtOnce() {
        till.now = CLOSED.plus(Duration.ofDays(31));
        deliver(message(1, DAY, 10));
        assertThat(till.balance(1)).isEqualTo("1 0/50/0");
    }

    @Test
    void tierByClicks_isCountedWithTheDay_andPaysTheMonthAgain() {
        till = till(Optional.empty(), tiers(Pay.Tiered.Mode.RETROACTIVE), List.of());
        till.deliver(till.market.sale("A-1", 1, "100.00"));
        assertThat(commission("A-1")).isEqualTo("5.00");

        deliver(message(1, DAY, 60));
        assertThat(commission("A-1")).isEqualTo("5.00");
        SQSMessage second = message(1, DAY.minusDays(1), 40);
        assertThat(till.deliver(till.handler(failsFrom(2)), List.of(second))).hasSize(1);
        assertThat(commission("A-1")).isEqualTo("5.00");
        // The day is posted; the change that it made is completed by the redelivery.
        assertThat(deliver(second)).isEmpty();

        assertThat(commission("A-1")).isEqualTo("7.00");
        assertThat(till.account(1).tallies()).containsExactly(Map.entry(Tally.parse("qualified_clicks@2026-11"), 100L));
        assertThat(till.causes(1)).containsExactly("ACCRUE", "CLICKS", "CLICKS", "TIER");
        assertThat(till.balance(1)).isEqualTo("4 700/0/0");
    }

    @Test
    void marginalTierByClicks_paysTheNextSale() {
        till = till(Optional.empty(), tiers(Pay.Tiered.Mode.MARGINAL), List.of());
        till.deliver(till.market.sale("A-1", 1, "100.00"));
        deliver(message(1, DAY, 100));
        till.deliver(till.market.sale("A-2", 1, "100.00"));

        assertThat(commission("A-1")).isEqualTo("5.00");
        assertThat(commission("A-2")).isEqualTo("7.00");
    }

    @ParameterizedTest
    @CsvSource({"RETROACTIVE, 7.00, 7.00", "MARGINAL, 5.00, 7.00"})
    void overrideByClicks_countsAndPays_forItsAffiliateAlone(Pay.Tiered.Mode mode, String first, String second) {
        till = till(Optional.empty(), TEN, List.of());
        own(1, Optional.of(tiers(mode)), Map.of());
        till.deliver(till.market.sale("A-1", 1, "100.00"));
        till.deliver(till.market.sale("B-1", 2, "100.00"));
        assertThat(commission("A-1")).isEqualTo("5.00");

        deliver(message(1, DAY, 100), message(2, DAY, 100), message(1, DAY, 100));
        till.deliver(till.market.sale("A-2", 1, "100.00"));

        assertThat(commission("A-1")).isEqualTo(first);
        assertThat(commission("A-2")).isEqualTo(second);
        assertThat(commission("B-1")).isEqualTo("10.00");
        assertThat(till.account(1).tallies()).containsEntry(Tally.parse("qualified_clicks@2026-11"), 100L);
        assertThat(till.account(2).tallies()).isEmpty();
        assertThat(till.account(1).pendingTotal()).isEqualTo(eur(first).plus(eur(second)));
    }

    /// Of the link alone that has the pay; the counter is the enrollment's.
    @Test
    void overrideOfALinkByClicks_isCountedToo() {
        till = till(Optional.empty(), TEN, List.of());
        own(1, Optional.empty(), Map.of(new LinkId(77), tiers(Pay.Tiered.Mode.MARGINAL)));
        deliver(message(1, DAY, 100));

        assertThat(till.account(1).tallies()).containsEntry(Tally.parse("qualified_clicks@2026-11"), 100L);
    }

    @Test
    void milestoneByClicks_isGivenOnce_whenTheDaysOfItsMonthReachIt() {
        till = milestone(Optional.empty(), 100);
        deliver(message(1, DAY.minusDays(1), 60), message(2, DAY, 99));
        assertThat(till.causes(1)).containsExactly("CLICKS");
        assertThat(till.balance(1)).isEqualTo("1 0/0/0");

        deliver(message(1, DAY, 40), message(1, DAY, 40));
        deliver(message(1, DAY, 41));
        deliver(message(1, DAY.minusDays(3), 500));

        assertThat(till.causes(1)).containsExactly("CLICKS", "CLICKS", "BONUS", "CLICKS");
        assertThat(till.balance(1)).isEqualTo("4 2500/0/0");
        assertThat(till.balance(2)).isEqualTo("1 0/0/0");
        assertThat(till.entries(1).get(2).id().text())
                .isEqualTo("bonus:" + till.market.program + ":" + till.market.affiliate(1) + ":m100:2026-11:1");
        // It waits for the hold of the last day that was counted, though an earlier one is posted later.
        assertThat(till.account(1).pending()).containsOnlyKeys(LocalDate.parse("2026-12-23"));
        // The next month begins at nothing.
        till.now = CLOSED.plus(Duration.ofDays(30));
        deliver(message(1, LocalDate.parse("2026-12-01"), 99));
        assertThat(till.causes(1)).filteredOn("BONUS"::equals).hasSize(1);
        deliver(message(1, LocalDate.parse("2026-12-02"), 1));
        assertThat(till.causes(1)).filteredOn("BONUS"::equals).hasSize(2);
    }

    @Test
    void milestoneByClicks_isPostedWithItsDay_orNotAtAll() {
        till = milestone(pay(Set.of()), 10);
        SQSMessage day = message(1, DAY, 10);
        assertThat(till.deliver(till.handler(TableFault.notSent()), List.of(day)))
                .hasSize(1);
        assertThat(till.balance(1)).isEqualTo("none");
        assertThat(till.deliver(till.handler(TableFault.replyLost()), List.of(day)))
                .hasSize(1);
        assertThat(till.deliver(till.handler(), List.of(day))).isEmpty();

        assertThat(till.causes(1)).containsExactly("CLICKS", "BONUS");
        assertThat(till.balance(1)).isEqualTo("2 2550/0/0");
    }

    @Test
    void milestoneByClicks_ofManyAtOnce_isGivenOnce() {
        till = milestone(Optional.empty(), 50);
        List<SQSMessage> days = new ArrayList<>();
        for (int day = 0; day < 10; day++) {
            days.add(message(1, DAY.minusDays(day), 10));
        }
        List<SQSMessage> twice = new ArrayList<>(days);
        twice.addAll(days);
        twice.parallelStream()
                .forEach(one -> assertThat(IntStream.range(0, 200)
                                .anyMatch(_ -> till.deliver(till.handler(), List.of(one))
                                        .isEmpty()))
                        .isTrue());

        assertThat(till.causes(1)).filteredOn("BONUS"::equals).hasSize(1);
        assertThat(till.balance(1)).isEqualTo("11 2500/0/0");
    }

    @Test
    void leaderboardByClicks_countsTheQuarter() {
        till = till(terms(Optional.empty(), TEN, List.of())
                .withBonuses(List.of(new Bonus.Leaderboard(
                        new BonusId("top"), Set.of(), Measure.QUALIFIED_CLICKS, 2, eur("500.00")))));
        deliver(message(1, DAY, 30));
        deliver(message(1, DAY.minusDays(40), 12));

        assertThat(till.account(1).tallies()).containsEntry(Tally.parse("qualified_clicks@2026-Q4"), 42L);
    }

    private Till milestone(Optional<ClickPay> clicks, long from) {
        return till(terms(clicks, TEN, List.of())
                .withBonuses(List.of(new Bonus.Milestone(
                        new BonusId("m" + from),
                        Set.of(),
                        Measure.QUALIFIED_CLICKS,
                        Period.Length.MONTH,
                        from,
                        eur("25.00")))));
    }

    /// Two years of clicks every day, with a cap and tiers by day, and pay for each.
    @Test
    void account_staysSmall() {
        Pay.Tiered daily = new Pay.Tiered(
                Measure.QUALIFIED_CLICKS,
                Period.Length.DAY,
                Pay.Tiered.Mode.RETROACTIVE,
                List.of(new Pay.Step(0, new Pay.Percent(new BigDecimal("5"))), new Pay.Step(50, TEN_PERCENT)));
        till = till(pay(Set.of()), daily, List.of());
        IntStream.range(0, 730).forEach(day -> {
            till.now = CLOSED.plus(Duration.ofDays(day));
            assertThat(deliver(message(1, DAY.plusDays(day), 10 + day % 90))).isEmpty();
        });
        assertThat(till.account(1).tallies()).hasSizeLessThan(135);
        assertThat(till.account(1).clicks().orElseThrow().bits()).isEqualTo(-1L);
    }

    private static final Pay.Percent TEN_PERCENT = new Pay.Percent(BigDecimal.TEN);

    private String commission(String order) {
        return till.order(order).orElseThrow().commissions().getFirst().amount().amount();
    }

    private static TableFault failsFrom(int from) {
        return new TableFault(Integer.MAX_VALUE) {
            @Override
            void before() {
                if (seen.get() >= from) {
                    throw new IllegalStateException("not sent");
                }
            }
        };
    }

    private void own(int affiliate, Optional<Pay> pay, Map<LinkId, Pay> links) {
        DynamoEnrollments enrollments = new DynamoEnrollments(Till.TABLE);
        Versioned<Enrollment> read = enrollments
                .find(till.market.program, till.market.affiliate(affiliate))
                .orElseThrow();
        enrollments.replace(read.with(read.value().with(Set.of(), pay, links)));
    }

    private void ban(int affiliate) {
        DynamoEnrollments enrollments = new DynamoEnrollments(Till.TABLE);
        Versioned<Enrollment> read = enrollments
                .find(till.market.program, till.market.affiliate(affiliate))
                .orElseThrow();
        List<Enrollment.Change> history = new ArrayList<>(read.value().history());
        history.add(new Enrollment.Change(EnrollmentState.BANNED, TestMarket.SALE));
        enrollments.replace(
                read.with(new Enrollment(till.market.program, read.value().affiliate(), history, Optional.empty())));
    }

    private SQSMessage message(int affiliate, LocalDate day, long qualified) {
        return till.message(ClicksClosedMessages.write(
                new ClicksClosed(till.market.program, till.market.affiliate(affiliate), day, qualified)));
    }

    private List<String> deliver(SQSMessage... messages) {
        return till.deliver(till.handler(), List.of(messages));
    }

    private static Optional<ClickPay> pay(Set<Group> groups) {
        return Optional.of(new ClickPay(new RuleId("clicks"), groups, eur("0.05"), Optional.of(100)));
    }

    private static Pay.Tiered tiers(Pay.Tiered.Mode mode) {
        return new Pay.Tiered(
                Measure.QUALIFIED_CLICKS,
                Period.Length.MONTH,
                mode,
                List.of(
                        new Pay.Step(0, new Pay.Percent(new BigDecimal("5"))),
                        new Pay.Step(100, new Pay.Percent(new BigDecimal("7")))));
    }

    private static Money eur(String amount) {
        return Money.of(amount, TestMarket.EUR);
    }

    private static Till till(Optional<ClickPay> clicks, Pay sales, List<Cap> caps) {
        return till(terms(clicks, sales, caps));
    }

    private static TermsDocument terms(Optional<ClickPay> clicks, Pay sales, List<Cap> caps) {
        return new TermsDocument(
                1,
                Instant.EPOCH,
                new AttributionPolicy(AttributionPolicy.Model.LAST_CLICK, 30, AttributionPolicy.Precedence.COUPON),
                TermsDocument.PaidUnder.CLICK,
                List.of(new Rule(new RuleId("base"), List.of(), sales, Optional.empty())),
                Limits.NONE,
                caps,
                clicks,
                30,
                ValidationPolicy.AUTO,
                Money.zero(TestMarket.EUR),
                65,
                List.of());
    }

    private static Till till(TermsDocument terms) {
        Till till = new Till(new TestMarket(Till.TABLE, 3, terms));
        till.now = CLOSED;
        return till;
    }
}
