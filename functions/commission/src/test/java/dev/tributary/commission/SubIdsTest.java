package dev.tributary.commission;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.attribution.Visitor;
import dev.tributary.domain.attribution.VisitorClicks;
import dev.tributary.domain.click.ChunkFormat;
import dev.tributary.domain.click.Click;
import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.click.TestClick;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.message.OrdersDue;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.NoticeFact;
import dev.tributary.domain.notice.NoticeType;
import dev.tributary.domain.notice.PostbackMacro;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.token.ClickToken;
import dev.tributary.domain.token.ClickTokens;
import dev.tributary.domain.token.Device;
import dev.tributary.infrastructure.ledger.DynamoLedger;
import dev.tributary.infrastructure.queue.OrdersDueMessages;
import dev.tributary.infrastructure.table.DynamoClickChunks;
import dev.tributary.infrastructure.table.DynamoVisitorHistory;
import dev.tributary.infrastructure.table.TestMarket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What affiliates wrote on their links, told with what came of the clicks: to those whose URLs ask, and no other's.
class SubIdsTest {
    private static final long VISITOR = 77;

    private final Till till = new Till();
    private final DynamoClickChunks chunks = new DynamoClickChunks(Till.TABLE);
    private final TidingsTest.Ear ear = new TidingsTest.Ear();

    private List<String> deliver(Looks looks, Postback... calls) {
        InstantSource source = () -> till.now;
        CommissionHandler handler = new CommissionHandler(
                Till.EMBEDDED.connect(looks),
                new DynamoLedger(Till.TABLE, 2),
                delays -> {},
                ear,
                new Random(1),
                source.withZone(ZoneOffset.UTC));
        return till.deliver(handler, Stream.of(calls).map(till::message).toList());
    }

    private void hear(Postback... calls) {
        assertThat(deliver(new Looks(false), calls)).isEmpty();
    }

    private void asks(int... affiliates) {
        for (int affiliate : affiliates) {
            ear.asking.add(new Tenant.OfAffiliate(till.market.affiliate(affiliate)));
        }
    }

    private void record(Click click) {
        ChunkFormat.pack(List.of(click)).forEach(chunk -> chunks.put(Slice.of(click.token()), chunk));
    }

    /// As the market's sales carry it.
    private Click click(int affiliate, String... subs) {
        return TestClick.of(till.market.program.bits(), affiliate)
                .withLink(affiliate)
                .withTime(TestMarket.CLICK)
                .withSubs(subs)
                .click();
    }

    private List<Optional<String>> told(NoticeType type, NoticeFact fact) {
        return ear.heard.stream()
                .filter(notice -> notice.type() == type)
                .map(notice -> notice.fact(fact))
                .toList();
    }

    @Test
    void sale_isToldWithTheSubIdsOfItsClick_andSoIsItsRefund_whenTheRecordIsGone() {
        asks(1);
        record(click(1, "a&b=c%", "", "שלום"));
        Postback sale = till.market.sale("A-1", 1, "100.00");
        hear(sale);

        assertThat(told(NoticeType.COMMISSION_ACCRUED, NoticeFact.SUB1)).containsExactly(Optional.of("a&b=c%"));
        assertThat(told(NoticeType.COMMISSION_ACCRUED, NoticeFact.SUB2)).containsExactly(Optional.empty());
        assertThat(told(NoticeType.COMMISSION_ACCRUED, NoticeFact.SUB3)).containsExactly(Optional.of("שלום"));
        // The merchant's own is of the order, the affiliate's of its click.
        assertThat(told(NoticeType.CONVERSION_ACCEPTED, NoticeFact.SUB1))
                .containsExactlyInAnyOrder(Optional.empty(), Optional.of("a&b=c%"));
        assertThat(till.order("A-1").orElseThrow().sale().orElseThrow().labels())
                .containsOnlyKeys(till.market.affiliate(1));

        List<Notice> first = List.copyOf(ear.heard);
        ear.heard.clear();
        Looks none = new Looks(true);
        assertThat(deliver(none, sale)).isEmpty();
        assertThat(ear.heard).containsExactlyInAnyOrderElementsOf(first);
        ear.heard.clear();

        assertThat(deliver(none, till.market.refund("A-1", "R-1", "40.00"))).isEmpty();
        assertThat(told(NoticeType.COMMISSION_REVERSED, NoticeFact.SUB1)).containsExactly(Optional.of("a&b=c%"));
        assertThat(none.seen).isZero();
        assertThat(PostbackMacro.fill("https://t.example/?s={sub1}&n={sub2}&r={reversed}", ear.heard.getFirst()))
                .isEqualTo("https://t.example/?s=a%26b%3Dc%25&n=&r=4.00");
    }

