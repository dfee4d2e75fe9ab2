package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.infrastructure.edge.Signatures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The proof of a statement, read by somebody who has docs/ledger.md, the answers of the API and the JDK, and none of
/// our classes.
class StatementProofTest {
    private static final ApiFixture API = ApiFixture.filled();
    private static final Sales SALES = new Sales(API);
    private static final Instant AT = Sales.CLICK.plusSeconds(600);
    private static final String BOOKS = "?program_id=prg_0000000000001&affiliate_id=aff_0000000000001";
    /// The head of a public key of Ed25519 (RFC 8410, 4), before its 32 bytes.
    private static final byte[] HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    static {
        SALES.byClick(1, 1, "A-1", AT, "126.00");
        SALES.byClick(1, 1, "A-2", AT.plusSeconds(60), "9.99");
        SALES.refund(1, "A-1", "R-1", Optional.of("63.00"));
    }

    private static String path() {
        return "/v1/statements/"
                + Json.texts(API.get("merchant 1", "/v1/statements" + BOOKS).getBody(), "month")
                        .getFirst();
    }

    private static JsonNode proof(String who) {
        APIGatewayV2HTTPResponse answer = API.get(who, path() + "/proof" + BOOKS);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
        return Json.tree(answer.getBody());
    }

    /// In pages of two.
    private static List<JsonNode> entries() {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = Json.tree(API.get("affiliate 1", path() + "/entries" + BOOKS + "&limit=2" + cursor)
                    .getBody());
            page.path("data").forEach(row -> all.add(row.path("entry")));
            cursor = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").asText();
        } while (!cursor.isEmpty());
        return all;
    }

    private static String key(String id) {
        return new Signatures()
                .published(API.ring).stream()
                        .filter(key -> key.keyId().equals(id))
                        .findFirst()
                        .orElseThrow()
                        .x();
    }

    @Test
    void proof_isTheSameToBoth_andVerifies() throws GeneralSecurityException {
        JsonNode proof = proof("affiliate 1");
        List<JsonNode> entries = entries();
        assertThat(entries).hasSize(3);
        assertThat(proof("merchant 1").path("content_hash")).isEqualTo(proof.path("content_hash"));
        assertThat(proof.path("opening").path("entries").asLong()).isZero();
        assertThat(proof.path("closing").path("entries").asLong()).isEqualTo(3);
        assertThat(proof.path("closing").path("last_hash").asText()).isEqualTo(sha256(text(entries.getLast())));
        assertThat(proof.path("closing").path("balances"))
                .isEqualTo(Json.tree(API.get("merchant 1", path() + BOOKS).getBody())
                        .path("closing"));

        String content = content(proof, entries);
        assertThat(sha256(content)).isEqualTo(proof.path("content_hash").asText());
        assertThat(verifies(
                        signed(proof),
                        proof.path("signature").asText(),
                        key(proof.path("key_id").asText())))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "a cent of an entry, content",
        "a missing entry,    content",
        "a closing balance,  content",
        "another time,       signature",
        "another content,    signature",
        "another key,        signature"
    })
    void alteredProof_doesNotVerify(String altered, String found) throws GeneralSecurityException {
        ObjectNode proof = (ObjectNode) proof("affiliate 1");
        List<JsonNode> entries = entries();
        String key = key(proof.path("key_id").asText());
        switch (altered) {
            case "a cent of an entry" ->
                ((ObjectNode) entries.getFirst().path("postings").path(0).path("amount")).put("amount", "12.61");
            case "a missing entry" -> entries.remove(1);
            case "a closing balance" ->
                ((ObjectNode) proof.path("closing").path("balances").path("pending")).put("amount", "1000.00");
            case "another time" -> proof.put("signed_at", "2026-12-31T00:00:00.000000Z");
            case "another content" -> proof.put("content_hash", "0".repeat(64));
            case "another key" ->
                key = key("receipt-" + proof.path("key_id").asText().replaceFirst(".*-", ""));
            default -> throw new IllegalArgumentException(altered);
        }

        if (found.equals("content")) {
            assertThat(sha256(content(proof, entries)))
                    .isNotEqualTo(proof.path("content_hash").asText());
        }
        assertThat(verifies(signed(proof), proof.path("signature").asText(), key))
                .isEqualTo(found.equals("content"));
    }

    /// The example of the document, by its own key.
    @Test
    void documentedExample_verifies() throws GeneralSecurityException, IOException {
        String signed = example("signed");
        assertThat(signed)
                .isEqualTo("tributary-statement-v1\n" + sha256(example("statement")) + "\n"
                        + signed.lines().toList().getLast() + "\n");
        List<String> lines = example("signature").lines().toList();
        assertThat(verifies(signed, lines.getFirst(), lines.getLast())).isTrue();
        assertThat(verifies(signed.replace("2026", "2027"), lines.getFirst(), lines.getLast()))
                .isFalse();
        String list = Stream.of(1, 2)
                .map(number -> number + " " + hashOfEntry(number) + "\n")
                .collect(Collectors.joining());
        assertThat(example("statement")).contains("\nentries 2 " + sha256(list) + "\n");
    }

    private static String hashOfEntry(int number) {
        try {
            return sha256(example("entry " + number));
        } catch (IOException | GeneralSecurityException failed) {
            throw new AssertionError(failed);
        }
    }

    private static String example(String name) throws IOException {
        Matcher block = Pattern.compile("```" + name + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../../docs/ledger.md")));
        assertThat(block.find()).as(name).isTrue();
        return block.group(1);
    }

    /// An entry, byte for byte.
    private static String text(JsonNode entry) {
        List<String> lines = new ArrayList<>(List.of("tributary entry 1"));
        lines.add(entry.path("program_id").asText());
        lines.add(entry.path("affiliate_id").asText());
        lines.add("EUR");
        lines.add(entry.path("sequence").asText());
        lines.add(entry.path("id").asText());
        lines.add(entry.path("kind").asText().toUpperCase(Locale.ROOT));
        lines.add(entry.path("occurred_at").asText());
        lines.add(entry.path("posted_at").asText());
        lines.add(entry.path("previous_hash").asText());
        for (JsonNode posting : entry.path("postings")) {
            lines.add(String.join(
                    " ",
                    posting.path("from").asText(),
                    posting.path("to").asText(),
                    minor(posting.path("amount")),
                    posting.path("commission_id").asText("-")));
        }
        for (JsonNode count : entry.path("counts")) {
            lines.add("count " + count.path("tally").asText() + " "
                    + count.path("change").asText());
        }
        assertThat(entry.path("rated")).isEmpty();
        return lines(lines);
    }

    private static String content(JsonNode proof, List<JsonNode> entries) throws GeneralSecurityException {
        StringBuilder list = new StringBuilder();
        for (JsonNode entry : entries) {
            list.append(entry.path("sequence").asText())
                    .append(' ')
                    .append(sha256(text(entry)))
                    .append('\n');
        }
        List<String> lines = new ArrayList<>(List.of("tributary statement 1"));
        for (String field : List.of("program_id", "affiliate_id", "currency", "month", "time_zone", "from", "to")) {
            lines.add(proof.path(field).asText());
        }
        lines.add(proof.path("final").asBoolean() ? "final" : "open");
        lines.add("opening " + point(proof.path("opening")));
        lines.add("entries " + entries.size() + " " + sha256(list.toString()));
        lines.add("closing " + point(proof.path("closing")));
        return lines(lines);
    }

    private static String point(JsonNode point) {
        return Stream.concat(
                        Stream.of("entries", "last_sequence", "last_hash")
                                .map(field -> point.path(field).asText()),
                        Stream.of("pending", "held", "available", "in_flight", "receivable")
                                .map(balance -> minor(point.path("balances").path(balance))))
                .collect(Collectors.joining(" "));
    }

    private static String minor(JsonNode money) {
        return Long.toString(Long.parseLong(money.path("amount").asText().replace(".", "")));
    }

    private static String signed(JsonNode proof) {
        return lines(List.of(
                "tributary-statement-v1",
                proof.path("content_hash").asText(),
                proof.path("signed_at").asText()));
    }

    private static String lines(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static String sha256(String text) throws GeneralSecurityException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean verifies(String text, String signature, String x) throws GeneralSecurityException {
        byte[] bytes = new byte[HEAD.length + 32];
        System.arraycopy(HEAD, 0, bytes, 0, HEAD.length);
        System.arraycopy(Base64.getUrlDecoder().decode(x), 0, bytes, HEAD.length, 32);
        PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(bytes));
        Signature verification = Signature.getInstance("Ed25519");
        verification.initVerify(key);
        verification.update(text.getBytes(StandardCharsets.UTF_8));
        return verification.verify(Base64.getUrlDecoder().decode(signature));
    }
}
