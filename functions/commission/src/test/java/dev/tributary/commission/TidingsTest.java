package dev.tributary.commission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.ConversionEvent.ChargebackWon;
import dev.tributary.domain.conversion.ConversionEvent.OrderUpdate;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.Item;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.RefundId;
import dev.tributary.domain.conversion.RefundItem;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.conversion.UpdateId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.NoticeFact;
import dev.tributary.domain.notice.NoticeId;
import dev.tributary.domain.notice.NoticeType;
import dev.tributary.domain.notice.Notices;
import dev.tributary.domain.notice.PostbackMacro;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.terms.Condition;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.ValidationPolicy;
import dev.tributary.infrastructure.table.TestMarket;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is told of orders: by the message that caused it, and again, under the same ids, when it comes again.
class TidingsTest {
    private final Till till = new Till();
    private final Ear ear = new Ear();

    /// Hears everything, until it is deaf.
    static final class Ear implements Notices {
        final List<Notice> heard = new ArrayList<>();
        final Set<Tenant> asking = new HashSet<>();
        boolean deaf;
        boolean absent;

        @Override
        public boolean isHeard(Tenant tenant) {
            return !absent;
        }

        @Override
        public boolean asksSubIds(Tenant tenant) {
            return asking.contains(tenant);
        }

        @Override
        public void send(List<Notice> notices) {
            if (deaf) {
                throw new UnavailableException("queue", new IllegalStateException("deaf"));
            }
            heard.addAll(notices);
        }

        List<String> types() {
            return heard.stream().map(notice -> notice.type().text()).toList();
        }

        Set<NoticeId> ids() {
            Set<NoticeId> ids = new HashSet<>();
            heard.forEach(notice -> ids.add(notice.id()));
            return ids;
        }
    }

    private List<String> deliver(Postback... calls) {
        return till.deliver(
                till.handler(ear), Stream.of(calls).map(till::message).toList());
    }

    private Notice only(NoticeType type) {
        List<Notice> found =
                ear.heard.stream().filter(notice -> notice.type() == type).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    @Test
    void sale_isToldToTheMerchant_andItsCommissionToBoth() {
        assertThat(deliver(till.market.sale("A-1", 1, "126.00"))).isEmpty();

        assertThat(ear.types())
                .containsExactlyInAnyOrder("conversion.accepted", "conversion.accepted", "commission.accrued");
        Notice accrued = only(NoticeType.COMMISSION_ACCRUED);
        assertThat(accrued.audience())
                .hasSize(2)
                .hasAtLeastOneElementOfType(Tenant.OfMerchant.class)
                .contains(new Tenant.OfAffiliate(till.market.affiliate(1)));
        assertThat(accrued.fact(NoticeFact.ORDER_ID)).contains("A-1");
        assertThat(accrued.fact(NoticeFact.REVERSED)).contains("0.00");
        assertThat(accrued.fact(NoticeFact.CLICK_ID)).isPresent();
        assertThat(accrued.amount())
                .hasValueSatisfying(amount -> assertThat(amount.isPositive()).isTrue());
        assertThat(ear.heard)
                .filteredOn(notice -> notice.type() == NoticeType.CONVERSION_ACCEPTED)
                .allMatch(notice -> notice.audience().size() == 1
                        && notice.amount().orElseThrow().amount().equals("126.00"));
    }

    @Test
    void redelivery_tellsTheSameAgain_underTheSameIds() {
        Postback sale = till.market.sale("A-1", 1, "126.00");
        deliver(sale);
        Set<NoticeId> first = ear.ids();
        List<Notice> told = List.copyOf(ear.heard);
        ear.heard.clear();

        assertThat(deliver(sale)).isEmpty();

        assertThat(ear.ids()).isEqualTo(first);
        assertThat(ear.heard).containsExactlyInAnyOrderElementsOf(told);
    }

    @Test
    void queueThatIsDown_failsTheMessage_andWhatIsPostedIsToldWhenItComesAgain() {
        Postback sale = till.market.sale("A-1", 1, "126.00");
        ear.deaf = true;
        assertThat(deliver(sale)).hasSize(1);
        assertThat(ear.heard).isEmpty();
        ear.deaf = false;

        assertThat(deliver(sale)).isEmpty();

        assertThat(ear.types()).contains("commission.accrued");
    }

    @Test
    void refunds_areEachToldOnce_withWhatIsTakenBackSoFar() {
        deliver(till.market.sale("A-1", 1, "99.99"));
        ear.heard.clear();
        deliver(till.market.refund("A-1", "R-1", "33.33"));
        Notice first = only(NoticeType.COMMISSION_REVERSED);
        deliver(till.market.refund("A-1", "R-2", "33.33"));

        assertThat(ear.types()).containsExactly("commission.reversed", "commission.reversed");
        Notice second = ear.heard.getLast();
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.fact(NoticeFact.REFUND_ID)).contains("R-2");
        assertThat(new BigDecimal(second.fact(NoticeFact.REVERSED).orElseThrow()))
                .isGreaterThan(new BigDecimal(first.fact(NoticeFact.REVERSED).orElseThrow()));
    }