    @Test
    void whoDoesNotAsk_isReadNothingFor_andNothingIsKept() {
        asks(2);
        record(click(1, "one"));
        Looks looks = new Looks(false);
        assertThat(deliver(looks, till.market.sale("A-1", 1, "100.00"))).isEmpty();

        assertThat(looks.seen).isZero();
        assertThat(told(NoticeType.COMMISSION_ACCRUED, NoticeFact.SUB1)).containsExactly(Optional.empty());
        assertThat(till.order("A-1").orElseThrow().sale().orElseThrow().labels())
                .isEmpty();
    }

    @Test
    void couponWithoutClick_hasNone_andUnattributedHasNone() {
        asks(1, 2);
        Looks looks = new Looks(false);
        assertThat(deliver(
                        looks,
                        till.market.saleWithCoupon("A-1", "ANNA10", "100.00"),
                        till.market.saleWithCoupon("A-2", "NOBODY", "100.00")))
                .isEmpty();

        assertThat(looks.seen).isZero();
        assertThat(told(NoticeType.COMMISSION_ACCRUED, NoticeFact.SUB1)).containsExactly(Optional.empty());
        assertThat(told(NoticeType.COMMISSION_ACCRUED, NoticeFact.CLICK_ID)).containsExactly(Optional.empty());
    }

    @Test
    void clickThatIsRecordedLater_isToldWithWhatComesThen() {
        asks(1);
        hear(till.market.sale("A-1", 1, "100.00"));
        assertThat(told(NoticeType.COMMISSION_ACCRUED, NoticeFact.SUB1)).containsExactly(Optional.empty());
        record(click(1, "late"));

        hear(till.market.refund("A-1", "R-1", "40.00"));

        assertThat(told(NoticeType.COMMISSION_REVERSED, NoticeFact.SUB1)).containsExactly(Optional.of("late"));
    }

    /// Another click of the same minute and shard, and one that another program's token would name.
    @Test
    void ofManyClicksOfItsSlice_itsOwnIsTaken() {
        asks(1);
        List<Click> others = new ArrayList<>();
        for (long nonce = 5_000; nonce < 5_400; nonce++) {
            others.add(TestClick.of(till.market.program.bits(), nonce)
                    .withLink(1)
                    .withTime(TestMarket.CLICK)
                    .withSubs("other-" + nonce)
                    .click());
        }
        ChunkFormat.pack(others)
                .forEach(chunk -> chunks.put(Slice.of(others.getFirst().token()), chunk));
        record(click(1, "mine"));

        hear(till.market.sale("A-1", 1, "100.00"));

        assertThat(told(NoticeType.COMMISSION_ACCRUED, NoticeFact.SUB1)).containsExactly(Optional.of("mine"));
    }

    @Test
    void recordThatIsDamagedOrCannotBeRead_keepsNoMoneyWaiting() {
        asks(1);
        Looks broken = new Looks(true);
        assertThat(deliver(broken, till.market.sale("A-1", 1, "100.00"))).isEmpty();
        assertThat(broken.seen).isEqualTo(1);
        chunks.put(Slice.of(click(1).token()), new byte[] {1, 2, 3});
        hear(till.market.sale("A-2", 1, "100.00"));

        assertThat(till.balance(1)).isEqualTo("2 2000/0/0");
        assertThat(told(NoticeType.COMMISSION_ACCRUED, NoticeFact.SUB1))
                .containsExactly(Optional.empty(), Optional.empty());
    }

