package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.payout.PayPalAccount;
import dev.tributary.domain.payout.Rail;
import dev.tributary.infrastructure.lambda.FieldReader;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/// `/v1/programs/{program_id}/paypal`: by which app a program pays at PayPal, and the id of the app's
/// webhook. The app's id and secret are sealed; of the id its last four signs are shown, of the secret
/// nothing. Another secret of the same app pays on; another app is another account, and is not asked for
/// what the one before may have paid.
final class PayPalResource {
    private static final String CLIENT = "client_id";
    private static final String SECRET = "secret";
    private static final String WEBHOOK = "webhook_id";

    static final SecretResource.Kind<PayPalAccount> KIND = new SecretResource.Kind<>(
            Rail.PAYPAL,
            "PayPal does not pay out the program's currency.",
            "no_paypal_app",
            "The program has not said by which app it pays.",
            "paypal.put",
            Set.of(CLIENT, SECRET, WEBHOOK),
            PayPalResource::body,
            PayPalResource::write);

    private PayPalResource() {}

    private static SecretResource.Sealing<PayPalAccount> body(FieldReader body) {
        Optional<String> client = body.required(CLIENT, body.text(CLIENT, PayPalAccount::credential));
        Optional<String> secret = body.required(SECRET, body.text(SECRET, PayPalAccount::credential));
        Optional<String> webhook = body.text(WEBHOOK, PayPalAccount::webhook);
        return seal -> PayPalAccount.sealed(
                new PayPalAccount.Credentials(client.orElseThrow(), secret.orElseThrow()),
                webhook,
                seal.program().merchant(),
                seal.nonces().get(),
                seal.ring(),
                seal.now());
    }

    private static void write(PayPalAccount account, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("client_id_ends", account.ends());
        Lists.nullable(json, WEBHOOK, account.webhookId());
        json.writeEndObject();
    }
}
