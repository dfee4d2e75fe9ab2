package dev.tributary.infrastructure.local.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The files that were put for a rail, as an operator finds them: in the folder of the machine's bucket.
final class PayoutBucket {
    private static final String MANIFEST = ".sha256";

    private final Path folder;

    /// @param folder of all buckets
    PayoutBucket(Path folder) {
        this.folder = folder;
    }

    /// By their names in the bucket, without the manifests.
    Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (Path file : all()) {
            if (!file.toString().endsWith(MANIFEST)) {
                Path name = folder.relativize(file);
                files.put(name.subpath(1, name.getNameCount()).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private List<Path> all() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("payouts"))
                    .toList();
        }
    }
}