    /// What many orders name, and what is told of each, is looked for once, there or not.
    @Test
    void clickOfManyOrders_isLookedForOnce() {
        asks(1, 2);
        record(click(2, "there"));
        Looks looks = new Looks(false);
        List<Postback> sales = new ArrayList<>();
        for (int order = 1; order <= 12; order++) {
            sales.add(till.market.sale("A-" + order, 1 + order % 2, "100.00"));
        }
        assertThat(deliver(looks, sales.toArray(Postback[]::new))).isEmpty();

        assertThat(looks.seen).isEqualTo(2);
        assertThat(till.balance(1)).isEqualTo("6 6000/0/0");
        assertThat(told(NoticeType.COMMISSION_ACCRUED, NoticeFact.SUB1))
                .hasSize(12)
                .filteredOn(Optional.of("there")::equals)
                .hasSize(6);
    }

    @Test
    void moreClicksThanADeliveryLooksFor_leaveTheRestUnlabelled_untilTheNextIsTold() {
        asks(1);
        List<Postback> sales = manySales(SubIds.MOST_LOOKS + 5);
        Looks looks = new Looks(false);
        assertThat(deliver(looks, sales.toArray(Postback[]::new))).isEmpty();

        assertThat(looks.seen).isEqualTo(SubIds.MOST_LOOKS);
        assertThat(till.balance(1)).startsWith("25 25000/");
        assertThat(told(NoticeType.COMMISSION_ACCRUED, NoticeFact.SUB1))
                .filteredOn(Optional::isPresent)
                .hasSize(SubIds.MOST_LOOKS);
        ear.heard.clear();

        hear(sales.toArray(Postback[]::new));
        assertThat(told(NoticeType.COMMISSION_ACCRUED, NoticeFact.SUB1))
                .hasSize(25)
                .allMatch(Optional::isPresent);
    }

    @Test
    void tableThatIsBrokenOrSlow_isNotAskedAgainInTheDelivery() {
        asks(1);
        Postback[] sales = manySales(6).toArray(Postback[]::new);
        Looks slow = new Looks(false);
        slow.meanwhile =
                () -> till.now = till.now.plus(SubIds.PATIENCE.dividedBy(2).plusMillis(1));
        assertThat(deliver(slow, sales)).isEmpty();
        assertThat(slow.seen).isEqualTo(2);
        assertThat(till.balance(1)).startsWith("6 6000/");

        Looks broken = new Looks(true);
        assertThat(deliver(broken, sales)).isEmpty();
        assertThat(broken.seen).isEqualTo(1);
    }

    /// More than a megabyte, of which one page is read.
    @Test
    void ofALargeSlice_onePageIsRead() {
        asks(1);
        Random random = new Random(7);
        List<Click> others = new ArrayList<>();
        for (long nonce = 10_000; nonce < 24_000; nonce++) {
            others.add(TestClick.of(till.market.program.bits(), nonce)
                    .withLink(1)
                    .withTime(TestMarket.CLICK)
                    .withSubs(Long.toHexString(random.nextLong()), Long.toHexString(random.nextLong()))
                    .click());
        }
        Slice slice = Slice.of(others.getFirst().token());
        List<byte[]> packed = ChunkFormat.pack(others);
        assertThat(packed.stream().mapToInt(chunk -> chunk.length).sum()).isGreaterThan(1 << 19);
        for (int times = 0; times < 3; times++) {
            packed.forEach(chunk -> chunks.put(slice, chunk));
        }
        Looks looks = new Looks(false);
        assertThat(deliver(looks, till.market.sale("A-1", 1, "100.00"))).isEmpty();

        assertThat(looks.seen).isEqualTo(1);
        assertThat(till.balance(1)).isEqualTo("1 1000/0/0");
    }

    /// Each by a recorded click of its own, of affiliate 1.
    private List<Postback> manySales(int number) {
        List<Click> clicks = new ArrayList<>();
        List<Postback> sales = new ArrayList<>();
        for (int order = 1; order <= number; order++) {
            Click click = TestClick.of(till.market.program.bits(), 7_000 + order)
                    .withLink(1)
                    .withTime(TestMarket.CLICK)
                    .withSubs("of-" + order)
                    .click();
            clicks.add(click);
            sales.add(saleBy(till.market, "M-" + order, click));
        }
        ChunkFormat.pack(clicks)
                .forEach(chunk -> chunks.put(Slice.of(clicks.getFirst().token()), chunk));
        return sales;
    }

