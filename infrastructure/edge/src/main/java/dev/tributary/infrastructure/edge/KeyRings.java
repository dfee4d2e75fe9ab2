package dev.tributary.infrastructure.edge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.domain.token.KeyRing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The platform's key ring, from the one secret that the template makes:
/// ```json
/// {"first":"<64 random characters>","keys":[{"kid":1,"key":"...","signs_from":"2027-01-01T00:00:00Z"}]}
/// ```
/// `first` is kid 0, made at deployment; a rotation adds to `keys`. Read at the first request after
/// a restore, kept for 5 minutes, and served stale while the secret cannot be read.
public final class KeyRings {
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);
    private static final JsonFactory JSON = new JsonFactory();

    private final SignedCalls calls;
    private final String secretId;
    private final Clock clock;
    private volatile @Nullable Read last;

    private record Read(KeyRing ring, Instant askAgainAt) {}

    public KeyRings(SignedCalls calls, Environment environment) {
        this.calls = calls;
        this.secretId = environment.variable("KEY_RING_SECRET");
        this.clock = environment.clock();
    }

    /// @throws IOException when the secret has never been read and cannot be read now
    public KeyRing ring() throws IOException {
        Instant now = clock.instant();
        Read read = last;
        return read != null && now.isBefore(read.askAgainAt) ? read.ring : refresh(now);
    }

    private synchronized KeyRing refresh(Instant now) throws IOException {
        Read read = last;
        if (read != null && now.isBefore(read.askAgainAt)) {
            return read.ring;
        }
        try {
            KeyRing ring = parse(secret());
            last = new Read(ring, now.plus(FRESH));
            return ring;
        } catch (IOException failed) {
            if (read == null) {
                throw failed;
            }
            last = new Read(read.ring, now.plus(PAUSE_AFTER_FAILURE));
            return read.ring;
        }
    }

    private String secret() throws IOException {
        String request = "{\"SecretId\":" + Json.quote(secretId) + "}";
        byte[] answer = calls.call(SignedCalls.Service.SECRETS_MANAGER, "secretsmanager.GetSecretValue", request);
        try (JsonParser json = JSON.createParser(answer)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals("SecretString")) {
                    return json.getText();
                }
                json.skipChildren();
            }
        }
        throw new IOException("secret of the key ring holds no text");
    }

    /// The ring of a secret's text.
    /// @throws IOException when the text is not of the shape above; it never repeats the text
    static KeyRing parse(String secret) throws IOException {
        List<KeyRing.Key> keys = new ArrayList<>();
        try (JsonParser json = JSON.createParser(secret)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "first" -> keys.add(key(0, json.getText(), Instant.EPOCH));
                    case "keys" -> {
                        while (json.nextToken() == JsonToken.START_OBJECT) {
                            keys.add(key(json));
                        }
                    }
                    default -> json.skipChildren();
                }
            }
            return new KeyRing(keys);
        } catch (IOException | RuntimeException malformed) {
            throw new IOException("secret of the key ring is malformed");
        }
    }

    private static KeyRing.Key key(JsonParser json) throws IOException {
        int kid = -1;
        Optional<String> secret = Optional.empty();
        Optional<Instant> signsFrom = Optional.empty();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "kid" -> kid = json.getIntValue();
                case "key" -> secret = Optional.of(json.getText());
                case "signs_from" -> signsFrom = Optional.of(Instant.parse(json.getText()));
                default -> json.skipChildren();
            }
        }
        return key(kid, secret.orElseThrow(), signsFrom.orElseThrow());
    }

    private static KeyRing.Key key(int kid, String secret, Instant signsFrom) {
        return new KeyRing.Key(kid, secret.getBytes(StandardCharsets.UTF_8), signsFrom);
    }
}
