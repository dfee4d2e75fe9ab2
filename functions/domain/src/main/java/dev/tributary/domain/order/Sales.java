package dev.tributary.domain.order;

import dev.tributary.domain.attribution.Attribution;
import dev.tributary.domain.attribution.Attribution.Attributed;
import dev.tributary.domain.attribution.Attribution.Share;
import dev.tributary.domain.attribution.Attributor;
import dev.tributary.domain.attribution.EnrollmentFacts;
import dev.tributary.domain.base.Base;
import dev.tributary.domain.base.OrderContent;
import dev.tributary.domain.commission.Captured;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.commission.Earnings;
import dev.tributary.domain.commission.Earnings.Entitled;
import dev.tributary.domain.commission.Maturity;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.Fingerprint;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Draft;
import dev.tributary.domain.ledger.Hold;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.Result.Kind;
import dev.tributary.domain.order.Result.Reason;
import dev.tributary.domain.order.Sale.NoPay;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.ValidationPolicy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The rewarded event itself: attributed, paid by the terms, accrued.
final class Sales {
    private Sales() {}

    /// What is wrong with a reward whatever is stored, beside what is wrong with any call.
    static Optional<Reason> fault(Reward reward, Postback postback, ProgramFacts program) {
        if (reward.amounts()
                .filter(sent -> !sent.currency().equals(program.currency()))
                .isPresent()) {
            return Optional.of(Reason.CURRENCY_MISMATCH);
        }
        Instant occurredAt = postback.occurredAt();
        if (reward.click()
                .filter(click -> Attributor.isBeforeClick(occurredAt, click.clickedAt()))
                .isPresent()) {
            return Optional.of(Reason.BEFORE_CLICK);
        }
        Money amount = OrderContent.of(reward.amounts(), reward.items(), program.currency())
                .amount();
        return reward.verdict().flatMap(verdict -> Verdicts.fault(verdict, amount));
    }

    /// @param draft an order without a sale, for a reward without fault
    static Result convert(OrderDraft draft, Reward reward, Postback postback) {
        ProgramFacts program = draft.context.program();
        Instant occurredAt = postback.occurredAt();
        Attribution attribution = Claims.decide(reward, occurredAt, draft.context);
        Optional<Captured> captured = attribution instanceof Attributed attributed
                ? Optional.of(capture(attributed.shares().getFirst(), reward, occurredAt, draft.context))
                : Optional.empty();
        TermsDocument terms = captured.map(by -> program.terms().captured(by.termsVersion()))
                .orElseGet(() -> program.terms().at(occurredAt));
        draft.stage = captured.isPresent() ? Stage.CONVERTED : Stage.UNATTRIBUTED;
        draft.sale = Optional.of(new Sale(
                Fingerprint.of(reward),
                postback.receipt(),
                occurredAt,
                postback.receivedAt(),
                OrderContent.of(reward.amounts(), reward.items(), program.currency()),
                attribution,
                captured,
                Optional.empty()));
        draft.validation = Optional.of(validation(reward, postback, terms));
        Optional<NoPay> noPay = pay(draft, reward.test());
        keepOpen(draft, terms);
        draft.sale = draft.sale.map(sale -> sale.with(sale.content(), noPay));
        reward.verdict()
                .flatMap(Verdict::approvedAmount)
                .ifPresent(approved -> Verdicts.leaveOut(draft, approved, postback));
        return Result.of(captured.isPresent() ? Kind.CONVERTED : Kind.UNATTRIBUTED);
    }

    private static Optional<NoPay> pay(OrderDraft draft, boolean test) {
        if (draft.sale.flatMap(Sale::captured).isEmpty()) {
            return Optional.of(NoPay.UNATTRIBUTED);
        }
        if (test) {
            return Optional.of(NoPay.TEST);
        }
        if (draft.validation.filter(word -> word.status() == Status.REJECTED).isPresent()) {
            return Optional.of(NoPay.REJECTED);
        }
        Sale sale = draft.sale.orElseThrow();
        List<Commission> earned = earned(draft, sale.content());
        Draft entry = draft.account().draft();
        for (Commission commission : earned) {
            if (commission.amount().isPositive()) {
                draft.commissions.add(commission);
                accrue(entry, commission);
            }
        }
        draft.post(entry, Cause.Kind.ACCRUE, sale.occurredAt());
        if (draft.hasCommissions()) {
            return Optional.empty();
        }
        return Optional.of(earned.isEmpty() ? NoPay.NO_RULE : NoPay.PAY_ZERO);
    }

