package dev.tributary.domain.ledger;

import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.money.Money;
import java.util.Optional;

/// Money moves from one account to another: the first is debited, the second credited, by the same
/// amount above zero, so that no posting can be out of balance. It names the commission that it is
/// about, where there is one.
public record Posting(AccountName from, AccountName to, Money amount, Optional<CommissionId> commission) {
    public Posting {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("amount is not above zero: " + amount);
        }
        if (from.equals(to)) {
            throw new IllegalArgumentException("from and to are one account: " + from.text());
        }
    }
}
