package dev.tributary.postback;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.postback.PostbackAccess;
import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.domain.postback.PostbackCredentials;
import dev.tributary.domain.postback.PostbackSecret;
import dev.tributary.domain.postback.PostbackToken;
import dev.tributary.domain.postback.Sender;
import dev.tributary.domain.postback.SenderSecret;
import dev.tributary.domain.postback.WebhookSignature;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Who may call for a program. Everything that a call brings to prove itself has to be right, and it
/// has to bring something. An unknown program costs the same reads and the same work, and is answered
/// in the same words, as a wrong signature.
final class Gatekeeper {
    private static final String BEARER = "bearer ";
    private static final String SIGNATURE = "webhook-signature";
    /// For the work's sake, where there is no secret to try.
    private static final PostbackSecret DECOY = new PostbackSecret(new byte[PostbackSecret.RANDOM_BYTES]);

    private static final SenderSecret SENDERS_DECOY = new SenderSecret("0".repeat(32));

    private final PostbackAccess access;

    Gatekeeper(PostbackAccess access) {
        this.access = access;
    }

    /// @throws HttpRefusal 401
    /// @throws UnreadableSecretException when a signature may be right, and the secret that would tell is
    ///     sealed under a key that the ring does not have; a call with a token needs none
    Gate admit(String program, HttpCall call, KeyRing ring, Instant now) {
        Optional<Gate> gate = ProgramId.parse(program).flatMap(access::find);
        PostbackCredentials credentials = gate.map(Gate::credentials).orElse(PostbackCredentials.NONE);
        Opened secrets = opened(program, credentials, ring);
        Optional<String> authorization = call.header("authorization");
        boolean signed =
                call.header(SIGNATURE).isPresent() || call.header("webhook-id").isPresent();
        WebhookSignature signature = new WebhookSignature(
                call.header("webhook-id").orElse(""),
                call.header("webhook-timestamp").orElse(""),
                call.header(SIGNATURE).orElse(""));
        // The decoy takes its time and proves nothing.
        boolean rightSignature = signature.isBy(secrets.orDecoy(), call.body(), now)
                && !secrets.known().isEmpty();
        if (signed && !rightSignature && !secrets.sealedUnder().isEmpty()) {
            throw new UnreadableSecretException(program, secrets.sealedUnder());
        }
        boolean rightToken = authorization
                .flatMap(Gatekeeper::bearer)
                .filter(token -> isOf(token, credentials))
                .isPresent();
        boolean proven = (signed || authorization.isPresent())
                && (!signed || rightSignature)
                && (authorization.isEmpty() || rightToken);
        return gate.filter(known -> proven).orElseThrow(Gatekeeper::refused);
    }

    /// @param token of the query, for those who can only call a URL
    /// @throws HttpRefusal 401
    Gate admit(String program, HttpCall call, Optional<String> token, KeyRing ring) {
        return admit(program, brought(call, token));
    }

    /// @param brought every token that a call brings, wherever its sender puts them
    /// @throws HttpRefusal 401
    Gate admit(String program, List<String> brought) {
        Optional<Gate> gate = ProgramId.parse(program).flatMap(access::find);
        PostbackCredentials credentials = gate.map(Gate::credentials).orElse(PostbackCredentials.NONE);
        boolean proven = !brought.isEmpty() && brought.stream().allMatch(one -> isOf(one, credentials));
        return gate.filter(known -> proven).orElseThrow(Gatekeeper::refused);
    }

    /// Who calls when a sender signs with a secret that it gave the merchant.
    ///
    /// @param signed whether the call bears a signature at all
    /// @param proof whether one of the secrets made it; each is tried, so that the time tells nothing
    /// @throws HttpRefusal 401
    /// @throws UnreadableSecretException as of a signature of ours
    Gate admit(String program, Sender sender, boolean signed, Predicate<List<SenderSecret>> proof, KeyRing ring) {
        Optional<Gate> gate = ProgramId.parse(program).flatMap(access::find);
        List<SenderSecret> known = new ArrayList<>();
        List<Integer> sealedUnder = new ArrayList<>();
        for (PostbackCredentials.Given given :
                gate.map(Gate::credentials).orElse(PostbackCredentials.NONE).of(sender)) {
            Optional<byte[]> plain = given.sealed().open(program, ring);
            plain.ifPresentOrElse(
                    bytes -> known.add(SenderSecret.of(bytes)),
                    () -> sealedUnder.add(given.sealed().kid()));
        }
        // The decoy takes its time and proves nothing.
        boolean isRight = proof.test(known.isEmpty() ? List.of(SENDERS_DECOY) : known) && !known.isEmpty();
        if (signed && !isRight && !sealedUnder.isEmpty()) {
            throw new UnreadableSecretException(program, sealedUnder);
        }
        return gate.filter(of -> signed && isRight).orElseThrow(Gatekeeper::refused);
    }

