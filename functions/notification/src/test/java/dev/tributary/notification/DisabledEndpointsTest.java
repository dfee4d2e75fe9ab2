package dev.tributary.notification;

import static dev.tributary.notification.Told.AFFILIATE;
import static dev.tributary.notification.Told.MERCHANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.WebhookId;
import dev.tributary.domain.notice.Delivery;
import dev.tributary.domain.notice.Delivery.State;
import dev.tributary.domain.notice.Endpoint;
import dev.tributary.domain.notice.Endpoints;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.NoticeType;
import dev.tributary.notification.Receiver.Manner;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Endpoints that take nothing: when they are called no more, who is told, and what becomes of the rest.
class DisabledEndpointsTest {
    private final Told told = new Told();

    @AfterEach
    void close() throws IOException {
        told.close();
    }

    private Delivery only(WebhookId endpoint, Notice notice) {
        return told.delivery(endpoint, notice).orElseThrow();
    }

    /// Ten attempts, the last one three days after the first at the earliest.
    @Test
    void deadEndpoint_isDisabledAfterThreeDays_andItsOwnersOthersAreTold() throws Exception {
        try (Receiver dead = new Receiver(Manner.status(500));
                Receiver other = new Receiver(Manner.status(200));
                Receiver foreign = new Receiver(Manner.status(200))) {
            WebhookId webhook = told.webhook(MERCHANT, 1, dead.url() + "?token=s3cret", NoticeType.COMMISSION_ACCRUED);
            told.webhook(MERCHANT, 2, other.url(), NoticeType.WEBHOOK_DISABLED);
            told.webhook(MERCHANT, 3, other.url() + "?unwanted", NoticeType.PAYOUT_PAID);
            told.webhook(AFFILIATE, 4, foreign.url(), NoticeType.WEBHOOK_DISABLED);
            Notice notice = told.accrued("com_1");
            Instant start = told.now;
            told.tell(notice);
            for (int attempt = 2; attempt <= Delivery.WAITS.size() + 1; attempt++) {
                assertThat(told.endpoint(MERCHANT, webhook).isActive()).isTrue();
                Instant due = only(webhook, notice).due().orElseThrow();
                Duration wait = Delivery.WAITS.get(attempt - 2);
                assertThat(due)
                        .isBetween(
                                told.now.plus(wait),
                                told.now.plus(wait.multipliedBy(11).dividedBy(10)));
                told.now = due.minusSeconds(1);
                told.minute();
                assertThat(dead.calls()).hasSize(attempt - 1);
                told.now = due;
                told.minute();
                assertThat(dead.calls()).hasSize(attempt);
            }

            assertThat(Duration.between(start, told.now)).isBetween(Duration.ofHours(72), Duration.ofHours(80));
            assertThat(only(webhook, notice).state()).isEqualTo(State.FAILED);
            Endpoint disabled = told.endpoint(MERCHANT, webhook);
            assertThat(disabled.disabled()).contains(new Endpoint.Disabled(told.now, Endpoint.Reason.FAILING));
            assertThat(other.calls()).isEmpty();
            told.minute();
            told.minute();
            assertThat(other.calls()).hasSize(1);
            assertThat(other.calls().getFirst().text())
                    .contains(
                            "\"type\":\"webhook.disabled\"",
                            "\"webhook_id\":\"" + webhook + "\"",
                            "\"reason\":\"failing\"",
                            "\"host\":\"127.0.0.1\"")
                    .doesNotContain("s3cret", dead.url());
            assertThat(foreign.calls()).isEmpty();

            told.tell(told.accrued("com_2"));
            assertThat(dead.calls()).hasSize(10);
        }
    }

    @Test
    void endpoint_thatTakesOthers_isNotDisabledForOne() throws IOException {
        try (Receiver receiver = new Receiver(Manner.status(500))) {
            WebhookId webhook = told.webhook(MERCHANT, 1, receiver.url());
            Notice notice = told.accrued("com_1");
            told.tell(notice);
            for (int attempt = 2; attempt <= 10; attempt++) {
                if (attempt == 9) {
                    receiver.behave(Manner.status(200));
                    Notice second = told.accrued("com_2");
                    told.tell(second);
                    Instant due = only(webhook, notice).due().orElseThrow();
                    told.now = only(webhook, second).due().orElseThrow();
                    assertThat(told.now).isBefore(due);
                    told.minute();
                    assertThat(only(webhook, second).state()).isEqualTo(State.DELIVERED);
                    receiver.behave(Manner.status(500));
                }
                told.now = only(webhook, notice).due().orElseThrow();
                told.minute();
            }

            assertThat(only(webhook, notice).state()).isEqualTo(State.FAILED);
            assertThat(told.endpoint(MERCHANT, webhook).isActive()).isTrue();
        }
    }

