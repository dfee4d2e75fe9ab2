package dev.tributary.domain.ledger;

import dev.tributary.domain.ledger.AccountName.Available;
import dev.tributary.domain.ledger.AccountName.Cash;
import dev.tributary.domain.ledger.AccountName.Held;
import dev.tributary.domain.ledger.AccountName.InFlight;
import dev.tributary.domain.ledger.AccountName.MerchantExpense;
import dev.tributary.domain.ledger.AccountName.Pending;
import dev.tributary.domain.ledger.AccountName.RailFee;
import dev.tributary.domain.ledger.AccountName.Receivable;
import dev.tributary.domain.ledger.AccountName.WriteOff;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The balances of one account while postings move them; beside `Totals`, which sums them up for people, the
/// one place that knows which side of a posting raises which balance. A credit raises what an affiliate has, a debit
/// raises a debt.
final class Balances {
    private final SortedMap<LocalDate, Long> pending;
    private long held;
    private long available;
    private long inFlight;
    private long receivable;
    private long paidOut;

    Balances(Account account) {
        pending = new TreeMap<>(account.pending());
        held = account.held();
        available = account.available();
        inFlight = account.inFlight();
        receivable = account.receivable();
        paidOut = account.paidOut();
    }

    /// @throws IllegalStateException when a balance would fall below zero
    void apply(Posting posting) {
        add(posting.from(), -posting.amount().minor());
        add(posting.to(), posting.amount().minor());
        if (posting.from() instanceof InFlight && posting.to() instanceof Cash) {
            paidOut = Math.addExact(paidOut, posting.amount().minor());
        } else if (posting.from() instanceof Cash && posting.to() instanceof Available) {
            // Of an account that was kept before this was counted, less may be known than comes back.
            paidOut = Math.max(0, Math.subtractExact(paidOut, posting.amount().minor()));
        }
    }

    private void add(AccountName name, long credit) {
        switch (name) {
            case Pending of -> {
                long sum = refuseNegative(name, Math.addExact(pending(of.day()), credit));
                if (sum == 0) {
                    pending.remove(of.day());
                } else {
                    pending.put(of.day(), sum);
                }
            }
            case Held of -> held = refuseNegative(name, Math.addExact(held, credit));
            case Available of -> available = refuseNegative(name, Math.addExact(available, credit));
            case InFlight of -> inFlight = refuseNegative(name, Math.addExact(inFlight, credit));
            case Receivable of -> receivable = refuseNegative(name, Math.subtractExact(receivable, credit));
            // The merchant's side: sums over entries, no balance.
            case MerchantExpense of -> {}
            case Cash of -> {}
            case RailFee of -> {}
            case WriteOff of -> {}
        }
    }

    private static long refuseNegative(AccountName name, long sum) {
        if (sum < 0) {
            throw new IllegalStateException(name.text() + " would be negative: " + sum);
        }
        return sum;
    }

    List<LocalDate> daysThrough(LocalDate today) {
        return List.copyOf(pending.headMap(today.plusDays(1)).keySet());
    }

    long pending(LocalDate day) {
        return pending.getOrDefault(day, 0L);
    }

    SortedMap<LocalDate, Long> pendingDays() {
        return pending;
    }

    long held() {
        return held;
    }

    long available() {
        return available;
    }

    long inFlight() {
        return inFlight;
    }

    long receivable() {
        return receivable;
    }

    long paidOut() {
        return paidOut;
    }
}
