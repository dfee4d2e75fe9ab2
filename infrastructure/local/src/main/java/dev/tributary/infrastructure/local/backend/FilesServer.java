package dev.tributary.infrastructure.local.backend;

import dev.tributary.infrastructure.local.StartFailure;
import dev.tributary.infrastructure.local.template.Template;
import io.helidon.common.uri.UriQuery;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// S3 as far as the platform and an operator's `aws s3 cp` call it, path-style: PutObject (with
/// `If-None-Match: *`), GetObject, HeadObject, ListObjectsV2 by prefix and start-after. Every other
/// call is refused as not implemented, so that nothing is taken for done. No signature is checked.
public final class FilesServer implements AutoCloseable {
    private static final int LARGEST = 64 * 1024 * 1024;
    /// As S3 lists them in a page.
    private static final int MOST_KEYS = 1_000;
    private static final Set<String> LIST_PARAMETERS = Set.of("list-type", "prefix", "start-after");
    private static final HeaderName CONTENT_SHA256 = HeaderNames.create("x-amz-content-sha256");
    private static final HeaderName DECODED_LENGTH = HeaderNames.create("x-amz-decoded-content-length");
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    /// What S3 answers with; errors carry a code.
    private sealed interface Answer {
        record Found(byte[] bytes, Instant modified) implements Answer {}

        record Written(byte[] bytes) implements Answer {}

        record Listed(byte[] xml) implements Answer {}

        record Refused(int status, String code, String message) implements Answer {}
    }

    /// A call that cannot be read; its message is the answer.
    private static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Answer.Refused answer;

