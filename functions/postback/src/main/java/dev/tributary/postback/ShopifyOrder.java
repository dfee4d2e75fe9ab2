package dev.tributary.postback;

import dev.tributary.domain.postback.PostbackAccess.Gate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// An order of Shopify's (shopify.dev/docs/api/admin-rest/latest/resources/order) in our words. All money is
/// the shop's: `*_set.shop_money` where there is one, else the field beside it, which is in the shop's
/// currency too.
final class ShopifyOrder {
    /// Of `financial_status`: all of it was paid once, whatever came back since.
    private static final Set<String> PAID = Set.of("paid", "partially_refunded", "refunded");
    /// Of `cancel_reason`.
    private static final Set<String> REASONS = Set.of("customer", "declined", "fraud", "inventory", "other", "staff");
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("order_id", "id"),
            Map.entry("amount", "total_price"),
            Map.entry("tax_amount", "total_tax"),
            Map.entry("shipping_amount", "shipping_lines"),
            Map.entry("fee_amount", "total_tip_received"),
            Map.entry("click_id", "note_attributes"),
            Map.entry("coupons", "discount_codes"),
            Map.entry("items", "line_items"),
            Map.entry("occurred_at", "processed_at"),
            Map.entry("customer.email_sha256", "email"),
            Map.entry("customer.new", "customer.orders_count"));

    private final SenderBody order;
    private final ClickText clicks;
    private final boolean isTest;

    /// @param isTest as the call says beside its body
    ShopifyOrder(SenderBody order, Gate gate, boolean isTest) {
        this.order = order;
        this.clicks = ClickText.of(gate);
        this.isTest = isTest || order.isTrue("test");
    }

    /// `orders/paid`. A test is taken whatever it says of its payment: Shopify's own sample is voided.
    Reading paid() {
        if (!isTest && !isPaid()) {
            return new Reading.Unused("not_paid");
        }
        CallFields call = new CallFields()
                .put("event", "sale")
                .put("order_id", order.text("id"))
                .put("click_id", clickId())
                .coupons(order.each("discount_codes").stream()
                        .flatMap(code -> code.text("code").stream())
                        .toList())
                .put("currency", order.text("currency"))
                .put("occurred_at", order.text("processed_at").or(() -> order.text("created_at")))
                .test(isTest);
        amounts(call);
        lines(call);
        customer(call);
        return new Reading.Said(List.of(new Reading.One(call.build(), names(), Reading.Leeway.OF_SALES, updatedAt())));
    }

    /// `orders/cancelled`: what the order's refunds leave of it comes back. Each of them has a call of its
    /// own, too, which may come before this one or after.
    Reading cancelled() {
        if (!order.has("cancelled_at")) {
            return new Reading.Unused("not_cancelled");
        }
        if (!isTest && !isPaid()) {
            return new Reading.Unused("never_paid");
        }
        List<Reading.One> said = new ArrayList<>();
        for (SenderBody refund : order.each("refunds")) {
            if (said.size() < Reading.Said.MOST - 1
                    && new ShopifyRefund(refund).read() instanceof Reading.Said(List<Reading.One> calls)) {
                said.addAll(calls);
            }
        }
        CallFields rest = new CallFields()
                .put("event", "refund")
                .put("order_id", order.text("id"))
                .put("refund_id", "cancelled")
                .put("currency", order.text("currency"))
                .put("occurred_at", order.text("cancelled_at"))
                .put("reason", order.text("cancel_reason").filter(REASONS::contains));
        said.add(new Reading.One(rest.build(), names()));
        return new Reading.Said(said);
    }

    private Optional<Instant> updatedAt() {
        try {
            return order.text("updated_at")
                    .map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private boolean isPaid() {
        return order.text("financial_status").filter(PAID::contains).isPresent();
    }

    private void amounts(CallFields call) {
        BigDecimal shippingTax = BigDecimal.ZERO;
        BigDecimal shipping = BigDecimal.ZERO;
        for (SenderBody line : order.each("shipping_lines")) {
            shipping = shipping.add(afterDiscounts(line, shop(line, "price")));
            shippingTax = shippingTax.add(taxes(line));
        }
        // Where prices hold their tax, that of the shipping is in both.
        BigDecimal net = order.isTrue("taxes_included") ? shipping.subtract(shippingTax) : shipping;
        call.put("amount", exact(order, "total_price"))
                .part("tax_amount", shop(order, "total_tax"))
                .part("shipping_amount", net.max(BigDecimal.ZERO))
                .part(
                        "fee_amount",
                        order.sum("total_tip_received")
                                .add(set(order, "original_total_duties_set"))
                                .add(set(order, "original_total_additional_fees_set")));
    }

    private void lines(CallFields call) {
        for (SenderBody line : order.each("line_items")) {
            BigDecimal quantity = line.sum("quantity");
            BigDecimal total = afterDiscounts(line, shop(line, "price").multiply(quantity));
            BigDecimal net = order.isTrue("taxes_included") ? total.subtract(taxes(line)) : total;
            call.item(sku(line), SenderBody.whole(quantity), net.setScale(order.decimals(), RoundingMode.HALF_UP));
        }
    }

    private void customer(CallFields call) {
        SenderBody customer = order.at("customer");
        call.customerId(customer.text("id"))
                .customerIsNew(customer.decimal("orders_count").map(count -> count.compareTo(BigDecimal.ONE) <= 0))
                .email(order.text("email").or(() -> customer.text("email")))
                .country(order.at("shipping_address")
                        .text("country_code")
                        .or(() -> order.at("billing_address").text("country_code")));
    }

    /// What the shop keeps with the order, else in the address that the visitor came to.
    private Optional<String> clickId() {
        return order.each("note_attributes").stream()
                .filter(one -> one.text("name").filter(clicks::names).isPresent())
                .flatMap(one -> one.text("value").stream())
                .findFirst()
                .or(() -> order.text("landing_site").flatMap(clicks::of));
    }

    /// An article without a sku has the number of its variant: a refund names the line by the same.
    static Optional<String> sku(SenderBody line) {
        return line.text("sku").or(() -> line.text("variant_id")).or(() -> line.text("id"));
    }

    private static BigDecimal afterDiscounts(SenderBody line, BigDecimal total) {
        if (!line.has("discount_allocations")) {
            return line.has("discounted_price")
                    ? line.sum("discounted_price")
                    : total.subtract(line.sum("total_discount"));
        }
        BigDecimal off = BigDecimal.ZERO;
        for (SenderBody one : line.each("discount_allocations")) {
            off = off.add(shop(one, "amount"));
        }
        return total.subtract(off);
    }

    private static BigDecimal taxes(SenderBody line) {
        BigDecimal sum = BigDecimal.ZERO;
        for (SenderBody tax : line.each("tax_lines")) {
            sum = sum.add(shop(tax, "price"));
        }
        return sum;
    }

    private static BigDecimal shop(SenderBody of, String name) {
        return shopMoney(of, name + "_set").or(() -> of.decimal(name)).orElse(BigDecimal.ZERO);
    }

    private static BigDecimal set(SenderBody of, String name) {
        return shopMoney(of, name).orElse(BigDecimal.ZERO);
    }

    private static Optional<BigDecimal> shopMoney(SenderBody of, String set) {
        return of.at(set).at("shop_money").decimal("amount");
    }

    /// What cannot be read goes on as it is, for its fault to be told.
    private static Optional<String> exact(SenderBody of, String name) {
        return shopMoney(of, name + "_set")
                .or(() -> of.decimal(name))
                .map(CallFields::plain)
                .or(() -> of.text(name));
    }

    private static UnaryOperator<String> names() {
        return SenderNames.of(NAMES);
    }
}
