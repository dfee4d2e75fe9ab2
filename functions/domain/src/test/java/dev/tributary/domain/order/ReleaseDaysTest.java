package dev.tributary.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.Item;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.order.Result.Kind;
import dev.tributary.domain.order.Result.Reason;
import dev.tributary.domain.terms.Condition;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A pending conversion of a program without decisions, and rules whose holds differ: shoes are held for
/// 3 days and pay 10 %, bags for 60 and pay 20 %, the rest for 30 and pays 5 %. The sale is of November 1.
class ReleaseDaysTest {
    private final Shop shop = new Shop();

    ReleaseDaysTest() {
        shop.rules = List.of(products("shoes", "10", 3), products("bag", "20", 60), Shop.percent("rest", "5"));
    }

    @Test
    void pendingOne_waitsAsAWholeForItsLongestHold_andCanBeRejectedUntilThen() {
        sale("PENDING", "shoes", "40.00", "hat", "60.00");
        assertThat(pending()).isEqualTo("{2026-12-02=700}");

        after(29);
        assertThat(shop.balance()).isEqualTo("7.00/0.00/0.00");
        assertThat(shop.call(shop.status(Status.REJECTED)).kind()).isEqualTo(Kind.UPDATED);
        assertThat(shop.balance()).isEqualTo("0.00/0.00/0.00");
    }

    @Test
    void timeApprovesAllOfIt_whenTheLongestHoldIsOver() {
        sale("PENDING", "shoes", "40.00", "hat", "60.00");
        after(31);
        assertThat(shop.balance()).isEqualTo("0.00/7.00/0.00");
        assertThat(shop.call(shop.status(Status.REJECTED)).reason()).contains(Reason.CLOSED);
    }

    @Test
    void approval_movesEachToItsOwnHold() {
        sale("PENDING", "shoes", "40.00", "hat", "60.00");
        shop.call(shop.status(Status.APPROVED));
        assertThat(pending()).isEqualTo("{2026-11-05=400, 2026-12-02=300}");
    }

    @Test
    void approvalAfterTheShorterHold_releasesThatOne() {
        sale("PENDING", "shoes", "40.00", "hat", "60.00");
        after(5);
        shop.call(shop.status(Status.APPROVED));
        assertThat(pending()).isEqualTo("{2026-12-02=300}");
        assertThat(shop.balance()).isEqualTo("3.00/4.00/0.00");
    }

    @Test
    void approvedOne_standsInTheDaysOfItsHolds() {
        sale("APPROVED", "shoes", "40.00", "hat", "60.00");
        assertThat(pending()).isEqualTo("{2026-11-05=400, 2026-12-02=300}");
    }

    @Test
    void update_movesWhatWaitsToTheLongestHoldOfWhatThereIs() {
        sale("PENDING", "shoes", "40.00", "hat", "60.00");
        shop.call(shop.update("U-1", "100.00", shop.item("shoes", "40.00"), shop.item("bag", "60.00")));
        assertThat(pending()).isEqualTo("{2027-01-01=1600}");
        after(40);
        assertThat(shop.balance()).isEqualTo("16.00/0.00/0.00");
        // The bag is gone: all that is left is shoes, whose hold is over.
        shop.call(shop.update("U-2", "40.00", shop.item("shoes", "40.00")));
        assertThat(shop.balance()).isEqualTo("0.00/4.00/0.00");
        assertThat(shop.call(shop.status(Status.REJECTED)).reason()).contains(Reason.CLOSED);
    }

    @Test
    void timeThatHasApproved_isNotTakenBackByAnUpdate() {
        sale("PENDING", "shoes", "100.00");
        assertThat(pending()).isEqualTo("{2026-11-05=1000}");
        // After the hold of the shoes, and before their day begins.
        shop.now = Shop.SALE.plus(Duration.ofDays(3)).plusSeconds(60);
        shop.call(shop.update("U-1", "100.00", shop.item("shoes", "40.00"), shop.item("bag", "60.00")));
        assertThat(pending()).isEqualTo("{2026-11-05=400, 2027-01-01=1200}");
        assertThat(shop.state.flatMap(OrderState::validation).orElseThrow().at(shop.now))
                .isEqualTo(Status.APPROVED);
    }

    @Test
    void updateThatLeavesNothing_waitsForTheProgramsHold() {
        sale("PENDING", "bag", "100.00");
        shop.call(shop.update("U-1", "0.00"));
        assertThat(shop.state.flatMap(OrderState::validation).orElseThrow().approvesAt())
                .isEqualTo(Shop.SALE.plus(Duration.ofDays(30)));
        shop.call(shop.update("U-2", "100.00"));
        assertThat(pending()).isEqualTo("{2027-01-01=2000}");
    }

    @Test
    void whatWaitedForTheSale_isAppliedToWhereItStands() {
        Postback rejection = shop.postback(shop.status(Status.REJECTED));
        shop.deliver(rejection);
        after(10);
        sale("PENDING", "shoes", "40.00", "hat", "60.00");
        assertThat(shop.balance()).isEqualTo("0.00/0.00/0.00");
        assertThat(shop.state.flatMap(known -> known.result(rejection.receipt())))
                .contains(Result.of(Kind.UPDATED));
    }

    private void sale(String status, String... items) {
        BigDecimal amount = BigDecimal.ZERO;
        List<Item> lines = new ArrayList<>();
        for (int item = 0; item < items.length; item += 2) {
            lines.add(shop.item(items[item], items[item + 1]));
            amount = amount.add(new BigDecimal(items[item + 1]));
        }
        shop.call(shop.sale(
                Optional.of(Amounts.of(shop.money(amount.toPlainString()))),
                Optional.of(Verdict.of(Status.valueOf(status))),
                lines.toArray(Item[]::new)));
    }

    /// So many days after the sale, and after that day's release.
    private void after(int days) {
        shop.now = Shop.SALE.plus(Duration.ofDays(days));
        shop.release();
    }

    private String pending() {
        return shop.account.orElseThrow().pending().toString();
    }

    private static Rule products(String sku, String percent, int holdDays) {
        return new Rule(
                new RuleId(sku),
                List.of(new Condition.Products(Set.of(new Sku(sku)))),
                new Pay.Percent(new BigDecimal(percent)),
                Optional.of(holdDays));
    }
}
