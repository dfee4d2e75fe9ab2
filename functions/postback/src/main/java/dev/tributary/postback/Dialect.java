package dev.tributary.postback;

import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// How one sender calls: how it proves itself, what its parameters mean, and what it wants to hear.
/// A dialect only translates. What is right and what is taken is decided for all of them in one place,
/// from the fields of our own calls: so one order that comes in two dialects is one conversion.
interface Dialect {
    /// The last segment of its path, and its name in logs.
    String name();

    /// Of `GET` and `POST`.
    Set<String> methods();

    /// Whether its calls are a merchant's. What is not proven never earns by itself.
    default boolean proves() {
        return true;
    }

    /// A call that says nothing and only wants to be answered, before its sender has anything to prove
    /// itself with. It costs no read, and its answer is the same for any program.
    default boolean isPing(SenderCall call) {
        return false;
    }

    /// Before it is asked who calls.
    /// @throws dev.tributary.infrastructure.lambda.HttpRefusal 415
    void requireForm(SenderCall call);

    /// Who calls. An unknown program costs the same and is answered the same as a wrong proof.
    /// @throws dev.tributary.infrastructure.lambda.HttpRefusal 401
    /// @throws UnreadableSecretException when the secret that would tell does not open
    Gate proven(SenderCall call, KeyRing ring, Instant now);

    /// The same of a program that is known, for whoever asks how a call is read: nothing is refused.
    default Proof proof(SenderCall call, Gate gate, KeyRing ring, Instant now) {
        try {
            proven(call, ring, now);
            return Proof.of(true);
        } catch (HttpRefusal wrong) {
            return Proof.of(false);
        } catch (UnreadableSecretException unreadable) {
            return Proof.of(Optional.of(Proof.State.UNREADABLE), Optional.empty());
        }
    }

    /// What a proven call says.
    /// @throws dev.tributary.infrastructure.lambda.HttpRefusal 400 or 422, its faults by the sender's own names
    Reading read(SenderCall call, Gate gate, Instant now) throws IOException;

    /// In the sender's own words, with an honest status: what was not taken is never 200.
    HttpAnswer answer(Outcome outcome);
}
