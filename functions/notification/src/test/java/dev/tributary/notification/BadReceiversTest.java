package dev.tributary.notification;

import static dev.tributary.notification.Told.AFFILIATE;
import static dev.tributary.notification.Told.MERCHANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.WebhookId;
import dev.tributary.domain.message.Notification;
import dev.tributary.domain.notice.Delivery;
import dev.tributary.domain.notice.Delivery.State;
import dev.tributary.domain.notice.Endpoint;
import dev.tributary.domain.notice.Notice;
import dev.tributary.notification.Receiver.Manner;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
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

    /// Silent receivers cost a call's whole time; the good one's deliveries wait for none of it.
    @Test
    void hangingReceiver_isAttemptedOnceAMinute_andTheGoodOnesDeliveriesAreMadeAtOnce() throws IOException {
        try (Receiver bad = new Receiver(Manner.hang());
                Receiver good = new Receiver(Manner.status(200))) {
            WebhookId silent = told.webhook(MERCHANT, 1, bad.url());
            WebhookId whole = told.webhook(AFFILIATE, 2, good.url());
            told.tell(told.accrued("com_0"));
            assertThat(bad.calls()).hasSize(1);
            told.now = told.now.plus(Endpoint.PATIENCE);
            List<Notice> notices = IntStream.rangeClosed(1, 25)
                    .mapToObj(one -> told.accrued("com_" + one))
                    .toList();

            assertThat(told.tell(notices.toArray(Notice[]::new))).isEmpty();

            assertThat(good.calls()).hasSize(26);
            assertThat(bad.calls()).hasSize(1);
            for (Notice notice : notices) {
                assertThat(only(whole, notice).state()).isEqualTo(State.DELIVERED);
                assertThat(only(silent, notice).due()).contains(told.now.plus(Endpoint.PATIENCE));
            }
            told.now = told.now.plus(Endpoint.PATIENCE);
            told.minute();
            assertThat(bad.calls()).hasSize(2);
            told.minute();
            assertThat(bad.calls()).hasSize(2);
            // Attempts that were not made count for nothing, and clog no later minute.
            assertThat(notices)
                    .filteredOn(notice -> only(silent, notice).attempts() == 0)
                    .hasSizeGreaterThanOrEqualTo(24)
                    .allMatch(notice -> only(silent, notice).due().orElseThrow().isAfter(told.now));

            bad.behave(Manner.status(200));
            for (int minute = 0; minute < 20; minute++) {
                told.now = told.now.plusSeconds(60);
                told.minute();
            }

            assertThat(notices).allMatch(notice -> only(silent, notice).state() == State.DELIVERED);
            assertThat(good.calls()).hasSize(26);
        }
    }

    @Test
    void endpoint_thatWasMadeActiveAgain_isCalledAtOnce() throws IOException {
        try (Receiver receiver = new Receiver(Manner.status(500))) {
            WebhookId webhook = told.webhook(MERCHANT, 1, receiver.url());
            told.tell(told.accrued("com_1"));
            told.now = told.now.plus(Duration.ofDays(1));
            told.keep(
                    MERCHANT,
                    told.endpoint(MERCHANT, webhook)
                            .disabled(Endpoint.Reason.OWNER, told.now)
                            .enabled(told.now));
            receiver.behave(Manner.status(200));
            Notice notice = told.accrued("com_2");

            told.tell(notice);

            assertThat(only(webhook, notice).state()).isEqualTo(State.DELIVERED);
        }
    }
}
