package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.payout.Debtor;
import dev.tributary.domain.payout.Iban;
import dev.tributary.domain.payout.Rail;
import dev.tributary.infrastructure.lambda.FieldReader;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// `/v1/programs/{program_id}/debtor`: the account that a program's SEPA files are paid from. Its
/// number is sealed, and never shown again but for its last four signs. A run that is planned keeps
/// the one it began with.
final class DebtorResource {
    private static final String NAME = "name";
    private static final String IBAN = "iban";
    private static final String BIC = "bic";
    /// ISO 9362, as pain.001 has it.
    private static final Pattern BIC_SHAPE = Pattern.compile("[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?");

    static final SecretResource.Kind<Debtor> KIND = new SecretResource.Kind<>(
            Rail.SEPA,
            "SEPA pays in euro, and the program does not.",
            "no_debtor",
            "The program has not said from which account it pays.",
            "debtor.put",
            Set.of(NAME, IBAN, BIC),
            DebtorResource::body,
            DebtorResource::write);

    private DebtorResource() {}

    private static SecretResource.Sealing<Debtor> body(FieldReader body) {
        Optional<String> name = body.required(NAME, body.text(NAME, Sepa::holder));
        Optional<Iban> iban = body.required(IBAN, body.text(IBAN, Sepa::iban));
        Optional<String> bic = body.text(BIC, DebtorResource::bic);
        return seal -> Debtor.sealed(
                name.orElseThrow(),
                new Debtor.Account(iban.orElseThrow(), bic),
                seal.program().merchant(),
                seal.nonces().get(),
                seal.ring(),
                seal.now());
    }

    private static Optional<String> bic(String text) {
        return Optional.of(text).filter(code -> BIC_SHAPE.matcher(code).matches());
    }

    static void write(Debtor debtor, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField(NAME, debtor.name());
        json.writeStringField("iban_ends", debtor.ends());
        json.writeEndObject();
    }
}
