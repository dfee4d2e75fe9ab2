package dev.tributary.payout;

import dev.tributary.domain.payout.PayPalAccount.Credentials;
import dev.tributary.payout.PayPalAnswers.Page;
import dev.tributary.payout.RailCalls.Reply;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// PayPal over HTTP. Only a token that is not taken is asked for anew, once.
final class PayPalCalls implements PayPal {
    /// All that one question takes, tokens and pages with it; ends before the time that `Deadline`
    /// leaves.
    private static final Duration ANSWER = Duration.ofSeconds(9);
    private static final long MOST_BYTES = 2_000_000;
    /// As many as a batch has: so it is one page, unless PayPal makes smaller ones.
    private static final int PAGE_SIZE = 250;
    private static final int MOST_PAGES = 25;
    /// PayPal could not be asked for a token: nothing else was asked.
    static final String NO_TOKEN = "no_token";
    /// It does not take the app's id and secret.
    static final String CREDENTIALS_REFUSED = "credentials_refused";

    private final URI address;
    private final Duration answer;
    private final PayPalTokens tokens;

    /// @throws IllegalStateException for an address that is none
    PayPalCalls(String address, Clock clock) {
        this(address, ANSWER, clock);
    }

    /// @param answer within which the whole answer is there
    PayPalCalls(String address, Duration answer, Clock clock) {
        this.address = RailCalls.address("PAYPAL_URL", address);
        this.answer = answer;
        this.tokens = new PayPalTokens(clock);
    }

    @Override
    public Desk open(Credentials credentials) {
        RailCalls calls = new RailCalls(MOST_BYTES);
        return new Desk() {
            @Override
            public Answer send(String batch, byte[] body) {
                Wire wire = new Wire(calls, System.nanoTime() + answer.toNanos());
                Reply reply = wire.withToken(
                        credentials,
                        HttpRequest.newBuilder(address.resolve("/v1/payments/payouts"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofByteArray(body)));
                return switch (reply) {
                    case Reply.Came(int status, byte[] said) -> PayPalAnswers.ofBatch(batch, status, said);
                    // Without a token nothing was asked.
                    case Reply.Nothing(String why) -> wire.asked ? new Answer.Unknown(why) : new Answer.No(why, true);
                };
            }

            @Override
            public Look look(String id) {
                return pages(new Wire(calls, System.nanoTime() + answer.toNanos()), credentials, id);
            }

            @Override
            public void close() {
                calls.close();
            }
        };
    }

    private Look pages(Wire wire, Credentials credentials, String id) {
        List<Item> items = new ArrayList<>();
        for (int number = 1; number <= MOST_PAGES; number++) {
            String query = "?page=" + number + "&page_size=" + PAGE_SIZE + "&total_required=true";
            Reply reply = wire.withToken(
                    credentials,
                    HttpRequest.newBuilder(address.resolve("/v1/payments/payouts/" + id + query))
                            .GET());
            if (!(reply instanceof Reply.Came(int status, byte[] body))) {
                return new Look.Unknown(((Reply.Nothing) reply).why());
            }
            Optional<Page> page = status == 200 ? PayPalAnswers.page(body) : Optional.empty();
            if (page.isEmpty()) {
                return new Look.Unknown(status == 200 ? "unreadable_answer" : "http_" + status);
            }
            items.addAll(page.get().items());
            if (number >= page.get().pages()) {
                return items.size() < page.get().total()
                        ? new Look.Unknown("unreadable_answer")
                        : new Look.Found(
                                page.get().batch(),
                                page.get().status(),
                                page.get().fees(),
                                items);
            }
        }
        return new Look.Unknown("too_many_pages");
    }

    /// Calls that end together.
    private final class Wire {
        private final RailCalls calls;
        private final long end;
        /// Whether anything but a token was asked for.
        private boolean asked;
        private String withoutToken = NO_TOKEN;

        private Wire(RailCalls calls, long end) {
            this.calls = calls;
            this.end = end;
        }

        /// With the token that is kept; once more with a new one when it is not taken.
        private Reply withToken(Credentials credentials, HttpRequest.Builder request) {
            for (boolean kept : new boolean[] {true, false}) {
                Optional<String> known = kept ? tokens.kept(credentials) : Optional.empty();
                Optional<String> token = known.or(() -> newToken(credentials));
                if (token.isEmpty()) {
                    return new Reply.Nothing(withoutToken);
                }
                asked = true;
                Reply reply = call(request.setHeader("Authorization", "Bearer " + token.get()));
                boolean refused = reply instanceof Reply.Came(int status, byte[] _) && status == 401;
                if (refused) {
                    tokens.forget(credentials);
                }
                if (!refused || known.isEmpty()) {
                    return reply;
                }
                asked = false;
            }
            throw new IllegalStateException("a new token was not kept before");
        }

        private Optional<String> newToken(Credentials credentials) {
            HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve("/v1/oauth2/token"))
                    .header("Authorization", PayPalTokens.basic(credentials))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("grant_type=client_credentials"));
            if (!(call(request) instanceof Reply.Came(int status, byte[] body))) {
                return Optional.empty();
            }
            withoutToken = status == 400 || status == 401 ? CREDENTIALS_REFUSED : NO_TOKEN;
            return status == 200 ? tokens.keep(credentials, PayPalAnswers.read(body)) : Optional.empty();
        }

        private Reply call(HttpRequest.Builder request) {
            return calls.call(request, Duration.ofNanos(end - System.nanoTime()));
        }
    }
}
