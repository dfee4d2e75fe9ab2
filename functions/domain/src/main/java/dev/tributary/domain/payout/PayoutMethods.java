package dev.tributary.domain.payout;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// Where payout methods are kept, one per affiliate. Its version is what a plan names.
public interface PayoutMethods {
    Optional<Versioned<PayoutMethod>> find(AffiliateId affiliate);

    /// Those that there are, of at most 100 affiliates.
    Map<AffiliateId, Versioned<PayoutMethod>> find(Collection<AffiliateId> affiliates);

    Creation create(PayoutMethod method);

    Replacement replace(Versioned<PayoutMethod> method);
}
