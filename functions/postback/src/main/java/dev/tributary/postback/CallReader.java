package dev.tributary.postback;

import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.ChargebackWon;
import dev.tributary.domain.conversion.ConversionEvent.OrderUpdate;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionEvent.StatusUpdate;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.Item;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.ReasonCode;
import dev.tributary.domain.conversion.RefundId;
import dev.tributary.domain.conversion.RefundItem;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.SubscriptionId;
import dev.tributary.domain.conversion.UpdateId;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.HttpRefusal.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a call says, from its fields, for one program and one time of arrival; or everything that is
/// wrong with it. Fields that no row here names are passed over.
final class CallReader {
    private static final int MOST_COUPONS = 20;
    /// Fields that make a call more than word of a status.
    private static final List<String> CONTENT = List.of(
            "amount",
            "coupons",
            "items",
            "customer",
            "subscription_id",
            "tax_amount",
            "shipping_amount",
            "fee_amount",
            "checkout_started_at");

    private final Gate gate;
    private final KeyRing ring;
    private final Instant arrival;
    private final boolean passesOverStrangeClicks;

    /// @param passesOverStrangeClicks whether a click that is not good is as if there were none
    CallReader(Gate gate, KeyRing ring, Instant arrival, boolean passesOverStrangeClicks) {
        this.gate = gate;
        this.ring = ring;
        this.arrival = arrival;
        this.passesOverStrangeClicks = passesOverStrangeClicks;
    }

    /// @param call which knows afterwards what was read of it
    /// @throws HttpRefusal 422 with every fault of the call
    ConversionEvent read(FieldReader call) {
        Optional<String> event = call.required("event", call.text("event", Optional::of));
        Heading heading = heading(call);
        Optional<ConversionEvent> said = event.flatMap(name -> switch (name) {
            case "refund" -> refund(call, heading, Refund.Kind.REFUND);
            case "chargeback" -> refund(call, heading, Refund.Kind.CHARGEBACK);
            case "chargeback_won" -> chargebackWon(call, heading);
            case "order_update" -> update(call, heading);
            default -> rewarded(call, heading);
        });
        List<Fault> faults = call.faults();
        if (!faults.isEmpty()) {
            String code = faults.size() == 1 ? faults.getFirst().code() : "invalid_fields";
            throw HttpRefusal.of(422, code, "The call was not taken: a field is wrong.")
                    .because(faults);
        }
        return said.orElseThrow(() -> new IllegalStateException("a call without fault says something"));
    }

    /// What every call has.
    private record Heading(Optional<OrderId> order, Optional<VerifiedClick> click, Optional<Instant> statedAt) {
        Optional<ConversionKey> key(Gate gate, Optional<EventName> event) {
            return order.flatMap(id -> event.map(name -> new ConversionKey(gate.program(), id, name)));
        }
    }

    private Heading heading(FieldReader call) {
        Optional<Instant> statedAt = new CallTimes(call, arrival).occurredAt();
        Optional<VerifiedClick> click = click(call, statedAt.orElse(arrival));
        Optional<OrderId> order = call.has("order_id") || !call.has("click_id")
                ? call.required("order_id", call.text("order_id", OrderId::parse))
                : click.map(VerifiedClick::token).flatMap(OrderId::parse);
        return new Heading(order, click, statedAt);
    }

    private Optional<VerifiedClick> click(FieldReader call, Instant occurredAt) {
        CallClick click = new CallClick(call, gate.program(), ring);
        return passesOverStrangeClicks ? click.good(occurredAt) : click.read(occurredAt);
    }

    private Optional<ConversionEvent> rewarded(FieldReader call, Heading heading) {
        Optional<EventName> event = call.text("event", EventName::parse);
        Optional<ConversionKey> key = heading.key(gate, event);
        boolean isSale = event.filter(EventName.SALE::equals).isPresent();
        return saysStatusOnly(call, isSale) ? status(call, heading, key) : reward(call, heading, key, isSale);
    }

    /// Trackers send the click with every call. It makes no sale, which has an amount, but it may be all
    /// that is known of a lead.
    private static boolean saysStatusOnly(FieldReader call, boolean isSale) {
        return call.has("status") && CONTENT.stream().noneMatch(call::has) && (isSale || !call.has("click_id"));
    }

    private Optional<ConversionEvent> status(FieldReader call, Heading heading, Optional<ConversionKey> key) {
        Optional<Verdict> verdict = verdict(call, currency(call, false));
        return key.flatMap(known -> verdict.map(word -> new StatusUpdate(known, heading.statedAt(), word)));
    }

    private Optional<ConversionEvent> reward(
            FieldReader call, Heading heading, Optional<ConversionKey> key, boolean isSale) {
        Optional<CurrencyCode> currency = currency(call, isSale || call.has("amount"));
        Optional<Verdict> verdict = verdict(call, currency);
        Optional<Amounts> amounts = amounts(call, currency, isSale || call.has("items"));
        refuseApprovalAbove(call, verdict, amounts);
        List<Item> items = items(call, currency);
        Optional<SubscriptionId> subscription = call.text("subscription_id", SubscriptionId::parse);
        Optional<Instant> checkout = call.time("checkout_started_at");
        List<CouponCode> coupons = call.texts("coupons", MOST_COUPONS, CouponCode::parse);
        boolean test = call.truth("test").orElse(false);
        var customer = new CallCustomer(gate.program(), ring).read(call.object("customer"));
        return key.filter(known -> call.faults().isEmpty())
                .map(known -> new Reward(
                        known,
                        heading.statedAt(),
                        heading.click(),
                        coupons,
                        amounts,
                        items,
                        customer,
                        subscription,
                        checkout,
                        verdict,
                        test));
    }

