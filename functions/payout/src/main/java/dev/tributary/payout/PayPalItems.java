package dev.tributary.payout;

import dev.tributary.domain.payout.PayPalIds;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.PayoutResult;
import dev.tributary.domain.payout.SentBatch;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.Log;
import dev.tributary.payout.PayPal.Item;
import dev.tributary.payout.PayPal.Look;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What became of the payouts of one batch. PayPal's states are kept apart: nobody's money is called
/// failed that is only held, unclaimed or blocked, since it may still arrive.
final class PayPalItems {
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);
    /// What nobody takes is sent back after 30 days; what is not known long after that will not be.
    static final Duration GIVES_UP = Duration.ofDays(45);
    static final String DENIED = "batch_denied";

    private final PayPalTill till;
    private final PayoutStores stores;
    private final ResultWork results;
    private final Clock clock;

    PayPalItems(PayPalTill till, PayoutStores stores, ResultWork results, Clock clock) {
        this.till = till;
        this.stores = stores;
        this.results = results;
        this.clock = clock;
    }

    /// All of them were refused together: the named ones for what they are, the others because of
    /// these.
    void refuse(PayoutFile file, SentBatch.Refused refused, Deadline deadline) {
        for (Versioned<Payout> row : till.of(file)) {
            if (deadline.isNear()) {
                return;
            }
            if (row.value().state() == Payout.State.SUBMITTED) {
                String why = refused.named().getOrDefault(row.value().affiliate(), Payout.BATCH_REFUSED);
                settle(row, PayoutResult.Status.FAILED, Optional.empty(), Optional.of(why));
            }
        }
    }

    /// Why they are not there yet, for whoever looks at one of them: the batch itself is shown nowhere. Nothing
    /// is said while somebody asks.
    void told(PayoutFile file, SentBatch.Asked asked, Deadline deadline) {
        if (asked.why().equals(SentBatch.Asked.INTERRUPTED)) {
            return;
        }
        for (Versioned<Payout> row : till.of(file)) {
            Payout payout = row.value();
            if (deadline.isNear()) {
                return;
            }
            if (payout.state() == Payout.State.SUBMITTED
                    && payout.reason().filter(asked.why()::equals).isEmpty()) {
                store(
                        row,
                        payout.putOff(
                                asked.why(), payout.submission().orElseThrow().lease()));
            }
        }
    }

    void undecided(PayoutFile file, String why, Deadline deadline) {
        for (Versioned<Payout> row : till.of(file)) {
            if (deadline.isNear()) {
                return;
            }
            if (isAwaited(row.value())) {
                undecided(row, why);
            }
        }
    }

    /// Whether something is still to come of it, by PayPal's word.
    static boolean isAwaited(Payout payout) {
        return !payout.state().isFinal() && !payout.isUndecided();
    }

    /// @return whether PayPal said what became of the batch
    boolean look(Versioned<PayoutFile> file, SentBatch.Accepted accepted, Deadline deadline) {
        Look look = till.desk().look(accepted.id());
        Instant now = clock.instant();
        if (!(look instanceof Look.Found found)) {
            Log.line(
                    "paypal_silent",
                    Map.of("run_id", till.run().id(), "batch", accepted.id(), "why", ((Look.Unknown) look).why()));
            store(file, accepted.lookedAt(Optional.of(now.plus(PayPalBatches.PAUSE)), Optional.empty()));
            if (!now.isBefore(accepted.at().plus(GIVES_UP))) {
                undecided(file.value(), "PayPal does not say any more what became of it", deadline);
            }
            return false;
        }
        if (!found.batch().equals(PayPalIds.batch(file.value().place()))) {
            Log.line("payout_undecided", Map.of("run_id", till.run().id(), "why", "another batch"));
            store(file, new SentBatch.Undecided("PayPal's batch " + accepted.id() + " is another one"));
            return true;
        }
        if (settleAll(file.value(), found, deadline)) {
            store(file, accepted.lookedAt(next(file.value(), accepted, now), found.fees()));
        }
        if (!now.isBefore(accepted.at().plus(GIVES_UP))) {
            undecided(file.value(), "PayPal has not said for 45 days what became of it", deadline);
        }
        return true;
    }

    /// As long again as it has been out by now: most of a batch is done in minutes, what is left in
    /// weeks.
    private Optional<Instant> next(PayoutFile file, SentBatch.Accepted accepted, Instant now) {
        if (till.of(file).stream().noneMatch(row -> isAwaited(row.value()))) {
            return Optional.empty();
        }
        Duration out = Duration.between(accepted.at(), now);
        Duration wait = out.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : out;
        return Optional.of(now.plus(wait.compareTo(PayPalBatches.FIRST_LOOK) < 0 ? PayPalBatches.FIRST_LOOK : wait));
    }

    /// @return whether all were come to
    boolean settleAll(PayoutFile file, Look.Found found, Deadline deadline) {
        Map<String, List<Item>> items = new HashMap<>();
        found.items()
                .forEach(item -> items.merge(
                        item.id(), List.of(item), (one, other) -> List.of(one.getFirst(), other.getFirst())));
        for (Versioned<Payout> row : till.of(file)) {
            if (deadline.isNear()) {
                return false;
            }
            List<Item> told = items.getOrDefault(PayPalIds.item(row.value().id(), file.place()), List.of());
            if (told.isEmpty()) {
                absent(row, found.status());
            } else if (told.size() > 1 || !isOf(row.value(), told.getFirst())) {
                note(
                        row,
                        "PayPal has another item of its name: "
                                + told.getFirst().reference().orElse("-"));
            } else {
                become(row, told.getFirst(), found.status());
            }
        }
        return true;
    }

    static boolean isOf(Payout payout, Item item) {
        return item.currency().equals(payout.line().net().currency().code())
                && decimal(item.amount())
                        .filter(amount -> amount.compareTo(payout.line().net().toBigDecimal()) == 0)
                        .isPresent();
    }

    private static Optional<BigDecimal> decimal(String text) {
        return text.matches("[0-9]{1,15}(\\.[0-9]{1,6})?") ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    private void absent(Versioned<Payout> row, String batch) {
        if (isDenied(batch) && row.value().state() == Payout.State.SUBMITTED) {
            settle(row, PayoutResult.Status.FAILED, Optional.empty(), Optional.of(DENIED));
        } else if (isAwaited(row.value()) && batch.equals("SUCCESS")) {
            note(row, "PayPal is done with its batch, and has no item of it");
        }
    }

    private static boolean isDenied(String batch) {
        return batch.equals("DENIED") || batch.equals("CANCELED");
    }

    /// developer.paypal.com, Payouts v1, `transaction_enum`; DENIED, HELD and CANCELED stand in
    /// other pages of it.
    private void become(Versioned<Payout> row, Item item, String batch) {
        switch (item.status()) {
            case "SUCCESS" -> settle(row, PayoutResult.Status.PAID, item.reference(), Optional.empty());
            case "FAILED", "DENIED" ->
                settle(
                        row,
                        PayoutResult.Status.FAILED,
                        item.reference(),
                        item.error().or(() -> Optional.of(DENIED)));
            case "RETURNED", "REFUNDED", "REVERSED", "CANCELED" ->
                settle(row, PayoutResult.Status.RETURNED, item.reference(), Optional.of(item.status()));
            case "UNCLAIMED" -> waits(row, Payout.State.UNCLAIMED, item, item.error());
            case "BLOCKED" -> waits(row, Payout.State.BLOCKED_BY_RAIL, item, item.error());
            case "ONHOLD", "HELD" -> waits(row, Payout.State.SUBMITTED, item, Optional.of(Payout.HELD));
            case "PENDING", "NEW", "PROCESSING", "" -> {
                if (isDenied(batch) && item.status().isEmpty()) {
                    absent(row, batch);
                } else {
                    waits(row, Payout.State.SUBMITTED, item, Optional.empty());
                }
            }
            default -> note(row, "PayPal says " + item.status() + ", which is not known");
        }
    }

    private void settle(
            Versioned<Payout> row, PayoutResult.Status status, Optional<String> reference, Optional<String> reason) {
        Payout payout = row.value();
        PayoutResult result = new PayoutResult(payout.id(), status, reference, reason);
        if (!payout.isUndecided() && !(result.step(payout, clock.instant()) instanceof PayoutResult.Step.Nothing)) {
            results.settle(result, payout.place(), till.books());
            till.rows().again(row);
        }
    }

    /// What is posted is not taken back by a word that posts nothing; and what was unclaimed, or
    /// blocked, is not under way again.
    private void waits(Versioned<Payout> row, Payout.State state, Item item, Optional<String> why) {
        Payout payout = row.value();
        if (payout.state().isFinal()) {
            note(row, "reported " + state.text() + " while " + payout.state().text());
            return;
        }
        if (payout.isUndecided() || (state == Payout.State.SUBMITTED && payout.state() != state)) {
            return;
        }
        Payout next = payout.waits(state, why, item.reference(), clock.instant());
        if (!next.equals(payout)) {
            store(row, next);
        }
    }

    private void note(Versioned<Payout> row, String text) {
        if (row.value().note().isEmpty()) {
            Log.line(
                    "payout_result_contradicts", Map.of("payout_id", row.value().id()));
            store(row, row.value().noted(text));
        }
    }

    private void undecided(Versioned<Payout> row, String why) {
        Log.line("payout_undecided", Map.of("payout_id", row.value().id(), "why", why));
        store(row, row.value().undecided(why, clock.instant()));
    }

    /// Whoever else made a step: the next look sees it.
    private void store(Versioned<Payout> read, Payout next) {
        Versioned<Payout> row = read.with(next);
        if (stores.rows().replace(row) instanceof Replacement.Replaced) {
            till.rows().written(row);
        } else {
            till.rows().again(read);
        }
    }

    private void store(Versioned<PayoutFile> file, SentBatch sent) {
        stores.rows().replaceFile(file.with(file.value().sent(sent)));
    }
}
