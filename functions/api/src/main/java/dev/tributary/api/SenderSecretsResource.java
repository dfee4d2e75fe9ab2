package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.postback.KnownCredentials;
import dev.tributary.domain.postback.PostbackCredentials;
import dev.tributary.domain.postback.PostbackCredentials.Given;
import dev.tributary.domain.postback.Sender;
import dev.tributary.domain.postback.SenderSecret;
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

/// `/v1/programs/{program_id}/sender_secrets`: what shops and payment providers sign their own calls with.
/// A sender makes the secret, the merchant pastes it here, and nobody sees it again. Two of a sender are
/// valid while one takes the other's place.
final class SenderSecretsResource {
    private static final String SENDER = "sender";
    private static final String SECRET = "secret";
    private static final Set<String> FIELDS = Set.of(SENDER, SECRET);

    private final Visible visible;
    private final KnownCredentials known;
    private final Rings ring;
    private final IntFunction<byte[]> random;

    /// @param random so many random bytes, fit for secrets
    SenderSecretsResource(Visible visible, KnownCredentials known, Rings ring, IntFunction<byte[]> random) {
        this.visible = visible;
        this.known = known;
        this.ring = ring;
        this.random = random;
    }

    HttpAnswer list(Ask ask) throws IOException {
        ask.parameters().check();
        ProgramId program = program(ask).value().id();
        List<Given> all =
                known.find(program).map(found -> found.value().given()).orElse(List.of());
        return Lists.of(Page.last(all), Optional.empty(), (secret, json) -> object(program, secret, json));
    }

    Decision create(Write write) throws IOException {
        Versioned<Program> read = program(write.ask());
        ProgramId program = read.value().id();
        Optional<Sender> sender = write.body().required(SENDER, write.body().text(SENDER, Sender::parse));
        Optional<SenderSecret> secret =
                write.body().required(SECRET, write.body().text(SECRET, SenderSecret::parse));
        if (sender.isPresent() && secret.isPresent() && !secret.get().fits(sender.get())) {
            write.body().fault(SECRET, "not_of_sender", "This sender's secrets begin with whsec_.");
        }
        write.check();
        Optional<Versioned<PostbackCredentials>> there = known.find(program);
        there.ifPresent(found -> write.match(found.version()));
        PostbackCredentials before = there.map(Versioned::value).orElse(PostbackCredentials.NONE);
        List<Given> others = before.of(sender.orElseThrow());
        if (others.size() == PostbackCredentials.MOST) {
            // A third one would end the first, which the sender may still use.
            throw HttpRefusal.of(
                    409, "too_many_secrets", "Two secrets of this sender are valid: end one of them first.");
        }
        SealedField sealed = SealedField.seal(
                secret.orElseThrow().bytes(),
                program.toString(),
                random.apply(SealedField.NONCE_BYTES),
                ring.ring(),
                write.now());
        Given given = new Given(sender.orElseThrow(), sealed, after(others, write.now()));
        PostbackCredentials next = before.with(given);
        return Decision.of(
                there.isPresent()
                        ? List.of(new Change.ChangedPostbackCredentials(
                                program, there.get().with(next)))
                        : ProgramWrites.fixing(read, new Change.NewPostbackCredentials(program, next)),
                write.event(write.tenant(), "sender_secret.create", program, FIELDS),
                HttpAnswer.json(201, json -> object(program, given, json)));
    }

    Decision end(Write write) {
        ProgramId program = program(write.ask()).value().id();
        write.check();
        Versioned<PostbackCredentials> there = known.find(program).orElseThrow(SenderSecretsResource::none);
        Given secret = there.value().given().stream()
                .filter(one -> id(program, one).equals(write.ask().variable("secret_id")))
                .findFirst()
                .orElseThrow(SenderSecretsResource::none);
        write.match(there.version());
        return Decision.of(
                List.of(new Change.ChangedPostbackCredentials(
                        program, there.with(there.value().without(secret)))),
                write.event(write.tenant(), "sender_secret.end", program, FIELDS),
                HttpAnswer.ok(json -> object(program, secret, json)));
    }

    /// Secrets of one sender are told apart by when they came.
    private static Instant after(List<Given> others, Instant now) {
        Instant created = now.truncatedTo(ChronoUnit.MILLIS);
        return others.stream()
                .map(Given::created)
                .findFirst()
                .filter(newest -> !newest.isBefore(created))
                .map(newest -> newest.plusMillis(1))
                .orElse(created);
    }

    private static String id(ProgramId program, Given secret) {
        return "sns_"
                + Digest128.of(
                                "sender secret",
                                program.toString(),
                                secret.sender().text(),
                                secret.created().toString())
                        .hex();
    }

    private Versioned<Program> program(Ask ask) {
        Versioned<Program> program = visible.versioned(ask.tenant(), ProgramId.parse(ask.variable("program_id")));
        ask.merchantOnly();
        return program;
    }

    private static void object(ProgramId program, Given secret, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id(program, secret));
        json.writeStringField("program_id", program.toString());
        json.writeStringField(SENDER, secret.sender().text());
        json.writeStringField("created_at", secret.created().toString());
        json.writeEndObject();
    }

    private static HttpRefusal none() {
        return HttpRefusal.of(404, "not_found", "There is no such secret.");
    }
}
