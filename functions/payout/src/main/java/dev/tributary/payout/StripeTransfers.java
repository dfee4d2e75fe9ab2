package dev.tributary.payout;

import dev.tributary.domain.payout.Payee;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutResult;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PayoutSwitch;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.lambda.Log;
import dev.tributary.payout.Stripe.Accepted;
import dev.tributary.payout.Stripe.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One transfer, asked for under one key and with one body, however often. What is asked is stored before
/// it is asked, with a lease that outlasts the call; so whoever finds it without a live lease knows that
/// somebody may have asked, and looks it up first.
final class StripeTransfers {
    /// Longer than an invocation may last.
    static final Duration LEASE = Duration.ofSeconds(90);
    /// Before it is asked again.
    static final Duration PAUSE = Duration.ofMinutes(5);
    /// Stripe keeps a key for 24 hours at least; an hour less, for clocks that differ and calls that are slow.
    static final Duration WINDOW = Duration.ofHours(23);

    private final Till till;
    private final PayoutStores stores;
    private final PayoutSwitch payouts;
    private final ResultWork results;
    private final Stops stops;
    private final Clock clock;

    /// From where it is paid.
    ///
    /// @param askedBy the digest of the key at the desk
    record Till(PayoutRun run, BucketRows rows, Books books, KeyRing ring, String askedBy, Stripe.Desk desk) {}

    StripeTransfers(Till till, PayoutStores stores, PayoutSwitch payouts, ResultWork results, Clock clock) {
        this.till = till;
        this.stores = stores;
        this.payouts = payouts;
        this.results = results;
        this.stops = new Stops(clock);
        this.clock = clock;
    }

    /// Whether all that was asked was refused with a key that is not the merchant's any more.
    boolean hasAnotherKey(Payout payout) {
        return payout.isKeyRefused()
                && payout.submission()
                        .flatMap(Payout.Submission::askedBy)
                        .filter(till.askedBy()::equals)
                        .isEmpty();
    }

    /// One that is reserved, or that nobody holds a lease of.
    void ask(Versioned<Payout> known, Deadline deadline) {
        if (known.value().state() == Payout.State.RESERVED || known.value().isKeyRefused()) {
            first(known);
        } else {
            again(known, deadline);
        }
    }

    private void first(Versioned<Payout> known) {
        Payout payout = known.value();
        Optional<StripeOrder> order = StripeOrder.of(payout, till.ring());
        if (isStopped(known, order.isPresent())) {
            return;
        }
        Instant now = clock.instant();
        Payout.Submission asked = new Payout.Submission(
                payout.id().toString(),
                order.orElseThrow().bodyHash(),
                now,
                now.plus(LEASE),
                0,
                Optional.of(till.askedBy()));
        Optional<Versioned<Payout>> mine = store(known, payout.submitted(asked));
        // A ban that came between the look and the write is seen now.
        if (mine.isPresent() && !isStopped(mine.get(), true)) {
            answered(
                    mine.get(),
                    till.desk().transfer(payout.id(), order.orElseThrow().body()));
        }
    }

    /// @return whether it is not to be paid, or somebody else made a step
    private boolean isStopped(Versioned<Payout> row, boolean opens) {
        Payee payee = stores.payees()
                .find(
                        till.books().program(),
                        till.books().currency(),
                        List.of(row.value().affiliate()))
                .getFirst();
        Optional<String> why = Stops.whyNot(row.value(), payee, opens);
        why.ifPresent(reason -> stops.stop(till.rows(), row, payee, till.books(), reason, stores.ledger()::settle));
        return why.isPresent();
    }

    private void again(Versioned<Payout> known, Deadline deadline) {
        Instant now = clock.instant();
        String why = known.value().reason().orElse("interrupted");
        Optional<Versioned<Payout>> mine = store(known, known.value().unknown(why, now.plus(LEASE), now));
        if (mine.isEmpty()) {
            return;
        }
        Answer found = till.desk().find(known.value().id());
        if (found instanceof Answer.Transfers(List<Accepted> accepted) && accepted.isEmpty()) {
            notThere(mine.get(), deadline);
        } else {
            answered(mine.get(), found);
        }
    }