    private Optional<ConversionEvent> refund(FieldReader call, Heading heading, Refund.Kind kind) {
        Optional<ConversionKey> key = heading.key(gate, ofEvent(call));
        Optional<RefundId> id = call.required("refund_id", call.text("refund_id", RefundId::parse));
        Optional<CurrencyCode> currency = currency(call, false);
        Optional<Money> amount = call.money("amount", currency);
        List<RefundItem> items = refundItems(call, currency);
        Optional<ReasonCode> reason = call.text("reason", ReasonCode::parse);
        return key.flatMap(
                known -> id.map(refund -> new Refund(known, heading.statedAt(), refund, kind, amount, items, reason)));
    }

    private Optional<ConversionEvent> chargebackWon(FieldReader call, Heading heading) {
        Optional<ConversionKey> key = heading.key(gate, ofEvent(call));
        Optional<RefundId> id = call.required("refund_id", call.text("refund_id", RefundId::parse));
        return key.flatMap(known -> id.map(refund -> new ChargebackWon(known, heading.statedAt(), refund)));
    }

    private Optional<ConversionEvent> update(FieldReader call, Heading heading) {
        Optional<ConversionKey> key = heading.key(gate, ofEvent(call));
        Optional<UpdateId> id = call.required("update_id", call.text("update_id", UpdateId::parse));
        Optional<CurrencyCode> currency = currency(call, false);
        Optional<Amounts> amounts = amounts(call, currency, true);
        List<Item> items = items(call, currency);
        return key.flatMap(known -> id.flatMap(
                update -> amounts.map(sent -> new OrderUpdate(known, heading.statedAt(), update, sent, items))));
    }

    /// Which of the order's events is meant; its sale unless the call says otherwise.
    private static Optional<EventName> ofEvent(FieldReader call) {
        return call.has("of_event") ? call.text("of_event", EventName::parse) : Optional.of(EventName.SALE);
    }

    /// A first amount has to name its currency. What is said of a known order need not, and is in the program's
    /// then; whether it is the order's is asked of the order.
    private Optional<CurrencyCode> currency(FieldReader call, boolean required) {
        Optional<CurrencyCode> currency = call.text("currency", "unknown_currency", CurrencyCode::parse);
        if (required) {
            call.required("currency", currency);
        }
        return currency.or(() -> call.has("currency") ? Optional.empty() : Optional.of(gate.currency()));
    }

    private static Optional<Amounts> amounts(FieldReader call, Optional<CurrencyCode> currency, boolean required) {
        Optional<Money> amount = call.money("amount", currency);
        if (required) {
            call.required("amount", amount);
        }
        Optional<Money> tax = call.money("tax_amount", currency);
        Optional<Money> shipping = call.money("shipping_amount", currency);
        Optional<Money> fee = call.money("fee_amount", currency);
        if (amount.isPresent() && !Amounts.fit(amount.get(), tax, shipping, fee)) {
            call.fault("amount", "parts_exceed_amount", "Tax, shipping and fee are more than the amount.");
            return Optional.empty();
        }
        return amount.map(total -> new Amounts(total, tax, shipping, fee));
    }

    private static Optional<Verdict> verdict(FieldReader call, Optional<CurrencyCode> currency) {
        Optional<Status> status = call.text("status", "unknown_status", Status::parse);
        Optional<Money> approved = call.money("approved_amount", currency);
        Optional<ReasonCode> reason = call.text("reason", ReasonCode::parse);
        if (call.has("approved_amount")
                && status.filter(Status.APPROVED::equals).isEmpty()) {
            call.fault("approved_amount", "not_approved", "It comes with the status approved only.");
            return Optional.empty();
        }
        return status.map(word -> new Verdict(word, approved, reason));
    }

    private static void refuseApprovalAbove(FieldReader call, Optional<Verdict> verdict, Optional<Amounts> amounts) {
        Optional<Money> approved = verdict.flatMap(Verdict::approvedAmount);
        if (approved.isPresent()
                && amounts.filter(sent -> approved.get().compareTo(sent.amount()) > 0)
                        .isPresent()) {
            call.fault("approved_amount", "approved_amount_too_large", "It is more than the amount.");
        }
    }

    private static List<Item> items(FieldReader call, Optional<CurrencyCode> currency) {
        List<Item> items = new ArrayList<>();
        for (FieldReader line : call.objects("items", Item.MOST)) {
            Optional<Sku> sku = line.text("sku", Sku::parse);
            Optional<Category> category = line.text("category", Category::parse);
            Optional<Long> quantity = line.count("quantity");
            line.required("amount", line.money("amount", currency))
                    .ifPresent(amount -> items.add(new Item(sku, category, quantity.orElse(1L), amount)));
        }
        return items;
    }

    private static List<RefundItem> refundItems(FieldReader call, Optional<CurrencyCode> currency) {
        List<RefundItem> items = new ArrayList<>();
        for (FieldReader line : call.objects("items", Item.MOST)) {
            Optional<Long> quantity = line.count("quantity");
            Optional<Money> amount = line.money("amount", currency);
            line.required("sku", line.text("sku", Sku::parse))
                    .ifPresent(sku -> items.add(new RefundItem(sku, quantity, amount)));
        }
        return items;
    }
}
