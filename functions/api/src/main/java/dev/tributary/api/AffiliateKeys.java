package dev.tributary.api;

import dev.tributary.domain.access.ActorId;
import dev.tributary.domain.access.ApiKey;
import dev.tributary.domain.access.ApiKeyId;
import dev.tributary.domain.access.ApiKeySecret;
import dev.tributary.domain.access.ApiKeys;
import dev.tributary.domain.access.Members;
import dev.tributary.domain.access.PersonId;
import dev.tributary.domain.access.Scope;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.Mode;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.party.Affiliates;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// `/v1/affiliates/{affiliate_id}/api_keys`: what a merchant made for an affiliate that it made, to be seen,
/// revoked, and made again where it was lost or has leaked. As soon as the affiliate holds a key that
/// somebody else made, itself above all, or has an owner who signs in, its keys are its own affair (`/v1/api_keys`).
final class AffiliateKeys {
    /// Of a key that a merchant makes: the affiliate does all its own with it, keys and members too.
    static final Set<Scope> SCOPES = Set.of(Scope.READ, Scope.WRITE, Scope.KEYS, Scope.MEMBERS);

    private static final int MOST_PAGES = 10;

    private final Affiliates affiliates;
    private final ApiKeys keys;
    private final Members members;
    private final Cursors cursors;

    AffiliateKeys(Affiliates affiliates, ApiKeys keys, Members members, Cursors cursors) {
        this.affiliates = affiliates;
        this.keys = keys;
        this.members = members;
        this.cursors = cursors;
    }

    HttpAnswer list(Ask ask) throws IOException {
        AffiliateId affiliate = affiliate(ask);
        PageRequest request = cursors.page(ask);
        Page<ApiKey> page = keys.of(new Tenant.OfAffiliate(affiliate), request);
        Page<ApiKey> made =
                new Page<>(page.items().stream().filter(madeBy(ask.tenant())).toList(), page.next());
        return Lists.of(made, cursors.next(ask, page), ApiKeysResource::write);
    }

    Decision create(Write write) {
        AffiliateId affiliate = affiliate(write.ask());
        FieldReader body = write.body();
        Optional<String> name = body.required("name", body.text("name", Texts.name(ApiKey.MAX_NAME_LENGTH)));
        Mode mode = body.text(ApiKeysResource.MODE, Mode::parse).orElse(Mode.LIVE);
        write.check();
        if (members.team(new Tenant.OfAffiliate(affiliate)).owners() > 0 || holdsOthers(affiliate, write)) {
            throw HttpRefusal.of(
                    409,
                    "affiliate_has_keys",
                    "The affiliate holds a key that you did not make, or an owner signs in: it makes its own.");
        }
        ApiKeySecret secret = write.secret(mode);
        ApiKey key = ApiKey.of(secret, new Tenant.OfAffiliate(affiliate), SCOPES, name.orElseThrow(), write.now())
                .madeBy(write.ask().principal(), Optional.empty());
        return Decision.of(
                        List.of(new Change.NewApiKey(key)),
                        write.event(
                                write.tenant(),
                                "affiliate.api_key_create",
                                affiliate,
                                Set.of("api_key", ApiKeysResource.MODE, "name")),
                        ApiKeysResource.created(key, Optional.of(secret.reveal())))
                .replayedAs(ApiKeysResource.created(key, Optional.empty()));
    }

    /// One that is revoked already stays so since then.
    Decision revoke(Write write) {
        AffiliateId affiliate = affiliate(write.ask());
        write.check();
        ApiKey key = ApiKeyId.parse(write.ask().variable("key_id"))
                .flatMap(id -> keys.find(new Tenant.OfAffiliate(affiliate), id))
                .filter(madeBy(write.tenant()))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such key."));
        if (key.revoked().isPresent()) {
            return Decision.unchanged(ApiKeyWrites.answer(key));
        }
        ApiKey revoked = key.revokedAt(write.now());
        return Decision.of(
                List.of(new Change.RevokedApiKey(revoked)),
                write.event(write.tenant(), "affiliate.api_key_revoke", affiliate, Set.of("api_key", "revoked_at")),
                ApiKeyWrites.answer(revoked));
    }

    /// @throws HttpRefusal 403 for an affiliate, 404 for one that another merchant made
    private AffiliateId affiliate(Ask ask) {
        Optional<AffiliateId> id = AffiliateId.parse(ask.variable("affiliate_id"));
        MerchantId merchant = ask.merchantOnly();
        return id.flatMap(affiliates::find)
                .map(Versioned::value)
                .filter(found -> found.createdBy().filter(merchant::equals).isPresent())
                .map(Affiliate::id)
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such affiliate."));
    }

    /// Whether it was made with a key of that tenant, or by a person in it, and not with a key that was made so.
    private Predicate<ApiKey> madeBy(Tenant tenant) {
        Map<ActorId, Boolean> known = new HashMap<>();
        return key -> key.origin()
                .filter(origin -> origin.tenant().equals(tenant))
                .filter(origin -> known.computeIfAbsent(origin.maker(), maker -> switch (maker) {
                    case ApiKeyId with -> keys.find(tenant, with).isPresent();
                    case PersonId _ -> true;
                }))
                .isPresent();
    }

    /// Whether one that opens is another hand's; so it is taken where there are too many to know.
    private boolean holdsOthers(AffiliateId affiliate, Write write) {
        Predicate<ApiKey> own = madeBy(write.tenant());
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Page<ApiKey> page = keys.of(new Tenant.OfAffiliate(affiliate), request);
            if (page.items().stream().filter(key -> key.opens(write.now())).anyMatch(own.negate())) {
                return true;
            }
            if (page.next().isEmpty()) {
                return false;
            }
            request = request.after(page.next().get());
        }
        return true;
    }
}
