package dev.tributary.commission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.bonus.BonusKey;
import dev.tributary.domain.bonus.Fulfilment;
import dev.tributary.domain.bonus.PrizeAward;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.change.Changes;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.id.AuditEventId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.NoticeFact;
import dev.tributary.domain.notice.PostbackMacro;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.Bonus;
import dev.tributary.domain.terms.BonusId;
import dev.tributary.domain.terms.Prize;
import dev.tributary.infrastructure.table.DynamoChanges;
import dev.tributary.infrastructure.table.DynamoPrizes;
import dev.tributary.infrastructure.table.TestMarket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is told of prizes without cash, as of bonuses of money but without an amount. The third sale in November wins a
/// bag.
class PrizesToldTest {
    private final Till till = new Till(new TestMarket(
            Till.TABLE,
            3,
            TestMarket.terms(1)
                    .withBonuses(List.of(new Bonus.Milestone(
                            new BonusId("m3"),
                            Set.of(),
                            Measure.CONVERSIONS,
                            Period.Length.MONTH,
                            3,
                            new Prize.InKind(
                                    Prize.Kind.GIFT,
                                    "A bag",
                                    Optional.of(Money.of("40.00", TestMarket.EUR)),
                                    TestMarket.EUR))))));
    private final TidingsTest.Ear ear = new TidingsTest.Ear();

    @Test
    void prize_isToldToBoth_inTheWordsOfTheTerms_withoutAnAmount() {
        assertThat(hear(sale(1), sale(2), sale(3))).isEmpty();

        assertThat(told()).hasSize(1);
        Notice won = told().getFirst();
        assertThat(won.type().text()).isEqualTo("bonus.awarded");
        assertThat(won.amount()).isEmpty();
        assertThat(won.audience())
                .hasSize(2)
                .hasAtLeastOneElementOfType(Tenant.OfMerchant.class)
                .contains(new Tenant.OfAffiliate(till.market.affiliate(1)));
        assertThat(won.facts())
                .containsEntry(NoticeFact.AWARD_ID, key().award().toString())
                .containsEntry(NoticeFact.BONUS_ID, "m3")
                .containsEntry(NoticeFact.PERIOD, "2026-11")
                .containsEntry(NoticeFact.GROUND, "milestone")
                .containsEntry(NoticeFact.PRIZE, "A bag")
                .containsEntry(NoticeFact.PRIZE_KIND, "gift")
                .containsEntry(NoticeFact.ENTRY_ID, key().accrued(1).text());
        assertThat(won.facts().values()).noneMatch(text -> text.contains("40.00"));
        assertThat(PostbackMacro.fill("https://t.example/?t={type}&a={amount}&c={currency}&p={payout}", won))
                .isEqualTo("https://t.example/?t=bonus.awarded&a=&c=&p=");
    }

    @Test
    void redelivery_tellsItAgainUnderTheSameId_alsoWhereTheQueueWasDown() {
        hear(sale(1), sale(2));
        Postback third = sale(3);
        ear.deaf = true;
        assertThat(hear(third)).hasSize(1);
        ear.deaf = false;
        till.now = till.now.plus(Duration.ofMinutes(20));

        assertThat(hear(third)).isEmpty();
        assertThat(hear(third)).isEmpty();
        assertThat(told()).hasSize(2);
        assertThat(told().stream().map(Notice::id).distinct()).hasSize(1);
    }

    @Test
    void lostAndWonAgain_areNewsOfTheirOwn() {
        hear(sale(1), sale(2), sale(3));
        hear(till.market.refund("A-2", "R-1", "100.00"));
        hear(sale(4));

        assertThat(told())
                .extracting(notice -> notice.type().text())
                .containsExactly("bonus.awarded", "bonus.reversed", "bonus.awarded");
        assertThat(told()).extracting(Notice::id).doesNotHaveDuplicates();
        assertThat(told())
                .extracting(notice -> notice.fact(NoticeFact.ENTRY_ID).orElseThrow())
                .containsExactly(
                        key().accrued(1).text(),
                        key().lost(1).text(),
                        key().accrued(2).text());
        assertThat(told()).allMatch(notice -> notice.fact(NoticeFact.PRIZE).equals(Optional.of("A bag")));
    }

    /// What is on its way is neither lost nor won again; that it was won is told again as before.
    @Test
    void shippedPrize_isToldNoMore_whateverBecomesOfItsFigure() {
        Postback third = sale(3);
        hear(sale(1), sale(2), third);
        ship();
        hear(till.market.refund("A-2", "R-1", "100.00"));
        hear(sale(4));
        assertThat(told()).hasSize(1);

        hear(third);
        assertThat(told()).hasSize(2);
        assertThat(told().getLast()).isEqualTo(told().getFirst());
    }

    private List<String> hear(Postback... calls) {
        return till.deliver(
                till.handler(ear), Stream.of(calls).map(till::message).toList());
    }

    private List<Notice> told() {
        return ear.heard.stream()
                .filter(notice -> notice.type().text().startsWith("bonus."))
                .toList();
    }

    private Postback sale(int number) {
        return till.market.sale("A-" + number, 1, "100.00");
    }

    private BonusKey key() {
        return new BonusKey(till.market.account(1), new BonusId("m3"), Period.parse("2026-11"));
    }

    private void ship() {
        Versioned<PrizeAward> read =
                new DynamoPrizes(Till.TABLE).find(key().award()).orElseThrow();
        PrizeAward after = read.value()
                .with(new Fulfilment(
                        Fulfilment.Step.SHIPPED,
                        "key_1",
                        till.now,
                        Optional.empty(),
                        read.value().times()));
        AuditEvent event = new AuditEvent(
                new AuditEventId(System.nanoTime()),
                new Tenant.OfMerchant(new MerchantId(1)),
                till.now,
                Optional.empty(),
                "bonus_award.shipped",
                after.id().toString(),
                new TreeSet<>(Set.of("state")));
        assertThat(new DynamoChanges(Till.TABLE)
                        .commit(new Changes.Commit(
                                List.of(new Change.ChangedPrize(read.with(after))), event, Optional.empty())))
                .isEqualTo(new Changes.Outcome.Committed());
    }
}
