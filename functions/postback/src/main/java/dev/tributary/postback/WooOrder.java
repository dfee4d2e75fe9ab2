package dev.tributary.postback;

import dev.tributary.domain.postback.EventTimes;
import dev.tributary.domain.postback.PostbackAccess.Gate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// An order of WooCommerce's (woocommerce.github.io/woocommerce-rest-api-docs, orders, version 3) in our words.
/// The shop sends the whole order at each change, refunds included:
/// ```
/// pending, on-hold, checkout-draft  not paid: nothing, since time would approve a sale that is pending
/// failed                            nothing; one that was known is taken back
/// processing, completed             a sale, approved, and its refunds
/// cancelled                         what is left of it comes back
/// refunded                          its refunds; without any, what is left of it
/// ```
final class WooOrder {
    /// Where the shop itself keeps the address that a visitor came to (since 8.5).
    private static final String LANDING = "_wc_order_attribution_session_entry";
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("order_id", "id"),
            Map.entry("amount", "total"),
            Map.entry("tax_amount", "total_tax"),
            Map.entry("shipping_amount", "shipping_total"),
            Map.entry("fee_amount", "fee_lines"),
            Map.entry("click_id", "meta_data"),
            Map.entry("coupons", "coupon_lines"),
            Map.entry("items", "line_items"),
            Map.entry("occurred_at", "date_created_gmt"),
            Map.entry("customer.id", "customer_id"),
            Map.entry("customer.email_sha256", "billing.email"));
    private static final Map<String, String> REFUND_NAMES =
            Map.of("order_id", "id", "refund_id", "refunds.id", "amount", "refunds.total");

    private final SenderBody order;
    private final ClickText clicks;
    private final Instant now;

    WooOrder(SenderBody order, Gate gate, Instant now) {
        this.order = order;
        this.clicks = ClickText.of(gate);
        this.now = now;
    }

    Reading read() {
        return switch (order.text("status").orElse("")) {
            case "processing", "completed" -> {
                List<Reading.One> refunds = refunds();
                yield said(sale(leeway(refunds)), refunds);
            }
            // Another try of the same order may still be paid.
            case "failed" -> new Reading.Said(List.of(rest("failed", Set.of(Reading.Leeway.OF_KNOWN_ORDERS))));
            case "cancelled" -> said(List.of(), cancelled());
            case "refunded" -> {
                List<Reading.One> refunds = refunds();
                yield said(List.of(), refunds.isEmpty() ? List.of(rest("refunded", Set.of())) : refunds);
            }
            default -> new Reading.Unused("not_paid");
        };
    }

    private static Set<Reading.Leeway> leeway(List<Reading.One> refunds) {
        Set<Reading.Leeway> leeway = EnumSet.copyOf(Reading.Leeway.OF_SALES);
        if (!refunds.isEmpty()) {
            leeway.add(Reading.Leeway.BESIDE_REFUNDS);
        }
        return leeway;
    }

    private static Reading said(List<Reading.One> sale, List<Reading.One> refunds) {
        List<Reading.One> all = new ArrayList<>(sale);
        // The shop lists the newest first; older ones were said before.
        refunds.stream().limit(Reading.Said.MOST - all.size()).forEach(all::add);
        return all.isEmpty() ? new Reading.Unused("too_old") : new Reading.Said(all);
    }

    /// None of an order that is too old for a sale: it was told when it was new, or never.
    private List<Reading.One> sale(Set<Reading.Leeway> leeway) {
        Optional<Instant> created = time("date_created_gmt");
        if (created.flatMap(time -> EventTimes.fault(time, now))
                .filter("too_old"::equals)
                .isPresent()) {
            return List.of();
        }
        BigDecimal fees = order.each("fee_lines").stream()
                .map(line -> line.sum("total"))
                .filter(total -> total.signum() > 0)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        CallFields call = new CallFields()
                .put("event", "sale")
                .put("order_id", order.text("id"))
                .put("click_id", clickId())
                .coupons(order.each("coupon_lines").stream()
                        .flatMap(line -> line.text("code").stream())
                        .toList())
                .put("amount", order.decimal("total").map(CallFields::plain).or(() -> order.text("total")))
                .put("currency", order.text("currency"))
                .part("tax_amount", order.sum("total_tax"))
                .part("shipping_amount", order.sum("shipping_total"))
                .part("fee_amount", fees)
                .put("occurred_at", created.map(Instant::toString))
                .put("status", "approved")
                .customerId(order.text("customer_id").filter(id -> !id.equals("0")))
                .email(order.at("billing").text("email"))
                .country(order.at("shipping")
                        .text("country")
                        .or(() -> order.at("billing").text("country")));
        for (SenderBody line : order.each("line_items")) {
            call.item(
                    sku(line),
                    SenderBody.whole(line.sum("quantity")),
                    line.sum("total").setScale(order.decimals(), RoundingMode.HALF_UP));
        }
        return List.of(new Reading.One(call.build(), names(), leeway, time("date_modified_gmt")));
    }

    /// A refund's reason is what somebody wrote to himself: affiliates would read it.
    private List<Reading.One> refunds() {
        List<Reading.One> refunds = new ArrayList<>();
        for (SenderBody refund : order.each("refunds")) {
            BigDecimal amount = refund.sum("total").abs();
            if (amount.signum() > 0) {
                CallFields call = new CallFields()
                        .put("event", "refund")
                        .put("order_id", order.text("id"))
                        .put("refund_id", refund.text("id"))
                        .put("amount", CallFields.plain(amount))
                        .put("currency", order.text("currency"));
                refunds.add(new Reading.One(
                        call.build(), SenderNames.of(REFUND_NAMES), Set.of(Reading.Leeway.OF_WHAT_IS_LEFT)));
            }
        }
        return refunds;
    }

    /// One that was never paid may be unknown, and may be paid yet; then its cancellation must not wait
    /// for it.
    private List<Reading.One> cancelled() {
        List<Reading.One> all = new ArrayList<>(refunds());
        all.add(rest("cancelled", order.has("date_paid_gmt") ? Set.of() : Set.of(Reading.Leeway.OF_KNOWN_ORDERS)));
        return all;
    }

    private Reading.One rest(String id, Set<Reading.Leeway> leeway) {
        CallFields call = new CallFields()
                .put("event", "refund")
                .put("order_id", order.text("id"))
                .put("refund_id", id)
                .put("currency", order.text("currency"))
                .put("reason", id);
        return new Reading.One(call.build(), SenderNames.of(REFUND_NAMES), leeway);
    }

    private Optional<String> clickId() {
        return meta().filter(one -> one.text("key").filter(clicks::names).isPresent())
                .flatMap(one -> one.text("value").stream())
                .findFirst()
                .or(() -> meta().filter(
                                one -> one.text("key").filter(LANDING::equals).isPresent())
                        .flatMap(one -> one.text("value").stream())
                        .flatMap(address -> clicks.of(address).stream())
                        .findFirst());
    }

    private Stream<SenderBody> meta() {
        return order.each("meta_data").stream();
    }

    /// An article without a sku has the number of its variation, else of its product.
    private static Optional<String> sku(SenderBody line) {
        return line.text("sku")
                .or(() -> line.text("variation_id").filter(id -> !id.equals("0")))
                .or(() -> line.text("product_id").filter(id -> !id.equals("0")));
    }

    /// The shop writes UTC without saying so.
    private Optional<Instant> time(String name) {
        try {
            return order.text(name).map(text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private static UnaryOperator<String> names() {
        return SenderNames.of(NAMES);
    }
}
