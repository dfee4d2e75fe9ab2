package dev.tributary.domain.order;

import dev.tributary.domain.conversion.Fingerprint;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.RefundId;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.Result.Kind;
import dev.tributary.domain.order.Result.Reason;
import java.util.List;
import java.util.Optional;

/// The merchant's word on a conversion, which moves forward only: pending, approved, rejected.
final class Verdicts {
    private static final RefundId UNAPPROVED = new RefundId("unapproved");

    private Verdicts() {}

    static Optional<Reason> fault(Verdict verdict, Money amount) {
        if (verdict.approvedAmount().isEmpty()) {
            return Optional.empty();
        }
        Money approved = verdict.approvedAmount().get();
        if (!approved.currency().equals(amount.currency())) {
            return Optional.of(Reason.CURRENCY_MISMATCH);
        }
        return approved.compareTo(amount) > 0 ? Optional.of(Reason.APPROVED_AMOUNT_TOO_LARGE) : Optional.empty();
    }

    /// What a status means for one that is there; forward steps are `NEW`.
    enum Step {
        NEW,
        DUPLICATE,
        CLOSED,
        DIFFERENT
    }

    /// @param now the status by now: a pending one may have been approved by time
    static Step step(Validation known, Status now, Verdict verdict, boolean released) {
        return switch (verdict.status()) {
            case PENDING -> Step.DUPLICATE;
            case APPROVED ->
                switch (now) {
                    case PENDING -> Step.NEW;
                    case APPROVED ->
                        verdict.approvedAmount().isEmpty()
                                        || verdict.approvedAmount().equals(known.approvedAmount())
                                ? Step.DUPLICATE
                                : Step.DIFFERENT;
                    case REJECTED -> Step.CLOSED;
                };
            case REJECTED -> now == Status.REJECTED ? Step.DUPLICATE : released ? Step.CLOSED : Step.NEW;
        };
    }

    /// @param draft an order with its sale
    static Result judge(OrderDraft draft, Verdict verdict, Postback postback) {
        Validation known = draft.validation.orElseThrow();
        return switch (step(known, draft.status(), verdict, draft.isReleased())) {
            case DUPLICATE -> Result.of(Kind.DUPLICATE);
            case CLOSED -> Result.conflict(Reason.CLOSED);
            case DIFFERENT -> Result.conflict(Reason.DIFFERENT_CONTENT);
            case NEW -> {
                Optional<Reason> fault =
                        fault(verdict, draft.sale.orElseThrow().content().amount());
                yield fault.isPresent() ? Result.rejected(fault.get()) : move(draft, verdict, postback);
            }
        };
    }

    private static Result move(OrderDraft draft, Verdict verdict, Postback postback) {
        Validation known = draft.validation.orElseThrow();
        draft.validation = Optional.of(new Validation(
                verdict.status(), verdict.approvedAmount(), verdict.code(), known.approvesAt(), postback.receipt()));
        verdict.approvedAmount().ifPresent(approved -> noteLeftOut(draft, approved, postback));
        draft.settleReversals();
        if (verdict.status() == Status.APPROVED) {
            ReleaseDays.settle(draft);
        }
        draft.post(Cause.Kind.VALIDATE, postback.occurredAt());
        return Result.of(Kind.UPDATED);
    }

    /// An approval of less than the amount, in the first call: the rest is reversed.
    static void leaveOut(OrderDraft draft, Money approved, Postback postback) {
        noteLeftOut(draft, approved, postback);
        draft.settleReversals();
        draft.post(Cause.Kind.REVERSE, postback.occurredAt());
    }

    /// The rest is taken back as a refund of it would be, and no more than remains.
    private static void noteLeftOut(OrderDraft draft, Money approved, Postback postback) {
        Money amount = draft.sale.orElseThrow().content().amount();
        Money rest = amount.minus(approved).min(draft.left().remainder());
        if (rest.isPositive()) {
            draft.refunds.add(new RefundRecord(
                    RefundRecord.Kind.UNAPPROVED,
                    UNAPPROVED,
                    Fingerprint.of(postback.event()),
                    postback.receipt(),
                    postback.occurredAt(),
                    rest,
                    List.of(),
                    Optional.empty()));
        }
    }
}
