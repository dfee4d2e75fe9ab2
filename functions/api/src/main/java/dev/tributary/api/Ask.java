package dev.tributary.api;

import dev.tributary.domain.access.Principal;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A call that was let in: who asks, for which path, with what.
record Ask(Principal principal, HttpCall call, Map<String, String> variables, Parameters parameters) {
    String path() {
        return call.path();
    }

    Tenant tenant() {
        return principal.tenant();
    }

    /// The affiliate that asks; empty when a merchant does.
    Optional<AffiliateId> affiliate() {
        return tenant().asAffiliate();
    }

    /// The merchant that asks.
    /// @throws HttpRefusal 403 when an affiliate does; only for what it may know to exist
    MerchantId merchantOnly() {
        return switch (tenant()) {
            case Tenant.OfMerchant(var merchant) -> merchant;
            case Tenant.OfAffiliate _ ->
                throw HttpRefusal.of(403, "merchant_only", "Only a merchant's key may do this.");
        };
    }

    /// Whether an affiliate filters by another one: to it, that one has nothing.
    boolean isForeign(Optional<AffiliateId> filter) {
        return tenant().isForeign(filter);
    }

    /// What the path's `{name}` took.
    String variable(String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }
}
