package dev.tributary.domain.listing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A list that is exported, and the columns of its file. Whoever reads such files goes by the columns' names:
/// a new one stands last, none changes its meaning.
public enum ListKind {
    CONVERSIONS(
            "id",
            "program_id",
            "event",
            "order_id",
            "state",
            "status",
            "approves_at",
            "approved_amount",
            "status_reason",
            "occurred_at",
            "received_at",
            "amount",
            "refunded",
            "currency",
            "exchange_currency",
            "exchange_rate",
            "exchange_date",
            "shares",
            "unattributed_reason",
            "no_commission_reason",
            "commission_ids",
            "receipt_ids"),
    COMMISSIONS(
            "id",
            "kind",
            "conversion_id",
            "program_id",
            "affiliate_id",
            "event",
            "order_id",
            "occurred_at",
            "state",
            "amount",
            "reversed",
            "net",
            "currency",
            "hold_ends_at",
            "release_day",
            "terms_version",
            "rule_id",
            "explanation"),
    LINKS("id", "code", "path", "program_id", "affiliate_id", "channel_id", "creative_id", "destination", "enabled"),
    ENROLLMENTS(
            "program_id",
            "affiliate_id",
            "state",
            "since",
            "reason",
            "group",
            "tags",
            "recognition",
            "minimum_payout",
            "currency"),
    AFFILIATES("id", "name", "email_known", "created_at", "channels"),
    COUPONS("program_id", "code", "affiliate_id", "channel_id", "enabled"),
    PAYOUTS(
            "id",
            "run_id",
            "affiliate_id",
            "state",
            "rail",
            "method_version",
            "gross",
            "withholding",
            "rail_fee",
            "net",
            "currency",
            "reason",
            "reference",
            "ended_at",
            "note"),
    ADJUSTMENTS(
            "id",
            "program_id",
            "affiliate_id",
            "amount",
            "currency",
            "reason",
            "author",
            "decided_at",
            "commission_id",
            "order_id",
            "event",
            "state",
            "entry_id",
            "refusal"),
    AUDIT_EVENTS("id", "at", "actor", "key_id", "person_id", "action", "object", "fields"),
    CLICKS("program_id", "group_by", "key", "qualified", "bot", "preview", "repeat", "not_qualified", "total");

    private final List<String> columns;

    ListKind(String... columns) {
        this.columns = List.of(columns);
    }

    public List<String> columns() {
        return columns;
    }

    /// Whether only a merchant has such a list.
    public boolean isMerchants() {
        return this == AFFILIATES || this == AUDIT_EVENTS;
    }

    /// Whether what it shows belongs to the tenant, and to no program.
    public boolean isOfTenant() {
        return this == AUDIT_EVENTS;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ListKind> parse(String text) {
        return List.of(values()).stream()
                .filter(kind -> kind.text().equals(text))
                .findFirst();
    }
}
