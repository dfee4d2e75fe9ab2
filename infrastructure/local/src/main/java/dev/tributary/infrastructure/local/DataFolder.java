package dev.tributary.infrastructure.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The folder that a machine keeps its data in, one machine at a time:
/// `lock`, `seeded`, `table/`, `queues/`, `secrets/`, `files/`, `mail/`.
final class DataFolder implements AutoCloseable {
    private final Path root;
    private final FileChannel lock;

    private DataFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /// @throws StartFailure when it is damaged, cannot be written, or another machine has it
    static DataFolder open(Path root) {
        try {
            directory(root);
            FileChannel channel =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new StartFailure("data folder " + root + " is in use by another running tributary");
            }
            return new DataFolder(root, channel);
        } catch (IOException e) {
            throw new StartFailure("data folder " + root + " cannot be used: " + e, e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static void directory(Path path) throws IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new StartFailure("data folder is damaged: " + path + " is a file, not a folder");
        }
        Files.createDirectories(path);
    }

    /// A folder inside, made when absent.
    Path folder(String name) {
        try {
            directory(root.resolve(name));
            return root.resolve(name);
        } catch (IOException e) {
            throw new StartFailure("data folder is damaged: " + e, e);
        }
    }

    boolean isSeeded() {
        return Files.exists(root.resolve("seeded"));
    }

    void markSeeded() throws IOException {
        Files.writeString(root.resolve("seeded"), "");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
