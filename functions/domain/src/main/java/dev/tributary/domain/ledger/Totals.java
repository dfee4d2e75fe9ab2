package dev.tributary.domain.ledger;

/// The five balances of an account in minor units, without the days that Pending is made of; or, of
/// one entry, what it changed in them, up or down.
public record Totals(long pending, long held, long available, long inFlight, long receivable) {
    public static final Totals ZERO = new Totals(0, 0, 0, 0, 0);

    public static Totals of(Account account) {
        return new Totals(
                account.pendingTotal().minor(),
                account.held(),
                account.available(),
                account.inFlight(),
                account.receivable());
    }

    /// What an entry changed.
    public static Totals of(Entry entry) {
        Totals sum = ZERO;
        for (Posting posting : entry.postings()) {
            long amount = posting.amount().minor();
            sum = sum.plus(credit(posting.to(), amount)).minus(credit(posting.from(), amount));
        }
        return sum;
    }

    /// A credit raises what an affiliate has, and lowers what it owes.
    private static Totals credit(AccountName name, long amount) {
        return switch (name) {
            case AccountName.Pending of -> new Totals(amount, 0, 0, 0, 0);
            case AccountName.Held of -> new Totals(0, amount, 0, 0, 0);
            case AccountName.Available of -> new Totals(0, 0, amount, 0, 0);
            case AccountName.InFlight of -> new Totals(0, 0, 0, amount, 0);
            case AccountName.Receivable of -> new Totals(0, 0, 0, 0, Math.negateExact(amount));
            case AccountName.MerchantExpense of -> ZERO;
            case AccountName.Cash of -> ZERO;
            case AccountName.RailFee of -> ZERO;
            case AccountName.WriteOff of -> ZERO;
        };
    }

    public Totals plus(Totals other) {
        return new Totals(
                Math.addExact(pending, other.pending),
                Math.addExact(held, other.held),
                Math.addExact(available, other.available),
                Math.addExact(inFlight, other.inFlight),
                Math.addExact(receivable, other.receivable));
    }

    public Totals minus(Totals other) {
        return new Totals(
                Math.subtractExact(pending, other.pending),
                Math.subtractExact(held, other.held),
                Math.subtractExact(available, other.available),
                Math.subtractExact(inFlight, other.inFlight),
                Math.subtractExact(receivable, other.receivable));
    }
}
