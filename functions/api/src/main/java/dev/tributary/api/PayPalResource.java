package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.payout.PayPalAccount;
import dev.tributary.domain.payout.ProgramSecrets;
import dev.tributary.domain.payout.Rail;
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

/// `/v1/programs/{program_id}/paypal`: by which app a program pays at PayPal, and the id of the
/// app's webhook.
/// The app's id and secret are sealed; of the id its last four signs are shown, of the secret nothing.
final class PayPalResource {
    private static final String CLIENT = "client_id";
    private static final String SECRET = "secret";
    private static final String WEBHOOK = "webhook_id";

    private final Visible visible;
    private final ProgramSecrets<PayPalAccount> known;
    private final Cursors.Ring ring;
    private final IntFunction<byte[]> random;

    /// @param random so many random bytes, fit for secrets
    PayPalResource(
            Visible visible, ProgramSecrets<PayPalAccount> known, Cursors.Ring ring, IntFunction<byte[]> random) {
        this.visible = visible;
        this.known = known;
        this.ring = ring;
        this.random = random;
    }

    HttpAnswer get(Ask ask) {
        ask.parameters().check();
        Program program = program(ask);
        return known.find(program.id())
                .map(found -> Replies.ok(found, PayPalResource::write))
                .orElseThrow(
                        () -> HttpRefusal.of(404, "no_paypal_app", "The program has not said by which app it pays."));
    }

    /// All of it is replaced. Another secret of the same app pays on; another app is another
    /// account, and
    /// is not asked for what the one before may have paid.
    Decision put(Write write) throws IOException {
        Program program = program(write.ask());
        FieldReader body = write.body();
        Optional<String> client = body.required(CLIENT, body.text(CLIENT, PayPalAccount::credential));
        Optional<String> secret = body.required(SECRET, body.text(SECRET, PayPalAccount::credential));
        Optional<String> webhook = body.text(WEBHOOK, PayPalAccount::webhook);
        write.check();
        if (!Rail.PAYPAL.pays(program.currency())) {
            throw HttpRefusal.of(422, "currency_not_paid", "PayPal does not pay out the program's currency.");
        }
        Optional<Versioned<PayPalAccount>> there = known.find(program.id());
        there.ifPresent(found -> write.match(found.version()));
        KeyRing keys = ring.get();
        PayPalAccount sealed = PayPalAccount.sealed(
                new PayPalAccount.Credentials(client.orElseThrow(), secret.orElseThrow()),
                webhook,
                program.merchant(),
                random.apply(SealedField.NONCE_BYTES),
                keys,
                write.now());
        return Decision.of(
                List.of(
                        there.isPresent()
                                ? new Change.ChangedProgramSecret(
                                        program.id(), there.get().with(sealed))
                                : new Change.NewProgramSecret(program.id(), sealed)),
                write.event(write.tenant(), "paypal.put", program.id(), Set.of(CLIENT, SECRET, WEBHOOK)),
                Replies.ok(
                        new Versioned<>(sealed, there.map(Versioned::version).orElse(0L) + 1), PayPalResource::write));
    }

    private Program program(Ask ask) {
        Program program = visible.versioned(ask.tenant(), ProgramId.parse(ask.variable("program_id")))
                .value();
        ask.merchantOnly();
        return program;
    }

    private static void write(PayPalAccount account, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("client_id_ends", account.ends());
        if (account.webhookId().isPresent()) {
            json.writeStringField(WEBHOOK, account.webhookId().get());
        } else {
            json.writeNullField(WEBHOOK);
        }
        json.writeEndObject();
    }
}
