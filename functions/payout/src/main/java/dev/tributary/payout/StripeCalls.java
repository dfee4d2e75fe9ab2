package dev.tributary.payout;

import dev.tributary.domain.id.PayoutId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;

/// Stripe over HTTP. A call is made once: whether it is made again is decided from the table. A redirect
/// is not followed, so that the merchant's key goes to one address only.
final class StripeCalls implements Stripe {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    /// The answer with its body; ends before the time that `Deadline` leaves.
    private static final Duration ANSWER = Duration.ofSeconds(8);
    private static final long MOST_BYTES = 1_000_000;
    /// The shapes that `StripeAnswers` reads, whatever the account's own version is.
    private static final String VERSION = "2024-06-20";

    private final URI address;
    private final Duration answer;

    /// @throws IllegalStateException for an address that is none
    StripeCalls(String address) {
        this(address, ANSWER);
    }

    /// @param answer within which the whole answer is there
    StripeCalls(String address, Duration answer) {
        this.address = uri(address);
        this.answer = answer;
    }

    @Override
    public Desk open(String key) {
        // One per use: none stands in a snapshot, and no connection outlives a frozen process.
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return new Desk() {
            @Override
            public Answer transfer(PayoutId payout, String body) {
                HttpRequest request = request("/v1/transfers", key)
                        .header("Idempotency-Key", payout.toString())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build();
                return call(client, request, StripeAnswers::ofTransfer);
            }

            @Override
            public Answer find(PayoutId payout) {
                HttpRequest request = request("/v1/transfers?limit=10&transfer_group=" + payout, key)
                        .GET()
                        .build();
                return call(client, request, StripeAnswers::ofSearch);
            }

            @Override
            public void close() {
                client.shutdownNow();
                client.close();
            }
        };
    }

    private HttpRequest.Builder request(String path, String key) {
        return HttpRequest.newBuilder(address.resolve(path))
                .timeout(answer)
                .header("Authorization", "Bearer " + key)
                .header("Stripe-Version", VERSION);
    }

    private Answer call(HttpClient client, HttpRequest request, BiFunction<Integer, byte[], Answer> reading) {
        CompletableFuture<HttpResponse<byte[]>> call =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            HttpResponse<byte[]> response = call.get(answer.toMillis(), TimeUnit.MILLISECONDS);
            return reading.apply(response.statusCode(), response.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Answer.Unknown("interrupted");
        } catch (TimeoutException silent) {
            return new Answer.Unknown("timeout");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof java.net.http.HttpTimeoutException) {
                return new Answer.Unknown("timeout");
            }
            if (failed.getCause() instanceof IOException) {
                return new Answer.Unknown("no_answer");
            }
            throw new IllegalStateException("a call of Stripe cannot be made", failed);
        } finally {
            call.cancel(true);
        }
    }

    private static URI uri(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalStateException("STRIPE_URL is no address", malformed);
        }
        boolean tls = "https".equals(uri.getScheme()) && uri.getHost() != null;
        boolean own = "http".equals(uri.getScheme()) && "127.0.0.1".equals(uri.getHost());
        if (!tls && !own) {
            throw new IllegalStateException("STRIPE_URL is no https address");
        }
        return uri;
    }
}