    private static Postback saleBy(TestMarket market, String order, Click click) {
        Reward plain = (Reward) market.sale(order, 1, "100.00").event();
        return market.call(new Reward(
                plain.key(),
                plain.statedAt(),
                Optional.of(VerifiedClick.of(click.clickId(), click.token())),
                plain.coupons(),
                plain.amounts(),
                plain.items(),
                plain.customer(),
                plain.subscription(),
                plain.checkoutStartedAt(),
                plain.verdict(),
                plain.test()));
    }

    /// One order, three clicks of three affiliates, of whom two ask.
    @Test
    void split_isToldToEachWithItsOwn_andToNobodyWithAnothers() {
        Till shared = new Till(new TestMarket(Till.TABLE, 3, linear()));
        List<Click> clicks = Stream.of(1, 2, 3)
                .map(affiliate -> visited(shared, affiliate, "of-" + affiliate))
                .toList();
        clicks.forEach(this::record);
        List<VerifiedClick> verified = clicks.stream()
                .map(click -> VerifiedClick.of(click.clickId(), click.token()))
                .toList();
        new DynamoVisitorHistory(Till.TABLE)
                .put(
                        new Visitor(shared.market.program, VISITOR),
                        VisitorClicks.NONE.with(verified, Instant.EPOCH),
                        0,
                        TestMarket.SALE.plusSeconds(99_999));
        ear.asking.add(new Tenant.OfAffiliate(shared.market.affiliate(1)));
        ear.asking.add(new Tenant.OfAffiliate(shared.market.affiliate(3)));
        Postback sale = saleBy(shared.market, "S-1", clicks.getLast());
        shared.deliver(sale);
        shared.now = sale.receivedAt().plus(Duration.ofMinutes(5));
        SQSMessage due =
                shared.message(OrdersDueMessages.write(new OrdersDue("due_1", List.of(shared.market.key("S-1")))));
        assertThat(shared.deliver(shared.handler(ear), List.of(due))).isEmpty();

        assertThat(ear.types().stream().filter("commission.accrued"::equals)).hasSize(3);
        for (Notice notice : ear.heard) {
            for (int affiliate = 1; affiliate <= 3; affiliate++) {
                boolean asks = affiliate != 2;
                boolean own = notice.audience().contains(new Tenant.OfAffiliate(shared.market.affiliate(affiliate)));
                assertThat(notice.facts().containsValue("of-" + affiliate)).isEqualTo(asks && own);
            }
        }
    }

    private static Click visited(Till till, int affiliate, String sub) {
        ClickToken token = new ClickToken(
                till.market.program,
                till.market.affiliate(affiliate),
                new LinkId(affiliate),
                Optional.empty(),
                TestMarket.SALE.minusSeconds(800L - 200L * affiliate),
                1,
                affiliate,
                0,
                Optional.empty(),
                Device.DESKTOP,
                OptionalLong.of(VISITOR),
                true,
                true,
                false);
        Click like = TestClick.of(till.market.program.bits(), affiliate)
                .withSubs(sub)
                .click();
        return new Click(
                ClickTokens.sign(token, TestClick.KEYS),
                token,
                like.kind(),
                like.subIds(),
                like.source(),
                like.creative(),
                like.referrerHost(),
                like.agent(),
                like.adClicks(),
                like.addressHash(),
                like.agentHash());
    }

    private static TermsDocument linear() {
        TermsDocument one = TestMarket.terms(1);
        return new TermsDocument(
                1,
                Instant.EPOCH,
                new AttributionPolicy(AttributionPolicy.Model.LINEAR, 30, AttributionPolicy.Precedence.COUPON),
                one.paidUnder(),
                one.rules(),
                one.holdDays(),
                one.validation(),
                one.minimumPayout(),
                one.paysWithinDays());
    }
}
