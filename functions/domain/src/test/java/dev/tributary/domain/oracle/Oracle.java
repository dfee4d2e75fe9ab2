package dev.tributary.domain.oracle;

import dev.tributary.domain.oracle.Books.Movement;
import dev.tributary.domain.oracle.History.Call;
import dev.tributary.domain.oracle.History.Money;
import dev.tributary.domain.oracle.History.OrderKey;
import dev.tributary.domain.oracle.History.Release;
import dev.tributary.domain.oracle.History.Setup;
import dev.tributary.domain.oracle.History.Step;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The history of a program, played step by step. It must know nothing of the engine; what it answers
/// is each commission with what was reversed of it, and each affiliate's balances and movements.
final class Oracle {
    /// What one rule paid for one order.
    record Commission(int affiliate, String rule, BigDecimal amount, BigDecimal reversed) {}

    private final Setup setup;
    private final Map<Integer, Books> books = new TreeMap<>();
    private final Map<String, OracleOrder> orders = new TreeMap<>();
    private Optional<LocalDate> releasedThrough = Optional.empty();

    Oracle(Setup setup) {
        this.setup = setup;
    }

    static Oracle played(History history) {
        Oracle oracle = new Oracle(history.setup());
        history.steps().forEach(oracle::play);
        return oracle;
    }

    void play(Step step) {
        switch (step) {
            case Call call -> order(call.key()).receive(call);
            case Release release -> release(release.at().atZone(setup.zone()).toLocalDate());
            case Money money -> move(money);
        }
    }

    SortedMap<String, BigDecimal> balances(int affiliate) {
        return books(affiliate).balances();
    }

    List<Movement> movements(int affiliate) {
        return books(affiliate).movements();
    }

    List<Commission> commissions(OrderKey key) {
        return order(key).commissions();
    }

    Books books(int affiliate) {
        return books.computeIfAbsent(affiliate, _ -> new Books());
    }

    /// Whether what stands in that day has been released.
    boolean isPast(LocalDate day) {
        return releasedThrough.filter(through -> !day.isAfter(through)).isPresent();
    }

    private OracleOrder order(OrderKey key) {
        return orders.computeIfAbsent(key.toString(), _ -> new OracleOrder(this, setup));
    }

    private void release(LocalDate today) {
        for (Books book : books.values()) {
            book.balances().forEach((account, balance) -> {
                if (account.startsWith(Books.PENDING)
                        && !LocalDate.parse(account.substring(Books.PENDING.length()))
                                .isAfter(today)) {
                    book.move(account, Books.AVAILABLE, balance);
                }
            });
        }
        releasedThrough = Optional.of(today);
    }

    private void move(Money money) {
        if (money.about().isPresent()) {
            order(money.about().get()).adjust(money.affiliate(), money.amount());
            return;
        }
        Books book = books(money.affiliate());
        BigDecimal amount = money.amount();
        switch (money.kind()) {
            case ADJUST -> {
                if (amount.signum() < 0) {
                    book.reverse(Books.AVAILABLE, amount.negate());
                } else {
                    book.move(Books.EXPENSE, Books.AVAILABLE, amount);
                }
            }
            case RESERVE -> book.move(Books.AVAILABLE, Books.IN_FLIGHT, most(book, Books.AVAILABLE, amount));
            case SETTLE -> book.move(Books.IN_FLIGHT, Books.CASH, most(book, Books.IN_FLIGHT, amount));
            case FAIL -> book.move(Books.IN_FLIGHT, Books.AVAILABLE, most(book, Books.IN_FLIGHT, amount));
            case RETURN -> book.move(Books.CASH, Books.AVAILABLE, most(book, Books.CASH, amount));
            case WRITE_OFF ->
                book.move(
                        Books.WRITE_OFF,
                        Books.RECEIVABLE,
                        amount.min(book.balance(Books.RECEIVABLE).negate().max(BigDecimal.ZERO)));
            case FORFEIT -> book.move(Books.AVAILABLE, Books.EXPENSE, most(book, Books.AVAILABLE, amount));
        }
    }

    private static BigDecimal most(Books book, String from, BigDecimal amount) {
        return amount.min(book.balance(from).max(BigDecimal.ZERO));
    }
}