    @Test
    void refundThatWaited_isToldWithItsSale() {
        deliver(till.market.refund("A-1", "R-1", "33.33"));
        assertThat(ear.heard).isEmpty();

        deliver(till.market.sale("A-1", 1, "99.99"));

        assertThat(ear.types())
                .containsExactlyInAnyOrder(
                        "conversion.accepted", "conversion.accepted", "commission.accrued", "commission.reversed");
    }

    @Test
    void unattributedSale_isToldToTheMerchantAlone() {
        deliver(till.market.foreignSale("A-1", 1, "10.00"));

        assertThat(ear.types()).containsExactly("conversion.accepted");
        assertThat(ear.heard.getFirst().audience()).hasSize(1).hasOnlyElementsOfType(Tenant.OfMerchant.class);
        assertThat(ear.heard.getFirst().fact(NoticeFact.STATE)).contains("unattributed");
    }

    @Test
    void whatIsDueOfAnOrder_tellsAgain_whoeverEndedBeforeItWasTold() {
        deliver(till.market.sale("A-1", 1, "126.00"));
        Set<NoticeId> first = ear.ids();
        ear.heard.clear();

        assertThat(till.deliver(till.handler(ear), List.of(till.due("A-1")))).isEmpty();

        assertThat(ear.ids()).isEqualTo(first);
    }

    @Test
    void nobodyListens_nothingIsMade() {
        ear.absent = true;
        ear.deaf = true;

        assertThat(deliver(till.market.sale("A-1", 1, "126.00"))).isEmpty();
    }

    /// Two items under two rules are two commissions; what is taken back of the one is no news of the other.
    @Test
    void refundOfOneItem_isToldOfItsCommissionAlone_andSoIsAChargebackThatWasWon() {
        TestMarket market = new TestMarket(Till.TABLE, 3, twoRules());
        Till shop = new Till(market);
        shop.deliver(shop.handler(ear), List.of(shop.message(shoeAndHat(market))));
        assertThat(ear.types().stream().filter("commission.accrued"::equals)).hasSize(2);
        ear.heard.clear();

        shop.deliver(
                shop.handler(ear), List.of(shop.message(back(market, Refund.Kind.REFUND, "R-1", "shoe", "30.00"))));
        Notice shoe = only(NoticeType.COMMISSION_REVERSED);
        shop.deliver(
                shop.handler(ear), List.of(shop.message(back(market, Refund.Kind.CHARGEBACK, "C-1", "hat", "40.00"))));
        assertThat(ear.types()).containsExactly("commission.reversed", "commission.reversed");
        Notice hat = ear.heard.getLast();
        assertThat(hat.fact(NoticeFact.COMMISSION_ID)).isNotEqualTo(shoe.fact(NoticeFact.COMMISSION_ID));
        assertThat(shoe.fact(NoticeFact.REVERSED)).contains("6.00");
        assertThat(hat.fact(NoticeFact.REVERSED)).contains("4.00");
        assertThat(PostbackMacro.fill("https://a.example/?r={reversed}&p={payout}", hat))
                .isEqualTo("https://a.example/?r=4.00&p=4.00");
        ear.heard.clear();

        shop.deliver(
                shop.handler(ear),
                List.of(shop.message(
                        market.call(new ChargebackWon(market.key("A-1"), Optional.empty(), new RefundId("C-1"))))));
        Notice restored = only(NoticeType.COMMISSION_RESTORED);
        assertThat(restored.fact(NoticeFact.COMMISSION_ID)).isEqualTo(hat.fact(NoticeFact.COMMISSION_ID));
        assertThat(restored.fact(NoticeFact.REVERSED)).contains("0.00");
        ear.heard.clear();

        // One without items reaches what is left of all.
        shop.deliver(shop.handler(ear), List.of(shop.message(market.refund("A-1", "R-2", "35.00"))));
        assertThat(ear.types()).containsExactly("commission.reversed", "commission.reversed");
        assertThat(ear.heard)
                .extracting(notice -> notice.fact(NoticeFact.REFUND_ID))
                .containsOnly(Optional.of("R-2"));
    }

