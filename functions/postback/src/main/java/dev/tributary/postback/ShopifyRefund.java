package dev.tributary.postback;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A refund of Shopify's (shopify.dev/docs/api/admin-rest/latest/resources/refund), from a call of its own or
/// from the list of its order, in the same words: the same refund is one.
final class ShopifyRefund {
    private static final Map<String, String> NAMES = Map.of(
            "refund_id", "id",
            "amount", "transactions",
            "currency", "transactions.currency",
            "items", "refund_line_items",
            "occurred_at", "created_at");

    private static final String SHOPS = "shop_money";
    private static final String SHOPPERS = "presentment_money";

    private final SenderBody refund;

    ShopifyRefund(SenderBody refund) {
        this.refund = refund;
    }

    /// Goods that went back without money have cost the shop nothing yet, and take no commission back.
    Reading read() {
        Optional<Sum> sum = sum();
        if (sum.isEmpty()) {
            return new Reading.Unused("no_money");
        }
        CallFields call = new CallFields()
                .put("event", "refund")
                .put("order_id", refund.text("order_id"))
                .put("refund_id", refund.text("id"))
                .put("amount", CallFields.plain(sum.get().amount()))
                .put("currency", sum.get().currency())
                .put("occurred_at", refund.text("created_at"));
        if (isOfItsLines()) {
            for (SenderBody line : refund.each("refund_line_items")) {
                ShopifyOrder.sku(line.at("line_item"))
                        .or(() -> line.text("line_item_id"))
                        .ifPresent(sku -> call.returned(sku, SenderBody.whole(line.sum("quantity"))));
            }
        }
        return new Reading.Said(
                List.of(new Reading.One(call.build(), SenderNames.of(NAMES), Set.of(Reading.Leeway.OF_WHAT_IS_LEFT))));
    }

    private record Sum(BigDecimal amount, Optional<String> currency) {}

    /// What went back. A shopper's payment in another currency than the shop's is counted by the refund's
    /// lines, which say both.
    private Optional<Sum> sum() {
        Optional<String> shop = shopCurrency();
        BigDecimal paid = BigDecimal.ZERO;
        boolean isForeign = false;
        Optional<String> currency = shop;
        for (SenderBody transaction : refund.each("transactions")) {
            if (isRefund(transaction)) {
                Optional<String> own = transaction.text("currency");
                paid = paid.add(transaction.sum("amount"));
                isForeign |= shop.isPresent() && own.isPresent() && !own.equals(shop);
                currency = currency.or(() -> own);
            }
        }
        if (paid.signum() <= 0) {
            return Optional.empty();
        }
        return Optional.of(new Sum(isForeign ? inShopMoney(paid) : paid, currency))
                .filter(of -> of.amount().signum() > 0);
    }

    /// One that was refused is not paid; one that is on its way is.
    private static boolean isRefund(SenderBody transaction) {
        return transaction.text("kind").filter("refund"::equals).isPresent()
                && transaction
                        .text("status")
                        .filter(status -> status.equals("success") || status.equals("pending"))
                        .isPresent();
    }

    private Optional<String> shopCurrency() {
        return refund.each("refund_line_items").stream()
                .map(line -> line.at("subtotal_set"))
                .flatMap(set -> set.at("shop_money").text("currency_code").stream())
                .findFirst()
                .or(() -> refund.each("order_adjustments").stream()
                        .flatMap(one -> one.at("amount_set").at("shop_money").text("currency_code").stream())
                        .findFirst());
    }

    /// The shop's money for a sum in the shopper's, by what the lines say in both. Whether their totals hold
    /// their tax depends on the shop: the reading that comes to the sum is the right one, and where none
    /// does, the sum is in proportion to them.
    private BigDecimal inShopMoney(BigDecimal paid) {
        for (boolean isTaxBeside : List.of(true, false)) {
            if (lines(SHOPPERS, isTaxBeside).compareTo(paid) == 0) {
                return lines(SHOPS, isTaxBeside);
            }
        }
        BigDecimal shoppers = lines(SHOPPERS, true);
        BigDecimal shops = lines(SHOPS, true);
        return shoppers.signum() <= 0 || shops.signum() <= 0
                ? BigDecimal.ZERO
                : shops.multiply(paid).divide(shoppers, shops.scale(), RoundingMode.HALF_UP);
    }

    /// With what was given back beside the lines, shipping for example, which stands below zero.
    private BigDecimal lines(String whose, boolean isTaxBeside) {
        BigDecimal sum = BigDecimal.ZERO;
        for (SenderBody line : refund.each("refund_line_items")) {
            sum = sum.add(money(line, "subtotal", whose));
            sum = isTaxBeside ? sum.add(money(line, "total_tax", whose)) : sum;
        }
        for (SenderBody one : refund.each("order_adjustments")) {
            sum = sum.subtract(money(one, "amount", whose)).subtract(money(one, "tax_amount", whose));
        }
        return sum;
    }

    private static BigDecimal money(SenderBody of, String name, String whose) {
        return of.at(name + "_set").at(whose).decimal("amount").orElseGet(() -> of.sum(name));
    }

    /// Where another sum went back than the lines are worth, it is no refund of them piece by piece.
    private boolean isOfItsLines() {
        return refund.each("order_adjustments").stream()
                .noneMatch(one ->
                        one.text("kind").filter("refund_discrepancy"::equals).isPresent()
                                && money(one, "amount", SHOPS).signum() != 0);
    }
}
