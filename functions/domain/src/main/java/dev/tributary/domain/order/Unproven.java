package dev.tributary.domain.order;

import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionEvent.StatusUpdate;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.ReasonCode;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.order.Result.Kind;
import dev.tributary.domain.order.Result.Reason;
import dev.tributary.domain.order.Sale.NoPay;
import java.time.Instant;
import java.util.Optional;

/// A sale that a shopper's browser told of, and nobody has proven: it is shown as pending, and moves and counts
/// nothing. Its call waits in the order for the merchant's own, which takes its place whatever it says, or for a
/// word on its status, which makes good what it said.
final class Unproven {
    /// Time approves none.
    static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private static final ReasonCode ENDED = new ReasonCode("unproven");

    private Unproven() {}

    static boolean is(OrderDraft draft) {
        return draft.sale.filter(Sale::isUnproven).isPresent();
    }

    /// Whether a call without proof has nothing to say any more: the first one that came stands.
    static boolean isIdle(OrderDraft draft) {
        return draft.sale.isPresent() || Waiting.reward(draft.waiting).isPresent();
    }

    /// What came without proof makes room for what is proven: nothing was posted for it.
    static void giveWay(OrderDraft draft) {
        Waiting.reward(draft.waiting).filter(said -> !said.proven()).ifPresent(said -> {
            draft.waiting.remove(said);
            draft.sale = Optional.empty();
            draft.validation = Optional.empty();
            draft.triedAgainAt = Optional.empty();
            draft.note(said, Result.of(Kind.DUPLICATE));
        });
    }

    /// The merchant's word on the status is its word on the content too: the order is from then on as if the
    /// merchant had sent it.
    /// @param draft an order whose sale is not proven
    static Result judge(OrderDraft draft, StatusUpdate word, Postback postback) {
        if (word.verdict().status() == Status.PENDING) {
            return Result.of(Kind.DUPLICATE);
        }
        Postback made = made(Waiting.reward(draft.waiting).orElseThrow(), word, postback);
        Reward reward = (Reward) made.event();
        Optional<Reason> fault = Orders.fault(made, draft.context.program());
        if (fault.isPresent()) {
            return Result.rejected(fault.get());
        }
        if (Foreign.lacksRate(reward, made, draft.context)) {
            return Result.rejected(Reason.NO_RATE);
        }
        giveWay(draft);
        return Sales.convert(draft, reward, made);
    }

    /// What the word makes of the call that it speaks of: proven, with its status, under the word's receipt.
    static Postback made(Postback said, StatusUpdate word, Postback postback) {
        Reward reward = (Reward) said.event();
        Reward proven = new Reward(
                reward.key(),
                reward.statedAt(),
                reward.click(),
                reward.coupons(),
                reward.amounts(),
                reward.items(),
                reward.customer(),
                reward.subscription(),
                reward.checkoutStartedAt(),
                Optional.of(word.verdict()),
                reward.test());
        return new Postback(proven, postback.receipt(), said.receivedAt());
    }

    /// It waits for no rate: it would be tried again each day for ever, for whatever number and currency anybody wrote.
    static Result withoutRate(OrderDraft draft) {
        draft.stage = draft.waiting.isEmpty() ? Stage.REJECTED : Stage.AWAITING_SALE;
        return Result.rejected(Reason.NO_RATE);
    }

    /// One that is so old that no call about it would be taken any more is rejected.
    static void end(OrderDraft draft) {
        Waiting.reward(draft.waiting)
                .filter(said -> is(draft) && !ends(said).isAfter(draft.context.now()))
                .ifPresent(said -> {
                    draft.waiting.remove(said);
                    draft.sale = draft.sale.map(sale -> sale.with(Optional.of(NoPay.REJECTED)));
                    draft.validation = draft.validation.map(word -> new Validation(
                            Status.REJECTED, Optional.empty(), Optional.of(ENDED), word.approvesAt(), word.receipt()));
                    draft.note(said, Result.rejected(Reason.UNPROVEN));
                });
    }

    static Instant ends(Postback said) {
        return said.occurredAt().plus(Orders.OLDEST);
    }
}
