package dev.tributary.domain.notice;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.attribution.Attribution.Credit;
import dev.tributary.domain.attribution.Attribution.Share;
import dev.tributary.domain.click.ClickLabels;
import dev.tributary.domain.commission.Captured;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.ReceiptLine;
import dev.tributary.domain.order.RefundReach;
import dev.tributary.domain.order.RefundRecord;
import dev.tributary.domain.order.Sale;
import dev.tributary.domain.order.UpdateRecord;
import dev.tributary.domain.order.Validation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is told of an order, from what is kept of it: the same whenever it is asked. Amounts are those that stand
/// then; a reversal tells how much has been taken back by now, so that one that is told late, or twice, misleads
/// nobody.
public final class OrderNotices {
    private static final List<NoticeFact> SUB_IDS =
            List.of(NoticeFact.SUB1, NoticeFact.SUB2, NoticeFact.SUB3, NoticeFact.SUB4, NoticeFact.SUB5);

    private final OrderState order;
    private final Sale sale;
    private final MerchantId merchant;
    private final List<Caused> all = new ArrayList<>();

    private record Caused(ReceiptId by, Notice notice) {}

    private OrderNotices(OrderState order, Sale sale, MerchantId merchant) {
        this.order = order;
        this.sale = sale;
        this.merchant = merchant;
        accepted();
        order.commissions().stream()
                .filter(commission -> commission.amount().isPositive())
                .forEach(this::accrued);
        order.updates().forEach(this::updated);
        order.refunds().forEach(this::refunded);
        order.validation()
                .filter(validation -> validation.status() == Status.REJECTED)
                .ifPresent(this::rejected);
    }

    /// All that is to be told of it.
    public static List<Notice> of(OrderState order, MerchantId merchant) {
        return proven(order).stream()
                .flatMap(sale -> new OrderNotices(order, sale, merchant).all.stream())
                .map(Caused::notice)
                .toList();
    }

    /// What calls with these receipts caused; with the sale also what had waited for it.
    public static List<Notice> of(OrderState order, MerchantId merchant, Set<ReceiptId> calls) {
        return proven(order).stream()
                .flatMap(sale -> new OrderNotices(order, sale, merchant)
                        .all.stream().filter(caused -> calls.contains(sale.receipt()) || calls.contains(caused.by)))
                .map(Caused::notice)
                .toList();
    }

    /// Of one that is not proven nothing is told: anybody could have written it.
    private static Optional<Sale> proven(OrderState order) {
        return order.sale().filter(sale -> !sale.isUnproven());
    }

    private void accepted() {
        Map<NoticeFact, String> facts = facts();
        facts.put(NoticeFact.STATE, order.stage().text());
        sale.noPay().filter(reason -> reason == Sale.NoPay.TEST).ifPresent(test -> facts.put(NoticeFact.TEST, "true"));
        add(sale.receipt(), NoticeType.CONVERSION_ACCEPTED, List.of(ofMerchant()), facts, Optional.empty());
        for (AffiliateId affiliate : order.affiliates()) {
            Map<NoticeFact, String> own = new EnumMap<>(facts);
            own.put(NoticeFact.AFFILIATE_ID, affiliate.toString());
            click(affiliate, own);
            add(
                    sale.receipt(),
                    NoticeType.CONVERSION_ACCEPTED,
                    List.of(new Tenant.OfAffiliate(affiliate)),
                    own,
                    Optional.empty(),
                    affiliate.toString());
        }
    }

    private void accrued(Commission commission) {
        add(sale.receipt(), NoticeType.COMMISSION_ACCRUED, commission, facts(commission));
    }

    private void updated(UpdateRecord update) {
        for (Commission commission : order.commissions()) {
            if (update.untouched().contains(commission.id())) {
                continue;
            }
            Map<NoticeFact, String> facts = facts(commission);
            facts.put(NoticeFact.UPDATE_ID, update.id().text());
            add(
                    update.receipt(),
                    NoticeType.COMMISSION_UPDATED,
                    commission,
                    facts,
                    update.id().text());
        }
    }

