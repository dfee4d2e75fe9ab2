package dev.tributary.domain.oracle;

import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.Item;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.PersonTag;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.conversion.RefundId;
import dev.tributary.domain.conversion.RefundItem;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.UpdateId;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.token.Device;
import java.util.List;
import java.util.Optional;

/// A history's calls as the postbacks that the engine reads.
final class EngineCalls {
    private static final byte[] KEY = new byte[32];

    private final EngineTerms terms;

    EngineCalls(EngineTerms terms) {
        this.terms = terms;
    }

    static ConversionKey key(History.OrderKey key) {
        return new ConversionKey(new ProgramId(1), new OrderId(key.order()), new EventName(key.event()));
    }

    Postback postback(History.Call call) {
        ConversionEvent event = event(call);
        return new Postback(event, ReceiptId.derive(event, KEY), call.at());
    }

    private ConversionEvent event(History.Call call) {
        ConversionKey key = key(call.key());
        return switch (call) {
            case History.Sale sale -> reward(key, sale);
            case History.Refund refund ->
                new ConversionEvent.Refund(
                        key,
                        refund.stated(),
                        new RefundId(refund.refund()),
                        refund.chargeback()
                                ? ConversionEvent.Refund.Kind.CHARGEBACK
                                : ConversionEvent.Refund.Kind.REFUND,
                        refund.amount().map(terms::money),
                        refund.items().stream().map(this::item).toList(),
                        Optional.empty());
            case History.Won won ->
                new ConversionEvent.ChargebackWon(key, won.stated(), new RefundId(won.chargeback()));
            case History.Update update ->
                new ConversionEvent.OrderUpdate(
                        key,
                        update.stated(),
                        new UpdateId(update.update()),
                        amounts(update.amounts()),
                        items(update.items()));
            case History.Said said -> new ConversionEvent.StatusUpdate(key, said.stated(), verdict(said.word()));
        };
    }

    private ConversionEvent.Reward reward(ConversionKey key, History.Sale sale) {
        return new ConversionEvent.Reward(
                key,
                sale.stated(),
                sale.click().map(EngineCalls::click),
                sale.coupons().stream().map(CouponCode::new).toList(),
                sale.amounts().map(this::amounts),
                items(sale.items()),
                new Customer(sale.customer().map(PersonTag::new), Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                sale.word().map(this::verdict),
                false);
    }

    private static VerifiedClick click(History.Click click) {
        return new VerifiedClick(
                "token-" + click.affiliate() + "-" + click.at(),
                new AffiliateId(click.affiliate()),
                new LinkId(click.affiliate()),
                Optional.empty(),
                click.at(),
                click.version(),
                Optional.empty(),
                Device.DESKTOP,
                click.qualified(),
                false);
    }

    private Verdict verdict(History.Word word) {
        return new Verdict(
                Status.valueOf(word.status().name()), word.approvedAmount().map(terms::money), Optional.empty());
    }

    private Amounts amounts(History.Amounts amounts) {
        return new Amounts(
                terms.money(amounts.amount()),
                amounts.tax().map(terms::money),
                amounts.shipping().map(terms::money),
                amounts.fee().map(terms::money));
    }

    private List<Item> items(List<History.Item> items) {
        return items.stream()
                .map(item -> new Item(
                        item.sku().map(Sku::new),
                        item.category().map(Category::new),
                        item.quantity(),
                        terms.money(item.amount())))
                .toList();
    }

    private RefundItem item(History.RefundItem item) {
        return new RefundItem(
                new Sku(item.sku()),
                item.quantity().map(Integer::longValue),
                item.amount().map(terms::money));
    }
}
