package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.postback.KnownCredentials;
import dev.tributary.domain.postback.PostbackCredentials;
import dev.tributary.domain.postback.PostbackSecret;
import dev.tributary.domain.postback.PostbackToken;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.SealedField;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/// `/v1/programs/{program_id}/postback_credentials`: what proves a program's postbacks, in pairs of a
/// secret and a token that are made together. Their texts are in the first answer only; two pairs are
/// valid while one takes the other's place.
final class PostbackCredentialsResource {
    private static final Set<String> FIELDS = Set.of("secret", "token");

    private final Visible visible;
    private final KnownCredentials known;
    private final Rings ring;
    private final IntFunction<byte[]> random;

    /// @param random so many random bytes, fit for secrets
    PostbackCredentialsResource(Visible visible, KnownCredentials known, Rings ring, IntFunction<byte[]> random) {
        this.visible = visible;
        this.known = known;
        this.ring = ring;
        this.random = random;
    }

    /// The texts of a pair, until they are shown.
    private record Plain(PostbackSecret secret, PostbackToken token) {}

    HttpAnswer list(Ask ask) throws IOException {
        ask.parameters().check();
        Program program = program(ask);
        List<Instant> pairs =
                known.find(program.id()).map(found -> found.value().pairs()).orElse(List.of());
        return Lists.of(Page.last(pairs), Optional.empty(), (pair, json) -> {
            json.writeStartObject();
            fields(program.id(), pair, json);
            json.writeEndObject();
        });
    }

    Decision create(Write write) throws IOException {
        Versioned<Program> read = versioned(write.ask());
        Program program = read.value();
        write.check();
        Optional<Versioned<PostbackCredentials>> there = known.find(program.id());
        there.ifPresent(found -> write.match(found.version()));
        PostbackCredentials before = there.map(Versioned::value).orElse(PostbackCredentials.NONE);
        if (before.secrets().size() == PostbackCredentials.MOST
                || before.tokens().size() == PostbackCredentials.MOST) {
            // A third pair would end the first one, which somebody may still use.
            throw HttpRefusal.of(409, "too_many_credentials", "Two pairs are valid: end one of them first.");
        }
        Instant created = after(before, write.now());
        Plain plain = new Plain(
                new PostbackSecret(random.apply(PostbackSecret.RANDOM_BYTES)),
                PostbackToken.of(random.apply(PostbackToken.RANDOM_BYTES)));
        SealedField secret = SealedField.seal(
                plain.secret().key(),
                program.id().toString(),
                random.apply(SealedField.NONCE_BYTES),
                ring.ring(),
                write.now());
        PostbackCredentials next = before.with(new PostbackCredentials.Secret(secret, created))
                .with(new PostbackCredentials.Token(plain.token().hash(), created));
        return Decision.of(
                        there.isPresent()
                                ? List.of(new Change.ChangedPostbackCredentials(
                                        program.id(), there.get().with(next)))
                                : ProgramWrites.fixing(read, new Change.NewPostbackCredentials(program.id(), next)),
                        write.event(write.tenant(), "postback_credentials.create", program.id(), FIELDS),
                        created(program.id(), created, Optional.of(plain)))
                .replayedAs(created(program.id(), created, Optional.empty()));
    }

    Decision end(Write write) {
        Program program = program(write.ask());
        write.check();
        Versioned<PostbackCredentials> there = known.find(program.id()).orElseThrow(PostbackCredentialsResource::none);
        Instant pair = there.value().pairs().stream()
                .filter(of -> id(program.id(), of).equals(write.ask().variable("credential_id")))
                .findFirst()
                .orElseThrow(PostbackCredentialsResource::none);
        write.match(there.version());
        return Decision.of(
                List.of(new Change.ChangedPostbackCredentials(
                        program.id(), there.with(there.value().without(pair)))),
                write.event(write.tenant(), "postback_credentials.end", program.id(), FIELDS),
                HttpAnswer.ok(json -> {
                    json.writeStartObject();
                    fields(program.id(), pair, json);
                    json.writeEndObject();
                }));
    }

    /// Pairs are told apart by when they were made.
    private static Instant after(PostbackCredentials before, Instant now) {
        Instant created = now.truncatedTo(ChronoUnit.MILLIS);
        return before.pairs().stream()
                .findFirst()
                .filter(newest -> !newest.isBefore(created))
                .map(newest -> newest.plusMillis(1))
                .orElse(created);
    }

    private static String id(ProgramId program, Instant created) {
        return "pbc_"
                + Digest128.of("postback credentials", program.toString(), created.toString())
                        .hex();
    }

    private Program program(Ask ask) {
        return versioned(ask).value();
    }

    private Versioned<Program> versioned(Ask ask) {
        Versioned<Program> program = visible.versioned(ask.tenant(), ProgramId.parse(ask.variable("program_id")));
        ask.merchantOnly();
        return program;
    }

    private static HttpAnswer created(ProgramId program, Instant created, Optional<Plain> plain) {
        return HttpAnswer.json(201, json -> {
            json.writeStartObject();
            fields(program, created, json);
            Lists.nullable(json, "secret", plain.map(of -> of.secret().reveal()));
            Lists.nullable(json, "token", plain.map(of -> of.token().reveal()));
            json.writeEndObject();
        });
    }

    private static void fields(ProgramId program, Instant created, JsonGenerator json) throws IOException {
        json.writeStringField("id", id(program, created));
        json.writeStringField("program_id", program.toString());
        json.writeStringField("created_at", created.toString());
    }

    private static HttpRefusal none() {
        return HttpRefusal.of(404, "not_found", "There are no such credentials.");
    }
}
