package dev.tributary.domain.oracle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// One affiliate's accounts: movements, and the balances that they add up to. What the affiliate owes
/// is a Receivable below zero, as it is shown.
final class Books {
    static final String EXPENSE = "expense";
    static final String AVAILABLE = "available";
    static final String HELD = "held";
    static final String IN_FLIGHT = "in_flight";
    static final String RECEIVABLE = "receivable";
    static final String CASH = "cash";
    static final String WRITE_OFF = "write_off";
    static final String PENDING = "pending:";

    record Movement(String from, String to, BigDecimal amount) {}

    private final SortedMap<String, BigDecimal> balances = new TreeMap<>();
    private final List<Movement> movements = new ArrayList<>();

    BigDecimal balance(String account) {
        return balances.getOrDefault(account, BigDecimal.ZERO);
    }

    /// All balances but those of zero.
    SortedMap<String, BigDecimal> balances() {
        SortedMap<String, BigDecimal> some = new TreeMap<>();
        balances.forEach((account, balance) -> {
            if (balance.signum() != 0) {
                some.put(account, balance.stripTrailingZeros());
            }
        });
        return some;
    }

    List<Movement> movements() {
        return List.copyOf(movements);
    }

    void move(String from, String to, BigDecimal amount) {
        if (amount.signum() < 0) {
            throw new IllegalStateException("a movement below zero: " + amount);
        }
        if (amount.signum() == 0) {
            return;
        }
        movements.add(new Movement(from, to, amount));
        balances.merge(from, amount.negate(), BigDecimal::add);
        balances.merge(to, amount, BigDecimal::add);
        if (to.equals(AVAILABLE)) {
            move(AVAILABLE, RECEIVABLE, amount.min(balance(RECEIVABLE).negate().max(BigDecimal.ZERO)));
        }
    }

    /// Takes back from where it stands; what Available cannot cover is owed.
    void reverse(String from, BigDecimal amount) {
        if (!from.equals(AVAILABLE)) {
            move(from, EXPENSE, amount);
            return;
        }
        BigDecimal covered = amount.min(balance(AVAILABLE));
        move(AVAILABLE, EXPENSE, covered);
        move(RECEIVABLE, EXPENSE, amount.subtract(covered));
    }
}
