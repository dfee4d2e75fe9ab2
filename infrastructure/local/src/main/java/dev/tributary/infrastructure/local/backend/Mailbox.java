package dev.tributary.infrastructure.local.backend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.infrastructure.local.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The mail that this machine would have sent, the newest first: `mail/000000000042.json` each in the
/// data folder, or in memory. It holds the last ones only.
public final class Mailbox {
    static final int KEPT = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Optional<Path> folder;
    private final Clock clock;
    private final List<Message> messages = new ArrayList<>();
    private long next = 1;

    /// @param to all addresses, with commas between them
    public record Message(long id, Instant at, String from, String to, String subject, String text, String html) {}

    private Mailbox(Optional<Path> folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /// @param folder empty keeps them in memory
    /// @throws StartFailure when the folder cannot be used, or a message in it cannot be read
    public static Mailbox open(Optional<Path> folder, Clock clock) {
        Mailbox box = new Mailbox(folder, clock);
        if (folder.isPresent()) {
            try (Stream<Path> files = Files.list(folder.get())) {
                for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                        .sorted(Comparator.naturalOrder())
                        .toList()) {
                    box.messages.add(read(file));
                }
            } catch (IOException | RuntimeException damaged) {
                throw new StartFailure("the mailbox in " + folder.get() + " cannot be read: " + damaged, damaged);
            }
            box.next = box.messages.isEmpty() ? 1 : box.messages.getLast().id + 1;
        }
        return box;
    }

    /// The newest first.
    public synchronized List<Message> messages() {
        return messages.reversed().stream().toList();
    }

    synchronized Message keep(String from, String to, String subject, String text, String html) throws IOException {
        Message message = new Message(next, clock.instant(), from, to, subject, text, html);
        if (folder.isPresent()) {
            Path draft = Files.createTempFile(folder.get(), "draft", ".tmp");
            Files.writeString(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node(message)));
            Files.move(draft, file(folder.get(), next), StandardCopyOption.ATOMIC_MOVE);
        }
        messages.add(message);
        next++;
        while (messages.size() > KEPT) {
            long gone = messages.removeFirst().id;
            if (folder.isPresent()) {
                Files.deleteIfExists(file(folder.get(), gone));
            }
        }
        return message;
    }

    private static Path file(Path folder, long id) {
        return folder.resolve(String.format(Locale.ROOT, "%012d.json", id));
    }

    static ObjectNode node(Message message) {
        return JSON.createObjectNode()
                .put("id", message.id)
                .put("at", message.at.toString())
                .put("from", message.from)
                .put("to", message.to)
                .put("subject", message.subject)
                .put("text", message.text)
                .put("html", message.html);
    }

    private static Message read(Path file) throws IOException {
        JsonNode node = JSON.readTree(file.toFile());
        return new Message(
                node.required("id").longValue(),
                Instant.parse(node.required("at").textValue()),
                node.required("from").textValue(),
                node.required("to").textValue(),
                node.required("subject").textValue(),
                node.required("text").textValue(),
                node.required("html").textValue());
    }
}