    private void refunded(RefundRecord refund) {
        String cause = refund.kind() + " " + refund.id().text();
        for (Commission commission : order.commissions()) {
            if (!RefundReach.touches(order, refund, commission)) {
                continue;
            }
            Map<NoticeFact, String> facts = facts(commission);
            facts.put(NoticeFact.REFUND_ID, refund.id().text());
            facts.put(NoticeFact.REASON, word(refund.kind()));
            if (commission.reversed().isPositive() || refund.isWon()) {
                add(refund.receipt(), NoticeType.COMMISSION_REVERSED, commission, facts, cause);
            }
            refund.wonBy().ifPresent(by -> add(by, NoticeType.COMMISSION_RESTORED, commission, facts, cause));
        }
    }

    private static String word(RefundRecord.Kind kind) {
        return switch (kind) {
            case REFUND -> "refund";
            case CHARGEBACK -> "chargeback";
            case UNAPPROVED -> "unapproved";
        };
    }

    private void rejected(Validation validation) {
        for (Commission commission : order.commissions()) {
            if (commission.reversed().isPositive()) {
                Map<NoticeFact, String> facts = facts(commission);
                facts.put(
                        NoticeFact.REASON,
                        validation.code().map(code -> code.text()).orElse("rejected"));
                add(validation.receipt(), NoticeType.COMMISSION_REVERSED, commission, facts, "rejected");
            }
        }
    }

    private void add(
            ReceiptId by, NoticeType type, Commission commission, Map<NoticeFact, String> facts, String... cause) {
        String[] whole = new String[cause.length + 1];
        whole[0] = commission.id().toString();
        System.arraycopy(cause, 0, whole, 1, cause.length);
        add(
                by,
                type,
                List.of(ofMerchant(), new Tenant.OfAffiliate(commission.affiliate())),
                facts,
                Optional.of(commission),
                whole);
    }

    private void add(
            ReceiptId by,
            NoticeType type,
            List<Tenant> audience,
            Map<NoticeFact, String> facts,
            Optional<Commission> commission,
            String... cause) {
        Instant at = order.noted(by).map(ReceiptLine::receivedAt).orElse(sale.receivedAt());
        String[] whole = new String[cause.length + 1];
        whole[0] = order.id().toString();
        System.arraycopy(cause, 0, whole, 1, cause.length);
        all.add(new Caused(
                by,
                Notice.of(
                        type,
                        at,
                        audience,
                        Optional.of(commission
                                .map(Commission::amount)
                                .orElse(sale.content().amount())),
                        facts,
                        whole)));
    }

    private Map<NoticeFact, String> facts() {
        Map<NoticeFact, String> facts = new EnumMap<>(NoticeFact.class);
        facts.put(NoticeFact.PROGRAM_ID, order.key().program().toString());
        facts.put(NoticeFact.CONVERSION_ID, order.id().toString());
        facts.put(NoticeFact.ORDER_ID, order.key().order().text());
        facts.put(NoticeFact.EVENT, order.key().event().text());
        facts.put(NoticeFact.OCCURRED_AT, sale.occurredAt().toString());
        return facts;
    }

    private Map<NoticeFact, String> facts(Commission commission) {
        Map<NoticeFact, String> facts = facts();
        facts.put(NoticeFact.AFFILIATE_ID, commission.affiliate().toString());
        facts.put(NoticeFact.COMMISSION_ID, commission.id().toString());
        facts.put(NoticeFact.REVERSED, commission.reversed().amount());
        click(commission.affiliate(), facts);
        return facts;
    }

    /// The affiliate's own click, where a click earned its share, and what it wrote on the link.
    private void click(AffiliateId affiliate, Map<NoticeFact, String> facts) {
        sale.captured().stream()
                .map(Captured::share)
                .filter(share -> share.affiliate().equals(affiliate))
                .map(Share::credit)
                .flatMap(credit -> credit instanceof Credit.Click(var click)
                        ? Optional.of(click.token()).stream()
                        : Optional.<String>empty().stream())
                .findFirst()
                .ifPresent(click -> facts.put(NoticeFact.CLICK_ID, click));
        ClickLabels labels = sale.labels().get(affiliate);
        if (labels != null) {
            for (int number = 0; number < SUB_IDS.size(); number++) {
                label(SUB_IDS.get(number), labels.subIds().get(number), facts);
            }
            label(NoticeFact.SOURCE, labels.source(), facts);
        }
    }

    private static void label(NoticeFact fact, String text, Map<NoticeFact, String> facts) {
        if (!text.isEmpty()) {
            facts.put(fact, text);
        }
    }

    private Tenant ofMerchant() {
        return new Tenant.OfMerchant(merchant);
    }
}