    static void accrue(Draft entry, Commission commission) {
        Maturity maturity = commission.maturity();
        if (maturity.released()) {
            entry.accrueReleased(maturity.day(), commission.amount(), Optional.of(commission.id()));
        } else {
            entry.accrue(maturity.day(), commission.amount(), Optional.of(commission.id()));
        }
    }

    /// Every commission that the captured terms give for a content, those of 0.00 too.
    static List<Commission> earned(OrderDraft draft, OrderContent content) {
        Sale sale = draft.sale.orElseThrow();
        Captured captured = sale.captured().orElseThrow();
        TermsDocument terms = terms(draft, captured);
        Base base = Base.of(content, Optional.empty());
        return Earnings.of(base, List.of(new Entitled(captured, terms))).stream()
                .map(earned -> new Commission(
                        Commission.id(draft.before.id(), earned.affiliate(), earned.rule()),
                        earned.affiliate(),
                        earned.rule(),
                        earned.pay(),
                        earned.lines(),
                        earned.amount(),
                        Money.zero(earned.amount().currency()),
                        maturity(draft, terms, Hold.end(sale.occurredAt(), terms.holdDays(earned.rule())))))
                .toList();
    }

    /// One whose hold is over is released with its entry; one that waits for a decision stands in the
    /// day of its validation's end; and nothing ever enters a day that was released.
    private static Maturity maturity(OrderDraft draft, TermsDocument terms, Instant holdEnd) {
        ZoneId zone = draft.context.program().zone();
        Validation validation = draft.validation.orElseThrow();
        boolean waits = terms.validation().mode() == ValidationPolicy.Mode.MANUAL
                && validation.at(draft.context.now()) == Status.PENDING;
        Instant end = waits && validation.approvesAt().isAfter(holdEnd) ? validation.approvesAt() : holdEnd;
        LocalDate day = Hold.releaseDay(end, zone);
        // A hold of 0 is over even for an event that a fast clock put a little into the future.
        boolean over = !end.isAfter(draft.context.now())
                || !end.isAfter(draft.sale.orElseThrow().occurredAt());
        return new Maturity(holdEnd, day, over || draft.account().isReleased(day));
    }

    private static Captured capture(Share share, Reward reward, Instant occurredAt, Context context) {
        TermsDocument terms =
                Claims.terms(share.credit(), occurredAt, context.program().terms());
        Optional<EnrollmentFacts> enrollment =
                Optional.ofNullable(context.enrollments().get(share.affiliate()));
        return new Captured(
                share,
                terms.version(),
                Claims.facts(share, reward, occurredAt, context),
                enrollment.flatMap(facts -> facts.override(Claims.link(share))));
    }

    /// On the first call a conversion without a status is approved. A pending one is approved by
    /// itself when the hold is over, or in a program with decisions after the days for them.
    private static Validation validation(Reward reward, Postback postback, TermsDocument terms) {
        return new Validation(
                reward.verdict().map(Verdict::status).orElse(Status.APPROVED),
                reward.verdict().flatMap(Verdict::approvedAmount),
                reward.verdict().flatMap(Verdict::code),
                Hold.end(
                        postback.occurredAt(),
                        switch (terms.validation().mode()) {
                            case AUTO -> terms.holdDays();
                            case MANUAL -> terms.validation().days();
                        }),
                postback.receipt());
    }

    /// A pending conversion of a program without decisions stays open to the end of the longest hold
    /// among the commissions that there are: a rule that paid nothing keeps nothing open.
    static void keepOpen(OrderDraft draft, TermsDocument terms) {
        if (terms.validation().mode() == ValidationPolicy.Mode.AUTO) {
            draft.validation = draft.validation.map(word -> word.approvedFrom(draft.earning()
                    .map(one -> one.maturity().holdEnd())
                    .max(Comparator.naturalOrder())
                    .orElse(word.approvesAt())));
        }
    }

    static TermsDocument terms(OrderDraft draft, Captured captured) {
        return draft.context.program().terms().captured(captured.termsVersion());
    }
}
