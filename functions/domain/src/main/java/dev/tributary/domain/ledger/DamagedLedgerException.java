package dev.tributary.domain.ledger;

/// Entries and account do not fit each other: nothing is posted on top of that, and a person looks.
/// Its text names account and sequence, never an amount.
public final class DamagedLedgerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DamagedLedgerException(AccountKey account, long sequence, String fault) {
        super("entry " + sequence + " of " + account.program() + " " + account.affiliate() + " " + account.currency()
                + ": " + fault);
    }
}
