package dev.tributary.infrastructure.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.WebhookId;
import dev.tributary.domain.message.Notification;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.notice.AddresseeId;
import dev.tributary.domain.notice.Delivery;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.NoticeFact;
import dev.tributary.domain.notice.NoticeId;
import dev.tributary.domain.notice.NoticeType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The messages on [notifications], both ways, against their goldens.
final class NotificationMessagesTest {
    private static final NoticeId ID = new NoticeId("evt_019e0000c0de0123456789abcdef0123");

    static Stream<Arguments> notifications() {
        return Stream.of(
                Arguments.of(
                        "notice.v1.json",
                        new Notification.Told(new Notice(
                                ID,
                                NoticeType.COMMISSION_ACCRUED,
                                Instant.parse("2026-11-22T10:15:00Z"),
                                List.of(
                                        new Tenant.OfMerchant(new MerchantId(1)),
                                        new Tenant.OfAffiliate(new AffiliateId(2))),
                                Optional.of(Money.of("12.50", new CurrencyCode("EUR"))),
                                Map.of(
                                        NoticeFact.PROGRAM_ID, "prg_0000000000007",
                                        NoticeFact.COMMISSION_ID, "com_00000000000000000000000009",
                                        NoticeFact.ORDER_ID, "A-1")))),
                Arguments.of(
                        "deliveries_due.v2.json",
                        new Notification.DeliveriesDue(
                                "due_29923201_per_0123456789abcdef0123456789abcdef",
                                List.of(new Delivery.Place(
                                        new AddresseeId("per_0123456789abcdef0123456789abcdef"), ID)))));
    }

    private static String golden(String name) throws IOException {
        return Files.readString(Path.of("../../events/messages", name));
    }

    @ParameterizedTest
    @MethodSource("notifications")
    void notification_isReadAndWritten_asItsGolden(String name, Notification notification) throws IOException {
        assertThat(NotificationMessages.read(golden(name))).isEqualTo(notification);
        assertThat(Message.JSON.readTree(NotificationMessages.write(notification)))
                .isEqualTo(Message.JSON.readTree(golden(name)));
    }

    /// Until the queues are empty.
    @Test
    void versionBefore_isRead() throws IOException {
        assertThat(NotificationMessages.read(golden("deliveries_due.v1.json")))
                .isEqualTo(new Notification.DeliveriesDue(
                        "due_29923201_whk_0000000000001", List.of(Delivery.Place.of(new WebhookId(1), ID))));
    }

    @Test
    void factOfALaterVersion_isPassedOver() throws IOException {
        assertThat(NotificationMessages.read(golden("notice.v1.json").replace("order_id", "weather")))
                .isInstanceOfSatisfying(
                        Notification.Told.class,
                        told -> assertThat(told.notice().facts()).doesNotContainKey(NoticeFact.ORDER_ID));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "commission.accrued|commission.forgotten",
                "\"v\": 1|\"v\": 2",
                "evt_019e|evt_",
                "2026-11-22T10:15:00Z|yesterday",
                "mer_0000000000001|usr_0000000000001",
                "12.50|12.505",
                "\"EUR\"|\"eur\"",
                "\"type\": \"notice\"|\"type\": \"noise\"",
                "\"A-1\"|\"\""
            })
    void unreadableMessage_isThrown(String change) throws IOException {
        String[] parts = change.split("\\|");
        String body = golden("notice.v1.json").replace(parts[0], parts[1]);

        assertThat(body).isNotEqualTo(golden("notice.v1.json"));
        assertThatThrownBy(() -> NotificationMessages.read(body)).isInstanceOf(UnreadableMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"deliveries_due\",\"v\":1,\"id\":\"a\",\"data\":{\"deliveries\":[]}}",
                "{\"type\":\"deliveries_due\",\"v\":1,\"id\":\"a\",\"data\":{\"deliveries\":[{\"webhook_id\":\"whk_1\",\"notice_id\":\"x\"}]}}",
                "{"
            })
    void unreadableDeliveries_areThrown(String body) {
        assertThatThrownBy(() -> NotificationMessages.read(body)).isInstanceOf(UnreadableMessageException.class);
    }
}
