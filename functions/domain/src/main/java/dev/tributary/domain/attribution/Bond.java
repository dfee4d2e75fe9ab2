package dev.tributary.domain.attribution;

import java.util.List;
import java.util.Map;
import dev.tributary.domain.id.AffiliateId;

/// A binding that counts for a conversion, and how its affiliates stand.
///
/// @param subscription whether it is the conversion's own subscription: then it stands before a coupon
///     and before any click
/// @param enrollments of those of its affiliates that have one
public record Bond(Binding binding, boolean subscription, Map<AffiliateId, EnrollmentFacts> enrollments) {
    public Bond {
        enrollments = Map.copyOf(enrollments);
    }

    List<Attribution.Share> shares() {
        return binding.shares();
    }
}
