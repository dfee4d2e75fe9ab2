package dev.tributary.infrastructure.local.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// demo.json: where the demo is and how to get in.
/// ```json
/// {"base_url":"http://127.0.0.1:3000",
///  "merchant":{"api_key":"trb_live_...","sign_in_url":"http://127.0.0.1:3000/sign-in?token=..."},
///
/// "affiliate":{"api_key":"trb_live_...","sign_in_url":"http://..."},"program_id":"prg_...","link_url":"http://127.0.0.1:3000/r/demo",
///  "postback":{"url":"http://127.0.0.1:3000/postbacks/prg_...","secret":"whsec_...","token":"pbt_..."}}
/// ```
/// The links sign the owners of the two in, once, within ten minutes of the start;
/// `./tributary sign-in-link` makes others. It appears whole or not at all, for its owner only. Fields that are not
/// named here stay.
public final class DemoFile {
    public static final String NAME = "demo.json";
    private static final String BASE_URL = "base_url";
    private static final String PROGRAM_ID = "program_id";
    private static final String LINK_URL = "link_url";
    private static final String API_KEY = "api_key";
    private static final String SIGN_IN_URL = "sign_in_url";
    private static final String POSTBACK = "postback";
    private static final String SECRET = "secret";
    private static final String TOKEN = "token";
    private static final ObjectMapper JSON = new ObjectMapper();

    /// What the file says; texts are empty and the rest absent where there is no such file.
    public record Values(
            String baseUrl,
            Optional<String> merchantKey,
            Optional<String> affiliateKey,
            String programId,
            String linkUrl,
            Optional<Postback> postback,
            Optional<SignInUrls> signInUrls) {
        @Override
        public String toString() {
            return "Values[" + baseUrl + ", " + programId + ", " + linkUrl + "]";
        }
    }

    /// Where postbacks go, and what proves them: there where the file has all three.
    public record Postback(String url, String secret, String token) {
        @Override
        public String toString() {
            return "Postback[" + url + "]";
        }
    }

    /// Of the merchant's owner and of the affiliate's: there where the file has both.
    public record SignInUrls(String merchant, String affiliate) {
        @Override
        public String toString() {
            return "SignInUrls[...]";
        }
    }

    private final Path folder;
    private final Path path;

    /// @param folder the data folder; made when absent
    public DemoFile(Path folder) {
        this.folder = folder;
        this.path = folder.resolve(NAME);
    }

    public Values read() {
        ObjectNode root = root();
        return new Values(
                root.path(BASE_URL).asText(""),
                key(root, "merchant"),
                key(root, "affiliate"),
                root.path(PROGRAM_ID).asText(""),
                root.path(LINK_URL).asText(""),
                postback(root.path(POSTBACK)),
                signInUrls(root));
    }

    private static Optional<Postback> postback(JsonNode node) {
        return node.path(SECRET).isTextual() && node.path(TOKEN).isTextual()
                ? Optional.of(new Postback(
                        node.path("url").asText(""),
                        node.path(SECRET).textValue(),
                        node.path(TOKEN).textValue()))
                : Optional.empty();
    }

    private static Optional<SignInUrls> signInUrls(JsonNode root) {
        String merchant = root.path("merchant").path(SIGN_IN_URL).asText("");
        String affiliate = root.path("affiliate").path(SIGN_IN_URL).asText("");
        return merchant.isEmpty() || affiliate.isEmpty()
                ? Optional.empty()
                : Optional.of(new SignInUrls(merchant, affiliate));
    }

    public void write(Values values) throws IOException {
        ObjectNode root = root();
        root.put(BASE_URL, values.baseUrl());
        values.merchantKey()
                .ifPresent(key -> root.withObject("/merchant", JsonNode.OverwriteMode.ALL, true)
                        .put(API_KEY, key));
        values.affiliateKey()
                .ifPresent(key -> root.withObject("/affiliate", JsonNode.OverwriteMode.ALL, true)
                        .put(API_KEY, key));
        values.signInUrls().ifPresent(urls -> {
            root.withObject("/merchant", JsonNode.OverwriteMode.ALL, true).put(SIGN_IN_URL, urls.merchant());
            root.withObject("/affiliate", JsonNode.OverwriteMode.ALL, true).put(SIGN_IN_URL, urls.affiliate());
        });
        root.put(PROGRAM_ID, values.programId());
        root.put(LINK_URL, values.linkUrl());
        values.postback()
                .ifPresent(postback -> root.withObject("/" + POSTBACK, JsonNode.OverwriteMode.ALL, true)
                        .put("url", postback.url())
                        .put(SECRET, postback.secret())
                        .put(TOKEN, postback.token()));
        byte[] text = (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n")
                .getBytes(StandardCharsets.UTF_8);
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, NAME, ".tmp", ownersOnly(folder));
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(text);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            move(draft);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void move(Path draft) throws IOException {
        try {
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("the data folder's file system cannot replace a file in one step", e);
        }
    }

    /// A damaged file is as good as none: nothing in it cannot be made again.
    private ObjectNode root() {
        try {
            return Files.exists(path) && JSON.readTree(path.toFile()) instanceof ObjectNode root
                    ? root
                    : JSON.createObjectNode();
        } catch (IOException damaged) {
            return JSON.createObjectNode();
        }
    }

    private static Optional<String> key(JsonNode root, String owner) {
        return Optional.ofNullable(root.path(owner).path(API_KEY).textValue());
    }

    private static FileAttribute<?>[] ownersOnly(Path folder) throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
