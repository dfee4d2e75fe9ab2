package dev.tributary.infrastructure.edge;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.WebhookId;
import dev.tributary.domain.notice.AddresseeId;
import dev.tributary.domain.notice.Delivery;
import dev.tributary.domain.notice.NoticeId;

/// Key text of endpoints and what is delivered to them; the table of all items stands in `Keys`.
public final class NoticeKeys {
    /// In a merchant's or an affiliate's partition: all its endpoints.
    public static final String ENDPOINTS = "WEBHOOKS";
    /// What the sort keys of deliveries begin with; they stand in the order of time.
    public static final String DELIVERIES = "evt_";

    private static final String RECEIVER = "H#";
    private static final String STATE = "#STATE";

    private NoticeKeys() {}

    public static String owner(Tenant owner) {
        return switch (owner) {
            case Tenant.OfMerchant(var merchant) -> Keys.merchant(merchant);
            case Tenant.OfAffiliate(var affiliate) -> Keys.affiliate(affiliate);
        };
    }

    public static String deliveries(AddresseeId to) {
        return RECEIVER + to;
    }

    public static String delivery(NoticeId notice) {
        return notice.text();
    }

    /// Beside its deliveries, not among them: since when an endpoint fails.
    public static String failing(WebhookId endpoint) {
        return RECEIVER + endpoint + STATE;
    }

    /// One bucket: only what failed or was asked for by hand is due, and it takes 1,000 of them in a second.
    public static String dueDeliveries() {
        return "delivery#0";
    }

    /// The delivery of a key that `deliveries` and `delivery` gave.
    public static Delivery.Place deliveryOf(String pk, String sk) {
        return new Delivery.Place(new AddresseeId(pk.substring(RECEIVER.length())), new NoticeId(sk));
    }
}
