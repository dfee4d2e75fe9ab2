package dev.tributary.api;

import dev.tributary.domain.access.ApiKey;
import dev.tributary.domain.access.ApiKeySecret;
import dev.tributary.domain.access.ApiKeys;
import dev.tributary.domain.access.Permission;
import dev.tributary.domain.access.Principal;
import dev.tributary.domain.access.SignInSecret;
import dev.tributary.domain.access.Tenant;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/// Lets a call in by its API key, or without one by the session of whoever has signed in. Every key that
/// does not open gets the same answer, whether it is malformed, unknown or revoked.
final class Doorkeeper {
    private static final String BEARER = "bearer ";
    private final ApiKeys keys;
    private final SessionDoor sessions;
    private final AgencyDoor agencies;
    private final Clock clock;

    Doorkeeper(ApiKeys keys, SessionDoor sessions, AgencyDoor agencies, Clock clock) {
        this.keys = keys;
        this.sessions = sessions;
        this.agencies = agencies;
        this.clock = clock;
    }

    /// @throws HttpRefusal 401 without a key or session that opens, 403 when it does not allow this
    Principal admit(HttpCall call, Permission permission) {
        if (call.header("authorization").isEmpty() && SessionDoor.isKnocked(call)) {
            return sessions.admit(call, permission);
        }
        Instant now = clock.instant();
        ApiKey key = call.header("authorization")
                .flatMap(Doorkeeper::secret)
                .flatMap(secret -> keys.find(secret.hash()))
                .filter(found -> found.opens(now))
                .orElseThrow(Doorkeeper::unauthorized);
        Principal principal = principal(call, key);
        if (!principal.may(permission)) {
            throw HttpRefusal.of(
                    403,
                    "insufficient_scope",
                    "This key does not have the scope " + permission.scope().text() + ".");
        }
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (key.lastUsedOn().isEmpty() || key.lastUsedOn().get().isBefore(today)) {
            keys.used(key.hash(), today);
        }
        return principal;
    }

    /// A key acts for its own tenant, or for the one that the call names, if that is a merchant which lets it.
    /// @throws HttpRefusal 403
    private Principal principal(HttpCall call, ApiKey key) {
        Optional<String> named = call.header(SessionDoor.TENANT)
                .filter(text -> !text.equals(key.tenant().toString()));
        return named.isEmpty()
                ? key.principal()
                : named.flatMap(Tenant::parse)
                        .flatMap(tenant -> agencies.find(tenant, key))
                        .orElseThrow(() -> HttpRefusal.of(403, "not_a_member", "This key belongs to nobody there."));
    }

    /// By what a caller is told from others before it is known whether it opens anything: the hash of its key, or
    /// of its session's secret. Empty for what can open nothing.
    static Optional<String> caller(HttpCall call) {
        if (call.header("authorization").isEmpty() && call.header("cookie").isPresent()) {
            return Site.of(call).cookie(call).map(secret -> secret.hash(SignInSecret.Use.SESSION));
        }
        return call.header("authorization").flatMap(Doorkeeper::secret).map(ApiKeySecret::hash);
    }

    /// The scheme's name is read in any case (RFC 9110, 11.1).
    private static Optional<ApiKeySecret> secret(String authorization) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        return ApiKeySecret.parse(authorization.substring(BEARER.length()));
    }

    private static HttpRefusal unauthorized() {
        return HttpRefusal.of(401, "unauthorized", "Send a valid API key as Authorization: Bearer trb_live_...")
                .header("www-authenticate", "Bearer");
    }
}
