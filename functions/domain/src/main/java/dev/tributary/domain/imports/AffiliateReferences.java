package dev.tributary.domain.imports;

import dev.tributary.domain.id.AffiliateId;
import java.util.Optional;

/// Where affiliates are found by a merchant's own names of them.
public interface AffiliateReferences {
    Optional<AffiliateId> find(AffiliateReference reference);
}
