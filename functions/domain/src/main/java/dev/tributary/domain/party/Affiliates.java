package dev.tributary.domain.party;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Versioned;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// Where affiliates are kept.
public interface Affiliates {
    Optional<Versioned<Affiliate>> find(AffiliateId id);

    /// Those of so many that are there.
    Map<AffiliateId, Affiliate> find(Collection<AffiliateId> ids);

    Creation create(Affiliate affiliate);
}
