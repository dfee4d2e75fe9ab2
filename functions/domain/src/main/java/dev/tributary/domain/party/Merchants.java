package dev.tributary.domain.party;

import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.stored.Creation;
import java.util.Optional;

/// Where merchants are kept.
public interface Merchants {
    Optional<Merchant> find(MerchantId id);

    Creation create(Merchant merchant);
}
