package dev.tributary.domain.terms;

import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.EventName;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/// What conditions may ask of a conversion. The day is that of occurred_at in the program's zone.
/// Stored with the conversion, so that an update is judged by the same facts.
public record RuleFacts(EventName event, LocalDate day, Set<Group> groups, Optional<CouponCode> coupon) {
    public RuleFacts {
        groups = Set.copyOf(groups);
    }
}
