package dev.tributary.postback;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.postback.PostbackAccess;
import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.domain.postback.PostbackCredentials;
import dev.tributary.domain.postback.PostbackSecret;
import dev.tributary.domain.postback.PostbackToken;
import dev.tributary.domain.postback.WebhookSignature;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.domain.token.SealedField;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Who may call for a program. Everything that a call brings to prove itself has to be right, and it
/// has to bring something. An unknown program costs the same reads and the same work, and is answered
/// in the same words, as a wrong signature.
final class Gatekeeper {
    private static final String BEARER = "bearer ";
    private static final String SIGNATURE = "webhook-signature";
    /// For the work's sake, where there is no secret to try.
    private static final PostbackSecret DECOY = new PostbackSecret(new byte[PostbackSecret.RANDOM_BYTES]);

    private final PostbackAccess access;

    Gatekeeper(PostbackAccess access) {
        this.access = access;
    }

    /// @throws HttpRefusal 401
    Gate admit(String program, HttpCall call, KeyRing ring, Instant now) {
        Optional<Gate> gate = ProgramId.parse(program).flatMap(access::find);
        PostbackCredentials credentials = gate.map(Gate::credentials).orElse(PostbackCredentials.NONE);
        List<PostbackSecret> secrets = secrets(gate, credentials, ring);
        Optional<String> authorization = call.header("authorization");
        boolean signed =
                call.header(SIGNATURE).isPresent() || call.header("webhook-id").isPresent();
        WebhookSignature signature = new WebhookSignature(
                call.header("webhook-id").orElse(""),
                call.header("webhook-timestamp").orElse(""),
                call.header(SIGNATURE).orElse(""));
        // The decoy takes its time and proves nothing.
        boolean rightSignature = signature.isBy(secrets, call.body(), now)
                && !credentials.secrets().isEmpty();
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
        Optional<Gate> gate = ProgramId.parse(program).flatMap(access::find);
        PostbackCredentials credentials = gate.map(Gate::credentials).orElse(PostbackCredentials.NONE);
        List<String> brought = Stream.concat(
                        token.stream(),
                        call.header("authorization").map(text -> bearer(text).orElse("")).stream())
                .toList();
        boolean proven = !brought.isEmpty() && brought.stream().allMatch(one -> isOf(one, credentials));
        return gate.filter(known -> proven).orElseThrow(Gatekeeper::refused);
    }

    private static Optional<String> bearer(String authorization) {
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

    private static List<PostbackSecret> secrets(Optional<Gate> gate, PostbackCredentials credentials, KeyRing ring) {
        if (gate.isEmpty() || credentials.secrets().isEmpty()) {
            return List.of(DECOY);
        }
        String owner = gate.get().program().toString();
        return credentials.secrets().stream()
                .map(PostbackCredentials.Secret::sealed)
                .map(field -> opened(field, owner, ring))
                .toList();
    }

    private static PostbackSecret opened(SealedField sealed, String owner, KeyRing ring) {
        return sealed.open(owner, ring)
                .map(PostbackSecret::new)
                .orElseThrow(() -> new IllegalStateException(
                        "a secret of " + owner + " does not open with the key ring's kid " + sealed.kid()));
    }

    private static HttpRefusal refused() {
        return HttpRefusal.of(
                        401, "unauthorized", "The call has no valid signature, nor a valid token, for this program.")
                .header("www-authenticate", "Bearer realm=\"postbacks\"");
    }
}
