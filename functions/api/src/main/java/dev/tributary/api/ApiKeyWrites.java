package dev.tributary.api;

import dev.tributary.domain.access.ApiKey;
import dev.tributary.domain.access.ApiKeyId;
import dev.tributary.domain.access.ApiKeySecret;
import dev.tributary.domain.access.ApiKeys;
import dev.tributary.domain.access.Members;
import dev.tributary.domain.access.PersonId;
import dev.tributary.domain.access.Principal;
import dev.tributary.domain.access.Scope;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.Mode;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `POST /v1/api_keys` and `DELETE /v1/api_keys/{key_id}`. A key grants nothing that the key it was
/// made with lacks, and is kept with it: who makes another key does not become another person. One that
/// may pay says whom it is for: by the mail address, the id or the name of a member it is one hand with that person's
/// session. Its text is in the first answer only: a repeat of the call does not show it.
final class ApiKeyWrites {
    private static final String PERSON = "person";

    private final ApiKeys keys;
    private final Members members;

    ApiKeyWrites(ApiKeys keys, Members members) {
        this.keys = keys;
        this.members = members;
    }

    Decision create(Write write) {
        FieldReader body = write.body();
        Principal maker = write.ask().principal();
        Optional<String> name = body.required("name", body.text("name", Texts.name(ApiKey.MAX_NAME_LENGTH)));
        Optional<String> person = body.text(PERSON, Texts.name(ApiKey.MAX_NAME_LENGTH));
        Mode mode = body.text(ApiKeysResource.MODE, Mode::parse).orElse(Mode.LIVE);
        List<Scope> scopes = body.texts("scopes", Scope.values().length, Scope::parse);
        if (!body.has("scopes") || (scopes.isEmpty() && body.faults().isEmpty())) {
            body.fault("scopes", FieldReader.MISSING, "A key without scopes opens nothing.");
        }
        if (scopes.contains(Scope.PAYOUTS)) {
            body.required(PERSON, person);
        }
        write.check();
        Optional<PersonId> member = person.flatMap(of -> called(write, of));
        write.check();
        Set<Scope> granted = EnumSet.copyOf(scopes);
        refuseMore(maker, granted);
        ApiKeySecret secret = write.secret(mode);
        ApiKey key = ApiKey.of(secret, write.tenant(), granted, name.orElseThrow(), write.now())
                .madeBy(maker, person, member);
        return Decision.of(
                        List.of(new Change.NewApiKey(key)),
                        write.event(
                                write.tenant(),
                                "api_key.create",
                                key.id(),
                                Set.of(ApiKeysResource.MODE, "name", PERSON, "scopes")),
                        ApiKeysResource.created(key, Optional.of(secret.reveal())))
                .replayedAs(ApiKeysResource.created(key, Optional.empty()));
    }

    /// The member whom it is for by an id or a name. A name that two have is a fault, and an id that nobody has; a name
    /// of nobody's is kept as it is, and held against whoever has it later.
    private Optional<PersonId> called(Write write, String person) {
        Optional<PersonId> id = PersonId.parse(person);
        if (id.isPresent()) {
            if (members.find(write.tenant(), id.get()).isEmpty()) {
                write.body().fault(PERSON, "unknown", "There is no member of this id.");
            }
            return id;
        }
        List<PersonId> called = members.called(write.tenant(), person);
        if (called.size() > 1) {
            write.body().fault(PERSON, "ambiguous", "Several members are called so: name one by the address.");
        }
        return called.stream().findFirst();
    }

    /// One that is revoked already stays so since then.
    Decision revoke(Write write) {
        write.check();
        ApiKey key = ApiKeyId.parse(write.ask().variable("key_id"))
                .flatMap(id -> keys.find(write.tenant(), id))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such key."));
        if (key.revoked().isPresent()) {
            return Decision.unchanged(answer(key));
        }
        ApiKey revoked = key.revokedAt(write.now());
        return Decision.of(
                List.of(new Change.RevokedApiKey(revoked)),
                write.event(write.tenant(), "api_key.revoke", key.id(), Set.of("revoked_at")),
                answer(revoked));
    }

    private static void refuseMore(Principal maker, Set<Scope> scopes) {
        for (Scope scope : scopes) {
            if (!maker.mayGive(scope)) {
                throw HttpRefusal.of(
                        403, "insufficient_scope", "You do not have the scope " + scope.text() + " yourself.");
            }
        }
    }

    static HttpAnswer answer(ApiKey key) {
        return HttpAnswer.ok(json -> ApiKeysResource.write(key, json));
    }
}
