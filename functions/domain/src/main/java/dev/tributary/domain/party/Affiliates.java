package dev.tributary.domain.party;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.stored.Creation;
import java.util.Optional;

/// Where affiliates are kept.
public interface Affiliates {
    Optional<Affiliate> find(AffiliateId id);

    Creation create(Affiliate affiliate);
}
