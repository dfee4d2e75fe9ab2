package dev.tributary.domain.books;

import dev.tributary.domain.ledger.AccountName;
import java.util.regex.Pattern;

/// An account of the merchant's books, as the export names it: the ledger's accounts of all affiliates of a
/// program together, whatever the day that they are released.
///
/// | ledger | books | |
/// | --- | --- | --- |
/// | `merchant_expense` | `commission_expense` | cost |
/// | `merchant_expense:rail_fee` | `rail_fee_expense` | cost |
/// | `merchant_expense:write_off` | `write_off_expense` | cost |
/// | `pending:{day}` | `payable_pending` | owed to affiliates |
/// | `held` | `payable_held` | owed to affiliates |
/// | `available` | `payable_available` | owed to affiliates |
/// | `in_flight` | `payable_in_flight` | owed to affiliates |
/// | `receivable` | `receivable_from_affiliates` | owed by affiliates |
/// | `cash:{rail}` | `cash_{rail}` | what was paid |
public record BookAccount(String name) implements Comparable<BookAccount> {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    public BookAccount {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name is none of an account of the books: " + name);
        }
    }

    public static BookAccount of(AccountName ledger) {
        return new BookAccount(
                switch (ledger) {
                    case AccountName.MerchantExpense _ -> "commission_expense";
                    case AccountName.RailFee _ -> "rail_fee_expense";
                    case AccountName.WriteOff _ -> "write_off_expense";
                    case AccountName.Pending _ -> "payable_pending";
                    case AccountName.Held _ -> "payable_held";
                    case AccountName.Available _ -> "payable_available";
                    case AccountName.InFlight _ -> "payable_in_flight";
                    case AccountName.Receivable _ -> "receivable_from_affiliates";
                    case AccountName.Cash(String rail) -> "cash_" + rail;
                });
    }

    @Override
    public int compareTo(BookAccount other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
