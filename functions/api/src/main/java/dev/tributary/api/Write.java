package dev.tributary.api;

import dev.tributary.domain.access.ApiKeySecret;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.id.AuditEventId;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.id.Mode;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntFunction;

/// A write under way: who asks for what, and what new things are called.
final class Write {
    private final Ask ask;
    private final FieldReader body;
    private final Instant now;
    private final Optional<Long> ifMatch;
    private final String seed;
    private final IntFunction<byte[]> random;
    private Optional<Long> decided = Optional.empty();

    /// @param seed the same for a call and its repeats, no other's
    Write(Ask ask, FieldReader body, Instant now, Optional<Long> ifMatch, String seed, IntFunction<byte[]> random) {
        this.ask = ask;
        this.body = body;
        this.now = now;
        this.ifMatch = ifMatch;
        this.seed = seed;
        this.random = random;
    }

    Ask ask() {
        return ask;
    }

    Tenant tenant() {
        return ask.tenant();
    }

    FieldReader body() {
        return body;
    }

    Instant now() {
        return now;
    }

    /// The bits of a new id. A call that is executed again under its idempotency key makes the same
    /// ones, so that it finds what it made before.
    /// @param kind what the id is for: one call may make several things
    long id(String kind) {
        return Digest128.of("id", tenant().toString(), seed, kind).high();
    }

    /// A new secret, another one at each call: what is shown once cannot be made again.
    ApiKeySecret secret(Mode mode) {
        return ApiKeySecret.of(random.apply(ApiKeySecret.RANDOM_BYTES), mode);
    }

    /// @throws HttpRefusal 422 with all that is wrong with the body, fields that nobody read among it
    void check() {
        check(body);
    }

    /// The same of a body that nothing is written by.
    /// @throws HttpRefusal 422
    static void check(FieldReader body) {
        body.refuseUnknown();
        if (!body.faults().isEmpty()) {
            throw HttpRefusal.of(422, "invalid_fields", "The body has fields that cannot be used.")
                    .because(body.faults());
        }
    }

    /// @param version that of the thing that is to be changed
    /// @throws HttpRefusal 412 when the caller speaks of another version
    void match(long version) {
        decided = Optional.of(version);
        if (ifMatch.isPresent() && ifMatch.get() != version) {
            throw stale();
        }
    }

    /// The version of the thing that is to be changed; empty where there is none yet.
    Optional<Long> decided() {
        return decided;
    }

    /// Whoever names a version where nothing has one yet is mistaken about what is there.
    void matchNothingElse() {
        if (ifMatch.isPresent() && decided.isEmpty()) {
            throw stale();
        }
    }

    /// The trace of what this call does.
    /// @param log in whose log it stands
    /// @param fields names only
    AuditEvent event(Tenant log, String action, Object object, Collection<String> fields) {
        return event("audit", log, action, object, fields);
    }

    /// The trace of the same call in the log of whomever else it concerns.
    AuditEvent noted(Tenant log, String action, Object object, Collection<String> fields) {
        return event("noted", log, action, object, fields);
    }

    /// By whom: the tenant in which the caller is at home, which is an agency's where it acts for another.
    private AuditEvent event(String kind, Tenant log, String action, Object object, Collection<String> fields) {
        return new AuditEvent(
                new AuditEventId(id(kind)),
                log,
                now,
                Optional.of(new AuditEvent.By(
                        ask.principal().home(), ask.principal().id())),
                action,
                object.toString(),
                new TreeSet<>(fields));
    }

    private static HttpRefusal stale() {
        return HttpRefusal.of(412, "stale", "It has changed since the version that If-Match names.");
    }
}
