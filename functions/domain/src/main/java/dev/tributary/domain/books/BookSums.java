package dev.tributary.domain.books;

import dev.tributary.domain.ledger.Posting;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What stood on each account of the books as the month began, and what the month debited and credited.
/// All openings together are zero, and so are all debits less all credits: what is debited here is
/// credited there.
public record BookSums(SortedMap<BookAccount, Sum> accounts) {
    public static final BookSums NONE = new BookSums(new TreeMap<>());

    public BookSums {
        accounts = Collections.unmodifiableSortedMap(new TreeMap<>(accounts));
        long opening = 0;
        long moved = 0;
        for (Sum sum : accounts.values()) {
            opening = Math.addExact(opening, sum.opening());
            moved = Math.addExact(moved, Math.subtractExact(sum.debit(), sum.credit()));
        }
        if (opening != 0 || moved != 0) {
            throw new IllegalArgumentException("books are out of balance: " + opening + ", " + moved);
        }
    }

    /// In minor units.
    ///
    /// @param opening debits less credits of all time before: above zero where money was spent or is owed to the
    ///     merchant, below zero where the merchant owes it
    public record Sum(long opening, long debit, long credit) {
        static final Sum ZERO = new Sum(0, 0, 0);

        public Sum {
            if (debit < 0 || credit < 0) {
                throw new IllegalArgumentException("debit or credit is below zero: " + debit + ", " + credit);
            }
        }

        public long closing() {
            return Math.addExact(opening, Math.subtractExact(debit, credit));
        }

        Sum plus(Sum other) {
            return new Sum(
                    Math.addExact(opening, other.opening),
                    Math.addExact(debit, other.debit),
                    Math.addExact(credit, other.credit));
        }
    }

    /// What a posting of the time before leaves on the two accounts.
    static void before(Map<BookAccount, Sum> sums, Posting posting) {
        long amount = posting.amount().minor();
        sums.merge(BookAccount.of(posting.from()), new Sum(amount, 0, 0), Sum::plus);
        sums.merge(BookAccount.of(posting.to()), new Sum(Math.negateExact(amount), 0, 0), Sum::plus);
    }

    /// What a posting of the month moves.
    static void within(Map<BookAccount, Sum> sums, Posting posting) {
        long amount = posting.amount().minor();
        sums.merge(BookAccount.of(posting.from()), new Sum(0, amount, 0), Sum::plus);
        sums.merge(BookAccount.of(posting.to()), new Sum(0, 0, amount), Sum::plus);
    }
}
