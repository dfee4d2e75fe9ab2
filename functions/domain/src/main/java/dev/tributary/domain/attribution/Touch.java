package dev.tributary.domain.attribution;

import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.AffiliateId;
import java.util.Optional;

/// An affiliate's latest click before a conversion, and how that affiliate stands. The models other
/// than last click will ask for its first one too.
public record Touch(VerifiedClick latest, Optional<EnrollmentFacts> enrollment) {
    AffiliateId affiliate() {
        return latest.affiliate();
    }
}
