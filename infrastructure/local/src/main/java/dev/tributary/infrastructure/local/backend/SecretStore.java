package dev.tributary.infrastructure.local.backend;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.infrastructure.local.StartFailure;
import dev.tributary.infrastructure.local.template.Template;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Secrets and parameters: a file each in the data folder, or in memory. A generated secret is made
/// once; what an operator has put stays over restarts.
final class SecretStore {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private final Optional<Path> folder;
    private final Map<String, String> values = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    SecretStore(Optional<Path> folder) {
        this.folder = folder;
    }

    Optional<String> get(String kind, String name) {
        return Optional.ofNullable(values.get(kind + "/" + name));
    }

    synchronized void put(String kind, String name, String value) {
        if (folder.isPresent()) {
            write(file(folder.get(), kind, name), value);
        }
        values.put(kind + "/" + name, value);
    }

    void prepare(Template.Secret secret) {
        if (!load("secret", secret.name())) {
            String value = secret.given()
                    .or(() -> secret.generated().map(this::generate))
                    .orElseThrow(() -> new StartFailure("secret " + secret.id() + " has no value in the template"));
            put("secret", secret.name(), value);
        }
    }

    void prepare(Template.Parameter parameter) {
        if (!load("parameter", parameter.name())) {
            put("parameter", parameter.name(), parameter.value());
        }
    }

    private boolean load(String kind, String name) {
        if (folder.isEmpty()) {
            return false;
        }
        Path file = file(folder.get(), kind, name);
        if (!Files.exists(file)) {
            return false;
        }
        try {
            values.put(kind + "/" + name, Files.readString(file));
            return true;
        } catch (IOException e) {
            throw new StartFailure("data folder is damaged: " + file + ": " + e, e);
        }
    }

    private static Path file(Path folder, String kind, String name) {
        return folder.resolve(kind + "-" + name.replaceAll("[^A-Za-z0-9._-]", "_"));
    }

    private static void write(Path file, String value) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            // Synchronised: a switch that was set stays set.
            Files.writeString(
                    fresh, value, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StartFailure(file + " cannot be written: " + e, e);
        }
    }

    private String generate(Template.Generated wanted) {
        String letters = LETTERS + (wanted.space() ? " " : "");
        int[] allowed = letters.chars()
                .filter(letter -> wanted.excluded().indexOf(letter) < 0)
                .toArray();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < wanted.length(); i++) {
            text.append((char) allowed[random.nextInt(allowed.length)]);
        }
        if (wanted.template().isEmpty()) {
            return text.toString();
        }
        String key = wanted.key()
                .orElseThrow(() -> new StartFailure("SecretStringTemplate stands without GenerateStringKey"));
        try {
            return withField(wanted.template().get(), key, text.toString());
        } catch (IOException e) {
            throw new StartFailure("SecretStringTemplate is not a JSON object: " + e.getMessage(), e);
        }
    }

    private static String withField(String template, String key, String value) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonParser parser = JSON.createParser(template);
                JsonGenerator json = JSON.createGenerator(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it begins with something else");
            }
            json.writeStartObject();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                json.copyCurrentStructure(parser);
            }
            json.writeStringField(key, value);
            json.writeEndObject();
        }
        return text.toString();
    }
}
