package dev.tributary.api;

import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.payout.ProgramSecret;
import dev.tributary.domain.payout.ProgramSecrets;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.domain.token.SealedField;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// What a merchant has sealed into one of its programs, one of a kind: it is put as a whole, and what
/// is shown of it is enough to see which one it is. `DebtorResource`, `StripeResource` and
/// `PayPalResource` say what a kind is made of.
final class SecretResource<T extends ProgramSecret> {
    private final Visible visible;
    private final ProgramSecrets<T> secrets;
    private final Rings ring;
    private final IntFunction<byte[]> random;
    private final Kind<T> kind;

    /// @param rail that it is for
    /// @param notPaid why a program's currency is refused
    /// @param absent the code of a 404, and its words
    /// @param fields of its body, for the trace of `event`
    /// @param body reads what is to be sealed, and notes faults; what it returns is called when there
    ///     are none
    record Kind<T>(
            Rail rail,
            String notPaid,
            String absent,
            String absentWords,
            String event,
            Set<String> fields,
            Function<FieldReader, Sealing<T>> body,
            Lists.Writing<T> writing) {}

    /// Seals what was read of a body.
    @FunctionalInterface
    interface Sealing<T> {
        T seal(Seal seal);
    }

    /// For whom, with what and when.
    ///
    /// @param nonces another one at each call
    record Seal(Program program, Supplier<byte[]> nonces, KeyRing ring, Instant now) {}

    /// @param random so many random bytes, fit for secrets
    SecretResource(Visible visible, ProgramSecrets<T> secrets, Rings ring, IntFunction<byte[]> random, Kind<T> kind) {
        this.visible = visible;
        this.secrets = secrets;
        this.ring = ring;
        this.random = random;
        this.kind = kind;
    }

    HttpAnswer get(Ask ask) {
        ask.parameters().check();
        Program program = program(ask);
        return secrets.find(program.id())
                .map(found -> Replies.ok(found, kind.writing()))
                .orElseThrow(() -> HttpRefusal.of(404, kind.absent(), kind.absentWords()));
    }

    /// All of it is replaced. The same again changes nothing, but is sealed anew.
    Decision put(Write write) throws IOException {
        Program program = program(write.ask());
        Sealing<T> sealing = kind.body().apply(write.body());
        write.check();
        if (!kind.rail().pays(program.currency())) {
            throw HttpRefusal.of(422, "currency_not_paid", kind.notPaid());
        }
        Optional<Versioned<T>> there = secrets.find(program.id());
        there.ifPresent(found -> write.match(found.version()));
        T sealed =
                sealing.seal(new Seal(program, () -> random.apply(SealedField.NONCE_BYTES), ring.ring(), write.now()));
        return Decision.of(
                List.of(
                        there.isPresent()
                                ? new Change.ChangedProgramSecret(
                                        program.id(), there.get().with(sealed))
                                : new Change.NewProgramSecret(program.id(), sealed)),
                write.event(write.tenant(), kind.event(), program.id(), kind.fields()),
                Replies.ok(new Versioned<>(sealed, there.map(Versioned::version).orElse(0L) + 1), kind.writing()));
    }

    private Program program(Ask ask) {
        Program program = visible.versioned(ask.tenant(), ProgramId.parse(ask.variable("program_id")))
                .value();
        ask.merchantOnly();
        return program;
    }
}
