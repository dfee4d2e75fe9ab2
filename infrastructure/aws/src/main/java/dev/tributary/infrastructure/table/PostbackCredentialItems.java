package dev.tributary.infrastructure.table;

import dev.tributary.domain.postback.PostbackCredentials;
import dev.tributary.domain.postback.Sender;
import dev.tributary.domain.token.SealedField;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The item of a program's postback credentials, both directions.
/// ```
/// pk P#{program} | sk POSTBACK | version 2 | secrets [{sealed, created}] | tokens [{hash, created}]
///   | given [{sender, sealed, created}]
/// ```
/// `given` is absent where no sender gave a secret.
final class PostbackCredentialItems {
    private static final String CREATED = "created";
    private static final String SEALED = "sealed";
    private static final String SENDER = "sender";
    private static final String GIVEN = "given";

    private PostbackCredentialItems() {}

    static Map<String, Object> of(PostbackCredentials credentials) {
        Map<String, Object> item = new HashMap<>();
        item.put(
                "secrets",
                credentials.secrets().stream()
                        .map(secret -> Map.<String, Object>of(
                                SEALED,
                                secret.sealed().toString(),
                                CREATED,
                                secret.created().toString()))
                        .toList());
        item.put(
                "tokens",
                credentials.tokens().stream()
                        .map(token -> Map.<String, Object>of(
                                "hash", token.hash(), CREATED, token.created().toString()))
                        .toList());
        if (!credentials.given().isEmpty()) {
            item.put(
                    GIVEN,
                    credentials.given().stream()
                            .map(secret -> Map.<String, Object>of(
                                    SENDER,
                                    secret.sender().text(),
                                    SEALED,
                                    secret.sealed().toString(),
                                    CREATED,
                                    secret.created().toString()))
                            .toList());
        }
        return item;
    }

    static PostbackCredentials credentials(Map<String, Object> item) {
        return new PostbackCredentials(
                list(
                        item,
                        "secrets",
                        secret -> new PostbackCredentials.Secret(
                                SealedField.of(text(secret, SEALED)), Instant.parse(text(secret, CREATED)))),
                list(
                        item,
                        "tokens",
                        token -> new PostbackCredentials.Token(
                                text(token, "hash"), Instant.parse(text(token, CREATED)))),
                item.containsKey(GIVEN) ? list(item, GIVEN, PostbackCredentialItems::given) : List.of());
    }

    private static PostbackCredentials.Given given(Map<?, ?> secret) {
        String sender = text(secret, SENDER);
        return new PostbackCredentials.Given(
                Sender.parse(sender)
                        .orElseThrow(() -> new IllegalStateException("a stored secret is of no sender: " + sender)),
                SealedField.of(text(secret, SEALED)),
                Instant.parse(text(secret, CREATED)));
    }

    private static <T> List<T> list(Map<String, Object> item, String name, Function<Map<?, ?>, T> read) {
        return ((List<?>) ItemStore.required(item, name))
                .stream().map(inner -> read.apply((Map<?, ?>) inner)).toList();
    }

    private static String text(Map<?, ?> item, String name) {
        if (item.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalStateException("attribute " + name + " of a stored item is missing");
    }
}