        RefusedException(int status, String code, String message) {
            super(message);
            this.answer = new Answer.Refused(status, code, message);
        }
    }

    private final BucketFolder folder;
    private final Set<String> buckets;
    private final WebServer server;

    private FilesServer(BucketFolder folder, Set<String> buckets, int port) {
        this.folder = folder;
        this.buckets = buckets;
        this.server = WebServer.builder()
                .host("127.0.0.1")
                .port(port)
                .shutdownHook(false)
                .routing(routing -> routing.any(this::serve))
                .build();
    }

    /// @param folder where the files lie; empty takes a temporary folder, deleted at the end
    /// @param port 0 takes any
    public static FilesServer start(Optional<Path> folder, int port, Template template) {
        Set<String> buckets =
                template.buckets().stream().map(Template.Bucket::name).collect(Collectors.toSet());
        FilesServer files = new FilesServer(
                BucketFolder.open(folder, buckets.stream().sorted().toList()), buckets, port);
        // Helidon logs a taken port and returns.
        files.server.start();
        if (!files.server.isRunning()) {
            files.folder.close();
            throw new StartFailure("port " + port + " is taken: files cannot listen on it");
        }
        return files;
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /// Where the buckets' folders stand.
    public Path folder() {
        return folder.root();
    }

    private void serve(ServerRequest request, ServerResponse response) {
        boolean head = request.prologue().method().text().equals("HEAD");
        switch (answer(request)) {
            case Answer.Found found -> {
                response.header(HeaderNames.ETAG, etag(found.bytes));
                response.header(HeaderNames.LAST_MODIFIED, HTTP_DATE.format(found.modified.atOffset(ZoneOffset.UTC)));
                response.header(HeaderNames.CONTENT_TYPE, "application/octet-stream");
                if (head) {
                    response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(found.bytes.length));
                    response.send();
                } else {
                    response.send(found.bytes);
                }
            }
            case Answer.Written written -> {
                response.header(HeaderNames.ETAG, etag(written.bytes));
                response.send();
            }
            case Answer.Listed listed -> {
                response.header(HeaderNames.CONTENT_TYPE, "application/xml");
                response.send(listed.xml);
            }
            case Answer.Refused refused -> {
                response.status(Status.create(refused.status));
                if (head) {
                    response.send();
                } else {
                    response.header(HeaderNames.CONTENT_TYPE, "application/xml");
                    response.send(xml(refused));
                }
            }
        }
    }

    private Answer answer(ServerRequest request) {
        try {
            HttpPrologue prologue = request.prologue();
            String[] path = prologue.uriPath().rawPath().substring(1).split("/", 2);
            if (!buckets.contains(path[0])) {
                return new Answer.Refused(404, "NoSuchBucket", "the template has no such bucket");
            }
            if (path.length == 2
                    && path[1].isEmpty()
                    && prologue.method().text().equals("GET")
                    && prologue.query().first("list-type").orElse("").equals("2")) {
                return list(path[0], prologue.query());
            }
            // SDKs repeat the operation's name; every other parameter asks for something else than the object.
            if (path.length < 2
                    || prologue.hasQuery() && !prologue.query().rawValue().startsWith("x-id=")) {
                return new Answer.Refused(501, "NotImplemented", "only objects are put, got and headed here");
            }
            String key = path[1];
            if (!BucketFolder.isSound(key)) {
                return new Answer.Refused(400, "InvalidURI", "a key here is of letters, digits, _ - . and /");
            }
            return switch (prologue.method().text()) {
                case "PUT" -> put(request, path[0], key);
                case "GET", "HEAD" -> get(path[0], key);
                default -> new Answer.Refused(501, "NotImplemented", "only objects are put, got and headed here");
            };
        } catch (RefusedException refused) {
            return refused.answer;
        } catch (IOException e) {
            return new Answer.Refused(500, "InternalError", "the folder of files failed: " + e);
        }
    }

    private Answer get(String bucket, String key) throws IOException {
        Optional<Path> file = folder.find(bucket, key);
        if (file.isEmpty()) {
            return new Answer.Refused(404, "NoSuchKey", "there is no such object");
        }
        return new Answer.Found(
                Files.readAllBytes(file.get()),
                Files.getLastModifiedTime(file.get()).toInstant());
    }

    private Answer list(String bucket, UriQuery query) throws IOException {
        if (!LIST_PARAMETERS.containsAll(query.names())) {
            return new Answer.Refused(501, "NotImplemented", "objects are listed by prefix and start-after only");
        }
        List<String> keys = folder.keys(
                bucket,
                query.first("prefix").orElse(""),
                query.first("start-after").orElse(""),
                MOST_KEYS + 1);
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><IsTruncated>")
                .append(keys.size() > MOST_KEYS)
                .append("</IsTruncated>");
        // Keys here need no escape.
        keys.stream()
                .limit(MOST_KEYS)
                .forEach(key -> xml.append("<Contents><Key>").append(key).append("</Key></Contents>"));
        return new Answer.Listed(xml.append("</ListBucketResult>").toString().getBytes(StandardCharsets.UTF_8));
    }

    private Answer put(ServerRequest request, String bucket, String key) throws IOException, RefusedException {
        Optional<String> condition = request.headers().first(HeaderNames.IF_NONE_MATCH);
        if (condition.isPresent() && !condition.get().equals("*")
                || request.headers().contains(HeaderNames.IF_MATCH)
                || request.headers().contains(HeaderNames.create("x-amz-copy-source"))) {
            return new Answer.Refused(501, "NotImplemented", "the only condition here is If-None-Match: *");
        }
        byte[] bytes = body(request);
        return switch (folder.put(bucket, key, bytes, condition.isPresent())) {
            case WRITTEN -> new Answer.Written(bytes);
            case TAKEN ->
                new Answer.Refused(412, "PreconditionFailed", "At least one of the pre-conditions did not hold");
            case NO_FILE -> new Answer.Refused(400, "InvalidURI", "a folder and a file cannot share a name here");
        };
    }

    /// The body as it was meant: out of its chunks, whole, and with the hash that its signature covers.
    private static byte[] body(ServerRequest request) throws RefusedException {
        byte[] bytes = new byte[0];
        if (request.content().hasEntity()) {
            try (InputStream in = request.content().inputStream()) {
                bytes = in.readNBytes(LARGEST + 1);
            } catch (IOException e) {
                throw new RefusedException(400, "IncompleteBody", "the body ends early");
            }
        }
        if (bytes.length > LARGEST) {
            throw new RefusedException(400, "EntityTooLarge", "64 MB at most here");
        }
        String hash = request.headers().first(CONTENT_SHA256).orElse("UNSIGNED-PAYLOAD");
        if (hash.startsWith("STREAMING-")) {
            try {
                bytes = AwsChunks.decode(bytes);
            } catch (IOException e) {
                throw new RefusedException(400, "IncompleteBody", String.valueOf(e.getMessage()));
            }
        } else if (!hash.equals("UNSIGNED-PAYLOAD") && !hash.equals(hex("SHA-256", bytes))) {
            throw new RefusedException(400, "XAmzContentSHA256Mismatch", "the body is not the one that was signed");
        }
        String length = request.headers().first(DECODED_LENGTH).orElse(String.valueOf(bytes.length));
        if (!length.equals(String.valueOf(bytes.length))) {
            throw new RefusedException(400, "IncompleteBody", "the body is not as long as it says");
        }
        return bytes;
    }

    private static String etag(byte[] bytes) {
        return "\"" + hex("MD5", bytes) + "\"";
    }

    private static String hex(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK lacks " + algorithm, e);
        }
    }

    /// Our own sentences only, so nothing has to be escaped but what a failed file system says.
    private static byte[] xml(Answer.Refused refused) {
        String message = refused.message.replace("&", "&amp;").replace("<", "&lt;");
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + refused.code + "</Code><Message>"
                        + message + "</Message></Error>")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop();
        folder.close();
    }
}
