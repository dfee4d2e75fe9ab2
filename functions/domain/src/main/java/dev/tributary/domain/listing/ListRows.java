package dev.tributary.domain.listing;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.commission.Maturity;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.link.Links;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.OrderLists;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Sale;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.party.Affiliates;
import dev.tributary.domain.program.Coupon;
import dev.tributary.domain.program.Coupons;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.Group;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The rows of a list as cells of a file: each as the list would show it to the same tenant at the same time.
public final class ListRows {
    private final Sources sources;

    /// Where lists are read.
    public record Sources(
            Enrollments enrollments,
            Affiliates affiliates,
            Links links,
            Coupons coupons,
            OrderLists orders,
            ListedCommissions.Sources commissions) {}

    public ListRows(Sources sources) {
        this.sources = sources;
    }

    /// @param filter that of the wish
    /// @param now at which the rows are looked at
    public Page<List<String>> page(ListExport.Wish wish, ListFilter filter, Instant now, PageRequest request) {
        Tenant viewer = wish.tenant();
        if (viewer.isForeign(filter.affiliate())) {
            return Page.last(List.of());
        }
        Sight sight = new Sight(sources.commissions().programs(), sources.enrollments(), wish::sees);
        return sight.walk(viewer, filter.program(), request, within(viewer, filter, now, wish.language()));
    }

    private ProgramWalk.Within<List<String>> within(Tenant viewer, ListFilter filter, Instant now, Language language) {
        ListedOrders orders = new ListedOrders(sources.orders());
        return switch (filter) {
            case ListFilter.OfConversions(var of) ->
                written(orders.within(viewer, of.orders(), of.rows(viewer)), row -> conversion(row, now));
            case ListFilter.OfCommissions(var of) ->
                written(
                        new ListedCommissions(orders, sources.commissions(), viewer, of.orders()).within(of::isWanted),
                        row -> commission(row, language));
            case ListFilter.OfLinks(var of) -> written(of.links(sources.links(), viewer), ListRows::link);
            case ListFilter.OfCoupons(var of) -> written(of.coupons(sources.coupons(), viewer), ListRows::coupon);
            case ListFilter.OfEnrollments(var of) ->
                written(of.within(sources.enrollments(), viewer), ListRows::enrollment);
            case ListFilter.OfAffiliates _ ->
                (program, request) -> {
                    Page<Enrollment> page = sources.enrollments().in(program, request);
                    List<List<String>> rows = page.items().stream()
                            .flatMap(one -> sources.affiliates().find(one.affiliate()).stream())
                            .map(Versioned::value)
                            .map(ListRows::affiliate)
                            .toList();
                    return new Page<>(rows, page.next());
                };
        };
    }

    private static <T> ProgramWalk.Within<List<String>> written(
            ProgramWalk.Within<T> within, Function<T, List<String>> row) {
        return (program, page) -> within.page(program, page).map(row);
    }

    private static List<String> conversion(ConversionRow row, Instant now) {
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
                .plain(validation.approvesAt())
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

    private static List<String> commission(CommissionRow row, Language language) {
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

    private static List<String> link(Link link) {
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

    private static List<String> coupon(Coupon coupon) {
        return new Cells()
                .plain(coupon.program())
                .text(coupon.code().text())
                .plain(coupon.owner())
                .plain(coupon.channel())
                .plain(coupon.enabled())
                .row(ListKind.COUPONS);
    }

    private static List<String> enrollment(Enrollment enrollment) {
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

    private static List<String> affiliate(Affiliate affiliate) {
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
}
