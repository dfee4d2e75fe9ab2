package dev.tributary.commission;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.click.ClicksClosed;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Award;
import dev.tributary.domain.decision.Awards;
import dev.tributary.domain.decision.Decision.State;
import dev.tributary.domain.dispute.Ruling;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.NoticeFact;
import dev.tributary.domain.notice.NoticeId;
import dev.tributary.domain.notice.NoticeType;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.Bonus;
import dev.tributary.domain.terms.BonusId;
import dev.tributary.domain.terms.TermsHistory;
import dev.tributary.infrastructure.queue.ClicksClosedMessages;
import dev.tributary.infrastructure.queue.DecisionMessages;
import dev.tributary.infrastructure.table.DynamoDecisions;
import dev.tributary.infrastructure.table.TestMarket;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is told of adjustments, fees and bonuses once the ledger has them: each under one id, however often its message
/// comes. A bonus of 50.00 is reached by the third sale in November, another by ten clicks.
class AwardsToldTest {
    private static final Bonus SIGNING =
            new Bonus.Signing(new BonusId("hello"), Set.of(), Bonus.Signing.When.APPROVAL, euros("20.00"));
    private static final Bonus FEE = new Bonus.FlatFee(
            new BonusId("banner"), Set.of(), Period.Length.MONTH, Optional.empty(), Optional.empty(), euros("300.00"));

    private final Till till = new Till(new TestMarket(
            Till.TABLE,
            3,
            TestMarket.terms(1)
                    .withBonuses(List.of(
                            milestone("m3", Measure.CONVERSIONS, 3, "50.00"),
                            milestone("c10", Measure.QUALIFIED_CLICKS, 10, "5.00"),
                            SIGNING,
                            FEE))));
    private final DynamoDecisions decisions = new DynamoDecisions(Till.TABLE);
    private final TidingsTest.Ear ear = new TidingsTest.Ear();

    @Test
    void adjustment_isToldToBoth_againUnderTheSameId_andSoIsWhatUndoesIt() {
        Adjustment gift = recorded(adjustment(1, "12.50"));
        assertThat(deliver(gift)).isEmpty();

        Notice told = only(NoticeType.ADJUSTMENT_POSTED);
        assertThat(told.audience())
                .hasSize(2)
                .hasAtLeastOneElementOfType(Tenant.OfMerchant.class)
                .contains(new Tenant.OfAffiliate(till.market.affiliate(1)));
        assertThat(told.amount()).contains(euros("12.50"));
        assertThat(told.at()).isEqualTo(gift.decidedAt());
        assertThat(told.fact(NoticeFact.ADJUSTMENT_ID)).contains(gift.id().toString());
        assertThat(told.fact(NoticeFact.ENTRY_ID)).contains("adjustment:" + gift.id());
        assertThat(told.fact(NoticeFact.REASON)).contains("goodwill");
        assertThat(told.facts()).doesNotContainValue("key_1");

        assertThat(deliver(gift, gift)).isEmpty();
        assertThat(ear.heard).hasSize(3).containsOnly(told);
        ear.heard.clear();

        assertThat(deliver(recorded(adjustment(1, "-12.50")))).isEmpty();
        Notice back = only(NoticeType.ADJUSTMENT_POSTED);
        assertThat(back.amount()).contains(euros("-12.50"));
        assertThat(back.id()).isNotEqualTo(told.id());
    }

    @Test
    void adjustmentOfACommission_namesIt() {
        till.deliver(till.market.sale("A-1", 1, "100.00"));
        var commission = till.order("A-1").orElseThrow().commissions().getFirst();
        Adjustment cut = recorded(till.adjustment(
                1, "-4.00", Optional.of(new Adjustment.About(till.market.key("A-1"), commission.id()))));
        deliver(cut);

        assertThat(only(NoticeType.ADJUSTMENT_POSTED).facts())
                .containsEntry(NoticeFact.COMMISSION_ID, commission.id().toString())
                .containsEntry(NoticeFact.ORDER_ID, "A-1");
    }

    @Test
    void refusedByTheLedger_nothingIsTold_howeverOftenItComes() {
        Adjustment stranger = recorded(adjustment(9, "5.00"));
        assertThat(deliver(stranger)).isEmpty();
        assertThat(deliver(stranger)).isEmpty();

        assertThat(decisions.find(stranger.id()).orElseThrow().state()).isInstanceOf(State.Refused.class);
        assertThat(ear.heard).isEmpty();
    }

