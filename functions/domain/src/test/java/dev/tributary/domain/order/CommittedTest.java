package dev.tributary.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Hold;
import dev.tributary.domain.order.Result.Kind;
import dev.tributary.domain.order.Result.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The edge answers from what is committed, and what it answers is what the decision would have said
/// of the same call on the same state. Its `New` alone promises nothing.
class CommittedTest {
    private static final int SEEDS = 800;
    private static final int STEPS = 30;

    @Test
    void answerOfTheEdge_isTheDecisions() {
        Map<String, Integer> seen = new TreeMap<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            Shop shop = OrderPropertiesTest.shop(random);
            List<ConversionEvent> said = new ArrayList<>();
            for (int step = 0; step < STEPS; step++) {
                ConversionEvent event = !said.isEmpty() && random.nextInt(3) == 0
                        ? said.get(random.nextInt(said.size()))
                        : OrderPropertiesTest.event(shop, random);
                said.add(event);
                boolean proven = !(event instanceof Reward) || random.nextInt(4) > 0;
                compare(shop, event, proven, "seed " + seed + ", step " + step + ", " + event, seen);
                if (random.nextInt(4) == 0) {
                    shop.now = shop.now.plus(Duration.ofDays(random.nextInt(20)));
                    if (random.nextBoolean()) {
                        shop.release();
                    }
                }
            }
        }
        // An answer that never came up was not compared.
        assertThat(seen.keySet())
                .contains("New", "Same", "Different", "Closed", "RefundTooLarge", "Unprocessable", "Closed by account");
    }

    @Test
    void chargebackWonAgain_getsTheReceiptOfTheCallThatWonIt() {
        Shop shop = new Shop();
        shop.call(shop.sale("100.00"));
        shop.call(shop.refund(Refund.Kind.CHARGEBACK, "C-1", Optional.empty()));
        Postback won = shop.postback(shop.won("C-1"));
        shop.deliver(won);

        assertThat(again(shop, won.event())).isEqualTo(new Committed.Answer.Same(won.receipt()));
    }

    @ParameterizedTest
    @CsvSource({
        // whether the approval comes as a status, or with the order again
        "true",
        "false",
    })
    void pendingSaleAgain_keepsItsReceiptAfterTheApproval(boolean asStatus) {
        Shop shop = new Shop();
        Optional<Amounts> amounts = Optional.of(Amounts.of(shop.money("100.00")));
        Postback sale = shop.postback(shop.sale(amounts, Optional.of(Verdict.of(Status.PENDING))));
        Postback approval = shop.postback(
                asStatus ? shop.status(Status.APPROVED) : shop.sale(amounts, Optional.of(Verdict.of(Status.APPROVED))));
        shop.deliver(sale);
        shop.deliver(approval);

        assertThat(again(shop, sale.event())).isEqualTo(new Committed.Answer.Same(sale.receipt()));
        assertThat(again(shop, approval.event())).isEqualTo(new Committed.Answer.Same(approval.receipt()));
        // A status that nobody sent before has no receipt of its own: that of the word which stands.
        assertThat(again(shop, shop.status(Status.PENDING))).isEqualTo(new Committed.Answer.Same(approval.receipt()));
    }

    @Test
    void callsBeyondThoseThatAreNoted_wereTooMany_butWhatChangesIsNoted() {
        Shop shop = new Shop();
        Postback sale = shop.postback(shop.sale("100.00"));
        shop.deliver(sale);
        Postback other = shop.postback(shop.sale("1.00"));
        for (int call = 0; call < OrderState.MOST_NOTED; call++) {
            assertThat(shop.state.orElseThrow().result(other.receipt())).isEmpty();
            shop.call(shop.sale("99." + (10 + call)));
        }
        shop.deliver(other);
        Postback refund = shop.postback(shop.refund("R-1", "10.00"));
        shop.deliver(refund);

        OrderState state = shop.state.orElseThrow();
        assertThat(state.result(other.receipt())).contains(Result.conflict(Reason.TOO_MANY));
        assertThat(state.result(refund.receipt())).contains(Result.of(Kind.REVERSED));
        assertThat(state.result(sale.receipt())).contains(Result.of(Kind.CONVERTED));
    }

    @Test
    void receiptOfACallThatFailedAndLaterFits_saysWhatItChanged() {
        Shop shop = new Shop();
        shop.call(shop.sale("100.00"));
        Postback chargeback = shop.postback(shop.refund(Refund.Kind.CHARGEBACK, "C-1", Optional.empty()));
        shop.deliver(chargeback);
        Postback refund = shop.postback(shop.refund("R-1", "10.00"));
        shop.deliver(refund);
        assertThat(shop.state.orElseThrow().result(refund.receipt()))
                .contains(Result.rejected(Reason.REFUND_TOO_LARGE));
        shop.call(shop.won("C-1"));
        shop.call(refund.event());

        assertThat(shop.state.orElseThrow().result(refund.receipt())).contains(Result.of(Kind.REVERSED));
    }

    private static Committed.Answer again(Shop shop, ConversionEvent event) {
        return Committed.check(shop.state.orElseThrow(), shop.postback(event), Map.of(), shop.now);
    }

    private static void compare(
            Shop shop, ConversionEvent event, boolean proven, String where, Map<String, Integer> seen) {
        Optional<OrderState> before = shop.state;
        Postback said = shop.postback(event);
        Postback postback = new Postback(event, said.receipt(), said.receivedAt(), proven);
        Optional<Reason> fault = Orders.fault(postback, shop.program());
        Map<AffiliateId, Account> accounts = new HashMap<>();
        before.map(state -> Committed.accounts(state, event)).orElse(List.of()).forEach(affiliate -> {
            AccountKey key = new AccountKey(Shop.PROGRAM, affiliate, shop.currency);
            Account known = shop.account.orElseGet(() -> Account.empty(key));
            accounts.put(affiliate, known.on(Hold.today(shop.now, shop.zone)));
        });
        Committed.Answer answer = before.<Committed.Answer>map(
                        state -> Committed.check(state, postback, accounts, shop.now))
                .orElseGet(Committed.Answer.New::new);
        Result result = shop.deliver(postback);
        boolean refusedByItself = fault.isPresent() && result.equals(Result.rejected(fault.get()));
        if (!refusedByItself) {
            // What is wrong with the call itself was answered before the edge looks at the state.
            expected(answer).ifPresent(expected -> assertThat(result).as(where).isEqualTo(expected));
        }
        seen.merge(answer.getClass().getSimpleName(), 1, Integer::sum);
        boolean byItself = before.stream()
                .flatMap(state -> state.commissions().stream())
                .anyMatch(commission -> commission.maturity().released());
        if (answer instanceof Committed.Answer.Closed && !accounts.isEmpty() && !byItself) {
            seen.merge("Closed by account", 1, Integer::sum);
        }
    }

    private static Optional<Result> expected(Committed.Answer answer) {
        return switch (answer) {
            case Committed.Answer.New _ -> Optional.empty();
            case Committed.Answer.Same _ -> Optional.of(Result.of(Kind.DUPLICATE));
            case Committed.Answer.Different _ -> Optional.of(Result.conflict(Reason.DIFFERENT_CONTENT));
            case Committed.Answer.Closed _ -> Optional.of(Result.conflict(Reason.CLOSED));
            case Committed.Answer.RefundTooLarge _ -> Optional.of(Result.rejected(Reason.REFUND_TOO_LARGE));
            case Committed.Answer.Unprocessable wrong -> Optional.of(Result.rejected(wrong.reason()));
        };
    }
}
