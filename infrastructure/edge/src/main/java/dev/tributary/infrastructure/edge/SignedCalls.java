package dev.tributary.infrastructure.edge;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

/// Calls of AWS services in their JSON protocol (a POST with `X-Amz-Target`), without the SDK's clients. Four of them
/// are made so: GetItem, SendMessage, GetSecretValue, GetParameter.
///
/// A call is tried three times: after a failed connection or time-out, after a 5xx, after a
/// throttle. So each call made through here must bear to be made twice.
public final class SignedCalls implements AutoCloseable {
    /// A service's name for its endpoint and its signature, and its version of the protocol.
    public enum Service {
        DYNAMODB("dynamodb", "dynamodb", "application/x-amz-json-1.0"),
        SQS("sqs", "sqs", "application/x-amz-json-1.0"),
        SECRETS_MANAGER("secrets_manager", "secretsmanager", "application/x-amz-json-1.1"),
        SSM("ssm", "ssm", "application/x-amz-json-1.1");

        private final String id;
        private final String host;
        private final String mediaType;

        Service(String id, String host, String mediaType) {
            this.id = id;
            this.host = host;
            this.mediaType = mediaType;
        }
    }

    private static final int ATTEMPTS = 3;
    private static final Duration CONNECT = Duration.ofMillis(500);
    private static final Duration READ = Duration.ofMillis(1_500);

    private final Environment environment;
    private final SignedHttp http;

    public SignedCalls(Environment environment) {
        this.environment = environment;
        this.http = new SignedHttp(environment, CONNECT, READ);
    }

    /// The answer's body.
    /// @throws IOException when the service did not answer, or answered with an error
    public byte[] call(Service service, String target, String body) throws IOException {
        return call(service, target, body.getBytes(StandardCharsets.UTF_8));
    }

    /// The same, for a body that is bytes already.
    public byte[] call(Service service, String target, byte[] payload) throws IOException {
        Optional<IOException> last = Optional.empty();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (attempt > 1) {
                SignedHttp.pause(attempt);
            }
            try {
                Answer answer = send(service, target, payload);
                if (answer.status == 200) {
                    return answer.body;
                }
                String what = target + " answered " + answer.status + " " + errorType(answer.body);
                if (!answer.worthAnotherTry()) {
                    throw new RefusedException(what);
                }
                last = Optional.of(new IOException(what));
            } catch (RefusedException refused) {
                throw refused;
            } catch (IOException failed) {
                last = Optional.of(failed);
            }
        }
        throw last.orElseThrow();
    }

    /// The service has read the call and said no: another try says the same.
    public static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    private Answer send(Service service, String target, byte[] payload) throws IOException {
        SdkHttpFullRequest.Builder request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint(service))
                .putHeader("Content-Type", service.mediaType)
                .putHeader("X-Amz-Target", target)
                .putHeader("Content-Length", Integer.toString(payload.length));
        SignedHttp.Answer answer = http.send(service.host, request, Optional.of(payload), Integer.MAX_VALUE);
        return new Answer(answer.status(), answer.body());
    }

    private URI endpoint(Service service) {
        return environment
                .endpointOverride(service.id)
                .orElseGet(
                        () -> URI.create("https://" + service.host + "." + SignedHttp.hostSuffix(environment) + "/"));
    }

    /// The error's name only: a message could repeat what was sent.
    private static String errorType(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        int type = text.indexOf("__type");
        int open = text.indexOf('"', text.indexOf(':', Math.max(type, 0)));
        int close = text.indexOf('"', open + 1);
        return type < 0 || open < 0 || close < 0 ? "" : text.substring(open + 1, close);
    }

    private record Answer(int status, byte[] body) {
        boolean worthAnotherTry() {
            if (status >= 500 || status == 429) {
                return true;
            }
            String type = errorType(body);
            return type.contains("Throttl")
                    || type.contains("ProvisionedThroughputExceeded")
                    || type.contains("RequestLimitExceeded");
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