    /// 40.00 of hats become 50.00; the shoe stays as it was, and so does its commission.
    @Test
    void updateOfOneItem_isToldOfItsCommissionAlone_alsoWhenItComesAgain() {
        TestMarket market = new TestMarket(Till.TABLE, 3, twoRules());
        Till shop = new Till(market);
        shop.deliver(shop.handler(ear), List.of(shop.message(shoeAndHat(market))));
        ear.heard.clear();
        Postback update = market.call(new OrderUpdate(
                market.key("A-1"),
                Optional.of(TestMarket.SALE.plusSeconds(60)),
                new UpdateId("U-1"),
                new Amounts(Money.of("110.00", TestMarket.EUR), Optional.empty(), Optional.empty(), Optional.empty()),
                List.of(item("shoe", "60.00"), item("hat", "50.00"))));

        shop.deliver(shop.handler(ear), List.of(shop.message(update)));
        Notice hat = only(NoticeType.COMMISSION_UPDATED);
        assertThat(hat.amount()).contains(Money.of("5.00", TestMarket.EUR));
        assertThat(hat.fact(NoticeFact.UPDATE_ID)).contains("U-1");
        shop.deliver(shop.handler(ear), List.of(shop.message(update)));
        assertThat(ear.heard).hasSize(2).containsOnly(hat);
    }

    private static Postback shoeAndHat(TestMarket market) {
        Reward whole = (Reward) market.sale("A-1", 1, "100.00").event();
        return market.call(new Reward(
                whole.key(),
                whole.statedAt(),
                whole.click(),
                whole.coupons(),
                whole.amounts(),
                List.of(item("shoe", "60.00"), item("hat", "40.00")),
                whole.customer(),
                whole.subscription(),
                whole.checkoutStartedAt(),
                whole.verdict(),
                whole.test()));
    }

    private static TermsDocument twoRules() {
        TermsDocument one = TestMarket.terms(1);
        return new TermsDocument(
                1,
                Instant.EPOCH,
                one.attribution(),
                TermsDocument.PaidUnder.CLICK,
                List.of(
                        new Rule(
                                new RuleId("shoes"),
                                List.of(new Condition.Categories(Set.of(new Category("shoe")))),
                                new Pay.Percent(new BigDecimal("20")),
                                Optional.empty()),
                        new Rule(new RuleId("base"), List.of(), new Pay.Percent(BigDecimal.TEN), Optional.empty())),
                30,
                ValidationPolicy.AUTO,
                Money.zero(TestMarket.EUR),
                65);
    }

    private static Item item(String word, String amount) {
        return new Item(
                Optional.of(new Sku(word)), Optional.of(new Category(word)), 1, Money.of(amount, TestMarket.EUR));
    }

    private static Postback back(TestMarket market, Refund.Kind kind, String id, String sku, String amount) {
        return market.call(new Refund(
                market.key("A-1"),
                Optional.of(TestMarket.SALE.plusSeconds(60)),
                new RefundId(id),
                kind,
                Optional.empty(),
                List.of(new RefundItem(new Sku(sku), Optional.empty(), Optional.of(Money.of(amount, TestMarket.EUR)))),
                Optional.empty()));
    }
}