    /// The same of a program that is known, for whoever asks why: nothing is refused.
    Proof proof(Gate gate, HttpCall call, KeyRing ring, Instant now) {
        Opened secrets = opened(gate.program().toString(), gate.credentials(), ring);
        boolean signed =
                call.header(SIGNATURE).isPresent() || call.header("webhook-id").isPresent();
        WebhookSignature.Match match = new WebhookSignature(
                        call.header("webhook-id").orElse(""),
                        call.header("webhook-timestamp").orElse(""),
                        call.header(SIGNATURE).orElse(""))
                .match(secrets.known(), call.body(), now);
        Proof.State signature = !signed
                ? Proof.State.ABSENT
                : switch (match) {
                    case FITS -> Proof.State.VALID;
                    case STALE -> Proof.State.STALE;
                    case NONE -> secrets.sealedUnder().isEmpty() ? Proof.State.WRONG : Proof.State.UNREADABLE;
                };
        return Proof.of(Optional.of(signature), Optional.of(token(gate, call, Optional.empty())));
    }

    /// @param token of the query
    Proof proof(Gate gate, HttpCall call, Optional<String> token) {
        return Proof.of(Optional.empty(), Optional.of(token(gate, call, token)));
    }

    private static Proof.State token(Gate gate, HttpCall call, Optional<String> token) {
        List<String> brought = brought(call, token);
        return brought.isEmpty()
                ? Proof.State.ABSENT
                : brought.stream().allMatch(one -> isOf(one, gate.credentials()))
                        ? Proof.State.VALID
                        : Proof.State.WRONG;
    }

    private static List<String> brought(HttpCall call, Optional<String> token) {
        return Stream.concat(
                        token.stream(),
                        call.header("authorization").map(text -> bearer(text).orElse("")).stream())
                .toList();
    }

    static Optional<String> bearer(String authorization) {
        return authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? Optional.of(authorization.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    private static boolean isOf(String text, PostbackCredentials credentials) {
        Optional<PostbackToken> token = PostbackToken.parse(text);
        boolean fits = false;
        if (token.isPresent()) {
            byte[] hash = token.get().hash().getBytes(StandardCharsets.US_ASCII);
            for (PostbackCredentials.Token one : credentials.tokens()) {
                fits |= MessageDigest.isEqual(hash, one.hash().getBytes(StandardCharsets.US_ASCII));
            }
        }
        return fits;
    }

    /// @param known the secrets of a program that open
    /// @param sealedUnder the kids of those that do not
    private record Opened(List<PostbackSecret> known, List<Integer> sealedUnder) {
        List<PostbackSecret> orDecoy() {
            return known.isEmpty() ? List.of(DECOY) : known;
        }
    }

    private static Opened opened(String program, PostbackCredentials credentials, KeyRing ring) {
        Opened opened = new Opened(new ArrayList<>(), new ArrayList<>());
        for (PostbackCredentials.Secret secret : credentials.secrets()) {
            Optional<byte[]> plain = secret.sealed().open(program, ring);
            if (plain.isPresent()) {
                opened.known().add(new PostbackSecret(plain.get()));
            } else {
                opened.sealedUnder().add(secret.sealed().kid());
            }
        }
        return opened;
    }

    private static HttpRefusal refused() {
        return HttpRefusal.of(
                        401, "unauthorized", "The call has no valid signature, nor a valid token, for this program.")
                .header("www-authenticate", "Bearer realm=\"postbacks\"");
    }
}
