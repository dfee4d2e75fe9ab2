package dev.tributary.payout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.RunId;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.SentBatch;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A treasury that pays by PayPal. Whatever a test does, each batch has one body, and no payout is taken twice.
abstract class PayPalStory {
    final Treasury treasury = Treasury.inMemory(5);
    final PayPalDesk payPal = treasury.payPal;
    final StripeDesk desk = treasury.desk;

    @BeforeEach
    void app() {
        treasury.payPalApp(PayPalDesk.APP);
    }

    @AfterEach
    void eachBatch_hasOneBody_andEachPayoutOneTransferAtMost() {
        payPal.bodies.forEach((batch, bodies) ->
                assertThat(Set.copyOf(bodies)).as("bodies of %s", batch).hasSize(1));
        assertThat(payPal.counted().values()).allMatch(count -> count == 1);
    }

    RunId paid(String decision, int... affiliates) {
        for (int affiliate : affiliates) {
            treasury.payPal(affiliate, address(affiliate));
            treasury.earnAvailable(affiliate, "10.00");
        }
        return treasury.submitted(decision);
    }

    static String address(int affiliate) {
        return "anna" + affiliate + "@example.com";
    }

    void later(Duration time) {
        treasury.now = treasury.now.plus(time);
        treasury.tick();
    }

    String state(RunId run, int affiliate) {
        Payout payout = treasury.payout(run, affiliate);
        return payout.state().text() + " " + payout.reason().orElse("-") + " " + treasury.balance(affiliate);
    }

    PayoutFile.Place place(RunId run, int number) {
        return new PayoutFile.Place(run, 1, 0, number);
    }

    SentBatch sent(RunId run) {
        return treasury.stores
                .rows()
                .file(place(run, 1))
                .orElseThrow()
                .value()
                .sent()
                .orElseThrow();
    }

    long posts() {
        return payPal.calls.stream().filter(call -> call.startsWith("POST")).count();
    }

    Transfer event(RunId run) {
        return new Transfer.BatchChanged("WH-1", run, 0, 1);
    }
}
