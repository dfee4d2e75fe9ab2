package dev.tributary.domain.order;

import dev.tributary.domain.base.BaseLine;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Draft;
import dev.tributary.domain.ledger.Hold;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An order item and its accounts while one decision changes them, so that what waited is applied on
/// top of the sale as if it had come after it. Used once, by one thread.
final class OrderDraft {
    final OrderState before;
    final Context context;
    final AccountDrafts accounts;
    Stage stage;
    Optional<Sale> sale;
    Optional<Validation> validation;
    final List<Commission> commissions;
    final List<RefundRecord> refunds;
    final List<UpdateRecord> updates;
    final List<ReceiptLine> receipts;
    final List<Postback> waiting;
    Optional<Instant> triedAgainAt;
    final List<BindingChange> bindings = new ArrayList<>();

    OrderDraft(OrderState before, Context context, AccountDrafts accounts) {
        this.before = before;
        this.context = context;
        this.accounts = accounts;
        stage = before.stage();
        sale = before.sale();
        validation = before.validation();
        commissions = new ArrayList<>(before.commissions());
        refunds = new ArrayList<>(before.refunds());
        updates = new ArrayList<>(before.updates());
        receipts = new ArrayList<>(before.receipts());
        waiting = new ArrayList<>(before.waiting());
        triedAgainAt = before.triedAgainAt();
        if (sale.isPresent()) {
            accounts.counted(Counting.of(this));
        }
    }

    /// Today in the program's zone.
    LocalDate today() {
        return Hold.today(context.now(), context.program().zone());
    }

    /// The entry of the present step on the account of a commission.
    Draft entry(Commission commission) {
        return accounts.entry(commission.affiliate());
    }

    /// Ends a step: what it moved and counted is appended, for each affiliate, unless it is nothing.
    void post(Cause.Kind kind, Instant occurredAt) {
        accounts.post(this, kind, occurredAt);
    }

    /// Brings every commission's reversals to what the refunds, or a rejection, say by now; up or down.
    void settleReversals() {
        Left left = left();
        for (int index = 0; index < commissions.size(); index++) {
            Commission commission = commissions.get(index);
            Money target = reversalTarget(commission, left.base(), left.parts());
            commissions.set(index, changed(commission, commission.amount(), target, commission.lines()));
        }
    }

    Money reversalTarget(Commission commission, List<BaseLine> base, List<Fraction> parts) {
        boolean rejected =
                validation.filter(word -> word.status() == Status.REJECTED).isPresent();
        Money taken = rejected ? commission.amount() : commission.reversedAt(base, parts);
        return taken.minus(taken.min(commission.restored()));
    }

    /// A commission with another amount or reversal. What that gives goes to where it stands; what it takes
    /// is taken from there as far as it is the commission's own, and the rest from Available.
    Commission changed(Commission old, Money amount, Money reversed, List<Integer> lines) {
        Draft.Standing standing = old.maturity().standing(accounts.of(old.affiliate()));
        boolean waits = !(standing instanceof Draft.Standing.InAvailable);
        Money change = amount.minus(reversed).minus(old.net());
        Money adjusted = waits ? old.adjusted() : Money.zero(amount.currency());
        Optional<CommissionId> id = Optional.of(old.id());
        if (change.isNegative()) {
            Money own = waits ? change.negate().min(old.own()) : Money.zero(amount.currency());
            Money rest = change.negate().minus(own);
            entry(old).take(standing, own, id);
            entry(old).take(new Draft.Standing.InAvailable(), rest, id);
            adjusted = waits ? adjusted.plus(rest) : adjusted;
        } else {
            entry(old).give(standing, change, id);
        }
        return old.with(amount, reversed, adjusted, lines);
    }

    boolean isReleased(Commission commission) {
        return commission.maturity().isReleased(accounts.of(commission.affiliate()));
    }

    /// The merchant's word by now. Time approves nothing in the sale's own transaction: what waited
    /// was said before.
    Status status() {
        Validation word = validation.orElseThrow();
        return before.sale().isPresent() ? word.at(context.now()) : word.status();
    }

    Left left() {
        return Left.of(sale.orElseThrow().content(), refunds);
    }

    boolean hasCommissions() {
        return !commissions.isEmpty();
    }

    /// The commissions that are there: one that an update brought to 0.00 is none, and closes nothing.
    Stream<Commission> earning() {
        return commissions.stream().filter(commission -> commission.amount().isPositive());
    }

    /// What waited is applied in the sale's own transaction, and so before its release, though the
    /// hold is over: an order that was rejected before it came is not paid.
    boolean isReleased() {
        return before.sale().isPresent() && earning().anyMatch(this::isReleased);
    }

    /// Whether one step more still fits.
    boolean hasRoom() {
        return accounts.entries() + accounts.size() <= OrderState.MOST_ENTRIES;
    }

    /// Notes what became of a call: in place of `waiting` where it waited, else as a new line.
    /// False when there are too many lines of calls that changed nothing.
    boolean note(Postback postback, Result result) {
        for (int index = 0; index < receipts.size(); index++) {
            if (receipts.get(index).isOf(postback)) {
                receipts.set(index, new ReceiptLine(postback.receipt(), postback.receivedAt(), result));
                return true;
            }
        }
        if (result.changesNothing() && !OrderState.hasRoomToNote(receipts, postback.proven())) {
            return false;
        }
        receipts.add(new ReceiptLine(postback.receipt(), postback.receivedAt(), result));
        return true;
    }

    /// The order by now, with the entries that were posted for it.
    OrderState state() {
        return new OrderState(
                before.key(),
                stage,
                sale,
                validation,
                commissions,
                refunds,
                updates,
                receipts,
                waiting,
                triedAgainAt,
                before.entries() + accounts.posted());
    }

    Outcome outcome(Result result) {
        OrderState order = state();
        if (accounts.posted() > 0) {
            return new Outcome.Posted(order, accounts.movements(), bindings, result);
        }
        return order.equals(before)
                ? new Outcome.AlreadyRecorded(result)
                : new Outcome.Recorded(order, bindings, result);
    }
}
