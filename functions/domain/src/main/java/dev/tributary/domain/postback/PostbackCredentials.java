package dev.tributary.domain.postback;

import dev.tributary.domain.token.SealedField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What proves a program's postbacks, as the table keeps it: secrets sealed, tokens hashed, the
/// newest first. Two of each are valid while one rotates.
public record PostbackCredentials(List<Secret> secrets, List<Token> tokens) {
    public static final int MOST = 2;
    public static final PostbackCredentials NONE = new PostbackCredentials(List.of(), List.of());

    public record Secret(SealedField sealed, Instant created) {}

    /// @param hash of `PostbackToken.hash`
    public record Token(String hash, Instant created) {}

    public PostbackCredentials {
        secrets = List.copyOf(secrets);
        tokens = List.copyOf(tokens);
        if (secrets.size() > MOST || tokens.size() > MOST) {
            throw new IllegalArgumentException("secrets or tokens are more than " + MOST);
        }
    }

    /// With a new secret; the one before stays valid, an older one leaves.
    public PostbackCredentials with(Secret secret) {
        return new PostbackCredentials(newest(secret, secrets), tokens);
    }

    public PostbackCredentials with(Token token) {
        return new PostbackCredentials(secrets, newest(token, tokens));
    }

    /// Without what was made then.
    public PostbackCredentials without(Instant created) {
        return new PostbackCredentials(
                secrets.stream().filter(of -> !of.created().equals(created)).toList(),
                tokens.stream().filter(of -> !of.created().equals(created)).toList());
    }

    /// When what is valid was made, the newest first: a secret and a token that were made together are
    /// one pair.
    public List<Instant> pairs() {
        return Stream.concat(
                        secrets.stream().map(Secret::created), tokens.stream().map(Token::created))
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /// The end of a rotation: only the newest of each is valid.
    public PostbackCredentials newestOnly() {
        return new PostbackCredentials(
                secrets.stream().limit(1).toList(), tokens.stream().limit(1).toList());
    }

    private static <T> List<T> newest(T one, List<T> others) {
        List<T> all = new ArrayList<>(MOST);
        all.add(one);
        others.stream().limit(MOST - 1).forEach(all::add);
        return all;
    }
}
