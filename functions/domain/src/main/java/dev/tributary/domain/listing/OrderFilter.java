package dev.tributary.domain.listing;

import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.order.OrderLists;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// What conversions or commissions are narrowed by. The span is that of `occurred_at`; without one it is the
/// last 366 days.
public record OrderFilter(
        Optional<ProgramId> program, Optional<AffiliateId> affiliate, Optional<OrderId> order, OrderLists.Span span) {
    /// By nothing.
    public static final OrderFilter ANY = new OrderFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), new OrderLists.Span(Instant.MIN, Instant.MAX));

    static final String FROM = "from";
    static final String TO = "to";
    public static final Duration MOST = Duration.ofDays(366);
    /// A sale may say that it occurs in some minutes: shops' clocks differ.
    private static final Duration AHEAD = Duration.ofHours(1);

    /// Takes the filters and notes what is wrong with them; refuses nothing yet.
    public static OrderFilter take(StatedFilters given, Instant now) {
        Optional<ProgramId> program = given.take("program_id", ProgramId::parse);
        Optional<AffiliateId> affiliate = given.take("affiliate_id", AffiliateId::parse);
        Optional<OrderId> order = given.take("order_id", OrderId::parse);
        Optional<Instant> from = given.take(FROM, OrderFilter::instant);
        Optional<Instant> to = given.take(TO, OrderFilter::instant);
        Instant end = to.orElseGet(() -> from.map(start -> start.plus(MOST)).orElseGet(() -> now.plus(AHEAD)));
        Instant start = from.orElseGet(() -> end.minus(MOST));
        if (!start.isBefore(end) || Duration.between(start, end).compareTo(MOST) > 0) {
            given.fault(TO, "out_of_range", "is not after from by " + MOST.toDays() + " days at most");
        }
        return new OrderFilter(program, affiliate, order, new OrderLists.Span(start, end));
    }

    /// In UTC and of a century that a table could hold: `2026-11-22T10:15:00Z`.
    public static Optional<Instant> instant(String text) {
        try {
            return text.matches("2[0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,18}Z")
                    ? Optional.of(Instant.parse(text))
                    : Optional.empty();
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }
}
