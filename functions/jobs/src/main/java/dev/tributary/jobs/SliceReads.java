package dev.tributary.jobs;

import dev.tributary.domain.click.Click;
import dev.tributary.domain.click.ClickChunks;
import dev.tributary.domain.click.ClickSpan.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Reads the clicks of many slices, some at a time: each is a query that mostly waits, and a busy day has
/// thousands. What is read goes to one thread, so that it needs no locks.
final class SliceReads {
    private static final int AT_ONCE = 16;

    private final ClickChunks chunks;

    SliceReads(ClickChunks chunks) {
        this.chunks = chunks;
    }

    /// @throws RuntimeException what the first slice failed with that cannot be read; then the others are
    ///     not read to their end
    void each(List<Slice> slices, Consumer<List<Click>> reader) {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int from = 0; from < slices.size(); from += AT_ONCE) {
                List<Callable<List<Click>>> some = new ArrayList<>();
                slices.subList(from, Math.min(from + AT_ONCE, slices.size()))
                        .forEach(slice -> some.add(() -> chunks.read(slice)));
                for (Future<List<Click>> read : threads.invokeAll(some)) {
                    reader.accept(read.get());
                }
            }
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("a slice was not read", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while slices were read", stopped);
        }
    }
}
