package dev.tributary.domain.listing;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.AuditEvents;
import dev.tributary.domain.decision.Decisions;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.link.Links;
import dev.tributary.domain.order.OrderLists;
import dev.tributary.domain.party.Affiliates;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.program.Coupons;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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
            ListedCommissions.Sources commissions,
            ListedPayouts payouts,
            Decisions decisions,
            AuditEvents events,
            ListedClicks clicks) {}

    /// A list, a page at a time. Used by one thread, for a part of an export: a report is read once for all of its
    /// pages.
    @FunctionalInterface
    public interface Pages {
        Page<List<String>> page(PageRequest request);
    }

    /// Nothing is there, or any more, of what its addressee may see.
    private static final Pages NOTHING = request -> Page.last(List.of());

    public ListRows(Sources sources) {
        this.sources = sources;
    }

    /// @param filter that of the wish
    /// @param now at which the rows are looked at
    public Pages open(ListExport.Wish wish, ListFilter filter, Instant now) {
        Tenant viewer = wish.tenant();
        if (viewer.isForeign(filter.affiliate()) && !(filter instanceof ListFilter.OfClicks)) {
            return NOTHING;
        }
        Sight sight = new Sight(sources.commissions().programs(), sources.enrollments(), wish::sees);
        ListedOrders orders = new ListedOrders(sources.orders());
        return switch (filter) {
            case ListFilter.OfConversions(var of) ->
                walk(
                        sight,
                        wish,
                        filter,
                        written(
                                orders.within(viewer, of.orders(), of.rows(viewer)),
                                row -> ListCells.conversion(row, now)));
            case ListFilter.OfCommissions(var of) -> {
                ListedCommissions listed = new ListedCommissions(orders, sources.commissions(), viewer, of.orders());
                yield walk(
                        sight, wish, filter, written(of.of(listed), row -> ListCells.commission(row, wish.language())));
            }
            case ListFilter.OfLinks(var of) ->
                walk(sight, wish, filter, written(of.links(sources.links(), viewer), ListCells::link));
            case ListFilter.OfCoupons(var of) ->
                walk(sight, wish, filter, written(of.coupons(sources.coupons(), viewer), ListCells::coupon));
            case ListFilter.OfEnrollments(var of) ->
                walk(
                        sight,
                        wish,
                        filter,
                        written(of.within(sources.enrollments(), sources.affiliates(), viewer), ListCells::enrollment));
            case ListFilter.OfAffiliates _ -> walk(sight, wish, filter, this::affiliates);
            case ListFilter.OfAdjustments(var of) ->
                walk(
                        sight,
                        wish,
                        filter,
                        written(of.within(sources.decisions(), viewer), one -> ListCells.adjustment(one, viewer)));
            case ListFilter.OfPayouts(var of) -> payouts(sight, wish, of);
            case ListFilter.OfAuditEvents(var of) ->
                request -> of.page(sources.events(), viewer, request).map(ListCells::auditEvent);
            case ListFilter.OfClicks(var of) -> clicks(sight, wish, of, now);
        };
    }

    /// Of one program where one is named, else of each that its addressee sees.
    private static Pages walk(
            Sight sight, ListExport.Wish wish, ListFilter filter, ProgramWalk.Within<List<String>> within) {
        return request -> sight.walk(wish.tenant(), filter.program(), request, within);
    }

    private static <T> ProgramWalk.Within<List<String>> written(
            ProgramWalk.Within<T> within, Function<T, List<String>> row) {
        return (program, page) -> within.page(program, page).map(row);
    }

    private Page<List<String>> affiliates(ProgramId program, PageRequest request) {
        Page<Enrollment> page = sources.enrollments().in(program, request);
        List<List<String>> rows = page.items().stream()
                .flatMap(one -> sources.affiliates().find(one.affiliate()).stream())
                .map(Versioned::value)
                .map(ListCells::affiliate)
                .toList();
        return new Page<>(rows, page.next());
    }

    private Pages payouts(Sight sight, ListExport.Wish wish, PayoutFilter filter) {
        Tenant viewer = wish.tenant();
        if (filter.run().isEmpty()) {
            return seen(sight, viewer, filter.program())
                    .<Pages>map(program -> request -> sources.payouts()
                            .inProgram(viewer, filter, program.id(), request)
                            .map(payout -> ListCells.payout(payout, viewer)))
                    .orElse(NOTHING);
        }
        Optional<PayoutRun> run = sources.payouts()
                .runs()
                .find(filter.run().get())
                .map(Versioned::value)
                .filter(found ->
                        seen(sight, viewer, Optional.of(found.head().program())).isPresent());
        return run.<Pages>map(of -> request -> sources.payouts()
                        .ofRun(viewer, filter, of, request)
                        .map(payout -> ListCells.payout(payout, viewer)))
                .orElse(NOTHING);
    }

    private Pages clicks(Sight sight, ListExport.Wish wish, ClickFilter filter, Instant now) {
        Optional<Program> program = seen(sight, wish.tenant(), filter.program());
        Optional<Link> link = filter.link().flatMap(sources.links()::find).map(Versioned::value);
        if (program.isEmpty() || filter.link().isPresent() && link.isEmpty()) {
            return NOTHING;
        }
        Program in = program.get();
        ListedClicks.Asked asked = new ListedClicks.Asked(wish.tenant(), filter, link);
        DaySpan.Days days = filter.span().days(LocalDate.ofInstant(now, in.zone()));
        List<ListedClicks.Row> rows = sources.clicks()
                .rows(asked, in, days)
                .orElseThrow(() -> new IllegalStateException("more links than are read, of " + wish.tenant()));
        return request -> ListedClicks.page(rows, request).map(row -> ListCells.clicks(row, filter, in.id()));
    }

    private Optional<Program> seen(Sight sight, Tenant viewer, Optional<ProgramId> id) {
        return id.flatMap(sources.commissions().programs()::find)
                .map(Versioned::value)
                .filter(program -> sight.sees(viewer, program));
    }
}
