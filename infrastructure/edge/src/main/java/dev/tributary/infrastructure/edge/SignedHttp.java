package dev.tributary.infrastructure.edge;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/// Requests to AWS, with the SDK's own signer and HTTP client but without its service clients, whose class
/// loading is most of a cold start. Each is sent once; who may repeat it does.
public final class SignedHttp implements AutoCloseable {
    private static final String S3 = "s3";
    private static final int BACKOFF_MILLIS = 50;

    private final Environment environment;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final AwsCredentialsProvider credentials;
    private final SdkHttpClient http;

    /// @param connect how long a connection may take
    /// @param read how long the answer may keep silent
    public SignedHttp(Environment environment, Duration connect, Duration read) {
        this.environment = environment;
        this.credentials = Credentials.of(environment);
        this.http = UrlConnectionHttpClient.builder()
                .connectionTimeout(connect)
                .socketTimeout(read)
                .build();
    }

    /// What a service said, whether it is an error or not.
    public record Answer(SdkHttpResponse head, byte[] body) {
        public int status() {
            return head.statusCode();
        }
    }

    /// @param service its name in the signature: `sqs`
    /// @param longest how much of the answer's body is read
    /// @throws IOException when nothing was answered
    public Answer send(String service, SdkHttpFullRequest.Builder builder, Optional<byte[]> payload, int longest)
            throws IOException {
        Optional<ContentStreamProvider> content = payload.map(ContentStreamProvider::fromByteArray);
        content.ifPresent(builder::contentStreamProvider);
        SdkHttpFullRequest request = builder.build();
        AwsCredentials identity = credentials.resolveCredentials();
        SignedRequest signed = signer.sign(sign -> {
            sign.identity(identity)
                    .request(request)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, environment.region());
            if (service.equals(S3)) {
                // It signs the path as it is sent (SigV4, "Create a canonical request").
                sign.putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false);
            }
            content.ifPresent(sign::payload);
        });
        HttpExecuteRequest.Builder call = HttpExecuteRequest.builder().request(signed.request());
        content.ifPresent(body -> call.contentStreamProvider(signed.payload().orElse(body)));
        HttpExecuteResponse response = http.prepareRequest(call.build()).call();
        try (InputStream body =
                response.responseBody().isPresent() ? response.responseBody().get() : InputStream.nullInputStream()) {
            return new Answer(response.httpResponse(), body.readNBytes(longest));
        }
    }

    /// Before another try.
    /// @param attempt the number of the one that comes
    /// @throws IOException when this thread is to stop
    public static void pause(int attempt) throws IOException {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(BACKOFF_MILLIS << attempt));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted between two tries", stopped);
        }
    }

    /// What the hosts of a region end with.
    public static String hostSuffix(Environment environment) {
        return environment.region() + (environment.region().startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com");
    }

    @Override
    public void close() {
        http.close();
    }
}
