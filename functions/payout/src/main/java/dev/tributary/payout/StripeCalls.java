package dev.tributary.payout;

import dev.tributary.domain.id.PayoutId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.function.BiFunction;

/// Stripe over HTTP.
final class StripeCalls implements Stripe {
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
        this.address = RailCalls.address("STRIPE_URL", address);
        this.answer = answer;
    }

    @Override
    public Desk open(String key) {
        RailCalls calls = new RailCalls(MOST_BYTES);
        return new Desk() {
            @Override
            public Answer transfer(PayoutId payout, String body) {
                return call(
                        request("/v1/transfers", key)
                                .header("Idempotency-Key", payout.toString())
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(body)),
                        StripeAnswers::ofTransfer);
            }

            @Override
            public Answer find(PayoutId payout) {
                return call(
                        request("/v1/transfers?limit=10&transfer_group=" + payout, key)
                                .GET(),
                        StripeAnswers::ofSearch);
            }

            private Answer call(HttpRequest.Builder request, BiFunction<Integer, byte[], Answer> reading) {
                return switch (calls.call(request, answer)) {
                    case RailCalls.Reply.Came(int status, byte[] body) -> reading.apply(status, body);
                    case RailCalls.Reply.Nothing(String why) -> new Answer.Unknown(why);
                };
            }

            @Override
            public void close() {
                calls.close();
            }
        };
    }

    private HttpRequest.Builder request(String path, String key) {
        return HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", "Bearer " + key)
                .header("Stripe-Version", VERSION);
    }
}
