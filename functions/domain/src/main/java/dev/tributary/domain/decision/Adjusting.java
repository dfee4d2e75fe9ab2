package dev.tributary.domain.decision;

import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.decision.Decision.Refusal;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Draft;
import dev.tributary.domain.ledger.Draft.Standing;
import dev.tributary.domain.ledger.Hold;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// What an adjustment posts. Upward it goes to Available, where a debt is paid first, or into the
/// day in which its commission still waits. Downward it is taken from where its commission stands,
/// as far as that reaches; the rest from Available, and what that cannot cover becomes a debt.
public final class Adjusting {
    private Adjusting() {}

    /// What was read for it.
    ///
    /// @param currency the program's
    /// @param zone the program's, in which days begin
    /// @param enrolled whether the affiliate is in the program, in whatever state
    /// @param commission the one that it is about, where that was found
    public record Facts(CurrencyCode currency, ZoneId zone, boolean enrolled, Optional<Commission> commission) {}

    public sealed interface Outcome {
        record Posted(Movement movement) implements Outcome {}

        record Refused(Refusal refusal) implements Outcome {}
    }

    /// @param account as it was read, before the commission was
    public static Outcome decide(Adjustment adjustment, Facts facts, Account account, Instant now) {
        Optional<Refusal> refusal = refusal(adjustment, facts);
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get());
        }
        try {
            Account.Posted posted = post(adjustment, facts, account.on(Hold.today(now, facts.zone())), now);
            requireCountable(posted.account());
            return new Outcome.Posted(new Movement(account, posted.account(), List.of(posted.entry())));
        } catch (ArithmeticException tooMuch) {
            return new Outcome.Refused(Refusal.OUT_OF_RANGE);
        }
    }

    private static Optional<Refusal> refusal(Adjustment adjustment, Facts facts) {
        if (!facts.enrolled()) {
            return Optional.of(Refusal.NO_ENROLLMENT);
        }
        if (!facts.currency().equals(adjustment.amount().currency())) {
            return Optional.of(Refusal.CURRENCY_MISMATCH);
        }
        boolean others = adjustment.about().isPresent()
                && facts.commission()
                        .filter(found ->
                                found.affiliate().equals(adjustment.account().affiliate()))
                        .isEmpty();
        return others ? Optional.of(Refusal.NO_COMMISSION) : Optional.empty();
    }

    private static Account.Posted post(Adjustment adjustment, Facts facts, Account today, Instant now) {
        Optional<Commission> about = adjustment.about().flatMap(of -> facts.commission());
        Draft draft = today.draft();
        if (adjustment.amount().isPositive()) {
            Standing standing = about.map(commission -> commission.maturity().standing(today))
                    .orElseGet(Standing.InAvailable::new);
            draft.give(standing, adjustment.amount(), about.map(Commission::id));
        } else {
            take(draft, adjustment.amount().negate(), about, today);
        }
        return draft.post(new Cause(adjustment.entry(), Cause.Kind.ADJUST, adjustment.decidedAt(), now));
    }

    /// No more than the commission's own: what else stands in its day is another's.
    private static void take(Draft draft, Money amount, Optional<Commission> about, Account today) {
        Money own = about.map(commission -> amount.min(commission.net())).orElse(Money.zero(amount.currency()));
        about.ifPresent(
                commission -> draft.take(commission.maturity().standing(today), own, Optional.of(commission.id())));
        draft.take(new Standing.InAvailable(), amount.minus(own), about.map(Commission::id));
    }

    /// @throws ArithmeticException when a sum that somebody will ask for does not fit
    private static void requireCountable(Account account) {
        long sum = Math.addExact(account.pendingTotal().minor(), account.available());
        sum = Math.addExact(sum, account.held());
        sum = Math.addExact(sum, account.inFlight());
        Math.addExact(sum, account.receivable());
    }
}
