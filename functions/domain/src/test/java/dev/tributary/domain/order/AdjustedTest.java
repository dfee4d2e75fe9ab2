package dev.tributary.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.decision.Adjusting;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.terms.ValidationPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Two orders of one affiliate, each of 10.00, which wait in one day; and what people give and take about
/// the first one. No more of the day is its own than what it brought there.
class AdjustedTest {
    private final Shop shop = new Shop();
    private final Map<String, OrderState> orders = new HashMap<>();
    private long adjustments;

    AdjustedTest() {
        shop.validation = new ValidationPolicy(ValidationPolicy.Mode.MANUAL, 60);
        for (String order : new String[] {"A", "B"}) {
            at(order);
            shop.call(
                    shop.sale(Optional.of(Amounts.of(shop.money("100.00"))), Optional.of(Verdict.of(Status.PENDING))));
        }
        assertThat(pending()).isEqualTo("{2027-01-01=2000}");
    }

    @Test
    void approval_movesNothingOfAnother() {
        adjust("-10.00");
        shop.now = Shop.SALE.plus(Duration.ofDays(40));
        shop.call(shop.status(Status.APPROVED));
        assertThat(shop.balance()).isEqualTo("10.00/0.00/0.00");
        at("B");
        shop.call(shop.status(Status.APPROVED));
        assertThat(shop.balance()).isEqualTo("0.00/10.00/0.00");
    }

    @Test
    void approval_movesWhatIsLeftOfIt_andWhatWasGiven() {
        adjust("-4.00");
        adjust("1.00");
        shop.call(shop.status(Status.APPROVED));
        assertThat(pending()).isEqualTo("{2026-12-02=700, 2027-01-01=1000}");
        // It goes on being its own.
        adjust("-8.00");
        assertThat(pending()).isEqualTo("{2027-01-01=1000}");
        assertThat(shop.balance()).isEqualTo("10.00/0.00/1.00");
    }

    @Test
    void reversal_takesItsOwn_andOwesTheRest() {
        adjust("-4.00");
        shop.call(shop.status(Status.REJECTED));
        assertThat(shop.balance()).isEqualTo("10.00/0.00/4.00");
    }

    @Test
    void chargebackThatWasWon_standsInItsDayAgain_andIsItsOwn() {
        adjust("-10.00");
        shop.call(shop.refund(Refund.Kind.CHARGEBACK, "C-1", Optional.of(shop.money("40.00"))));
        assertThat(shop.balance()).isEqualTo("10.00/0.00/4.00");
        shop.call(shop.won("C-1"));
        assertThat(shop.balance()).isEqualTo("14.00/0.00/4.00");
        shop.call(shop.status(Status.APPROVED));
        assertThat(pending()).isEqualTo("{2026-12-02=400, 2027-01-01=1000}");
    }

    @Test
    void whatWasGiven_staysWhenAnUpdateLeavesNothingElse() {
        adjust("3.00");
        shop.call(shop.update("U-1", "0.00"));
        assertThat(shop.balance()).isEqualTo("13.00/0.00/0.00");
        shop.call(shop.update("U-2", "50.00"));
        shop.call(shop.status(Status.APPROVED));
        assertThat(pending()).isEqualTo("{2026-12-02=800, 2027-01-01=1000}");
    }

    /// Released, all of it is in Available: what is taken back then is taken from there.
    @Test
    void afterTheRelease_nothingIsRemembered() {
        adjust("-4.00");
        shop.call(shop.status(Status.APPROVED));
        shop.now = Shop.SALE.plus(Duration.ofDays(32));
        shop.release();
        assertThat(shop.balance()).isEqualTo("10.00/6.00/0.00");
        shop.call(shop.refund("R-1", "50.00"));
        assertThat(shop.balance()).isEqualTo("10.00/1.00/0.00");
        shop.call(shop.refund("R-2", "50.00"));
        assertThat(shop.balance()).isEqualTo("10.00/0.00/4.00");
        assertThat(shop.state.orElseThrow().commissions().getFirst().adjusted().isZero())
                .isTrue();
    }

    private void at(String order) {
        shop.state.ifPresent(left -> orders.put(shop.order, left));
        shop.order = order;
        shop.state = Optional.ofNullable(orders.get(order));
    }

    private void adjust(String amount) {
        at("A");
        Commission commission = shop.state.orElseThrow().commissions().getFirst();
        Account account = shop.account.orElseThrow();
        Adjustment adjustment = new Adjustment(
                new AdjustmentId(++adjustments),
                account.key(),
                shop.money(amount),
                "a correction",
                "key_1",
                shop.now,
                Optional.of(new Adjustment.About(shop.key(), commission.id())));
        Adjusting.Facts facts = new Adjusting.Facts(shop.currency, shop.zone, true, Optional.of(commission));
        Adjusting.Outcome.Posted posted =
                (Adjusting.Outcome.Posted) Adjusting.decide(adjustment, facts, account, shop.now);
        shop.account = Optional.of(posted.movement().after());
        shop.state =
                shop.state.map(state -> posted.commission().map(state::with).orElse(state));
    }

    private String pending() {
        return shop.account.orElseThrow().pending().toString();
    }
}
