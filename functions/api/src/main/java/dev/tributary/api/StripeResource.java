package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.payout.StripeKey;
import dev.tributary.infrastructure.lambda.FieldReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/v1/programs/{program_id}/stripe`: by which key a program pays at Stripe, and what Stripe signs its
/// events with. All is sealed; of the key its last four signs are shown, of the secrets how many there are.
/// Who rotates a secret names the old one too, until Stripe signs with the new.
final class StripeResource {
    private static final String KEY = "secret_key";
    private static final String SECRETS = "webhook_secrets";

    static final SecretResource.Kind<StripeKey> KIND = new SecretResource.Kind<>(
            Rail.STRIPE,
            "Stripe counts the program's currency in another unit.",
            "no_stripe_key",
            "The program has not said by which key it pays.",
            "stripe.put",
            Set.of(KEY, SECRETS),
            StripeResource::body,
            StripeResource::write);

    private StripeResource() {}

    private static SecretResource.Sealing<StripeKey> body(FieldReader body) {
        Optional<String> key = body.required(KEY, body.text(KEY, StripeKey::key));
        List<String> secrets = body.texts(SECRETS, StripeKey.MOST_SECRETS, StripeKey::webhookSecret);
        return seal -> StripeKey.sealed(
                new StripeKey.Plain(key.orElseThrow(), secrets),
                seal.program().merchant(),
                seal.nonces(),
                seal.ring(),
                seal.now());
    }

    private static void write(StripeKey key, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("key_ends", key.ends());
        json.writeNumberField(SECRETS, key.webhookSecrets().size());
        json.writeEndObject();
    }
}
