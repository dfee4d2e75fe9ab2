package dev.tributary.api;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.party.Affiliates;
import dev.tributary.domain.party.Merchant;
import dev.tributary.domain.party.Merchants;
import dev.tributary.domain.stored.Versioned;
import java.util.Optional;

/// What a tenant is called by people, who do not know it by its id.
record TenantNames(Merchants merchants, Affiliates affiliates) {
    /// Empty where nobody has named it.
    Optional<String> of(Tenant tenant) {
        return switch (tenant) {
            case Tenant.OfMerchant(var merchant) -> merchants.find(merchant).map(Merchant::name);
            case Tenant.OfAffiliate(var affiliate) ->
                affiliates.find(affiliate).map(Versioned::value).map(Affiliate::name);
        };
    }
}
