package dev.tributary.infrastructure.local.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.TreeSet;

/// What the tests of this build left out for want of something that is absent. It outlives the JVM
/// that left it out, since the line that names it comes from the last one.
public final class LeftOut {
    private static final Path FILE = Path.of("target/left-out");

    private LeftOut() {}

    /// @param what for example `the README's tour: jq is not installed`
    public static void note(String what) {
        try {
            Files.createDirectories(Path.of("target"));
            Files.writeString(FILE, what + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Everything that was noted, once each; nothing is noted afterwards.
    static List<String> take() throws IOException {
        if (!Files.exists(FILE)) {
            return List.of();
        }
        List<String> lines = List.copyOf(new TreeSet<>(Files.readAllLines(FILE)));
        Files.delete(FILE);
        return lines;
    }
}
