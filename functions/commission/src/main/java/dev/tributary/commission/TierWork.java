package dev.tributary.commission;

import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.DamagedLedgerException;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Rated;
import dev.tributary.domain.ledger.TierChange;
import dev.tributary.domain.order.Context;
import dev.tributary.domain.order.OrderGroup;
import dev.tributary.domain.order.OrderLedger.Written;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.ProgramFacts;
import dev.tributary.domain.order.TierChunk;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.Log;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Completes the changes of tier that are under way on an account, chunk after chunk, each in one
/// transaction, until the delivery is over. Then its message comes back and goes on from there: nothing
/// else is posted to the account before. Whoever else meets the account goes on too.
final class TierWork {
    private static final int PAGE = PageRequest.MAX_LIMIT;

    private final Rounds.Stores stores;
    private final Rounds.Pause pause;
    private final Clock clock;
    private final EarlierEntries earlier;

    TierWork(Rounds.Stores stores, Rounds.Pause pause, Clock clock) {
        this.stores = stores;
        this.pause = pause;
        this.clock = clock;
        this.earlier = new EarlierEntries(stores.accounts());
    }

    /// @return whether none is under way any more; else the items were in use, or the delivery is over
    boolean complete(AccountKey key, ProgramFacts program, Delivery delivery) {
        int most = TierChunk.MOST_COMMISSIONS;
        for (int attempt = 1; attempt <= Rounds.TRIES; ) {
            Optional<Account> account =
                    stores.accounts().account(key).filter(read -> read.change().isPresent());
            if (account.isEmpty()) {
                return true;
            }
            if (delivery.isOver(clock)) {
                return false;
            }
            switch (stores.ledger().write(chunk(account.get(), program, most))) {
                case Written.Committed committed -> attempt = 1;
                case Written.Stale stale -> attempt = again(attempt);
                case Written.Busy busy -> attempt = again(attempt);
                case Written.TooLarge large -> {
                    if (most == 1) {
                        throw new IllegalStateException("an order of " + key.affiliate() + " is too large");
                    }
                    most = most / 2;
                }
            }
        }
        return false;
    }

    private int again(int attempt) {
        pause.before(attempt + 1);
        return attempt + 1;
    }

    /// The orders that the next entries name, up to so many commissions. Its orders are read after the
    /// account: one that changes later fails the transaction.
    private OrderGroup chunk(Account account, ProgramFacts program, int most) {
        TierChange change = account.change().orElseThrow();
        List<Versioned<OrderState>> orders = new ArrayList<>();
        long through = first(account.key(), change, program) - 1;
        int commissions = 0;
        while (through < change.recorded()) {
            Page<Entry> page = stores.accounts().entries(account.key(), EarlierEntries.after(through, PAGE));
            if (page.items().isEmpty()) {
                throw new DamagedLedgerException(account.key(), through + 1, "is missing");
            }
            for (Entry entry : page.items()) {
                List<Versioned<OrderState>> named = named(entry, change, program);
                int weight = named.stream()
                        .mapToInt(order ->
                                TierChunk.weight(order.value(), account.key().affiliate()))
                        .sum();
                if (entry.sequence() > change.recorded() || !orders.isEmpty() && commissions + weight > most) {
                    return TierChunk.of(account, change, through, orders, context(program));
                }
                orders.addAll(named);
                commissions += weight;
                through = entry.sequence();
            }
        }
        return TierChunk.of(account, change, through, orders, context(program));
    }

    private Context context(ProgramFacts program) {
        return new Context(program, Map.of(), Map.of(), clock.instant());
    }

    /// At most one: an entry of a conversion names its own order. One that is gone keeps what it was paid.
    private List<Versioned<OrderState>> named(Entry entry, TierChange change, ProgramFacts program) {
        List<Versioned<OrderState>> orders = new ArrayList<>();
        for (Rated line : entry.rated()) {
            if (line.tally().equals(change.tally())) {
                stores.orders().find(line.key(program.id())).ifPresentOrElse(orders::add, () -> gone(entry, program));
            }
        }
        return orders;
    }

    private static void gone(Entry entry, ProgramFacts program) {
        Log.line(
                "tier_order_gone",
                Map.of(
                        "program", program.id().toString(),
                        "entry", entry.id().text()));
    }

    /// The entry from which on those of the period are: no event of it was posted before it began.
    private long first(AccountKey key, TierChange change, ProgramFacts program) {
        return change.hasBegun()
                ? change.next()
                : earlier.first(key, change.recorded(), TierChunk.earliest(change.tally(), program.zone()));
    }
}
