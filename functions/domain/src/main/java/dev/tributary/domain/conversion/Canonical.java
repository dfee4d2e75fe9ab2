package dev.tributary.domain.conversion;

import dev.tributary.domain.conversion.ConversionEvent.ChargebackWon;
import dev.tributary.domain.conversion.ConversionEvent.OrderUpdate;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionEvent.StatusUpdate;
import dev.tributary.domain.conversion.Fingerprint.Field;
import dev.tributary.domain.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The fields of a call as text that is the same for the same content: amounts in minor units,
/// coupons and lines sorted, nothing for what was not sent.
final class Canonical {
    private Canonical() {}

    static SortedMap<Field, String> fields(ConversionEvent event) {
        SortedMap<Field, String> fields = new TreeMap<>();
        put(fields, Field.OCCURRED_AT, event.statedAt().map(Instant::toString));
        switch (event) {
            case Reward reward -> reward(fields, reward);
            case Refund refund -> refund(fields, refund);
            case ChargebackWon won -> fields.put(Field.KIND, "chargeback_won");
            case OrderUpdate update -> {
                fields.put(Field.KIND, "order_update");
                amounts(fields, update.amounts());
                items(fields, update.items());
            }
            case StatusUpdate update -> {
                fields.put(Field.KIND, "status");
                fields.put(Field.VERDICT, verdict(update.verdict()));
            }
        }
        return fields;
    }

    /// The number that tells one call about an order from another of its kind.
    static String id(ConversionEvent event) {
        return switch (event) {
            case Reward reward -> "";
            case Refund refund -> refund.refund().text();
            case ChargebackWon won -> won.chargeback().text();
            case OrderUpdate update -> update.update().text();
            case StatusUpdate update -> "";
        };
    }

    /// A reward's status is no part of its identity, but the receipt certifies it.
    static Optional<String> verdict(ConversionEvent event) {
        return event instanceof Reward reward ? reward.verdict().map(Canonical::verdict) : Optional.empty();
    }

    private static void reward(SortedMap<Field, String> fields, Reward reward) {
        reward.amounts().ifPresent(amounts -> amounts(fields, amounts));
        put(fields, Field.CLICK, reward.click().map(VerifiedClick::token));
        if (!reward.coupons().isEmpty()) {
            fields.put(
                    Field.COUPONS,
                    reward.coupons().stream()
                            .map(code -> sized(code.text()))
                            .sorted()
                            .collect(Collectors.joining()));
        }
        items(fields, reward.items());
        put(fields, Field.CUSTOMER, reward.customer().id().map(PersonTag::text));
        put(fields, Field.EMAIL, reward.customer().email().map(PersonTag::text));
        put(fields, Field.NEW, reward.customer().isNew().map(Object::toString));
        put(fields, Field.COUNTRY, reward.customer().country().map(Object::toString));
        put(fields, Field.SUBSCRIPTION, reward.subscription().map(SubscriptionId::text));
        put(fields, Field.CHECKOUT_STARTED_AT, reward.checkoutStartedAt().map(Instant::toString));
        if (reward.test()) {
            fields.put(Field.TEST, "true");
        }
    }

    private static void refund(SortedMap<Field, String> fields, Refund refund) {
        fields.put(Field.KIND, refund.kind().name());
        refund.amount().ifPresent(amount -> {
            fields.put(Field.AMOUNT, Long.toString(amount.minor()));
            fields.put(Field.CURRENCY, amount.currency().code());
        });
        if (!refund.items().isEmpty()) {
            fields.put(
                    Field.ITEMS,
                    refund.items().stream()
                            .map(item -> sized(item.sku().text())
                                    + item.quantity().map(Object::toString).orElse("-")
                                    + ' '
                                    + minor(item.amount()))
                            .sorted()
                            .collect(Collectors.joining(";")));
        }
        put(fields, Field.REASON, refund.reason().map(ReasonCode::text));
    }

    private static void amounts(SortedMap<Field, String> fields, Amounts amounts) {
        fields.put(Field.AMOUNT, Long.toString(amounts.amount().minor()));
        fields.put(Field.CURRENCY, amounts.currency().code());
        put(fields, Field.TAX, amounts.tax().map(part -> Long.toString(part.minor())));
        put(fields, Field.SHIPPING, amounts.shipping().map(part -> Long.toString(part.minor())));
        put(fields, Field.FEE, amounts.fee().map(part -> Long.toString(part.minor())));
    }

    private static void items(SortedMap<Field, String> fields, List<Item> items) {
        if (!items.isEmpty()) {
            fields.put(
                    Field.ITEMS,
                    items.stream()
                            .map(item -> sized(item.sku().map(Sku::text).orElse(""))
                                    + sized(item.category().map(Category::text).orElse(""))
                                    + item.quantity()
                                    + ' '
                                    + item.amount().minor())
                            .sorted()
                            .collect(Collectors.joining(";")));
        }
    }

    private static String verdict(Verdict verdict) {
        return verdict.status().text()
                + ' '
                + minor(verdict.approvedAmount())
                + ' '
                + verdict.code().map(ReasonCode::text).orElse("");
    }

    private static String minor(Optional<Money> amount) {
        return amount.map(money -> Long.toString(money.minor())).orElse("-");
    }

    /// With its length before it no text can pretend to be two.
    private static String sized(String text) {
        return text.length() + ":" + text + " ";
    }

    private static void put(SortedMap<Field, String> fields, Field field, Optional<String> text) {
        text.ifPresent(present -> fields.put(field, present));
    }
}
