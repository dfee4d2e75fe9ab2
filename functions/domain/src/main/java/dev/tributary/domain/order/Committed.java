package dev.tributary.domain.order;

import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.ChargebackWon;
import dev.tributary.domain.conversion.ConversionEvent.OrderUpdate;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionEvent.StatusUpdate;
import dev.tributary.domain.conversion.Fingerprint;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What can be answered from what is committed, before a call is taken: identity first, then what
/// depends on what is stored. Nothing is changed here, and `New` promises nothing.
public final class Committed {
    private final OrderState state;
    private final Postback postback;
    private final Map<AffiliateId, Account> accounts;
    private final Instant now;

    private Committed(OrderState state, Postback postback, Map<AffiliateId, Account> accounts, Instant now) {
        this.state = state;
        this.postback = postback;
        this.accounts = accounts;
        this.now = now;
    }

    public sealed interface Answer {
        /// 202: to be decided.
        record New() implements Answer {}

        /// 200 with that receipt.
        record Same(ReceiptId receipt) implements Answer {}

        /// 409; the fields that differ, none when only the status contradicts.
        record Different(Set<Fingerprint.Field> fields) implements Answer {}

        /// 409 `closed`.
        record Closed() implements Answer {}

        /// 422, with what is left.
        record RefundTooLarge(Money remainder) implements Answer {}

        /// 422 with that code.
        record Unprocessable(Result.Reason reason) implements Answer {}
    }

    /// Whose accounts have to be read before `check` can tell whether the order is released; none where
    /// the answer does not ask.
    public static List<AffiliateId> accounts(OrderState state, ConversionEvent event) {
        boolean asks = switch (event) {
            case OrderUpdate _ -> true;
            case StatusUpdate update -> update.verdict().status() == Status.REJECTED;
            case Reward reward ->
                reward.verdict()
                        .filter(word -> word.status() == Status.REJECTED)
                        .isPresent();
            case Refund _, ChargebackWon _ -> false;
        };
        return asks && !state.commissions().isEmpty() ? state.affiliates() : List.of();
    }

    /// @param accounts those that `accounts` named, as they are today; without them nothing but what was
    ///     released at once counts as released
    public static Answer check(OrderState state, Postback postback, Map<AffiliateId, Account> accounts, Instant now) {
        Committed committed = new Committed(state, postback, accounts, now);
        return committed.own(committed.check(postback.event()));
    }

    /// A call that came before byte for byte gets the receipt that it got then, though it says the same
    /// as another by now: a pending sale that was approved since is a duplicate of its approval.
    private Answer own(Answer answer) {
        boolean noted = state.noted(postback.receipt()).isPresent();
        return answer instanceof Answer.Same && noted ? new Answer.Same(postback.receipt()) : answer;
    }

    private Answer check(ConversionEvent event) {
        if (!postback.proven()) {
            return unproven();
        }
        if (state.isUnproven() && hasEnded()) {
            return new Answer.New();
        }
        if (state.sale().isEmpty() || state.isUnproven()) {
            return waiting(event);
        }
        return switch (event) {
            case Reward reward -> reward(reward);
            case Refund refund -> refund(refund);
            case ChargebackWon won ->
                Refunds.findChargeback(state.refunds(), won.chargeback())
                        .flatMap(RefundRecord::wonBy)
                        .<Answer>map(Answer.Same::new)
                        .orElseGet(() -> waiting(event));
            case OrderUpdate update -> update(update);
            case StatusUpdate update -> verdict(update.verdict());
        };
    }

    /// Whatever it says of an order that is there, it is a repeat without effect.
    private Answer unproven() {
        return state.sale()
                .map(Sale::receipt)
                .or(() -> state.waitingReward().map(Postback::receipt))
                .<Answer>map(Answer.Same::new)
                .orElseGet(Answer.New::new);
    }

    /// Whether the next decision ends what nobody has proven.
    private boolean hasEnded() {
        return state.waitingReward()
                .filter(said -> !Unproven.ends(said).isAfter(now))
                .isPresent();
    }

    /// What has waited too long no longer counts: the next decision ends it first. What waits for a reward
    /// that waits itself does not. What came without proof contradicts nothing, and a word on a status that waits
    /// beside it came before it: the same word again is about it.
    private Answer waiting(ConversionEvent event) {
        Optional<Postback> reward = state.waitingReward();
        boolean waits = reward.isPresent() && state.sale().isEmpty();
        List<Postback> waiting = state.waiting().stream()
                .filter(Postback::proven)
                .filter(postback -> !(state.isUnproven() && postback.event() instanceof StatusUpdate))
                .filter(postback -> waits || !Orders.hasWaitedTooLong(postback, now))
                .toList();
        Optional<Postback> known = Waiting.find(waiting, event);
        if (known.isEmpty() && Foreign.contradicts(reward.filter(Postback::proven), event)) {
            return new Answer.Unprocessable(Result.Reason.CURRENCY_MISMATCH);
        }
        return known.isEmpty()
                ? new Answer.New()
                : compared(known.get().receipt(), Fingerprint.of(known.get().event()), event);
    }

    private Answer reward(Reward reward) {
        Sale sale = state.sale().orElseThrow();
        Answer content = compared(sale.receipt(), sale.fingerprint(), reward);
        return content instanceof Answer.Same && reward.verdict().isPresent()
                ? verdict(reward.verdict().get())
                : content;
    }

    private Answer refund(Refund refund) {
        Optional<RefundRecord> known = Refunds.find(state.refunds(), refund.refund());
        if (known.isPresent()) {
            return compared(known.get().receipt(), known.get().fingerprint(), refund);
        }
        Left left = Left.of(state.sale().orElseThrow().content(), state.refunds());
        return Refunds.fault(refund, left, state.refunds().size())
                .map(reason -> reason == Result.Reason.REFUND_TOO_LARGE
                        ? new Answer.RefundTooLarge(left.remainder())
                        : new Answer.Unprocessable(reason))
                .orElseGet(Answer.New::new);
    }

    private Answer update(OrderUpdate update) {
        Optional<UpdateRecord> known = Updates.find(state.updates(), update.update());
        if (known.isPresent()) {
            return compared(known.get().receipt(), known.get().fingerprint(), update);
        }
        if (isReleased() || validation().status() == Status.REJECTED) {
            return new Answer.Closed();
        }
        return update.amounts()
                        .currency()
                        .equals(state.sale().orElseThrow().content().amount().currency())
                ? new Answer.New()
                : new Answer.Unprocessable(Result.Reason.CURRENCY_MISMATCH);
    }

    private Answer verdict(Verdict verdict) {
        Validation known = validation();
        return switch (Verdicts.step(known, known.at(now), verdict, isReleased())) {
            case DUPLICATE -> new Answer.Same(known.receipt());
            case CLOSED -> new Answer.Closed();
            case DIFFERENT -> new Answer.Different(Set.of());
            case NEW ->
                Verdicts.fault(verdict, state.sale().orElseThrow().content().amount())
                        .<Answer>map(Answer.Unprocessable::new)
                        .orElseGet(Answer.New::new);
        };
    }

    private static Answer compared(ReceiptId receipt, Fingerprint known, ConversionEvent event) {
        Set<Fingerprint.Field> fields = known.differences(Fingerprint.of(event));
        return fields.isEmpty() ? new Answer.Same(receipt) : new Answer.Different(fields);
    }

    private boolean isReleased() {
        return state.isReleased(accounts);
    }

    private Validation validation() {
        return state.validation().orElseThrow();
    }
}
