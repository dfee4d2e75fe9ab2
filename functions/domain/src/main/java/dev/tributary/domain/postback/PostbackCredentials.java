package dev.tributary.domain.postback;

import dev.tributary.domain.token.SealedField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What proves a program's postbacks, as the table keeps it: secrets sealed, tokens hashed, the
/// newest first. Two of each are valid while one rotates.
///
/// @param given the secrets that senders gave, two of each sender at most
public record PostbackCredentials(List<Secret> secrets, List<Token> tokens, List<Given> given) {
    public static final int MOST = 2;
    public static final PostbackCredentials NONE = new PostbackCredentials(List.of(), List.of(), List.of());

    public record Secret(SealedField sealed, Instant created) {}

    /// @param hash of `PostbackToken.hash`
    public record Token(String hash, Instant created) {}

    /// A `SenderSecret` as it is kept, sealed for the program as ours are.
    /// @param created another one for each secret of one sender
    public record Given(Sender sender, SealedField sealed, Instant created) {}

    public PostbackCredentials {
        secrets = List.copyOf(secrets);
        tokens = List.copyOf(tokens);
        given = List.copyOf(given);
        if (secrets.size() > MOST || tokens.size() > MOST) {
            throw new IllegalArgumentException("secrets or tokens are more than " + MOST);
        }
        for (Sender sender : Sender.values()) {
            if (given.stream().filter(of -> of.sender() == sender).count() > MOST) {
                throw new IllegalArgumentException("given of " + sender.text() + " are more than " + MOST);
            }
        }
    }

    /// With a new secret; the one before stays valid, an older one leaves.
    public PostbackCredentials with(Secret secret) {
        return new PostbackCredentials(newest(secret, secrets), tokens, given);
    }

    public PostbackCredentials with(Token token) {
        return new PostbackCredentials(secrets, newest(token, tokens), given);
    }

    /// With a new secret of a sender.
    /// @throws IllegalArgumentException when it has two: a sender signs with either, and only the merchant
    ///     knows with which one no more
    public PostbackCredentials with(Given secret) {
        List<Given> all = new ArrayList<>();
        all.add(secret);
        all.addAll(given);
        return new PostbackCredentials(secrets, tokens, all);
    }

    /// Without the pair that was made then.
    public PostbackCredentials without(Instant created) {
        return new PostbackCredentials(
                secrets.stream().filter(of -> !of.created().equals(created)).toList(),
                tokens.stream().filter(of -> !of.created().equals(created)).toList(),
                given);
    }

    public PostbackCredentials without(Given secret) {
        return new PostbackCredentials(
                secrets,
                tokens,
                given.stream().filter(one -> !one.equals(secret)).toList());
    }

    /// Those of one sender, the newest first.
    public List<Given> of(Sender sender) {
        return given.stream().filter(one -> one.sender() == sender).toList();
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

    /// The end of a rotation: only the newest of each is valid. What senders gave stays: when one of them
    /// changes over is not ours to say.
    public PostbackCredentials newestOnly() {
        return new PostbackCredentials(
                secrets.stream().limit(1).toList(), tokens.stream().limit(1).toList(), given);
    }

    private static <T> List<T> newest(T one, List<T> others) {
        List<T> all = new ArrayList<>(MOST);
        all.add(one);
        others.stream().limit(MOST - 1).forEach(all::add);
        return all;
    }
}
