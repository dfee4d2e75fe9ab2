package dev.tributary.domain.listing;

import dev.tributary.domain.access.ActorId;
import dev.tributary.domain.access.ApiKeyId;
import dev.tributary.domain.access.PersonId;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.click.ClickKind;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.commission.Maturity;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Decision;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Sale;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PlanLine;
import dev.tributary.domain.program.Coupon;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.terms.Group;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a list shows of one thing, as the cells of a row.
final class ListCells {
    private ListCells() {}

    static List<String> conversion(ConversionRow row, Instant now) {
        OrderState order = row.order();
        Sale sale = row.sale();
        var validation = order.validation().orElseThrow();
        Money amount = sale.content().amount();
        return new Cells()
                .plain(order.id())
                .plain(order.key().program())
                .text(order.key().event().text())
                .text(order.key().order().text())
                .plain(order.stage().text())
                .plain(validation.at(now).name().toLowerCase(Locale.ROOT))
                .plain(validation.approves())
                .plain(validation.approvedAmount().map(Money::amount))
                .text(validation.code().map(code -> code.text()))
                .plain(sale.occurredAt())
                .plain(sale.receivedAt())
                .amount(amount)
                .amount(row.refunded())
                .plain(amount.currency().code())
                .plain(sale.exchange().map(exchange -> exchange.to().code()))
                .plain(sale.exchange().map(exchange -> exchange.rate()))
                .plain(sale.exchange().map(exchange -> exchange.date()))
                .several(row.shares().stream()
                        .map(share -> share.affiliate() + ":" + share.part())
                        .toList())
                .plain(row.unattributed().map(reason -> reason.text()))
                .plain(sale.noPay().map(reason -> reason.name().toLowerCase(Locale.ROOT)))
                .several(row.commissions())
                .several(row.receipts().orElse(List.of()).stream()
                        .map(line -> line.receipt().text())
                        .toList())
                .row(ListKind.CONVERSIONS);
    }

    static List<String> commission(CommissionRow row, Language language) {
        Cells cells = new Cells().plain(row.id());
        switch (row) {
            case CommissionRow.OfOrder(var order, var commission, var state, var explanation) -> {
                cells.plain("conversion")
                        .plain(order.id())
                        .plain(order.key().program())
                        .plain(commission.affiliate())
                        .text(order.key().event().text())
                        .text(order.key().order().text())
                        .plain(order.sale().orElseThrow().occurredAt())
                        .plain(state.text());
                earned(cells, commission);
                cells.plain(explanation.termsVersion())
                        .text(explanation.rule().text())
                        .text(explanation.sentence(language));
            }
            case CommissionRow.OfClicks(var clicks, var state) -> {
                Entry entry = clicks.entry();
                cells.plain("clicks")
                        .plain("")
                        .plain(entry.account().program())
                        .plain(entry.account().affiliate())
                        .plain("")
                        .plain("")
                        .plain(entry.cause().occurredAt())
                        .plain(state.text())
                        .amount(clicks.amount())
                        .amount(Money.zero(clicks.amount().currency()))
                        .amount(clicks.amount())
                        .plain(clicks.amount().currency().code());
                maturity(cells, clicks.maturity());
                cells.plain(clicks.clicks().termsVersion())
                        .text(clicks.pay().id().text())
                        .text(clicks.sentence(language));
            }
        }
        return cells.row(ListKind.COMMISSIONS);
    }

    private static void earned(Cells cells, Commission commission) {
        cells.amount(commission.amount())
                .amount(commission.reversed())
                .amount(commission.net())
                .plain(commission.amount().currency().code());
        maturity(cells, commission.maturity());
    }

    private static void maturity(Cells cells, Maturity maturity) {
        cells.plain(maturity.holdEnd()).plain(maturity.day());
    }

    static List<String> link(Link link) {
        return new Cells()
                .plain(link.id())
                .text(link.code().text())
                .plain("/r/" + link.code())
                .plain(link.program())
                .plain(link.affiliate())
                .plain(link.channel())
                .plain(link.creative())
                .text(link.destination().toString())
                .plain(link.enabled())
                .row(ListKind.LINKS);
    }

