package dev.tributary.domain.decision;

import dev.tributary.domain.bonus.BonusKey;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.decision.Decision.Refusal;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Draft;
import dev.tributary.domain.ledger.Draft.Standing;
import dev.tributary.domain.ledger.Hold;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Tally.Kind;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// What an adjustment posts. Upward it goes to Available, where a debt is paid first, or to where its
/// commission still waits. Downward it is taken from there, as far as what stands there is the
/// commission's own; the rest from Available, and what that cannot cover becomes a debt. A commission
/// that waits remembers what was given there and taken: what moves it later moves no other's money.
public final class Adjusting {
    private final Adjustment adjustment;
    private final Facts facts;
    private final Account account;
    private final Account today;
    private final Optional<Commission> about;

    private Adjusting(Adjustment adjustment, Facts facts, Account account, Instant now) {
        this.adjustment = adjustment;
        this.facts = facts;
        this.account = account;
        this.today = account.on(Hold.today(now, facts.zone()));
        this.about = facts.commission()
                .filter(found -> adjustment.about().isPresent()
                        && found.affiliate().equals(adjustment.account().affiliate()));
    }

    /// What was read for it.
    ///
    /// @param currency the program's
    /// @param zone the program's, in which days begin
    /// @param enrolled whether the affiliate is in the program, in whatever state
    /// @param commission the one that it is about, where that was found
    public record Facts(CurrencyCode currency, ZoneId zone, boolean enrolled, Optional<Commission> commission) {}

    public sealed interface Outcome {
        /// @param commission after it, where that waits: it changes in one transaction with the account
        record Posted(Movement movement, Optional<Commission> commission) implements Outcome {}

        record Refused(Refusal refusal) implements Outcome {}
    }

    /// @param account as it was read, before the commission was
    public static Outcome decide(Adjustment adjustment, Facts facts, Account account, Instant now) {
        Adjusting adjusting = new Adjusting(adjustment, facts, account, now);
        Optional<Refusal> refusal = adjusting.refusal();
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get());
        }
        try {
            return adjusting.post(now);
        } catch (ArithmeticException tooMuch) {
            return new Outcome.Refused(Refusal.OUT_OF_RANGE);
        }
    }

    private Optional<Refusal> refusal() {
        if (!facts.enrolled()) {
            return Optional.of(Refusal.NO_ENROLLMENT);
        }
        if (!facts.currency().equals(adjustment.amount().currency())) {
            return Optional.of(Refusal.CURRENCY_MISMATCH);
        }
        if (adjustment.about().isPresent() && about.isEmpty()) {
            return Optional.of(Refusal.NO_COMMISSION);
        }
        return adjustment.award().filter(this::isGiven).map(given -> Refusal.ALREADY_GIVEN);
    }

    private boolean isGiven(Award award) {
        return award.isNoted()
                && today.tallies().containsKey(award.of(account.key()).noted(Kind.BONUS_MET));
    }

    /// Into its day, or through that into Available.
    private Outcome give(Award award, Instant now) {
        BonusKey key = award.of(account.key());
        Draft draft = today.draft();
        Optional<CommissionId> id = Optional.of(key.commission(award.ordinal()));
        if (today.isReleased(award.day())) {
            draft.accrueReleased(award.day(), adjustment.amount(), id);
        } else {
            draft.accrue(award.day(), adjustment.amount(), id);
        }
        if (award.isNoted()) {
            draft.count(key.noted(Kind.BONUS_MET), award.ordinal());
            draft.count(key.noted(Kind.BONUS_DAY), award.day().toEpochDay());
            draft.count(key.noted(Kind.BONUS_VERSION), award.version());
        }
        Account.Posted posted = draft.post(new Cause(adjustment.entry(), award.kind(), adjustment.decidedAt(), now));
        requireCountable(posted.account());
        return new Outcome.Posted(new Movement(account, posted.account(), List.of(posted.entry())), Optional.empty());
    }

    private Outcome post(Instant now) {
        if (adjustment.award().isPresent()) {
            return give(adjustment.award().get(), now);
        }
        Draft draft = today.draft();
        Optional<Commission> waiting = about.filter(one -> !(standing(one) instanceof Standing.InAvailable));
        Standing standing = waiting.map(this::standing).orElseGet(Standing.InAvailable::new);
        Optional<CommissionId> id = about.map(Commission::id);
        Money amount = adjustment.amount();
        Money there = amount;
        if (amount.isPositive()) {
            draft.give(standing, amount, id);
        } else {
            Money own = waiting.map(Commission::own).orElse(Money.zero(amount.currency()));
            Money taken = amount.negate().min(own);
            draft.take(standing, taken, id);
            draft.take(new Standing.InAvailable(), amount.negate().minus(taken), id);
            there = taken.negate();
        }
        Account.Posted posted =
                draft.post(new Cause(adjustment.entry(), Cause.Kind.ADJUST, adjustment.decidedAt(), now));
        requireCountable(posted.account());
        Money adjusted = there;
        return new Outcome.Posted(
                new Movement(account, posted.account(), List.of(posted.entry())),
                waiting.filter(one -> !adjusted.isZero())
                        .map(one -> one.adjusted(one.adjusted().plus(adjusted))));
    }

    private Standing standing(Commission commission) {
        return commission.maturity().standing(today);
    }

    /// @throws ArithmeticException when a sum that somebody will ask for does not fit
    private static void requireCountable(Account account) {
        long sum = Math.addExact(account.pendingTotal().minor(), account.available());
        sum = Math.addExact(sum, account.held());
        sum = Math.addExact(sum, account.inFlight());
        Math.addExact(sum, account.receivable());
    }
}
