package dev.tributary.domain.order;

import dev.tributary.domain.attribution.Attribution;
import dev.tributary.domain.attribution.Attribution.Attributed;
import dev.tributary.domain.attribution.Attribution.Flag;
import dev.tributary.domain.attribution.Attribution.Share;
import dev.tributary.domain.attribution.Attributor;
import dev.tributary.domain.base.OrderContent;
import dev.tributary.domain.commission.Captured;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.commission.Earned;
import dev.tributary.domain.commission.Earnings;
import dev.tributary.domain.commission.Earnings.Entitled;
import dev.tributary.domain.commission.Maturity;
import dev.tributary.domain.commission.Rates;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.Fingerprint;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Draft;
import dev.tributary.domain.ledger.Hold;
import dev.tributary.domain.ledger.Rated;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.Result.Kind;
import dev.tributary.domain.order.Result.Reason;
import dev.tributary.domain.order.Sale.NoPay;
import dev.tributary.domain.rate.Exchange;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.RuleFacts;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The rewarded event itself: attributed, paid by the terms, accrued.
final class Sales {
    private Sales() {}

    /// What is wrong with a reward whatever is stored, beside what is wrong with any call.
    static Optional<Reason> fault(Reward reward, Postback postback, ProgramFacts program) {
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
        OrderContent content = OrderContent.of(reward.amounts(), reward.items(), program.currency());
        Optional<Exchange> exchange = Foreign.exchange(reward, postback, draft.context);
        if (Foreign.isTooLarge(exchange, content.amount())) {
            draft.stage = Stage.REJECTED;
            return Result.rejected(Reason.AMOUNT_TOO_LARGE);
        }
        Attribution attribution = Claims.decide(reward, postback, draft.context);
        List<Captured> captured = attribution instanceof Attributed attributed
                ? attributed.shares().stream()
                        .map(share -> capture(
                                draft, share, Claims.facts(share, reward, occurredAt, draft.context), occurredAt))
                        .toList()
                : List.of();
        TermsDocument terms = captured.isEmpty()
                ? program.terms().at(occurredAt)
                : program.terms().captured(captured.getFirst().termsVersion());
        draft.stage = captured.isEmpty() ? Stage.UNATTRIBUTED : Stage.CONVERTED;
        Sale sale = new Sale(
                Fingerprint.of(reward),
                postback.receipt(),
                occurredAt,
                postback.receivedAt(),
                content,
                Optional.empty(),
                attribution,
                captured,
                exchange,
                Optional.empty(),
                captured.isEmpty()
                        ? Optional.of(Claims.unclaimed(reward, occurredAt, draft.context))
                        : Optional.empty());
        for (Captured share : captured) {
            sale = sale.with(Rates.rate(share, terms(draft, share), sale.base()));
        }
        draft.sale = Optional.of(sale);
        if (!postback.proven()) {
            return keepUnproven(draft, postback);
        }
        draft.validation = Optional.of(validation(reward, postback, terms));
        pay(draft, reward.test());
        bind(draft, reward, postback);
        reward.verdict()
                .flatMap(Verdict::approvedAmount)
                .ifPresent(approved -> Verdicts.leaveOut(draft, approved, postback));
        return Result.of(captured.isEmpty() ? Kind.UNATTRIBUTED : Kind.CONVERTED);
    }

    /// It is seen with whom it would credit, and posts, counts and binds nothing, whatever status it names: who wrote
    /// it is not known. Its call waits for the proof.
    private static Result keepUnproven(OrderDraft draft, Postback postback) {
        draft.sale = draft.sale.map(sale -> sale.with(Optional.of(NoPay.UNPROVEN)));
        draft.validation = Optional.of(
                new Validation(Status.PENDING, Optional.empty(), Optional.empty(), Unproven.NEVER, postback.receipt()));
        draft.stage = Stage.UNPROVEN;
        draft.waiting.add(postback);
        return Result.waiting(Reason.UNPROVEN);
    }

    /// A test, and what was rejected from the start, binds nobody.
    private static void bind(OrderDraft draft, Reward reward, Postback postback) {
        Sale sale = draft.sale.orElseThrow();
        if (sale.counts()) {
            List<Integer> versions =
                    sale.captured().stream().map(Captured::termsVersion).toList();
            draft.bindings.addAll(Claims.bindings(reward, postback, draft.context, sale.attribution(), versions));
        }
    }

