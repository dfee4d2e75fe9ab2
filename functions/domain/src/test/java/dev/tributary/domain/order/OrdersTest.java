package dev.tributary.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.Fingerprint;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.ledger.Posting;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.order.Result.Kind;
import dev.tributary.domain.order.Result.Reason;
import dev.tributary.domain.terms.Condition;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.ValidationPolicy;
import dev.tributary.domain.token.Device;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrdersTest {
    private final Shop shop = new Shop();

    @ParameterizedTest
    @CsvSource({
        // currency, percent, amount,  commission
        "EUR,        12.5,    9.99,    1.25",
        "EUR,        12.5,    0.36,    0.05",
        "JPY,        10,      1005,    101",
        "EUR,        10,      99.99,   10.00",
    })
    void commission_isRoundedHalfUp(String currency, String percent, String amount, String commission) {
        shop.currency = new CurrencyCode(currency);
        shop.rules = List.of(Shop.percent("base", percent));
        assertThat(shop.call(shop.sale(amount)).kind()).isEqualTo(Kind.CONVERTED);
        assertThat(shop.state.orElseThrow().commissions().getFirst().amount().amount())
                .isEqualTo(commission);
    }

    @Test
    void twoLinesOfOneRule_areRoundedOnce() {
        shop.rules = List.of(Shop.percent("base", "5"));
        shop.call(shop.sale("0.60", shop.item("a", "0.30"), shop.item("b", "0.30")));
        assertThat(shop.balance()).isEqualTo("0.03/0.00/0.00");
    }

    @Test
    void fixedAndPercent_isPaidOncePerConversion() {
        shop.rules = List.of(new Rule(
                new RuleId("both"),
                List.of(),
                new Pay.FixedAndPercent(shop.money("2.00"), new BigDecimal("5")),
                Optional.empty()));
        shop.call(shop.sale("10.00", shop.item("a", "4.00"), shop.item("b", "6.00")));
        assertThat(shop.balance()).isEqualTo("2.50/0.00/0.00");
    }

    @Test
    void threeThirds_leaveExactlyNothing() {
        shop.call(shop.sale("99.99"));
        for (int part = 1; part <= 3; part++) {
            assertThat(shop.call(shop.refund("R-" + part, "33.33")).kind()).isEqualTo(Kind.REVERSED);
        }
        assertThat(shop.entries.stream().skip(1).map(OrdersTest::onlyAmount)).containsExactly("3.33", "3.34", "3.33");
        assertThat(shop.balance()).isEqualTo("0.00/0.00/0.00");
        assertThat(shop.call(shop.refund("R-4", "0.01")).reason()).contains(Reason.REFUND_TOO_LARGE);
    }

    @Test
    void aRefundAfterThePayout_isOwedAndRecoveredFromTheNextCredit() {
        shop.holdDays = 0;
        shop.call(shop.sale("100.00"));
        var paid = shop.account.orElseThrow();
        var reserved = paid.draft().reserve(shop.money("10.00"), 1).post(cause("payout:1:reserve"));
        var settled = reserved.account()
                .draft()
                .settle(shop.money("10.00"), "csv", shop.money("0.00"))
                .post(cause("payout:1:settle"));
        shop.account = Optional.of(settled.account());
        shop.call(shop.refund("R-1", "100.00"));
        assertThat(shop.balance()).isEqualTo("0.00/0.00/10.00");
        shop.order = "A-2";
        shop.state = Optional.empty();
        shop.call(shop.sale("150.00"));
        assertThat(shop.balance()).isEqualTo("0.00/5.00/0.00");
    }

    @Test
    void refundsThatComeFirst_endAsIfTheyHadComeAfter() {
        Shop after = new Shop();
        after.call(after.sale("99.99"));
        after.call(after.refund("R-1", "33.33"));
        after.call(after.refund("R-2", "33.33"));
        assertThat(shop.call(shop.refund("R-2", "33.33")).kind()).isEqualTo(Kind.WAITING);
        assertThat(shop.call(shop.refund("R-1", "33.33")).kind()).isEqualTo(Kind.WAITING);
        assertThat(shop.state.orElseThrow().stage()).isEqualTo(Stage.AWAITING_SALE);
        assertThat(shop.call(shop.sale("99.99")).kind()).isEqualTo(Kind.CONVERTED);
        assertThat(shop.balance()).isEqualTo(after.balance()).isEqualTo("3.33/0.00/0.00");
        assertThat(shop.entries.stream().map(Entry::id))
                .isEqualTo(after.entries.stream().map(Entry::id).toList());
        assertThat(shop.state.orElseThrow().waiting()).isEmpty();
        assertThat(shop.state.orElseThrow().receipts().stream()
                        .map(line -> line.result().kind()))
                .containsExactly(Kind.REVERSED, Kind.REVERSED, Kind.CONVERTED);
    }

    @Test
    void whatWaitedForThirtyDays_endsAsRejected() {
        shop.call(shop.refund("R-1", "10.00"));
        OrderState waits = shop.state.orElseThrow();
        shop.now = Shop.SALE.plus(Duration.ofDays(30));
        assertThat(Orders.due(waits, shop.context(), Map.of())).isInstanceOf(Outcome.AlreadyRecorded.class);
        shop.now = shop.now.plusSeconds(1);
        OrderState ended = ((Outcome.Recorded) Orders.due(waits, shop.context(), Map.of())).order();
        assertThat(ended.waiting()).isEmpty();
        assertThat(ended.receipts().getFirst().result()).isEqualTo(Result.rejected(Reason.NO_SALE));
    }

    @Test
    void theSameAgain_changesNothing() {
        Postback first = shop.postback(shop.sale("10.00"));
        shop.deliver(first);
        OrderState once = shop.state.orElseThrow();
        assertThat(Orders.decide(shop.state, first, shop.context(), shop.accounts()))
                .isInstanceOf(Outcome.AlreadyRecorded.class);
        assertThat(shop.call(shop.sale("10.00")).kind()).isEqualTo(Kind.DUPLICATE);
        assertThat(shop.call(shop.sale("10.01"))).isEqualTo(Result.conflict(Reason.DIFFERENT_CONTENT));
        assertThat(shop.state.orElseThrow().commissions()).isEqualTo(once.commissions());
        assertThat(shop.entries).hasSize(1);
    }

    @Test
    void refundOfItems_takesOnlyTheirCommission() {
        shop.rules = List.of(
                new Rule(
                        new RuleId("shoes"),
                        List.of(new Condition.Products(Set.of(new Sku("shoes")))),
                        new Pay.Percent(BigDecimal.TEN),
                        Optional.empty()),
                Shop.percent("rest", "5"));
        shop.call(shop.sale("100.00", shop.item("shoes", "60.00"), shop.item("hat", "40.00")));
        assertThat(shop.balance()).isEqualTo("8.00/0.00/0.00");
        shop.call(shop.refund("R-1", "30.00", shop.back("shoes", "30.00")));
        assertThat(shop.balance()).isEqualTo("5.00/0.00/0.00");
        // Over what is left: shoes 30, hat 40 of 70.
        shop.call(shop.refund("R-2", "35.00"));
        assertThat(shop.balance()).isEqualTo("2.50/0.00/0.00");
        shop.call(shop.refund("R-3", "35.00"));
        assertThat(shop.balance()).isEqualTo("0.00/0.00/0.00");
    }

    @Test
    void aChargebackThatWasWon_isReinstatedInEitherOrder() {
        shop.call(shop.won("C-1"));
        shop.call(shop.sale("100.00"));
        assertThat(shop.balance()).isEqualTo("10.00/0.00/0.00");
        assertThat(shop.state.orElseThrow().waiting()).hasSize(1);
        shop.call(shop.refund(Refund.Kind.CHARGEBACK, "C-1", Optional.empty()));
        assertThat(shop.state.orElseThrow().waiting()).isEmpty();
        assertThat(shop.balance()).isEqualTo("10.00/0.00/0.00");
        assertThat(shop.call(shop.won("C-1")).kind()).isEqualTo(Kind.DUPLICATE);
        assertThat(shop.entries).hasSize(3);
    }

    @Test
    void update_postsTheDifferenceAndComputesReversalsAgain() {
        shop.call(shop.sale("100.00"));
        shop.call(shop.refund("R-1", "50.00"));
        assertThat(shop.call(shop.update("U-1", "200.00")).kind()).isEqualTo(Kind.UPDATED);
        assertThat(shop.balance()).isEqualTo("15.00/0.00/0.00");
        assertThat(shop.call(shop.update("U-1", "200.00")).kind()).isEqualTo(Kind.DUPLICATE);
        assertThat(shop.call(shop.update("U-2", "49.99")).reason()).contains(Reason.AMOUNT_BELOW_REFUNDS);
        assertThat(shop.call(shop.update("U-3", "50.00")).kind()).isEqualTo(Kind.UPDATED);
        assertThat(shop.balance()).isEqualTo("0.00/0.00/0.00");
        shop.now = Shop.SALE.plus(Duration.ofDays(32));
        shop.call(shop.update("U-4", "60.00"));
        shop.release();
        assertThat(shop.call(shop.update("U-5", "70.00"))).isEqualTo(Result.conflict(Reason.CLOSED));
    }

    @ParameterizedTest
    @CsvSource({
        // mode, first,    then,     result,    balance after
        "AUTO,   ,         pending,  DUPLICATE, 10.00/0.00/0.00",
        "AUTO,   ,         approved, DUPLICATE, 10.00/0.00/0.00",
        "AUTO,   ,         rejected, UPDATED,   0.00/0.00/0.00",
        "AUTO,   pending,  approved, UPDATED,   10.00/0.00/0.00",
        "MANUAL, pending,  approved, UPDATED,   10.00/0.00/0.00",
        "MANUAL, pending,  rejected, UPDATED,   0.00/0.00/0.00",
    })
    void status_movesForwardOnly(String mode, @Nullable String first, String then, Kind result, String balance) {
        shop.validation = new ValidationPolicy(ValidationPolicy.Mode.valueOf(mode), 60);
        shop.call(shop.sale(
                Optional.of(Amounts.of(shop.money("100.00"))),
                Optional.ofNullable(first)
                        .map(text -> Verdict.of(Status.parse(text).orElseThrow()))));
        assertThat(shop.call(shop.status(Status.parse(then).orElseThrow())).kind())
                .isEqualTo(result);
        assertThat(shop.balance()).isEqualTo(balance);
    }

    @Test
    void approvedAfterRejected_isClosed() {
        shop.call(shop.sale("100.00"));
        shop.call(shop.status(Status.REJECTED));
        assertThat(shop.call(shop.status(Status.APPROVED))).isEqualTo(Result.conflict(Reason.CLOSED));
        assertThat(shop.call(shop.update("U-1", "50.00"))).isEqualTo(Result.conflict(Reason.CLOSED));
        assertThat(shop.call(shop.status(Status.PENDING)).kind()).isEqualTo(Kind.DUPLICATE);
    }

    @Test
    void rejectedAfterTheRelease_isClosed() {
        shop.holdDays = 0;
        shop.call(shop.sale("100.00"));
        assertThat(shop.balance()).isEqualTo("0.00/10.00/0.00");
        assertThat(shop.call(shop.status(Status.REJECTED))).isEqualTo(Result.conflict(Reason.CLOSED));
        assertThat(shop.call(shop.refund("R-1", "100.00")).kind()).isEqualTo(Kind.REVERSED);
        assertThat(shop.balance()).isEqualTo("0.00/0.00/0.00");
    }

    @Test
    void aPendingOne_standsInItsValidationsEndAndApprovalMovesIt() {
        shop.validation = new ValidationPolicy(ValidationPolicy.Mode.MANUAL, 60);
        shop.call(shop.sale(Optional.of(Amounts.of(shop.money("100.00"))), Optional.of(Verdict.of(Status.PENDING))));
        assertThat(shop.account.orElseThrow().pending().firstKey()).hasToString("2027-01-01");
        shop.call(shop.status(new Verdict(Status.APPROVED, Optional.of(shop.money("60.00")), Optional.empty())));
        assertThat(shop.account.orElseThrow().pending()).hasToString("{2026-12-02=600}");
    }

    @Test
    void approvalAfterTheHold_releasesInTheSameEntry() {
        shop.validation = new ValidationPolicy(ValidationPolicy.Mode.MANUAL, 60);
        shop.call(shop.sale(Optional.of(Amounts.of(shop.money("100.00"))), Optional.of(Verdict.of(Status.PENDING))));
        shop.now = Shop.SALE.plus(Duration.ofDays(40));
        shop.release();
        assertThat(shop.balance()).isEqualTo("10.00/0.00/0.00");
        shop.call(shop.status(Status.APPROVED));
        assertThat(shop.balance()).isEqualTo("0.00/10.00/0.00");
        assertThat(shop.entries).hasSize(2);
    }

    @Test
    void approvedAmountOnTheFirstCall_reversesTheRest() {
        shop.call(shop.sale(
                Optional.of(Amounts.of(shop.money("100.00"))),
                Optional.of(new Verdict(Status.APPROVED, Optional.of(shop.money("25.00")), Optional.empty()))));
        assertThat(shop.balance()).isEqualTo("2.50/0.00/0.00");
    }

    @Test
    void aConversionWithoutAmount_earnsFixedPay() {
        shop.rules =
                List.of(new Rule(new RuleId("lead"), List.of(), new Pay.Fixed(shop.money("5.00")), Optional.empty()));
        shop.call(shop.sale(Optional.empty(), Optional.empty()));
        assertThat(shop.balance()).isEqualTo("5.00/0.00/0.00");
        shop.call(shop.refund(Refund.Kind.REFUND, "R-1", Optional.empty()));
        assertThat(shop.balance()).isEqualTo("0.00/0.00/0.00");
    }

    @Test
    void payOfZero_keepsTheConversionWithTheReason() {
        shop.call(shop.sale("0.04"));
        OrderState state = shop.state.orElseThrow();
        assertThat(state.stage()).isEqualTo(Stage.CONVERTED);
        assertThat(state.commissions()).isEmpty();
        assertThat(state.sale().orElseThrow().noPay()).contains(Sale.NoPay.PAY_ZERO);
        assertThat(shop.account).isEmpty();
    }

    @Test
    void explanation_computesTheSameAgain() {
        shop.call(shop.sale(
                Optional.of(new Amounts(
                        shop.money("126.05"),
                        Optional.of(shop.money("21.00")),
                        Optional.of(shop.money("5.00")),
                        Optional.empty())),
                Optional.empty()));
        OrderState state = shop.state.orElseThrow();
        var explanation =
                state.explain(state.commissions().getFirst(), shop.program().terms()::captured);
        assertThat(explanation.recomputed()).isEqualTo(explanation.amount());
        assertThat(explanation.sentence(Language.ENGLISH))
                .isEqualTo("10 % of 100.05 EUR (126.05 EUR less tax 21.00 and shipping 5.00), by rule \"base\" of terms"
                        + " version 1, for the click of 2026-11-01T10:00:00Z: 10.01 EUR (10.005 rounded half up).");
    }

    @ParameterizedTest
    @CsvSource({
        // seconds from the sale to its arrival, seconds from the click to the sale, fault
        "0,       3600, ",
        "-300,    3600, ",
        "-301,    3600, IN_THE_FUTURE",
        "8640000, 3600, ",
        "8640001, 3600, TOO_OLD",
        "0,       -300, ",
        "0,       -301, BEFORE_CLICK",
    })
    void aCallWithAFault_isRejectedAndLeavesNoSale(long arrives, long afterClick, @Nullable Reason reason) {
        var sale = shop.sale("10.00");
        var click = sale.click().orElseThrow();
        var moved = new VerifiedClick(
                click.token(),
                click.affiliate(),
                click.link(),
                click.channel(),
                Shop.SALE.minusSeconds(afterClick),
                1,
                Optional.empty(),
                Device.DESKTOP,
                true,
                false);
        var event = new Reward(
                sale.key(),
                sale.statedAt(),
                Optional.of(moved),
                sale.coupons(),
                sale.amounts(),
                sale.items(),
                sale.customer(),
                sale.subscription(),
                sale.checkoutStartedAt(),
                sale.verdict(),
                false);
        shop.now = Shop.SALE.plusSeconds(arrives);
        Result result = shop.deliver(new Postback(event, ReceiptId.derive(event, Shop.SECRET), shop.now));
        assertThat(result.reason()).isEqualTo(Optional.ofNullable(reason));
        assertThat(shop.state.orElseThrow().sale().isEmpty()).isEqualTo(reason != null);
    }

    @Test
    void committed_answersIdentityBeforeWhatIsStored() {
        assertThat(answer(OrderState.empty(shop.key()), shop.sale("1.00"))).isInstanceOf(Committed.Answer.New.class);
        shop.call(shop.sale("100.00"));
        shop.call(shop.refund("R-1", "60.00"));
        OrderState state = shop.state.orElseThrow();
        assertThat(answer(state, shop.sale("100.00")))
                .isEqualTo(new Committed.Answer.Same(state.sale().orElseThrow().receipt()));
        assertThat(answer(state, shop.sale("100.01")))
                .isEqualTo(new Committed.Answer.Different(Set.of(Fingerprint.Field.AMOUNT)));
        assertThat(answer(state, shop.refund("R-1", "60.00"))).isInstanceOf(Committed.Answer.Same.class);
        assertThat(answer(state, shop.refund("R-1", "60.01"))).isInstanceOf(Committed.Answer.Different.class);
        assertThat(answer(state, shop.refund("R-2", "40.01")))
                .isEqualTo(new Committed.Answer.RefundTooLarge(shop.money("40.00")));
        assertThat(answer(state, shop.refund("R-2", "40.00"))).isInstanceOf(Committed.Answer.New.class);
        assertThat(answer(state, shop.status(Status.REJECTED))).isInstanceOf(Committed.Answer.New.class);
    }

    private Committed.Answer answer(OrderState state, ConversionEvent event) {
        return Committed.check(state, shop.postback(event), Map.of(), shop.now);
    }

    private static String onlyAmount(Entry entry) {
        return entry.postings().stream()
                .map(Posting::amount)
                .findFirst()
                .orElseThrow()
                .amount();
    }

    private Cause cause(String id) {
        return new Cause(new EntryId(id), Cause.Kind.ADJUST, shop.now, shop.now);
    }
}
