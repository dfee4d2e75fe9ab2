package dev.tributary.notification;

import static dev.tributary.notification.Told.AFFILIATE;
import static dev.tributary.notification.Told.MERCHANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.WebhookId;
import dev.tributary.domain.message.Notification;
import dev.tributary.domain.notice.Delivery;
import dev.tributary.domain.notice.Delivery.State;
import dev.tributary.domain.notice.Destination;
import dev.tributary.domain.notice.Endpoint;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.NoticeType;
import dev.tributary.domain.postback.PostbackSecret;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.NoContext;
import dev.tributary.infrastructure.queue.NotificationMessages;
import dev.tributary.notification.Receiver.Manner;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Notices on their way to receivers on this machine, over real sockets, and the log that stays of each.
class DeliveriesTest {
    private final Told told = new Told();

    @AfterEach
    void close() throws IOException {
        told.close();
    }

    private static void verify(PostbackSecret secret, Receiver.Call call) throws Exception {
        new Webhook(secret.reveal())
                .verify(
                        call.text(),
                        call.headers().entrySet().stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue()))));
    }

    private Delivery only(WebhookId endpoint, Notice notice) {
        return told.delivery(endpoint, notice).orElseThrow();
    }

    @Test
    void notice_isToldToWhoeverWantsIt_signed_andOnce() throws Exception {
        try (Receiver merchant = new Receiver(Manner.status(200));
                Receiver affiliate = new Receiver(Manner.status(204))) {
            WebhookId first = told.webhook(MERCHANT, 1, merchant.url());
            told.webhook(MERCHANT, 2, merchant.url() + "?unwanted", NoticeType.PAYOUT_PAID);
            WebhookId third = told.webhook(AFFILIATE, 3, affiliate.url(), NoticeType.COMMISSION_ACCRUED);
            told.webhook(new Tenant.OfMerchant(new MerchantId(9)), 4, merchant.url() + "?foreign");
            Notice notice = told.accrued("com_1");

            assertThat(told.tell(notice)).isEmpty();
            assertThat(told.tell(notice, notice)).isEmpty();

            assertThat(merchant.calls()).hasSize(1);
            assertThat(affiliate.calls()).hasSize(1);
            Receiver.Call call = merchant.calls().getFirst();
            verify(Told.SECRET, call);
            assertThatThrownBy(() -> verify(Told.secret("another"), call)).isNotNull();
            assertThat(call.line()).isEqualTo("POST /in HTTP/1.1");
            assertThat(call.header("webhook-id")).isEqualTo(notice.id().text());
            assertThat(call.text())
                    .isEqualTo("{\"id\":\"" + notice.id() + "\",\"type\":\"commission.accrued\",\"timestamp\":\""
                            + notice.at()
                            + "\",\"livemode\":true,\"data\":{\"commission_id\":\"com_1\",\"order_id\":\"A 1/ä\","
                            + "\"reversed\":{\"amount\":\"0.00\",\"currency\":\"EUR\"},"
                            + "\"amount\":{\"amount\":\"12.50\",\"currency\":\"EUR\"}}}");
            assertThat(only(first, notice).state()).isEqualTo(State.DELIVERED);
            assertThat(only(third, notice).last()).contains(Delivery.Attempt.answered(told.now, 204));
            assertThat(told.deliveries.of(first, PageRequest.first(10)).items()).hasSize(1);
        }
    }

    @Test
    void notices_inAnyOrder_areEachTold() throws IOException {
        try (Receiver receiver = new Receiver(Manner.status(200))) {
            WebhookId webhook = told.webhook(MERCHANT, 1, receiver.url());
            Notice early = told.accrued("com_1");
            told.now = told.now.plusSeconds(1);
            Notice late = told.accrued("com_2");

            told.tell(late);
            told.tell(early);

            assertThat(receiver.calls())
                    .extracting(call -> call.header("webhook-id"))
                    .containsExactly(late.id().text(), early.id().text());
            assertThat(told.deliveries.of(webhook, PageRequest.first(10)).items())
                    .extracting(Delivery::notice)
                    .containsExactly(late, early);
        }
    }

    @Test
    void failure_isTriedAgainAfterAMinute_underTheSameId_withANewTime() throws Exception {
        try (Receiver receiver = new Receiver(Manner.status(500))) {
            WebhookId webhook = told.webhook(MERCHANT, 1, receiver.url());
            Notice notice = told.accrued("com_1");

            assertThat(told.tell(notice)).isEmpty();
            Delivery failed = only(webhook, notice);
            assertThat(failed.state()).isEqualTo(State.PENDING);
            assertThat(failed.attempts()).isEqualTo(1);
            assertThat(failed.due().orElseThrow()).isBetween(told.now.plusSeconds(60), told.now.plusSeconds(66));
            assertThat(told.deliveries.failingSince(webhook)).contains(told.now);
            told.minute();
            told.tell(notice);
            assertThat(receiver.calls()).hasSize(1);

            receiver.behave(Manner.status(200));
            told.now = told.now.plusSeconds(66);
            told.minute();

            assertThat(receiver.calls()).hasSize(2);
            Receiver.Call first = receiver.calls().get(0);
            Receiver.Call second = receiver.calls().get(1);
            verify(Told.SECRET, second);
            assertThat(second.header("webhook-id")).isEqualTo(first.header("webhook-id"));
            assertThat(second.text()).isEqualTo(first.text());
            assertThat(Long.parseLong(second.header("webhook-timestamp")))
                    .isGreaterThanOrEqualTo(Long.parseLong(first.header("webhook-timestamp")) + 60);
            assertThat(only(webhook, notice).state()).isEqualTo(State.DELIVERED);
            assertThat(only(webhook, notice).attempts()).isEqualTo(2);
            assertThat(told.deliveries.failingSince(webhook)).isEmpty();
            told.now = told.now.plus(Duration.ofDays(1));
            told.minute();
            assertThat(receiver.calls()).hasSize(2);
        }
    }

    @Test
    void everyKindOfFailure_isInTheLog() throws IOException {
        Map<String, Manner> manners = Map.of(
                "302", Manner.text("HTTP/1.1 302 x\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n"),
                "400", Manner.status(400),
                "503", Manner.status(503),
                "timeout", Manner.hang(),
                "no_answer", Manner.text("no\r\n\r\n"));
        List<Receiver> open = new ArrayList<>();
        long id = 0;
        List<String> expected = new ArrayList<>();
        for (Map.Entry<String, Manner> manner : manners.entrySet()) {
            Receiver receiver = new Receiver(manner.getValue());
            open.add(receiver);
            told.webhook(MERCHANT, ++id, receiver.url());
            expected.add(manner.getKey());
        }
        told.webhook(MERCHANT, ++id, "https://127.0.0.2/");
        expected.add("address_as_host");
        Receiver good = new Receiver(Manner.status(200));
        open.add(good);
        told.webhook(MERCHANT, ++id, good.url());
        Notice notice = told.accrued("com_1");
        Instant start = Instant.now();

        assertThat(told.tell(notice)).isEmpty();

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(9));
        for (int at = 0; at < expected.size(); at++) {
            Delivery delivery = only(new WebhookId(at + 1), notice);
            assertThat(delivery.state()).as(expected.get(at)).isEqualTo(State.PENDING);
            assertThat(delivery.last()
                            .flatMap(last -> last.status().map(Object::toString).or(last::error)))
                    .contains(expected.get(at));
        }
        assertThat(only(new WebhookId(id), notice).state()).isEqualTo(State.DELIVERED);
        for (Receiver receiver : open) {
            receiver.close();
        }
    }

    @Test
    void resend_tellsAgain_underTheSameId() throws IOException {
        try (Receiver receiver = new Receiver(Manner.status(200))) {
            WebhookId webhook = told.webhook(MERCHANT, 1, receiver.url());
            Notice notice = told.accrued("com_1");
            told.tell(notice);
            Versioned<Delivery> there = told.deliveries
                    .find(Delivery.Place.of(webhook, notice.id()))
                    .orElseThrow();

            told.commit(new Change.ChangedDelivery(there.with(there.value().again(told.now))));
            told.minute();
            told.minute();

            assertThat(receiver.calls())
                    .extracting(call -> call.header("webhook-id"))
                    .containsExactly(notice.id().text(), notice.id().text());
            assertThat(only(webhook, notice).state()).isEqualTo(State.DELIVERED);
        }
    }

    @Test
    void twoWorkers_ofOneDelivery_makeOneCall() throws Exception {
        try (Receiver receiver = new Receiver(Manner.status(200))) {
            WebhookId webhook = told.webhook(MERCHANT, 1, receiver.url());
            for (int round = 0; round < 10; round++) {
                Notice notice = told.accrued("com_" + round);
                Delivery delivery = Delivery.of(notice, MERCHANT, new Destination.AtEndpoint(webhook), told.now);
                told.commit(new Change.NewDelivery(delivery));
                Notification due = new Notification.DeliveriesDue("due", List.of(delivery.place()));
                CountDownLatch start = new CountDownLatch(1);
                List<Thread> workers = new ArrayList<>();
                for (int worker = 0; worker < 3; worker++) {
                    workers.add(Thread.ofPlatform().start(() -> {
                        try {
                            start.await();
                        } catch (InterruptedException stopped) {
                            return;
                        }
                        Told.handle(told.handler(), List.of(due));
                    }));
                }
                start.countDown();
                for (Thread worker : workers) {
                    worker.join();
                }
                assertThat(receiver.calls()).hasSize(round + 1);
                assertThat(only(webhook, notice).state()).isEqualTo(State.DELIVERED);
                assertThat(only(webhook, notice).attempts()).isEqualTo(1);
            }
        }
    }

    @Test
    void crashBeforeTheWrite_tellsAgain_andAfterIt_doesNot() throws IOException {
        try (Receiver receiver = new Receiver(Manner.status(200))) {
            WebhookId webhook = told.webhook(MERCHANT, 1, receiver.url());
            Notice notice = told.accrued("com_1");
            List<Notification> message = List.of(new Notification.Told(notice));
            NotificationHandler before =
                    told.handler(told.endpoints, new FailingDeliveries(told.deliveries, false), told.web);
            NotificationHandler after =
                    told.handler(told.endpoints, new FailingDeliveries(told.deliveries, true), told.web);

            assertThat(Told.handle(before, message)).containsExactly("m0");
            assertThat(told.delivery(webhook, notice)).isEmpty();
            assertThat(Told.handle(after, message)).containsExactly("m0");
            assertThat(receiver.calls()).hasSize(2);
            assertThat(told.tell(notice)).isEmpty();

            assertThat(receiver.calls())
                    .hasSize(2)
                    .extracting(call -> call.header("webhook-id"))
                    .containsOnly(notice.id().text());
            assertThat(only(webhook, notice).state()).isEqualTo(State.DELIVERED);
        }
    }

    /// The first replacement is the lease, the second what became of it.
    @Test
    void crashUnderALease_leavesItDue_whenTheLeaseEnds() throws IOException {
        try (Receiver receiver = new Receiver(Manner.status(200))) {
            WebhookId webhook = told.webhook(MERCHANT, 1, receiver.url());
            Notice notice = told.accrued("com_1");
            Delivery delivery = Delivery.of(notice, MERCHANT, new Destination.AtEndpoint(webhook), told.now);
            told.commit(new Change.NewDelivery(delivery));
            List<Notification> due = List.of(new Notification.DeliveriesDue("due", List.of(delivery.place())));
            FailingDeliveries deliveries = new FailingDeliveries(told.deliveries, false);
            deliveries.replacements = 1;

            assertThat(Told.handle(told.handler(told.endpoints, deliveries, told.web), due))
                    .containsExactly("m0");
            assertThat(told.minute()).isEmpty();
            assertThat(receiver.calls()).hasSize(1);
            told.now = told.now.plus(Delivery.LEASE);
            told.minute();

            assertThat(receiver.calls()).hasSize(2);
            assertThat(only(webhook, notice).state()).isEqualTo(State.DELIVERED);
        }
    }

    @Test
    void messageThatCannotBeRead_orKeyThatIsGone_failsAlone() throws IOException {
        try (Receiver receiver = new Receiver(Manner.status(200))) {
            told.webhook(MERCHANT, 1, receiver.url());
            WebhookId locked = new WebhookId(5);
            told.keep(
                    MERCHANT,
                    new Endpoint(
                            locked,
                            Endpoint.Kind.WEBHOOK,
                            receiver.url(),
                            Set.of(NoticeType.PAYOUT_PAID),
                            List.of(Told.sealed(Told.SECRET, AFFILIATE, locked, told.now)),
                            told.now,
                            told.now,
                            Optional.empty()));
            Notice good = told.accrued("com_1");
            Notice paid = told.notice(NoticeType.PAYOUT_PAID, "pay_1", MERCHANT);

            assertThat(Told.handle(
                            told.handler(),
                            NotificationMessages.write(new Notification.Told(good)),
                            "{\"type\":\"notice\",\"v\":2,\"id\":\"x\",\"data\":{}}",
                            NotificationMessages.write(new Notification.Told(paid)),
                            "nonsense"))
                    .containsExactlyInAnyOrder("m1", "m2", "m3");

            assertThat(receiver.calls()).hasSize(2);
            assertThat(told.delivery(locked, paid)).isEmpty();
        }
    }

    @Test
    void rotatedSecrets_bothSign_untilTheOldOneEnds() throws Exception {
        try (Receiver receiver = new Receiver(Manner.status(200))) {
            PostbackSecret next = Told.secret("the next one");
            WebhookId webhook = told.webhook(MERCHANT, 1, receiver.url());
            told.keep(
                    MERCHANT,
                    told.endpoint(MERCHANT, webhook)
                            .rotated(
                                    Told.sealed(next, MERCHANT, webhook, told.now)
                                            .sealed(),
                                    told.now));

            told.tell(told.accrued("com_1"));
            verify(Told.SECRET, receiver.calls().getFirst());
            verify(next, receiver.calls().getFirst());
            told.now = told.now.plus(Endpoint.OVERLAP);
            told.tell(told.accrued("com_2"));

            assertThat(receiver.calls().get(1).header("webhook-signature")).doesNotContain(" ");
        }
    }

    @Test
    void postbackUrl_isFilledIn_eachValuePercentEncoded() throws IOException {
        try (Receiver receiver = new Receiver(Manner.status(200))) {
            told.postbackUrl(
                    AFFILIATE,
                    1,
                    receiver.url()
                            + "?t={type}&o={order_id}&c={commission_id}&p={payout}&a={amount}{currency}&k={click_id}");

            told.tell(told.accrued("com_1&x=y"));

            assertThat(receiver.calls().getFirst().line())
                    .isEqualTo("GET /in?t=commission.accrued&o=A%201%2F%C3%A4&c=com_1%26x%3Dy&p=12.50&a=12.50EUR&k="
                            + " HTTP/1.1");
            assertThat(receiver.calls().getFirst().headers()).doesNotContainKey("webhook-signature");
        }
    }

    /// Its length was judged when it was kept.
    @Test
    void postbackUrl_thatValuesMakeLong_isCalledAllTheSame() throws IOException {
        try (Receiver receiver = new Receiver(Manner.status(200))) {
            String url = receiver.url() + "?o=" + "a".repeat(900) + "&c={commission_id}&d={commission_id}";
            WebhookId webhook = told.postbackUrl(AFFILIATE, 1, url);
            Notice notice = told.accrued("ä".repeat(60));

            told.tell(notice);

            assertThat(receiver.calls()).hasSize(1);
            assertThat(receiver.calls().getFirst().line()).hasSizeGreaterThan(1_600);
            assertThat(only(webhook, notice).state()).isEqualTo(State.DELIVERED);
        }
    }

    @Test
    void manyThatAreDue_areSentInMessagesOfTen() {
        WebhookId webhook = told.webhook(MERCHANT, 1, "http://127.0.0.1:1/");
        for (int i = 0; i < 73; i++) {
            told.commit(new Change.NewDelivery(
                    Delivery.of(told.accrued("com_" + i), MERCHANT, new Destination.AtEndpoint(webhook), told.now)));
        }
        NotificationScheduleHandler schedule =
                new NotificationScheduleHandler(told.deliveries, told.queue::addAll, told.clock());

        assertThat(schedule.handleRequest(Map.of("job", "deliveries-due"), new NoContext()))
                .isEqualTo(Map.of("sent", 8));
        assertThat(told.queue.stream()
                        .map(Notification.DeliveriesDue.class::cast)
                        .flatMap(due -> due.deliveries().stream()))
                .doesNotHaveDuplicates()
                .hasSize(73);
        assertThat(told.queue).extracting(Notification::id).doesNotHaveDuplicates();
        assertThatThrownBy(() -> schedule.handleRequest(Map.of("job", "other"), new NoContext()))
                .hasMessageContaining("other");
        assertThatCode(() -> schedule.handleRequest(Map.of("job", "deliveries-due"), new NoContext()))
                .doesNotThrowAnyException();
    }
}
