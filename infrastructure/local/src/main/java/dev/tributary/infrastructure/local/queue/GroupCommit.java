package dev.tributary.infrastructure.local.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

/// Confirms sends after they are on the disk. While one force of the file runs, further sends come
/// in and wait for the next, so that many share the cost of one. A force that fails confirms
/// nothing: those who sent hear of no success.
final class GroupCommit implements AutoCloseable {
    private static final Runnable END = () -> {};

    private final Journal journal;
    private final LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    // Never interrupted: that would close the file under the others.
    private final Thread thread = Thread.ofPlatform().name("journal").daemon().start(this::run);

    GroupCommit(Journal journal) {
        this.journal = journal;
    }

    /// @param confirm is called, by another thread, when all that was appended until now is on the disk
    void afterForce(Runnable confirm) {
        waiting.add(confirm);
    }

    private void run() {
        boolean ended = false;
        while (!ended) {
            List<Runnable> group = new ArrayList<>();
            try {
                group.add(waiting.take());
            } catch (InterruptedException notOurs) {
                return;
            }
            waiting.drainTo(group);
            ended = group.contains(END);
            try {
                journal.force();
            } catch (RuntimeException failed) {
                System.err.println("sends are not confirmed: " + failed);
                continue;
            }
            group.forEach(Runnable::run);
        }
    }

    /// Confirms what waits, and ends.
    @Override
    public void close() {
        waiting.add(END);
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
