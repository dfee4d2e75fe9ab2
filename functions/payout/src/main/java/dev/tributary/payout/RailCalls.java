package dev.tributary.payout;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Calls of one rail over HTTP, each made once: whether it is made again is decided from the table. A redirect is
/// not followed, so that what opens the merchant's account goes to one address only. One per use: none stands in a
/// snapshot, and no connection outlives a frozen process.
final class RailCalls implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final long mostBytes;

    /// @param mostBytes of an answer: a longer one is none
    RailCalls(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /// What came, or why nothing did: `timeout`, `no_answer`, `interrupted`. Then the rail may have done it, or not.
    sealed interface Reply {
        record Came(int status, byte[] body) implements Reply {}

        record Nothing(String why) implements Reply {}
    }

    /// @param within the whole answer with its body is there
    Reply call(HttpRequest.Builder request, Duration within) {
        if (!within.isPositive()) {
            return new Reply.Nothing("timeout");
        }
        CompletableFuture<HttpResponse<byte[]>> call = client.sendAsync(
                request.timeout(within).build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), mostBytes));
        try {
            HttpResponse<byte[]> response = call.get(within.toNanos(), TimeUnit.NANOSECONDS);
            return new Reply.Came(response.statusCode(), response.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Reply.Nothing("interrupted");
        } catch (TimeoutException silent) {
            return new Reply.Nothing("timeout");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof java.net.http.HttpTimeoutException) {
                return new Reply.Nothing("timeout");
            }
            if (failed.getCause() instanceof IOException) {
                return new Reply.Nothing("no_answer");
            }
            throw new IllegalStateException("a call of the rail cannot be made", failed);
        } finally {
            call.cancel(true);
        }
    }

    /// Where a rail is: over TLS, or a test's own server.
    /// @param variable that names it
    /// @throws IllegalStateException for an address that is none
    static URI address(String variable, String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalStateException(variable + " is no address", malformed);
        }
        boolean tls = "https".equals(uri.getScheme()) && uri.getHost() != null;
        boolean own = "http".equals(uri.getScheme()) && "127.0.0.1".equals(uri.getHost());
        if (!tls && !own) {
            throw new IllegalStateException(variable + " is no https address");
        }
        return uri;
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