    /// It failed for three days before its owner looked after it; that does not count against it again.
    @Test
    void endpoint_thatWasMadeActiveSince_hasItsOwnThreeDays() throws IOException {
        try (Receiver receiver = new Receiver(Manner.status(500))) {
            WebhookId webhook = told.webhook(MERCHANT, 1, receiver.url());
            Notice notice = told.accrued("com_1");
            told.tell(notice);
            for (int attempt = 2; attempt <= 10; attempt++) {
                told.now = only(webhook, notice).due().orElseThrow();
                if (attempt == 10) {
                    Endpoint endpoint = told.endpoint(MERCHANT, webhook);
                    told.keep(
                            MERCHANT,
                            endpoint.disabled(Endpoint.Reason.OWNER, told.now).enabled(told.now.minusSeconds(5)));
                }
                told.minute();
            }

            assertThat(only(webhook, notice).state()).isEqualTo(State.FAILED);
            assertThat(told.endpoint(MERCHANT, webhook).isActive()).isTrue();
        }
    }

    @Test
    void gone_disablesAtOnce() throws IOException {
        try (Receiver receiver = new Receiver(Manner.status(410))) {
            WebhookId webhook = told.webhook(MERCHANT, 1, receiver.url());
            Notice notice = told.accrued("com_1");

            told.tell(notice);

            assertThat(only(webhook, notice).state()).isEqualTo(State.FAILED);
            assertThat(told.endpoint(MERCHANT, webhook).disabled().map(Endpoint.Disabled::by))
                    .contains(Endpoint.Reason.GONE);
        }
    }

    @Test
    void whatIsDueOfADisabledOrDeletedEndpoint_ends() throws IOException {
        try (Receiver receiver = new Receiver(Manner.status(500))) {
            WebhookId disabled = told.webhook(MERCHANT, 1, receiver.url());
            WebhookId deleted = told.webhook(MERCHANT, 2, receiver.url());
            Notice notice = told.accrued("com_1");
            told.tell(notice);
            Endpoints all = told.endpoints.of(MERCHANT).orElseThrow().value();
            told.change(all.without(deleted)
                    .with(told.endpoint(MERCHANT, disabled).disabled(Endpoint.Reason.OWNER, told.now)));
            told.now = told.now.plusSeconds(66);

            told.minute();

            assertThat(receiver.calls()).hasSize(2);
            assertThat(only(disabled, notice).last().flatMap(Delivery.Attempt::error))
                    .contains("webhook_disabled");
            assertThat(only(deleted, notice).last().flatMap(Delivery.Attempt::error))
                    .contains("webhook_deleted");
            assertThat(told.deliveries
                            .due(told.now.plus(Duration.ofDays(9)), Optional.empty())
                            .items())
                    .isEmpty();
        }
    }

    /// With so many that each is attempted seldom, none comes to its tenth attempt in three days.
    @Test
    void deadEndpoint_withMoreThanItsTurns_isDisabledAllTheSame() throws IOException {
        try (Receiver dead = new Receiver(Manner.status(500))) {
            WebhookId webhook = told.webhook(MERCHANT, 1, dead.url());
            Notice notice = told.accrued("com_1");
            told.tell(notice);
            Notice late = told.accrued("com_2");
            told.now = told.now.plus(Endpoint.PATIENCE);
            told.tell(late);
            told.now =
                    told.now.plus(Delivery.THREE_DAYS).minus(Endpoint.PATIENCE).minusSeconds(1);
            told.minute();
            assertThat(told.endpoint(MERCHANT, webhook).isActive()).isTrue();

            told.now = told.now.plusSeconds(8_000);
            told.minute();

            assertThat(told.endpoint(MERCHANT, webhook).disabled().map(Endpoint.Disabled::by))
                    .contains(Endpoint.Reason.FAILING);
        }
    }
}