    static List<String> coupon(Coupon coupon) {
        return new Cells()
                .plain(coupon.program())
                .text(coupon.code().text())
                .plain(coupon.owner())
                .plain(coupon.channel())
                .plain(coupon.enabled())
                .row(ListKind.COUPONS);
    }

    static List<String> enrollment(Enrollment enrollment) {
        Enrollment.Change last = enrollment.history().getLast();
        return new Cells()
                .plain(enrollment.program())
                .plain(enrollment.affiliate())
                .plain(enrollment.state().text())
                .plain(last.from())
                .text(last.reason())
                .text(enrollment.group())
                .text(String.join(
                        "; ",
                        enrollment.tags().stream().map(Group::text).sorted().toList()))
                .plain(enrollment.recognition())
                .plain(enrollment.minimumPayout().map(Money::amount))
                .plain(enrollment.minimumPayout().map(money -> money.currency().code()))
                .row(ListKind.ENROLLMENTS);
    }

    static List<String> affiliate(Affiliate affiliate) {
        return new Cells()
                .plain(affiliate.id())
                .text(affiliate.name())
                .plain(affiliate.emailHash().isPresent())
                .plain(affiliate.created())
                .text(String.join(
                        "; ",
                        affiliate.channels().stream()
                                .map(channel -> channel.kind().text() + ": " + channel.name())
                                .toList()))
                .row(ListKind.AFFILIATES);
    }

    /// An affiliate is not shown what the rail costs the merchant, nor what finance has to look at. Where the money
    /// goes is shown to nobody.
    static List<String> payout(Payout payout, Tenant viewer) {
        boolean whole = viewer.asAffiliate().isEmpty();
        PlanLine.Included line = payout.line();
        return new Cells()
                .plain(payout.id())
                .plain(payout.place().run())
                .plain(payout.affiliate())
                .plain(payout.state().text())
                .plain(line.to().rail().text())
                .plain(line.to().methodVersion())
                .amount(line.gross())
                .amount(line.withholding())
                .plain(Optional.of(line.fee()).filter(fee -> whole).map(Money::amount))
                .amount(line.net())
                .plain(line.gross().currency().code())
                .text(payout.reason())
                .text(payout.reference())
                .plain(payout.endedAt())
                .text(payout.note().filter(note -> whole))
                .row(ListKind.PAYOUTS);
    }

    /// An affiliate is not shown who decided.
    static List<String> adjustment(Decision decision, Tenant viewer) {
        Adjustment of = decision.adjustment();
        return new Cells()
                .plain(of.id())
                .plain(of.account().program())
                .plain(of.account().affiliate())
                .amount(of.amount())
                .plain(of.amount().currency().code())
                .text(of.reason())
                .text(viewer.asAffiliate().isPresent() ? "" : of.author())
                .plain(of.decidedAt())
                .plain(of.about().map(Adjustment.About::commission))
                .text(of.about().map(about -> about.order().order().text()))
                .text(of.about().map(about -> about.order().event().text()))
                .plain(decision.state().text())
                .plain(decision.state() instanceof Decision.State.Posted(var entry, var amount) ? entry.toString() : "")
                .plain(decision.state() instanceof Decision.State.Refused(var refusal) ? refusal.text() : "")
                .row(ListKind.ADJUSTMENTS);
    }

    static List<String> auditEvent(AuditEvent event) {
        Optional<ActorId> who = event.by().map(AuditEvent.By::id);
        return new Cells()
                .plain(event.id())
                .plain(event.at())
                .plain(event.by().map(AuditEvent.By::actor))
                .plain(who.filter(ApiKeyId.class::isInstance))
                .plain(who.filter(PersonId.class::isInstance))
                .text(event.action())
                .text(event.object())
                .text(String.join(" ", event.fields()))
                .row(ListKind.AUDIT_EVENTS);
    }

    static List<String> clicks(ListedClicks.Row row, ClickFilter filter, ProgramId program) {
        Cells cells = new Cells().plain(program).plain(filter.groupBy().text()).text(row.key());
        for (ClickKind kind : ClickKind.values()) {
            cells.plain(row.counts().of(kind));
        }
        return cells.plain(row.counts().total()).row(ListKind.CLICKS);
    }
}
