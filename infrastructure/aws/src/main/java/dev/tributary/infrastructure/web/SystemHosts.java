package dev.tributary.infrastructure.web;

import dev.tributary.domain.notice.HostAddresses;
import dev.tributary.infrastructure.edge.Environment;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Names as this machine's resolver knows them.
public final class SystemHosts implements HostAddresses {
    /// Set by the local machine alone: template.yaml has no such variable, and so no function in the cloud.
    private static final String OWN = "TRIBUTARY_CALLS_ITSELF";

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    /// Whether this machine's own addresses may be called.
    public static boolean own(Environment environment) {
        return environment.optional(OWN).isPresent();
    }

    /// A resolver that says nothing for long knows no such name.
    @Override
    public List<byte[]> of(String host) {
        FutureTask<List<byte[]>> asked = new FutureTask<>(() -> Arrays.stream(InetAddress.getAllByName(host))
                .map(InetAddress::getAddress)
                .toList());
        Thread.ofVirtual().start(asked);
        try {
            return asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException unknown) {
            return List.of();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
