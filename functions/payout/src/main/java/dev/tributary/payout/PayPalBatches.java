package dev.tributary.payout;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.payout.PayPalIds;
import dev.tributary.domain.payout.Payee;
import dev.tributary.domain.payout.Payees;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PayoutSwitch;
import dev.tributary.domain.payout.SentBatch;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.Log;
import dev.tributary.payout.PayPal.Answer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One batch, sent under one id and with one body, however often. That it is asked for is stored before
/// it is, with a lease that outlasts the call. What may be there already is asked for again only while
/// PayPal knows its id, and of the same app; then it is a person's.
final class PayPalBatches {
    /// Longer than an invocation may last.
    static final Duration LEASE = Duration.ofSeconds(90);
    /// Before it is asked again, when nobody knows what came of it, or there were too many.
    static final Duration PAUSE = Duration.ofMinutes(5);
    /// The same, when somebody has to do something first: put money there, lift a limit.
    static final Duration LONG_PAUSE = Duration.ofHours(1);
    /// PayPal knows an id for 30 days; five less, for what is slow.
    static final Duration WINDOW = Duration.ofDays(25);
    /// What is new is there a moment later.
    static final Duration FIRST_LOOK = Duration.ofMinutes(2);

    private final PayPalTill till;
    private final PayoutStores stores;
    private final PayoutSwitch payouts;
    private final FileRails rails;
    private final Clock clock;

    PayPalBatches(PayPalTill till, PayoutStores stores, PayoutSwitch payouts, FileRails rails, Clock clock) {
        this.till = till;
        this.stores = stores;
        this.payouts = payouts;
        this.rails = rails;
        this.clock = clock;
    }

    /// What a step made of a batch.
    ///
    /// @param file as it is stored now
    /// @param silent whether PayPal did not answer
    /// @param everything whether the next batch would be told the same
    record Step(Versioned<PayoutFile> file, boolean silent, boolean everything) {
        private static Step of(Versioned<PayoutFile> file) {
            return new Step(file, false, false);
        }
    }

    /// Of a file whose bytes are fixed, and which is not settled.
    /// @throws HaltedRunException when its rows are not those that were fixed
    Step send(Versioned<PayoutFile> file, Deadline deadline) throws IOException {
        Instant now = clock.instant();
        Optional<SentBatch.Asked> before = file.value().sent().map(SentBatch.Asked.class::cast);
        boolean mayBeThere = before.filter(asked -> !asked.refused()).isPresent();
        boolean waits = before.filter(asked -> asked.until().isAfter(now)).isPresent();
        if (till.run().abandoned().isPresent()) {
            return waits && mayBeThere ? Step.of(file) : givenUp(file, mayBeThere);
        }
        if (waits && (mayBeThere || till.isAsked(before))) {
            return Step.of(file);
        }
        if (mayBeThere && !till.isAsked(before)) {
            return undecided(file, "it was asked for with another app, and this one may not know of it");
        }
        if (mayBeThere && !now.isBefore(before.orElseThrow().since().plus(WINDOW))) {
            return undecided(file, "nobody knows whether PayPal has it, and it is too late to ask again");
        }
        List<Payout> lines = till.submitted(file.value());
        if (lines.isEmpty()) {
            return store(file, new SentBatch.Closed());
        }
        byte[] body = rails.of(file.value().rail())
                .file(till.run(), file.value(), lines)
                .orElseThrow(() -> new IllegalStateException("PayPal needs no account in its body"));
        if (file.value().sha256().filter(CsvRail.sha256(body)::equals).isEmpty()) {
            throw till.halted("batch " + file.value().place().number() + " has other rows than when it was made");
        }
        if (deadline.isNear() || payouts.isFrozen()) {
            return Step.of(file);
        }
        if (before.isPresent() && !mayBeThere) {
            Optional<SentBatch.Refused> over = over(file.value(), before.get(), lines, now);
            if (over.isPresent()) {
                return store(file, over.get());
            }
        }
        SentBatch.Asked asked = before.map(of -> of.again(now, now.plus(LEASE), till.askedBy()))
                .orElseGet(() ->
                        new SentBatch.Asked(now, now.plus(LEASE), till.askedBy(), false, SentBatch.Asked.INTERRUPTED));
        Step mine = store(file, asked);
        if (!mine.file().value().sent().equals(Optional.of(asked))) {
            return mine;
        }
        Answer answer = till.desk().send(PayPalIds.batch(file.value().place()), body);
        return answered(mine.file(), asked, answer, lines, !mayBeThere);
    }

