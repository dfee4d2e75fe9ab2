package dev.tributary.infrastructure.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.payout.PayoutFiles;
import dev.tributary.domain.payout.PayoutFiles.Put;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.infrastructure.files.ScriptedServer.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// How calls of S3 bear a service that fails. That they agree with S3's own rules is shown by
/// PayoutFilesContract against the local machine's bucket.
class S3PayoutFilesTest {
    private static final String PUT = "PUT /files/a/b.csv if none match * ours";
    private static final String GET = "GET /files/a/b.csv";

    /// What S3 says, in turn; what comes of it; how often it was called.
    static Stream<Arguments> unavailable() {
        return Stream.of(
                Arguments.of(
                        "PutObject answered 409 ConditionalRequestConflict",
                        1,
                        replies(error(409, "ConditionalRequestConflict"))),
                Arguments.of("PutObject answered 403 AccessDenied", 1, replies(error(403, "AccessDenied"))),
                Arguments.of("PutObject answered 404 NoSuchBucket", 1, replies(error(404, "NoSuchBucket"))),
                Arguments.of("PutObject answered 307", 1, replies(new Reply(307, ""))),
                Arguments.of("S3 answered 503 SlowDown", 3, replies(error(503, "SlowDown"))),
                Arguments.of("S3 answered 500 InternalError", 3, replies(error(500, "InternalError"))),
                Arguments.of(
                        "the file was there and is gone",
                        2,
                        replies(error(412, "PreconditionFailed"), error(404, "NoSuchKey"))),
                Arguments.of(
                        "GetObject answered 403 AccessDenied",
                        2,
                        replies(error(412, "PreconditionFailed"), error(403, "AccessDenied"))),
                Arguments.of(
                        "S3 answered 500", 4, replies(error(412, "PreconditionFailed"), new Reply(500, "<html>"))));
    }

    @ParameterizedTest
    @MethodSource("unavailable")
    void whatIsNotKnown_isUnavailable(String cause, int calls, Reply[] replies) throws IOException {
        try (ScriptedServer s3 = new ScriptedServer(replies)) {
            assertThatThrownBy(() -> put(s3))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessage("bucket of payout files does not answer")
                    .cause()
                    .hasMessage(cause);
            assertThat(s3.calls()).hasSize(calls);
        }
    }

    @Test
    void noConnection_isUnavailable() throws IOException {
        ScriptedServer gone = new ScriptedServer(new Reply(200, ""));
        gone.close();
        assertThatThrownBy(() -> put(gone)).isInstanceOf(UnavailableException.class);
    }

    @Test
    void throttledTwice_isWrittenAtTheThird() throws IOException {
        try (ScriptedServer s3 =
                new ScriptedServer(error(503, "SlowDown"), error(429, "TooManyRequests"), new Reply(200, ""))) {
            assertThat(put(s3)).isEqualTo(new Put.Written());
            assertThat(s3.calls()).containsExactly(PUT, PUT, PUT);
        }
    }

    /// The first put has written, its reply was lost: the second finds its own file.
    @Test
    void aReplyLost_isAlreadyThere() throws IOException {
        try (ScriptedServer s3 = new ScriptedServer(
                error(500, "InternalError"), error(412, "PreconditionFailed"), new Reply(200, "ours"))) {
            assertThat(put(s3)).isEqualTo(new Put.AlreadyThere());
            assertThat(s3.calls()).containsExactly(PUT, PUT, GET);
        }
    }

    @Test
    void otherBytes_areDifferent() throws IOException {
        try (ScriptedServer s3 =
                new ScriptedServer(error(412, "PreconditionFailed"), new Reply(200, "ours, and more"))) {
            assertThat(put(s3)).isEqualTo(new Put.Different());
        }
    }

    @Test
    void bucketThatIsNotNamed_failsAtTheStart() throws IOException {
        try (ScriptedServer s3 = new ScriptedServer(new Reply(200, ""))) {
            assertThatThrownBy(() -> new S3PayoutFiles(s3.environment("PAYOUT_FILES_BUCKET", "")))
                    .hasMessage("environment variable PAYOUT_FILES_BUCKET is missing");
        }
    }

    private static Put put(ScriptedServer s3) {
        PayoutFiles files = new S3PayoutFiles(s3.environment("PAYOUT_FILES_BUCKET", "files"));
        return files.put("a/b.csv", "ours".getBytes(StandardCharsets.UTF_8));
    }

    private static Reply[] replies(Reply... replies) {
        return replies;
    }

    private static Reply error(int status, String code) {
        return new Reply(status, "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>x</Message></Error>");
    }
}
