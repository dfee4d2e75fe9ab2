package dev.tributary.postback;

import dev.tributary.domain.conversion.Fingerprint;
import dev.tributary.domain.order.Result;

/// What the domain's words are called in a call.
final class FieldNames {
    private FieldNames() {}

    static String of(Fingerprint.Field field) {
        return switch (field) {
            case KIND -> "event";
            case AMOUNT -> "amount";
            case TAX -> "tax_amount";
            case SHIPPING -> "shipping_amount";
            case FEE -> "fee_amount";
            case CURRENCY -> "currency";
            case CLICK -> "click_id";
            case COUPONS -> "coupons";
            case ITEMS -> "items";
            case CUSTOMER -> "customer.id";
            case EMAIL -> "customer.email_sha256";
            case NEW -> "customer.new";
            case COUNTRY -> "customer.country";
            case SUBSCRIPTION -> "subscription_id";
            case OCCURRED_AT -> "occurred_at";
            case CHECKOUT_STARTED_AT -> "checkout_started_at";
            case REASON -> "reason";
            case TEST -> "test";
            case VERDICT -> "status";
        };
    }

    static String of(Result.Reason reason) {
        return switch (reason) {
            case DIFFERENT_CONTENT, CLOSED, NO_SALE -> "order_id";
            case REFUND_TOO_LARGE, PARTS_EXCEED_AMOUNT, AMOUNT_BELOW_REFUNDS -> "amount";
            case CURRENCY_MISMATCH -> "currency";
            case UNKNOWN_ITEM -> "items";
            case TOO_MANY -> "refund_id";
            case TOO_OLD, IN_THE_FUTURE, BEFORE_CLICK -> "occurred_at";
            case APPROVED_AMOUNT_TOO_LARGE -> "approved_amount";
        };
    }
}
