package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.payout.ProgramSecrets;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.payout.StripeKey;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.domain.token.SealedField;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/// `/v1/programs/{program_id}/stripe`: by which key a program pays at Stripe, and what Stripe signs its
/// events with. All is sealed; of the key its last four signs are shown, of the secrets how many there are.
final class StripeResource {
    private static final String KEY = "secret_key";
    private static final String SECRETS = "webhook_secrets";

    private final Visible visible;
    private final ProgramSecrets<StripeKey> known;
    private final Cursors.Ring ring;
    private final IntFunction<byte[]> random;

    /// @param random so many random bytes, fit for secrets
    StripeResource(Visible visible, ProgramSecrets<StripeKey> known, Cursors.Ring ring, IntFunction<byte[]> random) {
        this.visible = visible;
        this.known = known;
        this.ring = ring;
        this.random = random;
    }

    HttpAnswer get(Ask ask) {
        ask.parameters().check();
        Program program = program(ask);
        return known.find(program.id())
                .map(found -> Replies.ok(found, StripeResource::write))
                .orElseThrow(
                        () -> HttpRefusal.of(404, "no_stripe_key", "The program has not said by which key it pays."));
    }

    /// All of it is replaced: who rotates a secret names the old one too, until Stripe signs with the new.
    Decision put(Write write) throws IOException {
        Program program = program(write.ask());
        FieldReader body = write.body();
        Optional<String> key = body.required(KEY, body.text(KEY, StripeKey::key));
        List<String> secrets = body.texts(SECRETS, StripeKey.MOST_SECRETS, StripeKey::webhookSecret);
        write.check();
        if (!Rail.STRIPE.pays(program.currency())) {
            throw HttpRefusal.of(422, "currency_not_paid", "Stripe counts the program's currency in another unit.");
        }
        Optional<Versioned<StripeKey>> there = known.find(program.id());
        there.ifPresent(found -> write.match(found.version()));
        KeyRing keys = ring.get();
        StripeKey sealed = StripeKey.sealed(
                new StripeKey.Plain(key.orElseThrow(), secrets),
                program.merchant(),
                () -> random.apply(SealedField.NONCE_BYTES),
                keys,
                write.now());
        return Decision.of(
                List.of(
                        there.isPresent()
                                ? new Change.ChangedProgramSecret(
                                        program.id(), there.get().with(sealed))
                                : new Change.NewProgramSecret(program.id(), sealed)),
                write.event(write.tenant(), "stripe.put", program.id(), Set.of(KEY, SECRETS)),
                Replies.ok(
                        new Versioned<>(sealed, there.map(Versioned::version).orElse(0L) + 1), StripeResource::write));
    }

    private Program program(Ask ask) {
        Program program = visible.versioned(ask.tenant(), ProgramId.parse(ask.variable("program_id")))
                .value();
        ask.merchantOnly();
        return program;
    }

    private static void write(StripeKey key, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("key_ends", key.ends());
        json.writeNumberField(SECRETS, key.webhookSecrets().size());
        json.writeEndObject();
    }
}
