package dev.tributary.infrastructure.local.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;

/// What the tests of this build left out for want of something that is absent. It outlives the JVM
/// that left it out, since the line that names it comes from the last one.
public final class LeftOut {
    private static final Path FILE = Path.of("target/left-out");

    private LeftOut() {}

    /// Goes on where all of these programs are installed; else the test ends here, and is named. With CI=true it
    /// fails.
    /// @param what is left out: `the README's tour`
    public static void unlessInstalled(String what, String... programs) {
        for (String program : programs) {
            if (find(program).isEmpty()) {
                String message = what + ": " + program + " is not installed";
                System.out.println("Left out: " + message);
                assertThat(System.getenv("CI")).as(message).isNotEqualTo("true");
                note(message);
                Assumptions.abort(message);
            }
        }
    }

    /// Where a program stands that the path finds.
    public static Optional<Path> find(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// @param what for example `the README's tour: jq is not installed`
    static void note(String what) {
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
