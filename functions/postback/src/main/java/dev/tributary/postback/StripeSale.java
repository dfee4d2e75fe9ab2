package dev.tributary.postback;

import dev.tributary.domain.token.ClickTokens;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a customer of the merchant's paid through Stripe.
///
/// A session of Checkout tells of a sale (`payment`, its order is the payment intent, as later refunds and
/// disputes name it) or of the first charge of a subscription (`subscription`, its order is the invoice). Every
/// further charge comes as `invoice.paid`. The first invoice comes beside its session, in any order: it counts
/// by itself only where it knows the click, by its subscription's metadata; both are then one order.
final class StripeSale {
    private static final String CLICK_ID = "click_id";
    private static final Map<String, String> SESSION_NAMES = Map.of(
            "order_id", "data.object.payment_intent",
            "amount", "data.object.amount_total",
            "currency", "data.object.currency",
            "click_id", "data.object.client_reference_id",
            "customer.id", "data.object.customer",
            "occurred_at", "data.object.created");
    private static final Map<String, String> INVOICE_NAMES = Map.of(
            "order_id", "data.object.id",
            "amount", "data.object.amount_paid",
            "currency", "data.object.currency",
            "click_id", "data.object.subscription_details.metadata.click_id",
            "customer.id", "data.object.customer",
            "occurred_at", "data.object.status_transitions.paid_at");

    private final SenderBody event;
    private final SenderBody of;
    private final String currency;

    StripeSale(SenderBody event) {
        this.event = event;
        this.of = event.at("data").at("object");
        this.currency = StripeMoney.currency(of).orElse("");
    }

    Reading session() {
        if (of.text("payment_status").filter("paid"::equals).isEmpty()) {
            return new Reading.Unused("not_paid");
        }
        return switch (of.text("mode").orElse("")) {
            case "payment" ->
                said(
                        common("sale", of.text("payment_intent").or(() -> of.text("id")), "amount_total")
                                .put(CLICK_ID, sessionsClick())
                                .part("tax_amount", part("amount_tax"))
                                .part("shipping_amount", part("amount_shipping")),
                        SESSION_NAMES);
            case "subscription" ->
                said(
                        common("subscription", of.text("invoice"), "amount_total")
                                .put(CLICK_ID, sessionsClick())
                                .part("tax_amount", part("amount_tax"))
                                .put("subscription_id", of.text("subscription")),
                        SESSION_NAMES);
            default -> new Reading.Unused("other_mode");
        };
    }

    Reading invoice() {
        Optional<String> subscription = subscription();
        if (subscription.isEmpty()) {
            return new Reading.Unused("no_subscription");
        }
        Optional<String> click = invoicesClick();
        boolean isFirst =
                of.text("billing_reason").filter("subscription_create"::equals).isPresent();
        if (isFirst && click.isEmpty()) {
            return new Reading.Unused("told_by_its_session");
        }
        // Nothing was paid for a trial. A session says its total, a charge what was paid of it.
        if (StripeMoney.amount(of, "amount_paid", currency)
                .filter(paid -> paid.signum() == 0)
                .isPresent()) {
            return new Reading.Unused("not_paid");
        }
        return said(
                common("subscription", of.text("id"), isFirst ? "total" : "amount_paid")
                        .put(CLICK_ID, click)
                        .part("tax_amount", invoicesTax())
                        .put("subscription_id", subscription),
                INVOICE_NAMES);
    }

    private CallFields common(String eventName, Optional<String> order, String amount) {
        return new CallFields()
                .put("event", eventName)
                .put("order_id", order)
                .put(
                        "amount",
                        StripeMoney.amount(of, amount, currency)
                                .map(CallFields::plain)
                                .or(() -> of.text(amount)))
                .put("currency", StripeMoney.currency(of))
                .put("occurred_at", occurredAt())
                .coupons(coupons())
                .customerId(of.text("customer"))
                .email(of.at("customer_details").text("email").or(() -> of.text("customer_email")))
                .country(of.at("customer_details")
                        .at("address")
                        .text("country")
                        .or(() -> of.at("customer_address").text("country")))
                .test(isTest(event));
    }

    private static Reading said(CallFields call, Map<String, String> names) {
        return new Reading.Said(List.of(new Reading.One(call.build(), SenderNames.of(names), Reading.Leeway.OF_SALES)));
    }

    private BigDecimal part(String name) {
        return StripeMoney.amount(of.at("total_details"), name, currency).orElse(BigDecimal.ZERO);
    }

    /// `tax` until API version 2025-02-24, a list since.
    private BigDecimal invoicesTax() {
        BigDecimal sum = BigDecimal.ZERO;
        for (SenderBody tax : of.each("total_taxes")) {
            sum = sum.add(StripeMoney.amount(tax, "amount", currency).orElse(BigDecimal.ZERO));
        }
        return StripeMoney.amount(of, "tax", currency).orElse(sum);
    }

    private Optional<String> sessionsClick() {
        return of.text("client_reference_id")
                .filter(text -> ClickTokens.read(text).isPresent())
                .or(() -> of.at("metadata").text(CLICK_ID));
    }

    private Optional<String> invoicesClick() {
        return parent().at("metadata").text(CLICK_ID).or(() -> of.at("metadata").text(CLICK_ID));
    }

    private Optional<String> subscription() {
        return of.text("subscription").or(() -> parent().text("subscription"));
    }

    /// What an invoice says of its subscription; since API version 2025-03-31 one object further in.
    private SenderBody parent() {
        SenderBody newer = of.at("parent").at("subscription_details");
        return newer.fields().values().isEmpty() ? of.at("subscription_details") : newer;
    }

    /// Only what a coupon itself is called: a promotion code is named by a number of Stripe's.
    private List<String> coupons() {
        return Stream.concat(
                        of.at("metadata").text("coupon").stream(),
                        of.each("discounts").stream().flatMap(discount -> discount.text("coupon").stream()))
                .toList();
    }

    private Optional<String> occurredAt() {
        return time(of.at("status_transitions"), "paid_at").or(() -> time(of, "created"));
    }

    static boolean isTest(SenderBody event) {
        return event.has("livemode") && !event.isTrue("livemode");
    }

    /// Seconds since 1970.
    static Optional<String> time(SenderBody of, String name) {
        return of.text(name)
                .filter(text -> text.matches("[0-9]{1,11}"))
                .map(text -> Instant.ofEpochSecond(Long.parseLong(text)).toString());
    }
}
