package dev.tributary.domain.listing;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.Program;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What one of the lists is narrowed by, as the list itself reads it.
public sealed interface ListFilter {
    record OfConversions(ConversionFilter filter) implements ListFilter {}

    record OfCommissions(CommissionFilter filter) implements ListFilter {}

    record OfLinks(OwnerFilter filter) implements ListFilter {}

    record OfCoupons(OwnerFilter filter) implements ListFilter {}

    record OfEnrollments(EnrollmentFilter filter) implements ListFilter {}

    record OfAffiliates(Optional<ProgramId> program) implements ListFilter {}

    record OfPayouts(PayoutFilter filter) implements ListFilter {}

    record OfAdjustments(AdjustmentFilter filter) implements ListFilter {}

    record OfAuditEvents(AuditFilter filter) implements ListFilter {}

    record OfClicks(ClickFilter filter) implements ListFilter {}

    /// Takes the filters and notes what is wrong with them; refuses nothing yet.
    static ListFilter take(ListKind kind, StatedFilters given, Tenant viewer, Instant now) {
        return switch (kind) {
            case CONVERSIONS -> new OfConversions(ConversionFilter.take(given, now));
            case COMMISSIONS -> new OfCommissions(CommissionFilter.take(given, now));
            case LINKS -> new OfLinks(OwnerFilter.take(given));
            case COUPONS -> new OfCoupons(OwnerFilter.take(given));
            case ENROLLMENTS -> new OfEnrollments(EnrollmentFilter.take(given));
            case AFFILIATES -> new OfAffiliates(given.take("program_id", ProgramId::parse));
            case PAYOUTS -> new OfPayouts(PayoutFilter.take(given, viewer));
            case ADJUSTMENTS -> new OfAdjustments(AdjustmentFilter.take(given));
            case AUDIT_EVENTS -> new OfAuditEvents(AuditFilter.take(given));
            case CLICKS -> new OfClicks(ClickFilter.take(given, viewer));
        };
    }

    default Optional<ProgramId> program() {
        return switch (this) {
            case OfConversions(var of) -> of.orders().program();
            case OfCommissions(var of) -> of.orders().program();
            case OfLinks(var of) -> of.program();
            case OfCoupons(var of) -> of.program();
            case OfEnrollments(var of) -> of.program();
            case OfAffiliates(var program) -> program;
            case OfPayouts(var of) -> of.program();
            case OfAdjustments(var of) -> of.program();
            case OfAuditEvents _ -> Optional.empty();
            case OfClicks(var of) -> of.program();
        };
    }

    /// Whether it names a program, or what stands in one.
    default boolean isOfOneProgram() {
        return program().isPresent()
                || this instanceof OfPayouts(var of) && of.run().isPresent()
                || this instanceof OfClicks(var of) && of.link().isPresent();
    }

    default Optional<AffiliateId> affiliate() {
        return switch (this) {
            case OfConversions(var of) -> of.orders().affiliate();
            case OfCommissions(var of) -> of.orders().affiliate();
            case OfLinks(var of) -> of.affiliate();
            case OfCoupons(var of) -> of.affiliate();
            case OfEnrollments(var of) -> of.affiliate();
            case OfAffiliates _, OfAuditEvents _ -> Optional.empty();
            case OfPayouts(var of) -> of.affiliate();
            case OfAdjustments(var of) -> of.affiliate();
            case OfClicks(var of) -> of.affiliate();
        };
    }

    /// The filters with the span that follows from the time at which they were stated, so that they mean the
    /// same whenever they are read again.
    /// @param program the one that they narrow to, in whose zone days are
    default Map<String, String> fixed(StatedFilters given, Optional<Program> program, Instant now) {
        Map<String, String> fixed = new TreeMap<>(given.given());
        switch (this) {
            case OfConversions(var of) -> fix(fixed, of.orders());
            case OfCommissions(var of) -> fix(fixed, of.orders());
            case OfClicks(var of) -> {
                Program in = program.orElseThrow();
                DaySpan.Days days = of.span().days(LocalDate.ofInstant(now, in.zone()));
                fixed.put(ClickFilter.PROGRAM, in.id().toString());
                fixed.put(DaySpan.FROM, days.first().toString());
                fixed.put(DaySpan.TO, days.last().toString());
            }
            case OfLinks _, OfCoupons _, OfEnrollments _, OfAffiliates _ -> {}
            case OfPayouts _, OfAdjustments _, OfAuditEvents _ -> {}
        }
        return fixed;
    }

    private static void fix(Map<String, String> fixed, OrderFilter orders) {
        fixed.put(OrderFilter.FROM, orders.span().from().toString());
        fixed.put(OrderFilter.TO, orders.span().to().toString());
    }
}
