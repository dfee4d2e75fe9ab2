package dev.tributary.infrastructure.local.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.payout.PayoutFiles;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.files.PayoutFilesContract;
import dev.tributary.infrastructure.files.S3PayoutFiles;
import dev.tributary.infrastructure.local.StartFailure;
import dev.tributary.infrastructure.local.template.Template;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The bucket of the local machine: through S3PayoutFiles, and call by call.
final class FilesServerTest extends PayoutFilesContract {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Template TEMPLATE = new Template(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(new Template.Bucket("Files", "a-bucket")));

    @TempDir
    Path temporary = Path.of("");

    private Optional<FilesServer> server = Optional.empty();
    private Optional<PayoutFiles> files = Optional.empty();

    @BeforeEach
    void start() {
        server = Optional.of(FilesServer.start(Optional.of(temporary), 0, TEMPLATE));
        files = Optional.of(new S3PayoutFiles(environment(server.get())));
    }

    @AfterEach
    void stop() {
        server.ifPresent(FilesServer::close);
    }

    @Override
    protected PayoutFiles files() {
        return files.orElseThrow();
    }

    @Override
    protected byte[] stored(String name) throws IOException {
        return Files.readAllBytes(temporary.resolve("a-bucket").resolve(name));
    }

    /// Rows in order of precedence. `there` stands in the bucket, and `folder/x` in a folder.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        GET    | /other-bucket/there        |                     | 404 | NoSuchBucket
        PUT    | /.drafts/0                 |                     | 404 | NoSuchBucket
        PUT    | /../x                      |                     | 404 | NoSuchBucket
        GET    | /a-bucket                  |                     | 501 | NotImplemented
        GET    | /a-bucket/there?acl        |                     | 501 | NotImplemented
        PUT    | /a-bucket/there?partNumber=1 |                   | 501 | NotImplemented
        PUT    | /a-bucket/                 |                     | 400 | InvalidURI
        PUT    | /a-bucket/%2e%2e/x         |                     | 400 | InvalidURI
        PUT    | /a-bucket/..%2fx           |                     | 400 | InvalidURI
        GET    | /a-bucket/.hidden          |                     | 400 | InvalidURI
        DELETE | /a-bucket/there            |                     | 501 | NotImplemented
        POST   | /a-bucket/there            |                     | 501 | NotImplemented
        GET    | /a-bucket/absent           |                     | 404 | NoSuchKey
        GET    | /a-bucket/folder           |                     | 404 | NoSuchKey
        PUT    | /a-bucket/new              | If-None-Match: "x"  | 501 | NotImplemented
        PUT    | /a-bucket/new              | If-Match: "x"       | 501 | NotImplemented
        PUT    | /a-bucket/new              | x-amz-copy-source: x | 501 | NotImplemented
        PUT    | /a-bucket/new              | x-amz-content-sha256: 00 | 400 | XAmzContentSHA256Mismatch
        PUT    | /a-bucket/new              | x-amz-decoded-content-length: 9 | 400 | IncompleteBody
        PUT    | /a-bucket/folder           |                     | 400 | InvalidURI
        PUT    | /a-bucket/there/x          |                     | 400 | InvalidURI
        PUT    | /a-bucket/there            | If-None-Match: *    | 412 | PreconditionFailed
        """)
    void whatS3WouldNotDo_isRefused_andChangesNothing(
            String method, String path, String header, int status, String code) throws Exception {
        call("PUT", "/a-bucket/there", null, "first");
        call("PUT", "/a-bucket/folder/x", null, "first");
        HttpResponse<String> answer = call(method, path, header, "second");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("<Error><Code>" + code + "</Code>");
        assertThat(kept()).containsExactly("a-bucket/folder/x first", "a-bucket/there first");
    }

    @Test
    void withoutACondition_theLastOneStays() throws Exception {
        assertThat(call("PUT", "/a-bucket/a/b?x-id=PutObject", null, "first").statusCode())
                .isEqualTo(200);
        assertThat(call("PUT", "/a-bucket/a/b", null, "second").statusCode()).isEqualTo(200);
        HttpResponse<String> got = call("GET", "/a-bucket/a/b?x-id=GetObject", null, "");
        assertThat(got.body()).isEqualTo("second");
        assertThat(got.headers().firstValue("etag")).hasValue("\"a9f0e61a137d86aa9db53465e0801612\"");
        assertThat(got.headers().firstValue("last-modified")).isPresent();
    }

    @Test
    void head_saysWhatIsThere_withoutABody() throws Exception {
        call("PUT", "/a-bucket/there", null, "first");
        HttpResponse<String> there = call("HEAD", "/a-bucket/there", null, "");
        assertThat(there.statusCode()).isEqualTo(200);
        assertThat(there.headers().firstValue("content-length")).hasValue("5");
        HttpResponse<String> absent = call("HEAD", "/a-bucket/absent", null, "");
        assertThat(absent.statusCode()).isEqualTo(404);
        assertThat(absent.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        5;chunk-signature=0~hello~0;chunk-signature=0~~        | 200 | hello
        2;x=0~he~3;x=0~llo~0;x=0~x-amz-checksum-crc32:NhC=~~   | 200 | hello
        0;x=0~~                                                | 200 |
        5~hello~0~~                                            | 200 | hello
        6;x=0~hello~0;x=0~~                                    | 400 |
        4;x=0~hello~0;x=0~~                                    | 400 |
        7fffffff;x=0~hello                                     | 400 |
        -1;x=0~hello~0;x=0~~                                   | 400 |
        five;x=0~hello~0;x=0~~                                 | 400 |
        5;x=0~hello~                                           | 400 |
        hello                                                  | 400 |
        """)
    void chunksOfTheSdk_areTakenApart(String body, int status, String stored) throws Exception {
        HttpResponse<String> answer = call(
                "PUT",
                "/a-bucket/chunked",
                "x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
                body.replace("~", "\r\n"));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(kept())
                .isEqualTo(status == 200 ? List.of("a-bucket/chunked " + (stored == null ? "" : stored)) : List.of());
    }

    @Test
    void filesAreKept_betweenStarts_andWhatWasNotFinishedGoes() throws Exception {
        call("PUT", "/a-bucket/payouts/1.csv", "If-None-Match: *", "kept");
        stop();
        Files.writeString(temporary.resolve(".drafts/77"), "of a machine that was killed");
        start();
        assertThat(call("PUT", "/a-bucket/payouts/1.csv", "If-None-Match: *", "other")
                        .statusCode())
                .isEqualTo(412);
        assertThat(kept()).containsExactly("a-bucket/payouts/1.csv kept");
    }

    @Test
    void inMemory_aFolderHoldsTheFilesWhileItRuns() throws Exception {
        Path folder;
        try (FilesServer passing = FilesServer.start(Optional.empty(), 0, TEMPLATE)) {
            folder = passing.folder();
            new S3PayoutFiles(environment(passing)).put("payouts/1.csv", new byte[] {'x'});
            assertThat(folder.resolve("a-bucket/payouts/1.csv")).hasContent("x");
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void takenPort_isNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> FilesServer.start(Optional.empty(), taken.getLocalPort(), TEMPLATE))
                    .isInstanceOf(StartFailure.class)
                    .hasMessage("port " + taken.getLocalPort() + " is taken: files cannot listen on it");
        }
    }

    private List<String> kept() throws IOException {
        try (Stream<Path> all = Files.walk(temporary)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> temporary.relativize(file).toString().replace('\\', '/') + " " + text(file))
                    .sorted()
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private HttpResponse<String> call(
            String method, String path, @org.jspecify.annotations.Nullable String header, String body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server.orElseThrow().url() + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (header != null) {
            request.header(header.substring(0, header.indexOf(": ")), header.substring(header.indexOf(": ") + 2));
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static Environment environment(FilesServer server) {
        return new Environment(
                Map.of(
                        "AWS_REGION", "eu-west-1",
                        "AWS_ACCESS_KEY_ID", "local",
                        "AWS_SECRET_ACCESS_KEY", "local",
                        "AWS_ENDPOINT_URL_S3", server.url(),
                        "PAYOUT_FILES_BUCKET", "a-bucket"),
                Clock.systemUTC());
    }
}
