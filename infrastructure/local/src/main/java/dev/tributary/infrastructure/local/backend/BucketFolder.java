package dev.tributary.infrastructure.local.backend;

import dev.tributary.infrastructure.local.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The buckets of the template as folders, an object as a plain file: `files/{bucket}/payouts/run_1-1.csv`.
/// A file appears whole and under its name at once, and stays through a loss of power.
final class BucketFolder implements AutoCloseable {
    /// A key whose segments are names of files that nobody hides; drafts lie beside the buckets, dotted.
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*");
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,62}");
    private static final int LONGEST_KEY = 1024;
    private static final String DRAFTS = ".drafts";

    private final Path root;
    private final boolean temporary;
    private long drafts;

    private BucketFolder(Path root, boolean temporary) {
        this.root = root;
        this.temporary = temporary;
    }

    /// @param folder empty takes a folder of the system's temporary ones, which goes when this closes
    /// @throws StartFailure when it cannot be written
    static BucketFolder open(Optional<Path> folder, List<String> buckets) {
        try {
            Path root = folder.isPresent() ? folder.get() : Files.createTempDirectory("tributary-files-");
            BucketFolder opened = new BucketFolder(root.toAbsolutePath().normalize(), folder.isEmpty());
            // What a killed machine had not finished was never confirmed.
            delete(root.resolve(DRAFTS));
            Files.createDirectories(root.resolve(DRAFTS));
            for (String bucket : buckets) {
                if (!BUCKET.matcher(bucket).matches()) {
                    throw new StartFailure("bucket " + bucket + " of the template has a name that S3 does not allow");
                }
                Files.createDirectories(root.resolve(bucket));
            }
            return opened;
        } catch (IOException e) {
            throw new StartFailure("the folder of files cannot be used: " + e, e);
        }
    }

    Path root() {
        return root;
    }

    static boolean isSound(String key) {
        return key.length() <= LONGEST_KEY && KEY.matcher(key).matches();
    }

    /// The object's file; empty where there is none.
    Optional<Path> find(String bucket, String key) {
        Path file = root.resolve(bucket).resolve(key);
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Optional.of(file) : Optional.empty();
    }

    /// Those that begin with a prefix and come after another one, in order.
    List<String> keys(String bucket, String prefix, String after, int most) throws IOException {
        Path folder = root.resolve(bucket);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(key -> key.startsWith(prefix) && key.compareTo(after) > 0)
                    .sorted()
                    .limit(most)
                    .toList();
        }
    }

    enum Stored {
        WRITTEN,
        TAKEN,
        /// A folder bears the name, or a file the name of a folder above: S3 could hold both, this cannot.
        NO_FILE
    }

    /// @param onlyNew leaves what is there
    Stored put(String bucket, String key, byte[] bytes, boolean onlyNew) throws IOException {
        Path draft = draft();
        try {
            write(draft, bytes);
            return place(draft, root.resolve(bucket), key, onlyNew);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private synchronized Path draft() {
        return root.resolve(DRAFTS).resolve(String.valueOf(drafts++));
    }

    /// One at a time: looking and moving are two steps.
    private synchronized Stored place(Path draft, Path bucket, String key, boolean onlyNew) throws IOException {
        Path file = bucket.resolve(key);
        List<Path> folders = foldersOf(bucket, key);
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                || folders.stream().anyMatch(folder -> isNoFolder(folder))) {
            return Stored.NO_FILE;
        }
        if (onlyNew && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Stored.TAKEN;
        }
        Files.createDirectories(folders.getFirst());
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        for (Path folder : folders) {
            forceFolder(folder);
        }
        return Stored.WRITTEN;
    }

    /// The folders that the key goes through, the innermost first.
    private static List<Path> foldersOf(Path bucket, String key) {
        List<Path> folders = new ArrayList<>();
        for (int slash = key.lastIndexOf('/'); slash > 0; slash = key.lastIndexOf('/', slash - 1)) {
            folders.add(bucket.resolve(key.substring(0, slash)));
        }
        folders.add(bucket);
        return folders;
    }

    private static boolean isNoFolder(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(path);
    }

    private static void write(Path draft, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    /// A name is on disk when its folder is. Windows opens no folder, and needs none of this.
    private static void forceFolder(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void close() {
        if (temporary) {
            try {
                delete(root);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
