package dev.tributary.notification;

import static dev.tributary.notification.Told.AFFILIATE;
import static dev.tributary.notification.Told.MERCHANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.WebhookId;
import dev.tributary.domain.message.Notification;
import dev.tributary.domain.notice.Delivery;
import dev.tributary.domain.notice.Delivery.State;
import dev.tributary.domain.notice.Notice;
import dev.tributary.notification.Receiver.Manner;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// One receiver that behaves badly, and what it keeps from the others: nothing.
class BadReceiversTest {
    private final Told told = new Told();

    @AfterEach
    void close() throws IOException {
        told.close();
    }

    private Delivery only(WebhookId endpoint, Notice notice) {
        return told.delivery(endpoint, notice).orElseThrow();
    }

    @Test
    void answerWithoutAStatus_isItsOwnFailure_alsoOfADeliveryThatIsDue() throws IOException {
        try (Receiver bad = new Receiver(Manner.text("HTTP/1.1 000 x\r\ncontent-length: 0\r\n\r\n"));
                Receiver good = new Receiver(Manner.status(200))) {
            WebhookId poisoned = told.webhook(MERCHANT, 1, bad.url());
            WebhookId whole = told.webhook(AFFILIATE, 2, good.url());
            Notice first = told.accrued("com_1");
            Notice second = told.accrued("com_2");

            assertThat(told.tell(first, second)).isEmpty();
            told.now = told.now.plusSeconds(66);
            assertThat(told.minute()).isEmpty();

            for (Notice notice : List.of(first, second)) {
                assertThat(only(whole, notice).state()).isEqualTo(State.DELIVERED);
                assertThat(only(poisoned, notice).state()).isEqualTo(State.PENDING);
                assertThat(only(poisoned, notice).attempts()).isEqualTo(2);
                assertThat(only(poisoned, notice).last().flatMap(Delivery.Attempt::error))
                        .contains("no_answer");
            }
            assertThat(good.calls()).hasSize(2);
        }
    }

    /// Whatever makes the calls, and however it breaks.
    @Test
    void callThatBreaks_isItsOwnFailure() throws IOException {
        try (Receiver good = new Receiver(Manner.status(200))) {
            WebhookId broken = told.webhook(MERCHANT, 1, "https://broken.example.com/");
            WebhookId whole = told.webhook(AFFILIATE, 2, good.url());
            Calls breaking = new Calls() {
                @Override
                public OutgoingCall.Reply call(OutgoingCall call) {
                    if (call.url().contains("broken")) {
                        throw new IllegalArgumentException("of ours");
                    }
                    return told.web.call(call);
                }

                @Override
                public void close() {}
            };
            Notice notice = told.accrued("com_1");

            assertThat(Told.handle(
                            told.handler(told.endpoints, told.deliveries, breaking),
                            List.of(new Notification.Told(notice))))
                    .isEmpty();

            assertThat(only(whole, notice).state()).isEqualTo(State.DELIVERED);
            assertThat(only(broken, notice).last()).contains(Delivery.Attempt.failed(told.now, "no_answer"));
        }
    }
}
