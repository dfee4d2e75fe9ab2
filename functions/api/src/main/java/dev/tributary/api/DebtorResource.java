package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.payout.Debtor;
import dev.tributary.domain.payout.Iban;
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

    private final Visible visible;
    private final ProgramSecrets<Debtor> debtors;
    private final Cursors.Ring ring;
    private final IntFunction<byte[]> random;

    /// @param random so many random bytes, fit for secrets
    DebtorResource(Visible visible, ProgramSecrets<Debtor> debtors, Cursors.Ring ring, IntFunction<byte[]> random) {
        this.visible = visible;
        this.debtors = debtors;
        this.ring = ring;
        this.random = random;
    }

    HttpAnswer get(Ask ask) {
        ask.parameters().check();
        Program program = program(ask);
        return debtors.find(program.id())
                .map(found -> Replies.ok(found, DebtorResource::write))
                .orElseThrow(
                        () -> HttpRefusal.of(404, "no_debtor", "The program has not said from which account it pays."));
    }

    /// The same again changes nothing, but is sealed anew.
    Decision put(Write write) throws IOException {
        Program program = program(write.ask());
        FieldReader body = write.body();
        Optional<String> name = body.required(NAME, body.text(NAME, Sepa::holder));
        Optional<Iban> iban = body.required(IBAN, body.text(IBAN, Sepa::iban));
        Optional<String> bic = body.text(BIC, DebtorResource::bic);
        write.check();
        if (!Rail.SEPA.pays(program.currency())) {
            throw HttpRefusal.of(422, "currency_not_paid", "SEPA pays in euro, and the program does not.");
        }
        Optional<Versioned<Debtor>> there = debtors.find(program.id());
        there.ifPresent(found -> write.match(found.version()));
        KeyRing keys = ring.get();
        Debtor debtor = Debtor.sealed(
                name.orElseThrow(),
                new Debtor.Account(iban.orElseThrow(), bic),
                program.merchant(),
                random.apply(SealedField.NONCE_BYTES),
                keys,
                write.now());
        return Decision.of(
                List.of(
                        there.isPresent()
                                ? new Change.ChangedProgramSecret(
                                        program.id(), there.get().with(debtor))
                                : new Change.NewProgramSecret(program.id(), debtor)),
                write.event(write.tenant(), "debtor.put", program.id(), Set.of(NAME, IBAN, BIC)),
                Replies.ok(
                        new Versioned<>(debtor, there.map(Versioned::version).orElse(0L) + 1), DebtorResource::write));
    }

    private static Optional<String> bic(String text) {
        return Optional.of(text).filter(code -> BIC_SHAPE.matcher(code).matches());
    }

    private Program program(Ask ask) {
        Program program = visible.versioned(ask.tenant(), ProgramId.parse(ask.variable("program_id")))
                .value();
        ask.merchantOnly();
        return program;
    }

    static void write(Debtor debtor, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField(NAME, debtor.name());
        json.writeStringField("iban_ends", debtor.ends());
        json.writeEndObject();
    }
}
