package dev.tributary.domain.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the entries of one account say that it holds, taken one after the other from the first on, to be held
/// against what the account says. Used by one thread.
public final class Replay {
    private final AccountKey key;
    private final Balances balances;
    private final Map<EntryId, Entry> payouts = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private long version;
    private String hash = Entry.FIRST;

    public Replay(AccountKey key) {
        this.key = key;
        this.balances = new Balances(Account.empty(key));
    }

    /// @param entry the next one, as it is kept
    public void take(Entry entry) {
        if (!entry.account().equals(key) || entry.sequence() != version + 1) {
            faults.add("entry " + (version + 1) + " is missing, or is another account's");
        }
        if (!entry.previousHash().equals(hash)) {
            faults.add("entry " + entry.sequence() + " breaks the chain of hashes");
        }
        version = entry.sequence();
        hash = entry.hash();
        try {
            entry.postings().forEach(balances::apply);
        } catch (IllegalStateException | ArithmeticException negative) {
            faults.add("entry " + entry.sequence() + " brings a balance below zero");
        }
        switch (entry.cause().kind()) {
            case RESERVE, SETTLE, FAIL, RETURN -> {
                if (payouts.put(entry.id(), entry) != null) {
                    faults.add("entry " + entry.sequence() + " has the id of another one");
                }
            }
            case ACCRUE,
                    REVERSE,
                    REINSTATE,
                    UPDATE,
                    VALIDATE,
                    TIER,
                    CLICKS,
                    RELEASE,
                    REVIEW,
                    ADJUST,
                    BONUS,
                    BONUS_LOST,
                    FLAT_FEE,
                    WRITE_OFF -> {}
        }
    }

    /// The entry of a payout's step.
    public Optional<Entry> ofPayout(EntryId id) {
        return Optional.ofNullable(payouts.get(id));
    }

    /// What does not fit: names of balances and numbers of entries, never an amount.
    public List<String> differences(Account account) {
        List<String> all = new ArrayList<>(faults);
        require(all, account.version() == version, "version");
        require(all, account.lastHash().equals(hash), "last_hash");
        require(all, account.pending().equals(balances.pendingDays()), "pending");
        require(all, account.held() == balances.held(), "held");
        require(all, account.available() == balances.available(), "available");
        require(all, account.inFlight() == balances.inFlight(), "in_flight");
        require(all, account.receivable() == balances.receivable(), "receivable");
        // Of an account that was kept before this was counted, less is known.
        require(all, account.paidOut() <= balances.paidOut(), "paid_out");
        return List.copyOf(all);
    }

    private static void require(List<String> all, boolean same, String name) {
        if (!same) {
            all.add(name + " of the account is not what its entries say");
        }
    }
}