    /// Who was refused each time is looked at again before he is asked for again: he cannot be left out
    /// of a body that is fixed, so all of it goes back, and the next run pays the others. So does what
    /// PayPal has refused for as long as an approved plan may wait.
    private Optional<SentBatch.Refused> over(PayoutFile file, SentBatch.Asked before, List<Payout> lines, Instant now)
            throws IOException {
        Map<AffiliateId, String> stopped = new HashMap<>();
        for (int from = 0; from < lines.size(); from += Payees.MOST) {
            List<Payout> chunk = lines.subList(from, Math.min(from + Payees.MOST, lines.size()));
            List<Payee> payees = stores.payees()
                    .find(
                            till.books().program(),
                            till.books().currency(),
                            chunk.stream().map(Payout::affiliate).toList());
            for (int place = 0; place < chunk.size(); place++) {
                Payout payout = chunk.get(place);
                boolean opens = rails.of(file.rail()).lineHash(payout).isPresent();
                Stops.whyNot(payout, payees.get(place), opens).ifPresent(why -> stopped.put(payout.affiliate(), why));
            }
        }
        boolean tooOld = !now.isBefore(file.created().plus(PayoutRun.EXPIRES_AFTER));
        return stopped.isEmpty() && !tooOld
                ? Optional.empty()
                : Optional.of(new SentBatch.Refused(stopped, before.why()));
    }

    /// @param first whether nothing can have come of any call before this one
    private Step answered(
            Versioned<PayoutFile> file, SentBatch.Asked asked, Answer answer, List<Payout> lines, boolean first) {
        Instant now = clock.instant();
        return switch (answer) {
            case Answer.Accepted(String id) ->
                store(
                        file,
                        new SentBatch.Accepted(
                                id, now, Optional.of(now.plus(FIRST_LOOK)), till.askedBy(), Optional.empty()));
            case Answer.Invalid(Map<Integer, String> items, String code) -> {
                Map<AffiliateId, String> named = named(items, lines);
                if (named.isEmpty()) {
                    yield notNow(file, asked, new Answer.No(code, false), first);
                }
                // The same body was taken as valid before, or never came there: nobody knows which.
                yield first
                        ? store(file, new SentBatch.Refused(named, code))
                        : undecided(file, "PayPal finds faults in what it may have taken before: " + code);
            }
            case Answer.No no -> notNow(file, asked, no, first);
            case Answer.Unknown(String why) -> {
                Step stored = store(file, asked.putOff(why, now.plus(PAUSE), false));
                yield new Step(stored.file(), true, false);
            }
        };
    }

    private Step notNow(Versioned<PayoutFile> file, SentBatch.Asked asked, Answer.No no, boolean first) {
        boolean soon = no.code().equals(PayPalAnswers.TOO_MANY) || no.code().equals(PayPalCalls.NO_TOKEN);
        if (!soon) {
            Log.line("paypal_refused", Map.of("run_id", till.run().id(), "why", no.code()));
        }
        Instant again = clock.instant().plus(soon ? PAUSE : LONG_PAUSE);
        return new Step(store(file, asked.putOff(no.code(), again, first)).file(), false, no.everything());
    }

    private static Map<AffiliateId, String> named(Map<Integer, String> items, List<Payout> lines) {
        Map<AffiliateId, String> named = new HashMap<>();
        items.forEach((place, code) -> {
            if (place < lines.size()) {
                named.put(lines.get(place).affiliate(), code);
            }
        });
        return named;
    }

    /// Nothing is sent any more: what cannot be there is closed, the rest is a person's.
    private Step givenUp(Versioned<PayoutFile> file, boolean mayBeThere) {
        return mayBeThere
                ? undecided(file, "its run was given up while nobody knew whether PayPal has it")
                : store(file, new SentBatch.Closed());
    }

    private Step undecided(Versioned<PayoutFile> file, String why) {
        return store(file, new SentBatch.Undecided(why));
    }

    /// @return the file as it is stored, whoever stored it
    private Step store(Versioned<PayoutFile> file, SentBatch sent) {
        Versioned<PayoutFile> next = file.with(file.value().sent(sent));
        if (stores.rows().replaceFile(next) instanceof Replacement.Replaced) {
            return Step.of(new Versioned<>(next.value(), next.version() + 1));
        }
        return Step.of(stores.rows()
                .file(file.value().place())
                .orElseThrow(() -> new IllegalStateException(
                        "a file is gone: " + file.value().place())));
    }
}
