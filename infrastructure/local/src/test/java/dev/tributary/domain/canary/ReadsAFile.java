package dev.tributary.domain.canary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Breaks a rule of its room, so that a test can see the rule fire: the domain knows no files.
public final class ReadsAFile {
    public static String read(Path path) throws IOException {
        return Files.readString(path);
    }
}
