package dev.tributary.postback;

import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.ChargebackWon;
import dev.tributary.domain.conversion.ConversionEvent.OrderUpdate;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionEvent.StatusUpdate;
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

    /// @param event what the call said
    static String of(Result.Reason reason, ConversionEvent event) {
        return switch (reason) {
            case DIFFERENT_CONTENT, CLOSED, NO_SALE, UNPROVEN -> "order_id";
            case REFUND_TOO_LARGE, PARTS_EXCEED_AMOUNT, AMOUNT_BELOW_REFUNDS, AMOUNT_TOO_LARGE -> "amount";
            case CURRENCY_MISMATCH, NO_RATE -> "currency";
            case UNKNOWN_ITEM -> "items";
            case TOO_MANY -> counted(event);
            case TOO_OLD, IN_THE_FUTURE, BEFORE_CLICK -> "occurred_at";
            case APPROVED_AMOUNT_TOO_LARGE -> "approved_amount";
        };
    }

    /// What an order holds so many of.
    private static String counted(ConversionEvent event) {
        return switch (event) {
            case Refund _, ChargebackWon _ -> "refund_id";
            case OrderUpdate _ -> "update_id";
            case Reward _, StatusUpdate _ -> "order_id";
        };
    }
}
