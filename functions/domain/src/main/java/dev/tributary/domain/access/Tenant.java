package dev.tributary.domain.access;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import java.util.Optional;

/// On whose behalf a call is made. A merchant sees its programs and all that is in them; an
/// affiliate sees what is its own, in every merchant's programs.
public sealed interface Tenant {
    record OfMerchant(MerchantId merchant) implements Tenant {
        @Override
        public String toString() {
            return merchant.toString();
        }
    }

    record OfAffiliate(AffiliateId affiliate) implements Tenant {
        @Override
        public String toString() {
            return affiliate.toString();
        }
    }

    /// The affiliate that it is; empty for a merchant.
    default Optional<AffiliateId> asAffiliate() {
        return this instanceof OfAffiliate(var own) ? Optional.of(own) : Optional.empty();
    }

    /// Whether it is an affiliate that narrows a list to another one: to it, that one has nothing.
    default boolean isForeign(Optional<AffiliateId> filter) {
        return asAffiliate().isPresent() && filter.isPresent() && !filter.equals(asAffiliate());
    }

    /// The tenant of an id, `mer_...` or `aff_...`, as `toString` gives it.
    static Optional<Tenant> parse(String text) {
        Optional<Tenant> merchant = MerchantId.parse(text).map(OfMerchant::new);
        return merchant.isPresent() ? merchant : AffiliateId.parse(text).map(OfAffiliate::new);
    }
}
