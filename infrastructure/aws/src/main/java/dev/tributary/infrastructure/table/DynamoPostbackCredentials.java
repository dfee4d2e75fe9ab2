package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.postback.KnownCredentials;
import dev.tributary.domain.postback.PostbackCredentials;
import dev.tributary.domain.postback.PostbackSecret;
import dev.tributary.domain.postback.PostbackToken;
import dev.tributary.domain.postback.Sender;
import dev.tributary.domain.postback.SenderSecret;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.domain.token.SealedField;
import dev.tributary.infrastructure.edge.Keys;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A program's postback credentials: made, rotated, ended. The plain texts are handed out once, when
/// they are made; the table holds the secret sealed for this program and the token's hash.
public final class DynamoPostbackCredentials implements KnownCredentials {
    private static final int ATTEMPTS = 5;

    private final ItemStore items;
    // Made at first use of a credential, after a snapshot's restore; a SecureRandom reseeds itself.
    private final SecureRandom random;

    /// What its owner is shown once.
    public record Plain(PostbackSecret secret, PostbackToken token) {}

    public DynamoPostbackCredentials(Table table, SecureRandom random) {
        this.items = new ItemStore(table);
        this.random = random;
    }

    @Override
    public Optional<Versioned<PostbackCredentials>> find(ProgramId program) {
        return items.find(Keys.program(program), Keys.POSTBACK, PostbackCredentialItems::credentials);
    }

    /// A new secret and a new token; those before stay valid until the next rotation or `endRotation`.
    public Plain create(ProgramId program, KeyRing ring, Instant now) {
        PostbackSecret secret = new PostbackSecret(bytes(PostbackSecret.RANDOM_BYTES));
        PostbackToken token = PostbackToken.of(bytes(PostbackToken.RANDOM_BYTES));
        PostbackCredentials.Secret sealed = sealed(program, secret, ring, now);
        change(program, before -> before.with(sealed).with(new PostbackCredentials.Token(token.hash(), now)));
        return new Plain(secret, token);
    }

    /// A new secret; the one before stays valid, an older one does not.
    public PostbackSecret rotateSecret(ProgramId program, KeyRing ring, Instant now) {
        PostbackSecret secret = new PostbackSecret(bytes(PostbackSecret.RANDOM_BYTES));
        PostbackCredentials.Secret sealed = sealed(program, secret, ring, now);
        change(program, before -> before.with(sealed));
        return secret;
    }

    /// A new token; the one before stays valid, an older one does not.
    public PostbackToken rotateToken(ProgramId program, Instant now) {
        PostbackToken token = PostbackToken.of(bytes(PostbackToken.RANDOM_BYTES));
        change(program, before -> before.with(new PostbackCredentials.Token(token.hash(), now)));
        return token;
    }

    /// Only the newest secret and token stay valid.
    public void endRotation(ProgramId program) {
        change(program, PostbackCredentials::newestOnly);
    }

    /// With a secret that a sender gave, for the machine's own seed and for tests; merchants use the API.
    /// @throws IllegalArgumentException when the sender has two
    public void give(ProgramId program, Sender sender, SenderSecret secret, KeyRing ring, Instant now) {
        SealedField sealed =
                SealedField.seal(secret.bytes(), program.toString(), bytes(SealedField.NONCE_BYTES), ring, now);
        change(program, before -> before.with(new PostbackCredentials.Given(sender, sealed, now)));
    }

    /// Without one that a sender gave.
    public void end(ProgramId program, PostbackCredentials.Given secret) {
        change(program, before -> before.without(secret));
    }

    private PostbackCredentials.Secret sealed(ProgramId program, PostbackSecret secret, KeyRing ring, Instant now) {
        byte[] nonce = bytes(SealedField.NONCE_BYTES);
        return new PostbackCredentials.Secret(
                SealedField.seal(secret.key(), program.toString(), nonce, ring, now), now);
    }

    static ItemStore.Place place(ProgramId program) {
        return new ItemStore.Place(Keys.program(program), Keys.POSTBACK, Optional.empty());
    }

    private void change(ProgramId program, UnaryOperator<PostbackCredentials> change) {
        ItemStore.Place place = place(program);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Versioned<PostbackCredentials>> before = find(program);
            PostbackCredentials after =
                    change.apply(before.map(Versioned::value).orElse(PostbackCredentials.NONE));
            boolean done = before.isEmpty()
                    ? items.create(place, PostbackCredentialItems.of(after)) instanceof Creation.Created
                    : items.replace(
                                    place,
                                    PostbackCredentialItems.of(after),
                                    before.get().version())
                            instanceof Replacement.Replaced;
            if (done) {
                return;
            }
        }
        throw new IllegalStateException("credentials of " + program + " changed " + ATTEMPTS + " times meanwhile");
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