    @Test
    void feeAndSigning_areToldAsWhatTheyAre_oncePerAward() {
        Adjustment signing = recorded(signing(1));
        Adjustment fee = recorded(new Adjustment(
                Awards.id(till.market.account(1), FEE.id(), Period.parse("2026-11")),
                till.market.account(1),
                euros("300.00"),
                "banner 2026-11",
                Awards.AUTHOR,
                TestMarket.SALE,
                Optional.empty(),
                Optional.of(new Award(
                        Award.Ground.FLAT_FEE, FEE.id(), Period.parse("2026-11"), 1, LocalDate.of(2026, 12, 31)))));
        assertThat(deliver(signing, fee)).isEmpty();

        Notice bonus = only(NoticeType.BONUS_AWARDED);
        assertThat(bonus.amount()).contains(euros("20.00"));
        assertThat(bonus.facts())
                .containsEntry(NoticeFact.AWARD_ID, signing.id().toString())
                .containsEntry(NoticeFact.BONUS_ID, "hello")
                .containsEntry(NoticeFact.PERIOD, "ever")
                .containsEntry(NoticeFact.GROUND, "signing")
                .doesNotContainKeys(NoticeFact.REASON, NoticeFact.ADJUSTMENT_ID);
        assertThat(only(NoticeType.FLAT_FEE_POSTED).fact(NoticeFact.PERIOD)).contains("2026-11");

        assertThat(deliver(fee, signing)).isEmpty();
        assertThat(ear.heard).hasSize(4);
        assertThat(ear.ids()).hasSize(2);
    }

    @Test
    void rulingOfANamedAmount_isToldWithItsDispute() {
        Adjustment ruling = recorded(new Adjustment(
                Till.anotherAdjustment(),
                till.market.account(1),
                euros("7.00"),
                "you are right",
                "key_1",
                TestMarket.SALE,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Ruling(
                        new DisputeId(77),
                        Ruling.Basis.UNCREDITED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))));
        deliver(ruling);

