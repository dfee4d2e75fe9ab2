package dev.tributary.payout;

import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutResult;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.lambda.Log;
import dev.tributary.payout.Stripe.Accepted;
import dev.tributary.payout.Stripe.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What Stripe says of payouts, held against what is known of them. Nothing is asked for but a look. A transfer that
/// was taken back since is posted first: its event may have been lost.
final class StripeReports {
    private final PayoutStores stores;
    private final Rings keys;
    private final Stripe stripe;
    private final ResultWork results;

    StripeReports(PayoutStores stores, Rings keys, Stripe stripe, ResultWork results) {
        this.results = results;
        this.stores = stores;
        this.keys = keys;
        this.stripe = stripe;
    }

    /// Used for one message.
    interface Reader extends AutoCloseable {
        /// Texts without amounts; none when they agree, or nothing may be asked.
        /// @throws IOException when the key ring cannot be read
        List<String> differences(Payout payout) throws IOException;

        @Override
        void close();
    }

    /// The merchant's key is opened when the first payout asks for it.
    Reader open(PayoutRun run) {
        return new Reader() {
            private Optional<Stripe.Desk> desk = Optional.empty();
            private Optional<String> askedBy = Optional.empty();

            @Override
            public List<String> differences(Payout payout) throws IOException {
                if (desk.isEmpty()) {
                    Optional<String> key = key(run);
                    askedBy = key.map(StripeWork::digest);
                    desk = key.map(stripe::open);
                }
                // Another key may be another account's, which knows nothing of it.
                boolean same = payout.submission()
                        .map(Payout.Submission::askedBy)
                        .filter(of -> !of.equals(askedBy))
                        .isEmpty();
                return desk.isPresent() && same ? judged(run, payout, desk.get().find(payout.id())) : unasked(payout);
            }

            @Override
            public void close() {
                desk.ifPresent(Stripe.Desk::close);
            }
        };
    }

    private Optional<String> key(PayoutRun run) throws IOException {
        KeyRing ring = keys.ring();
        return stores.stripeKeys()
                .find(run.head().program())
                .flatMap(found -> found.value().open(run.head().merchant(), ring));
    }

    /// The key was taken away, or is another account's: what it cannot show is no difference.
    private static List<String> unasked(Payout payout) {
        Log.line("reconcile_rail_not_asked", Map.of("payout_id", payout.id()));
        return List.of();
    }

    private List<String> judged(PayoutRun run, Payout payout, Answer answer) {
        return switch (answer) {
            case Answer.Transfers(List<Accepted> accepted) -> judged(run, payout, accepted);
            case Answer.KeyRefused refused -> unasked(payout);
            case Answer.Refused refused -> throw silent(refused.code());
            case Answer.KeyTaken taken -> throw silent("key taken");
            case Answer.Later later -> throw silent(later.why());
            case Answer.Unknown unknown -> throw silent(unknown.why());
        };
    }

    /// Of this payout: the others are compared all the same.
    private static IllegalStateException silent(String why) {
        return new IllegalStateException("Stripe does not say what became of it: " + why);
    }

    private List<String> judged(PayoutRun run, Payout payout, List<Accepted> accepted) {
        boolean back = accepted.stream().allMatch(transfer -> transfer.reversed() >= transfer.amount());
        return switch (payout.state()) {
            case PLANNED, RESERVED, DROPPED, FAILED ->
                back ? List.of() : List.of("it is " + payout.state().text() + ", and Stripe has a transfer of it");
            case PAID, RETURNED -> {
                if (accepted.size() != 1 || !StripeOrder.isAnsweredBy(payout, accepted.getFirst())) {
                    yield List.of("Stripe has other transfers of it than one of its amount");
                }
                // A person may have said that it is paid, without the transfer's id.
                if (payout.reference()
                        .filter(of -> !of.equals(accepted.getFirst().id()))
                        .isPresent()) {
                    yield List.of("Stripe has another transfer of it than the one that it names");
                }
                if (back && payout.state() == Payout.State.PAID) {
                    results.settle(
                            new PayoutResult(
                                    payout.id(),
                                    PayoutResult.Status.RETURNED,
                                    payout.reference(),
                                    Optional.of(ResultWork.REVERSED)),
                            payout.place(),
                            stores.books(run));
                    yield List.of();
                }
                yield back || payout.state() == Payout.State.PAID
                        ? List.of()
                        : List.of("it is returned, and Stripe has not taken it back");
            }
            // Not known yet: whoever carries it out looks it up.
            case SUBMITTED, UNKNOWN, UNCLAIMED, BLOCKED_BY_RAIL -> List.of();
        };
    }
}
