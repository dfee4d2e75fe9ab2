package dev.tributary.domain.listing;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import java.time.Instant;
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

    /// Takes the filters and notes what is wrong with them; refuses nothing yet.
    static ListFilter take(ListKind kind, StatedFilters given, Instant now) {
        return switch (kind) {
            case CONVERSIONS -> new OfConversions(ConversionFilter.take(given, now));
            case COMMISSIONS -> new OfCommissions(CommissionFilter.take(given, now));
            case LINKS -> new OfLinks(OwnerFilter.take(given));
            case COUPONS -> new OfCoupons(OwnerFilter.take(given));
            case ENROLLMENTS -> new OfEnrollments(EnrollmentFilter.take(given));
            case AFFILIATES -> new OfAffiliates(given.take("program_id", ProgramId::parse));
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
        };
    }

    default Optional<AffiliateId> affiliate() {
        return switch (this) {
            case OfConversions(var of) -> of.orders().affiliate();
            case OfCommissions(var of) -> of.orders().affiliate();
            case OfLinks(var of) -> of.affiliate();
            case OfCoupons(var of) -> of.affiliate();
            case OfEnrollments(var of) -> of.affiliate();
            case OfAffiliates _ -> Optional.empty();
        };
    }

    /// The filters with the span that follows from the time at which they were stated, so that they mean the
    /// same whenever they are read again.
    default Map<String, String> fixed(StatedFilters given) {
        Map<String, String> fixed = new TreeMap<>(given.given());
        Optional<OrderFilter> orders = switch (this) {
            case OfConversions(var of) -> Optional.of(of.orders());
            case OfCommissions(var of) -> Optional.of(of.orders());
            case OfLinks _, OfCoupons _, OfEnrollments _, OfAffiliates _ -> Optional.empty();
        };
        orders.ifPresent(of -> {
            fixed.put(OrderFilter.FROM, of.span().from().toString());
            fixed.put(OrderFilter.TO, of.span().to().toString());
        });
        return fixed;
    }
}
