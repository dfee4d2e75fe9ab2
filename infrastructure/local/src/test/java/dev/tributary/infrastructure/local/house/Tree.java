package dev.tributary.infrastructure.local.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The project's files as a fresh clone holds them: without what .gitignore names.
final class Tree {
    private static final Set<String> IGNORED = Set.of(".git", "target", ".tributary", ".idea", ".vscode", ".DS_Store");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    static final Path ROOT = root();

    private Tree() {}

    static boolean ignored(Path path) {
        String name = path.getFileName().toString();
        return IGNORED.contains(name) || name.endsWith(".iml");
    }

    /// All files below the folder, in order; none where the folder does not exist.
    static List<Path> files(Path folder) {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try {
                Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                        return ignored(path) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                        if (!ignored(path)) {
                            files.add(path);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files.stream().sorted().toList();
    }

    static List<Path> files(Path folder, String ending) {
        return files(folder).stream()
                .filter(file -> file.toString().endsWith(ending))
                .toList();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read as text", e);
        }
    }

    /// Folders of the modules, as the root pom lists them, for example `functions/click`.
    static List<String> modules() {
        return MODULE.matcher(text(ROOT.resolve("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    static String name(Path file) {
        return ROOT.relativize(file).toString();
    }

    /// The tests of this module start in its folder, two below the root.
    private static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("functions")) && Files.isDirectory(folder.resolve("infrastructure"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no folder above this one holds functions and infrastructure");
    }
}
