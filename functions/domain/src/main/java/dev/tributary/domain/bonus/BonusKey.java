package dev.tributary.domain.bonus;

import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Count;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.tally.Tally.Kind;
import dev.tributary.domain.terms.BonusId;
import java.time.LocalDate;
import java.util.Optional;

/// One bonus of one affiliate in one period: at most one of it is live at any time.
public record BonusKey(AccountKey account, BonusId bonus, Period period) {
    /// Of an entry that gives or takes it, by the day that it notes, or takes away.
    public static Optional<BonusKey> of(Entry entry) {
        return entry.counts().stream()
                .map(Count::tally)
                .filter(tally -> tally.kind() == Kind.BONUS_DAY)
                .findFirst()
                .map(tally ->
                        new BonusKey(entry.account(), new BonusId(tally.rule().orElseThrow()), tally.period()));
    }

    /// What the account notes of it.
    public Tally noted(Kind kind) {
        return Tally.noted(kind, bonus.text(), period);
    }

    /// What the account has noted; 0 when nothing.
    long noted(Kind kind, Account in) {
        return in.tallies().getOrDefault(noted(kind), 0L);
    }

    /// Whether it was accrued and is not lost.
    boolean isLive(Account in) {
        return noted(Kind.BONUS_DAY, in) > 0;
    }

    /// The day in which a live one stands, or stood.
    LocalDate day(Account in) {
        return LocalDate.ofEpochDay(noted(Kind.BONUS_DAY, in));
    }

    /// `bonus:prg_...:aff_...:m100:2026-11:1`, with the ordinal of its accrual.
    public EntryId accrued(long ordinal) {
        return new EntryId("bonus:" + name() + ":" + ordinal);
    }

    /// `bonus:prg_...:aff_...:m100:2026-11:1:milestone_lost`
    public EntryId lost(long ordinal) {
        return new EntryId(accrued(ordinal) + ":milestone_lost");
    }

    /// Of an entry that gives it or takes it: how often it was given by then.
    public long ordinal(EntryId entry) {
        return Long.parseLong(
                entry.text().substring(accrued(0).text().length() - 1).split(":", 2)[0]);
    }

    /// What its postings name, as those of a conversion name a commission.
    public CommissionId commission(long ordinal) {
        return new CommissionId(Digest128.of("bonus", name(), Long.toString(ordinal)));
    }

    /// What gives it: there is one decision, or one prize, for each (enrollment, bonus, period).
    public AdjustmentId award() {
        return new AdjustmentId(Digest128.of(
                        "award",
                        account.program().toString(),
                        account.affiliate().toString(),
                        bonus.text(),
                        period.text())
                .high());
    }

    private String name() {
        return account.program() + ":" + account.affiliate() + ":" + bonus + ":" + period.text();
    }
}
