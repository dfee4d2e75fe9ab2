package dev.tributary.infrastructure.files;

import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.edge.SignedHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

/// PutObject, GetObject and ListObjectsV2 of one bucket, without the SDK's S3 client
/// (RATIONALE, "Why does no jar hold the S3 client?"). Keys are of letters that a path may hold
/// as they are. The signature covers the body's SHA-256, so S3 refuses a body that changed on its way.
///
/// A call is tried three times: after a failed connection or time-out, a 5xx, a throttle. So it bears to
/// be made twice, as a conditional put does: the second one says that the name is taken.
final class S3Bucket {
    private static final int ATTEMPTS = 3;
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration READ = Duration.ofSeconds(5);
    private static final int LONGEST_ERROR = 16 * 1024;
    /// A thousand keys with all that is said of each.
    private static final int LARGEST_LIST = 4 * 1024 * 1024;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z0-9.]{1,64})</Code>");

    private final Environment environment;
    private final String bucket;
    private final SignedHttp http;

    S3Bucket(Environment environment, String bucket) {
        this.environment = environment;
        this.bucket = bucket;
        this.http = new SignedHttp(environment, CONNECT, READ);
    }

    /// What S3 said. A body is the object's, or the error's XML.
    record Answer(int status, byte[] body) {
        boolean succeeded() {
            return status / 100 == 2;
        }

        /// The status with the error's code, `403 AccessDenied`; no message, which could repeat what was sent.
        String failure() {
            Matcher code = CODE.matcher(new String(body, StandardCharsets.UTF_8));
            return status + (code.find() ? " " + code.group(1) : "");
        }
    }

    /// Puts an object whose key nobody has; 412 where it is taken, 409 while another put is under way.
    Answer putNew(String key, byte[] bytes) throws IOException {
        SdkHttpFullRequest.Builder request = request(SdkHttpMethod.PUT, key)
                .putHeader("If-None-Match", "*")
                .putHeader("Content-Type", "application/octet-stream")
                .putHeader("Content-Length", Integer.toString(bytes.length));
        return call(request, Optional.of(bytes), LONGEST_ERROR);
    }

    /// @param atMost bytes of the object that are read
    Answer get(String key, int atMost) throws IOException {
        return call(request(SdkHttpMethod.GET, key), Optional.empty(), Math.max(atMost, LONGEST_ERROR));
    }

    /// One page of keys, as XML.
    /// @param after the last key of the page before; empty for the first
    Answer list(String prefix, String after) throws IOException {
        SdkHttpFullRequest.Builder request = request(SdkHttpMethod.GET, "")
                .putRawQueryParameter("list-type", "2")
                .putRawQueryParameter("prefix", prefix);
        if (!after.isEmpty()) {
            request.putRawQueryParameter("start-after", after);
        }
        return call(request, Optional.empty(), LARGEST_LIST);
    }

    private Answer call(SdkHttpFullRequest.Builder request, Optional<byte[]> payload, int atMost) throws IOException {
        Optional<IOException> last = Optional.empty();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (attempt > 1) {
                SignedHttp.pause(attempt);
            }
            try {
                SignedHttp.Answer sent = http.send("s3", request, payload, atMost);
                Answer answer = new Answer(sent.status(), sent.body());
                if (answer.status < 500 && answer.status != TOO_MANY_REQUESTS) {
                    return answer;
                }
                last = Optional.of(new IOException("S3 answered " + answer.failure()));
            } catch (IOException failed) {
                last = Optional.of(failed);
            }
        }
        throw last.orElseThrow();
    }

    private SdkHttpFullRequest.Builder request(SdkHttpMethod method, String key) {
        return SdkHttpFullRequest.builder().method(method).uri(address(key));
    }

    /// The bucket stands in the host, as S3 wants it; in the path at an endpoint of one's own, which has
    /// no host name per bucket.
    private URI address(String key) {
        Optional<URI> own = environment.endpointOverride("s3");
        if (own.isPresent()) {
            return URI.create(own.get().toString().replaceFirst("/$", "") + "/" + bucket + "/" + key);
        }
        return URI.create("https://" + bucket + ".s3." + SignedHttp.hostSuffix(environment) + "/" + key);
    }
}
