package dev.tributary.infrastructure.local;

import dev.tributary.infrastructure.local.backend.Expiry;
import dev.tributary.infrastructure.local.template.Template;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;

/// Looks for expired items each minute, and when the clock is set forward.
final class Sweeps implements AutoCloseable {
    private final Expiry expiry;
    private final List<Template.Table> tables;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("expiry").factory());

    Sweeps(Expiry expiry, List<Template.Table> tables) {
        this.expiry = expiry;
        this.tables = tables;
    }

    void start(MachineClock clock) {
        thread.scheduleWithFixedDelay(this::runQuietly, 60, 60, TimeUnit.SECONDS);
        clock.onForward(() -> {
            if (!thread.isShutdown()) {
                thread.execute(this::runQuietly);
            }
        });
    }

    int run() {
        return tables.stream().mapToInt(expiry::sweep).sum();
    }

    private void runQuietly() {
        try {
            run();
        } catch (SdkException e) {
            // The edge of this background work; the next sweep finds what this one left.
            System.err.println("the sweep of expired items failed: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
