package dev.tributary.jobs;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Where the file of rates comes from: an address that the operator named, over TLS unless it is this
/// machine's own; or the sample that stands in our jar.
final class RatesAddress {
    static final String SAMPLE = "sample-rates.xml";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /// The answer with its body, well within the function's 30 s.
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private static final int OK = 200;

    private final Optional<URI> address;

    /// @throws IllegalStateException for an address that is none
    RatesAddress(Optional<String> address) {
        this.address = address.map(RatesAddress::uri);
    }

    boolean isSample() {
        return address.isEmpty();
    }

    /// @throws RatesRefusedException when there is no whole answer in time
    byte[] fetch() {
        return address.isEmpty() ? sample() : fetch(address.get());
    }

    static byte[] sample() {
        try (var stream = RatesAddress.class.getResourceAsStream(SAMPLE)) {
            if (stream == null) {
                throw new IllegalStateException(SAMPLE + " is missing");
            }
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw new IllegalStateException(SAMPLE + " cannot be read", unreadable);
        }
    }

    /// A client per call: it is made once an hour, and none stands in a snapshot.
    private static byte[] fetch(URI from) {
        HttpRequest request = HttpRequest.newBuilder(from).timeout(ANSWER).build();
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            CompletableFuture<HttpResponse<byte[]>> call = client.sendAsync(
                    request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), RatesDocument.MOST_BYTES));
            try {
                HttpResponse<byte[]> answer = call.get(ANSWER.toSeconds(), TimeUnit.SECONDS);
                if (answer.statusCode() != OK) {
                    throw new RatesRefusedException("the address of rates answers " + answer.statusCode());
                }
                return answer.body();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new RatesRefusedException("the address of rates was not waited for", stopped);
            } catch (ExecutionException | TimeoutException silent) {
                throw new RatesRefusedException("the address of rates gives no whole answer", silent);
            } finally {
                call.cancel(true);
                client.shutdownNow();
            }
        }
    }

    private static URI uri(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalStateException("RATES_URL is no address", malformed);
        }
        boolean tls = "https".equals(uri.getScheme()) && uri.getHost() != null;
        boolean own = "http".equals(uri.getScheme()) && "127.0.0.1".equals(uri.getHost());
        if (!tls && !own) {
            throw new IllegalStateException("RATES_URL is no https address");
        }
        return uri;
    }
}
