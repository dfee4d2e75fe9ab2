package dev.tributary.domain.books;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.ledger.AccountName;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import java.time.LocalDate;
import java.util.Optional;

/// A line of the journal. An entry's lines come in pairs, a debit and a credit of one amount. No part of a line
/// is a text that somebody chose: neither a name nor a bank detail can be in it.
public sealed interface JournalLine {
    /// What stood on an account as the month began.
    /// @param balance debits less credits
    record Opening(BookAccount account, Money balance) implements JournalLine {}

    /// One side of a posting.
    ///
    /// @param date in the program's zone, on which it was posted
    /// @param ledger the ledger's own name of the account
    record Side(
            LocalDate date,
            Cause cause,
            AffiliateId affiliate,
            AccountName ledger,
            Optional<CommissionId> commission,
            boolean isDebit,
            Money amount)
            implements JournalLine {
        public BookAccount account() {
            return BookAccount.of(ledger);
        }
    }

    /// What stood on an account as it ended: the next month's opening.
    record Closing(BookAccount account, Money balance) implements JournalLine {}

    default CurrencyCode currency() {
        return switch (this) {
            case Opening(var _, Money balance) -> balance.currency();
            case Side side -> side.amount().currency();
            case Closing(var _, Money balance) -> balance.currency();
        };
    }
}
