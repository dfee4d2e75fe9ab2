package dev.tributary.postback;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What goes back to a customer through Stripe: refunds and disputes.
///
/// Both name the order by the charge's payment intent. A charge of an invoice names that (until API version
/// 2025-02-24): it is of a subscription, whose order is the invoice.
final class StripeReturn {
    private static final String CURRENCY = "currency";
    private static final Map<String, String> NAMES = Map.of(
            "order_id",
            "data.object.payment_intent",
            "refund_id",
            "data.object.id",
            "amount",
            "data.object.amount_refunded",
            CURRENCY,
            "data.object.currency",
            "occurred_at",
            "created");
    private static final Map<String, String> DISPUTE_NAMES = Map.of(
            "order_id",
            "data.object.payment_intent",
            "refund_id",
            "data.object.id",
            "amount",
            "data.object.amount",
            CURRENCY,
            "data.object.currency",
            "occurred_at",
            "data.object.created");

    private final SenderBody event;
    private final SenderBody of;

    StripeReturn(SenderBody event) {
        this.event = event;
        this.of = event.at("data").at("object");
    }

    /// A charge says how much of it is refunded in all, and the event how much it was before. A refund is
    /// called by what it brought the sum to: the same event again is the same one, and events that come in
    /// another order are told apart.
    Reading refunded() {
        if (of.has("captured") && !of.isTrue("captured")) {
            return new Reading.Unused("never_paid");
        }
        String currency = StripeMoney.currency(of).orElse("");
        Optional<BigDecimal> now = StripeMoney.amount(of, "amount_refunded", currency);
        Optional<BigDecimal> before =
                StripeMoney.amount(event.at("data").at("previous_attributes"), "amount_refunded", currency);
        if (now.isPresent() && before.isPresent() && now.get().compareTo(before.get()) <= 0) {
            return new Reading.Unused("no_money");
        }
        CallFields call = order(new CallFields().put("event", "refund"))
                .put(
                        "refund_id",
                        of.text("id")
                                .map(id -> id + ":" + of.text("amount_refunded").orElse("")))
                // Without either the difference is not known: a text that is no amount is told as a fault.
                .put(
                        "amount",
                        now.flatMap(sum -> before.map(sum::subtract))
                                .map(CallFields::plain)
                                .orElse("unknown"))
                .put(CURRENCY, StripeMoney.currency(of))
                .put("occurred_at", StripeSale.time(event, "created"));
        return said(call, NAMES, Set.of(Reading.Leeway.OF_WHAT_IS_LEFT));
    }

    /// An inquiry takes no money. One that becomes a dispute comes again when its money is taken.
    Reading disputed() {
        if (isInquiry()) {
            return new Reading.Unused("inquiry");
        }
        String currency = StripeMoney.currency(of).orElse("");
        CallFields call = order(new CallFields().put("event", "chargeback"))
                .put("refund_id", of.text("id"))
                .put(
                        "amount",
                        StripeMoney.amount(of, "amount", currency)
                                .map(CallFields::plain)
                                .or(() -> of.text("amount")))
                .put(CURRENCY, StripeMoney.currency(of))
                .put("occurred_at", StripeSale.time(of, "created"));
        return said(call, DISPUTE_NAMES, Set.of(Reading.Leeway.OF_WHAT_IS_LEFT));
    }

    Reading closed() {
        if (of.text("status").filter("won"::equals).isEmpty()) {
            return new Reading.Unused(isInquiry() ? "inquiry" : "not_won");
        }
        CallFields call = order(new CallFields().put("event", "chargeback_won"))
                .put("refund_id", of.text("id"))
                .put("occurred_at", StripeSale.time(event, "created"));
        return said(call, DISPUTE_NAMES, Set.of());
    }

    private boolean isInquiry() {
        return of.text("status").filter(status -> status.startsWith("warning_")).isPresent();
    }

    private CallFields order(CallFields call) {
        Optional<String> invoice = of.text("invoice");
        invoice.ifPresent(subscription -> call.put("of_event", "subscription"));
        return call.put("order_id", invoice.or(() -> of.text("payment_intent")));
    }

    private static Reading said(CallFields call, Map<String, String> names, Set<Reading.Leeway> leeway) {
        return new Reading.Said(List.of(new Reading.One(call.build(), SenderNames.of(names), leeway)));
    }
}