    private static void pay(OrderDraft draft, boolean test) {
        Sale sale = draft.sale.orElseThrow();
        Optional<NoPay> noPay = Optional.empty();
        if (test) {
            noPay = Optional.of(NoPay.TEST);
        } else if (sale.captured().isEmpty()) {
            noPay = Optional.of(NoPay.UNATTRIBUTED);
        } else if (draft.validation
                .filter(word -> word.status() == Status.REJECTED)
                .isPresent()) {
            noPay = Optional.of(NoPay.REJECTED);
        } else {
            List<Commission> earned = earned(draft, sale);
            ReleaseDays.keepOpen(draft, earned);
            earned.stream()
                    .filter(one -> one.amount().isPositive())
                    .forEach(one -> draft.commissions.add(accrue(draft, one)));
            sale.captured().forEach(captured -> rate(draft, captured));
            if (!draft.hasCommissions()) {
                noPay = Optional.of(earned.isEmpty() ? NoPay.NO_RULE : NoPay.PAY_ZERO);
            }
        }
        draft.sale = Optional.of(sale.with(noPay));
        draft.post(Cause.Kind.ACCRUE, sale.occurredAt());
    }

    /// Its entry says by which tiers it is paid: a change of one finds it there, though it earned nothing.
    static void rate(OrderDraft draft, Captured captured) {
        ConversionKey key = draft.before.key();
        captured.rated()
                .keySet()
                .forEach(tally -> draft.accounts
                        .entry(captured.share().affiliate())
                        .rate(
                                new Rated(tally, key.event(), key.order()),
                                Rates.steps(captured, terms(draft, captured), tally)));
    }

    static Commission accrue(OrderDraft draft, Commission earned) {
        Commission commission = earned.with(ReleaseDays.of(draft, earned));
        Maturity maturity = commission.maturity();
        Draft entry = draft.entry(commission);
        if (maturity.reviewEnds().isPresent()) {
            entry.accrueHeld(maturity.day(), commission.amount(), Optional.of(commission.id()));
        } else if (maturity.released()) {
            entry.accrueReleased(maturity.day(), commission.amount(), Optional.of(commission.id()));
        } else {
            entry.accrue(maturity.day(), commission.amount(), Optional.of(commission.id()));
        }
        return commission;
    }

    /// Every commission that the captured terms give for a content, those of 0.00 too; in the day of its
    /// hold, wherever it will stand.
    static List<Commission> earned(OrderDraft draft, Sale sale) {
        List<Entitled> shares = sale.captured().stream()
                .map(captured -> new Entitled(captured, terms(draft, captured)))
                .toList();
        List<Commission> commissions = new ArrayList<>();
        for (Earned earned : Earnings.of(sale.base(), shares)) {
            Entitled entitled = shares.stream()
                    .filter(one -> one.captured().share().affiliate().equals(earned.affiliate()))
                    .findFirst()
                    .orElseThrow();
            commissions.add(new Commission(
                    Commission.id(draft.before.id(), earned.affiliate(), earned.rule()),
                    earned.affiliate(),
                    earned.rule(),
                    earned.pay(),
                    earned.lines(),
                    earned.amount(),
                    Money.zero(earned.amount().currency()),
                    maturity(draft, sale, entitled, earned)));
        }
        return commissions;
    }

    /// One that came too fast is held for review.
    private static Maturity maturity(OrderDraft draft, Sale sale, Entitled entitled, Earned earned) {
        Instant holdEnd = Hold.end(sale.occurredAt(), entitled.terms().holdDays(earned.rule()));
        LocalDate day = Hold.releaseDay(holdEnd, draft.context.program().zone());
        Maturity maturity = new Maturity(holdEnd, day, false);
        return entitled.captured().share().flags().contains(Flag.TOO_FAST)
                ? maturity.held(draft.context.now().plus(OrderState.REVIEW_LASTS))
                : maturity;
    }

    static Captured capture(OrderDraft draft, Share share, RuleFacts facts, Instant occurredAt) {
        Context context = draft.context;
        TermsHistory history = context.program().terms();
        TermsDocument terms = Claims.terms(share.credit(), occurredAt, history);
        Optional<Pay> override = Optional.ofNullable(context.enrollments().get(share.affiliate()))
                .flatMap(enrolled -> enrolled.override(Claims.link(share)));
        Set<Tally> tallies = history.tallies(facts.day());
        override.ifPresent(pay -> tallies.addAll(pay.tallies(facts.day())));
        SortedMap<Tally, Long> counted = new TreeMap<>();
        Map<Tally, Long> stand = draft.accounts.of(share.affiliate()).tallies();
        tallies.forEach(tally -> counted.put(tally, stand.getOrDefault(tally, 0L)));
        return new Captured(share, terms.version(), facts, override, counted, Claims.firstCharge(share, context));
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

    static TermsDocument terms(OrderDraft draft, Captured captured) {
        return draft.context.program().terms().captured(captured.termsVersion());
    }
}