        assertThat(only(NoticeType.ADJUSTMENT_POSTED).facts())
                .containsEntry(NoticeFact.DISPUTE_ID, new DisputeId(77).toString());
    }

    @Test
    void queueThatIsDown_failsTheDecision_andItIsToldWhenItComesAgain() {
        Adjustment gift = recorded(adjustment(1, "12.50"));
        ear.deaf = true;
        assertThat(deliver(gift)).hasSize(1);
        assertThat(till.balance(1)).isEqualTo("1 0/1250/0");
        ear.deaf = false;

        assertThat(deliver(gift)).isEmpty();
        only(NoticeType.ADJUSTMENT_POSTED);
        assertThat(till.balance(1)).isEqualTo("1 0/1250/0");
    }

    @Test
    void milestone_isToldBySaleThatReachesIt_alone_andLosingAndReachingItAgainAreNewsOfTheirOwn() {
        hear(till.market.sale("A-1", 1, "100.00"), till.market.sale("A-2", 1, "100.00"));
        assertThat(ofBonuses()).isEmpty();

        hear(till.market.sale("A-3", 1, "100.00"));
        Notice first = only(NoticeType.BONUS_AWARDED);
        assertThat(first.amount()).contains(euros("50.00"));
        assertThat(first.audience()).contains(new Tenant.OfAffiliate(till.market.affiliate(1)));
        assertThat(first.facts())
                .containsEntry(NoticeFact.BONUS_ID, "m3")
                .containsEntry(NoticeFact.PERIOD, "2026-11")
                .doesNotContainKey(NoticeFact.AWARD_ID);

        hear(till.market.sale("A-4", 1, "100.00"));
        assertThat(ofBonuses()).containsExactly(first);

        hear(till.market.refund("A-2", "R-1", "100.00"), till.market.refund("A-1", "R-1", "100.00"));
        Notice lost = only(NoticeType.BONUS_REVERSED);
        assertThat(lost.amount()).contains(euros("50.00"));

        hear(till.market.sale("A-5", 1, "100.00"));
        assertThat(ofBonuses())
                .extracting(Notice::type)
                .containsExactly(NoticeType.BONUS_AWARDED, NoticeType.BONUS_REVERSED, NoticeType.BONUS_AWARDED);
        assertThat(ofBonuses()).extracting(Notice::id).doesNotHaveDuplicates();
    }

    /// Whoever took it ended before anything was told; others' sales, and more of the same account, came between.
    @Test
    void redelivery_tellsWhatTheSaleReachedThen_underTheSameId() {
        Postback third = till.market.sale("A-3", 1, "100.00");
        till.deliver(till.market.sale("A-1", 1, "100.00"), till.market.sale("A-2", 1, "100.00"));
        hear(third);
        List<Notice> then = List.copyOf(ear.heard);
        ear.heard.clear();
        till.now = till.now.plus(Duration.ofMinutes(20));
        till.deliver(IntStream.range(0, 120)
                .mapToObj(number -> till.market.sale("B-" + number, 1, "1.00"))
                .toArray(Postback[]::new));
        till.deliver(till.market.sale("C-1", 2, "100.00"), till.market.refund("B-7", "R-1", "1.00"));

        hear(third);
        assertThat(ear.heard).containsExactlyInAnyOrderElementsOf(then);
        assertThat(ofBonuses()).hasSize(1);

        // One that reached nothing tells of nothing.
        ear.heard.clear();
        hear(till.market.sale("A-3", 1, "100.00"));
        hear(till.market.sale("B-50", 1, "1.00"));
        assertThat(ofBonuses().stream().map(Notice::id).distinct())
                .isSubsetOf(then.stream().map(Notice::id).toList());
    }

    @Test
    void redeliveryBesideANewCallOfItsOrder_tellsBoth() {
        Postback third = till.market.sale("A-3", 1, "100.00");
        till.deliver(till.market.sale("A-1", 1, "100.00"), till.market.sale("A-2", 1, "100.00"), third);

        hear(third, till.market.refund("A-3", "R-1", "100.00"));

        assertThat(ofBonuses())
                .extracting(Notice::type)
                .containsExactlyInAnyOrder(NoticeType.BONUS_AWARDED, NoticeType.BONUS_REVERSED);
    }

    @Test
    void queueThatIsDown_failsTheSale_andItsBonusIsToldWhenItComesAgain_alsoWhereNobodyHasAnEndpoint() {
        till.deliver(till.market.sale("A-1", 1, "100.00"), till.market.sale("A-2", 1, "100.00"));
        Postback third = till.market.sale("A-3", 1, "100.00");
        ear.absent = true;
        ear.deaf = true;
        assertThat(till.deliver(till.handler(ear), List.of(till.message(third))))
                .hasSize(1);
        ear.deaf = false;

        hear(third);
        assertThat(ear.types()).containsExactly("bonus.awarded");
    }

    @Test
    void whatIsDueOfAnOrder_tellsItsBonusAgain() {
        till.deliver(till.market.sale("A-1", 1, "100.00"), till.market.sale("A-2", 1, "100.00"));
        hear(till.market.sale("A-3", 1, "100.00"));
        Set<NoticeId> first = ear.ids();
        ear.heard.clear();

        assertThat(till.deliver(till.handler(ear), List.of(till.due("A-3")))).isEmpty();

        assertThat(ear.ids()).isEqualTo(first);
        assertThat(ear.types()).contains("bonus.awarded");
    }

    /// It stands right behind the sale's entry, and is none of its bonuses.
    @Test
    void awardOfADecision_isNoneOfTheSaleBeforeIt() {
        Postback sale = till.market.sale("A-1", 1, "100.00");
        till.deliver(sale);
        deliver(recorded(signing(1)));
        ear.heard.clear();

        hear(sale);

        assertThat(ofBonuses()).isEmpty();
    }

    @Test
    void clicksOfADay_thatReachABonus_tellIt_againUnderTheSameId() {
        LocalDate day = TestMarket.SALE.atZone(ZoneId.of("Europe/Riga")).toLocalDate();
        till.now = till.now.plus(Duration.ofDays(1));
        SQSMessage closed = till.message(
                ClicksClosedMessages.write(new ClicksClosed(till.market.program, till.market.affiliate(1), day, 12)));
        ear.deaf = true;
        assertThat(till.deliver(till.handler(ear), List.of(closed))).hasSize(1);
        ear.deaf = false;
        till.deliver(till.market.sale("A-1", 1, "100.00"));

        assertThat(till.deliver(till.handler(ear), List.of(closed))).isEmpty();
        Notice told = only(NoticeType.BONUS_AWARDED);
        assertThat(told.fact(NoticeFact.BONUS_ID)).contains("c10");
        assertThat(told.amount()).contains(euros("5.00"));
        assertThat(till.deliver(till.handler(ear), List.of(closed, closed))).isEmpty();
        assertThat(ear.ids()).containsExactly(told.id());
        assertThat(till.balance(1)).isEqualTo("3 1500/0/0");
    }

    private void hear(Postback... calls) {
        assertThat(till.deliver(
                        till.handler(ear), Stream.of(calls).map(till::message).toList()))
                .isEmpty();
    }

    private List<Notice> ofBonuses() {
        return ear.heard.stream()
                .filter(notice -> notice.type().text().startsWith("bonus."))
                .toList();
    }

    private Notice only(NoticeType type) {
        List<Notice> found =
                ear.heard.stream().filter(notice -> notice.type() == type).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private List<String> deliver(Adjustment... decided) {
        return till.deliver(
                till.handler(ear),
                Stream.of(decided)
                        .map(one -> till.message(DecisionMessages.write(one)))
                        .toList());
    }

    private Adjustment recorded(Adjustment adjustment) {
        assertThat(decisions.create(adjustment)).isEqualTo(new Creation.Created());
        return adjustment;
    }

    private Adjustment adjustment(int affiliate, String amount) {
        return till.adjustment(affiliate, amount, Optional.empty());
    }

    private Adjustment signing(int affiliate) {
        Enrollment approved = new Enrollment(
                till.market.program,
                till.market.affiliate(affiliate),
                List.of(new Enrollment.Change(EnrollmentState.APPROVED, TestMarket.SALE.minusSeconds(7200))),
                Optional.empty());
        return Awards.signing(
                        approved,
                        new TermsHistory(List.of(TestMarket.terms(1).withBonuses(List.of(SIGNING)))),
                        ZoneId.of("Europe/Riga"))
                .getFirst();
    }

    private static Bonus milestone(String id, Measure measure, long from, String amount) {
        return new Bonus.Milestone(new BonusId(id), Set.of(), measure, Period.Length.MONTH, from, euros(amount));
    }

    private static Money euros(String amount) {
        return Money.of(amount, TestMarket.EUR);
    }
}
