package dev.tributary.domain.attribution;

import dev.tributary.domain.attribution.Attribution.Credit;
import dev.tributary.domain.attribution.Attribution.Share;
import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.id.AffiliateId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A binding that counts for a conversion, and how its affiliates stand.
///
/// @param subscription whether it is the conversion's own subscription: then it stands before a coupon
///     and before any click
/// @param enrollments of those of its affiliates that have one
public record Bond(Binding binding, boolean subscription, Map<AffiliateId, EnrollmentFacts> enrollments) {
    public Bond {
        enrollments = Map.copyOf(enrollments);
    }

    /// What it gives to those who may have it: all but the banned and those who buy themselves. A pause
    /// or an end takes no customer away who was won before. Their parts are as they were bound; that of
    /// one who is out is not paid.
    List<Share> standing(Customer customer) {
        List<Share> shares = new ArrayList<>();
        for (int index = 0; index < binding.shares().size(); index++) {
            Share share = binding.shares().get(index);
            EnrollmentFacts enrollment = enrollments.get(share.affiliate());
            if (enrollment != null && enrollment.refusal(customer).isEmpty()) {
                shares.add(new Share(
                        share.affiliate(), new Credit.Bound(binding.since(), termsVersion(index)), share.part()));
            }
        }
        return List.copyOf(shares);
    }

    private Optional<Integer> termsVersion(int share) {
        List<Integer> versions = binding.termsVersions();
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(share));
    }
}