    private void notThere(Versioned<Payout> mine, Deadline deadline) {
        Payout payout = mine.value();
        Payout.Submission asked = payout.submission().orElseThrow();
        Instant now = clock.instant();
        if (!now.isBefore(asked.firstAttempt().plus(WINDOW))) {
            undecided(mine, "Stripe has no transfer of it, and it is too late to ask for one again");
            return;
        }
        if (till.run().abandoned().isPresent()) {
            store(mine, payout.putOff(payout.reason().orElse(Payout.RUN_ABANDONED), now.plus(PAUSE)));
            return;
        }
        if (asked.askedBy().filter(till.askedBy()::equals).isEmpty()) {
            undecided(mine, "it was asked for with another key, and this one does not find it");
            return;
        }
        Optional<StripeOrder> order = StripeOrder.of(payout, till.ring())
                .filter(same -> same.bodyHash().equals(asked.bodyHash()));
        if (order.isEmpty()) {
            undecided(mine, "where it goes does not open any more, or is not what Stripe was asked");
            return;
        }
        if (deadline.isNear() || payouts.isFrozen()) {
            store(mine, payout.putOff(payout.reason().orElse("interrupted"), now));
            return;
        }
        answered(mine, till.desk().transfer(payout.id(), order.get().body()));
    }

    private void answered(Versioned<Payout> mine, Answer answer) {
        Payout payout = mine.value();
        Instant now = clock.instant();
        switch (answer) {
            case Answer.Transfers(List<Accepted> accepted) -> accepted(mine, accepted);
            case Answer.Refused(String code) ->
                settle(mine, PayoutResult.Status.FAILED, Optional.empty(), Optional.of(code));
            case Answer.KeyTaken taken -> undecided(mine, "Stripe knows its key with another body");
            case Answer.KeyRefused refused -> {
                Log.line("stripe_key_refused", Map.of("run_id", payout.place().run()));
                store(mine, payout.putOff(Payout.KEY_REFUSED, now.plus(PAUSE)));
            }
            case Answer.Later(String why) -> store(mine, payout.putOff(why, now.plus(PAUSE)));
            case Answer.Unknown(String why) -> store(mine, payout.unknown(why, now.plus(PAUSE), now));
        }
    }

    private void accepted(Versioned<Payout> mine, List<Accepted> accepted) {
        Payout payout = mine.value();
        Optional<StripeOrder> order = StripeOrder.of(payout, till.ring());
        boolean ours = accepted.size() == 1
                && (order.isPresent()
                        ? order.get().isAnsweredBy(accepted.getFirst())
                        : StripeOrder.isAnsweredBy(payout, accepted.getFirst()));
        if (!ours) {
            undecided(mine, "Stripe has other transfers than one of its amount in its group");
            return;
        }
        Accepted transfer = accepted.getFirst();
        Optional<String> reference = Optional.of(transfer.id());
        if (transfer.reversed() >= transfer.amount()) {
            settle(mine, PayoutResult.Status.RETURNED, reference, Optional.of(ResultWork.REVERSED));
            return;
        }
        settle(mine, PayoutResult.Status.PAID, reference, Optional.empty());
        if (transfer.reversed() > 0) {
            results.note(payout.place(), ResultWork.inPart(transfer.id()));
            till.rows().again(mine);
        }
    }

    private void settle(
            Versioned<Payout> mine, PayoutResult.Status status, Optional<String> reference, Optional<String> reason) {
        Payout payout = mine.value();
        results.settle(new PayoutResult(payout.id(), status, reference, reason), payout.place(), till.books());
        till.rows().again(mine);
    }

    private void undecided(Versioned<Payout> mine, String remark) {
        Log.line("payout_undecided", Map.of("payout_id", mine.value().id(), "why", remark));
        store(mine, mine.value().undecided(remark, clock.instant()));
    }

    /// @return it as it is stored now; empty when somebody else made a step
    private Optional<Versioned<Payout>> store(Versioned<Payout> read, Payout next) {
        Versioned<Payout> row = read.with(next);
        if (stores.rows().replace(row) instanceof Replacement.Replaced) {
            till.rows().written(row);
            return till.rows().of(next.affiliate());
        }
        till.rows().again(read);
        return Optional.empty();
    }
}
