package dev.tributary.commission;

import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.order.Context;
import dev.tributary.domain.order.OrderGroup;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Orders;
import dev.tributary.domain.order.Outcome;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.SqsBatch;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides call after call in memory, all on one account: what each leaves behind is what the next
/// one finds. The calls about one order become one change, all of them together one movement. Used
/// once, by one thread.
final class Fold {
    /// What one transaction takes.
    private static final int MOST_ACTIONS = 100;

    private final Optional<Account> before;
    private Optional<Account> account;
    private final List<Entry> entries = new ArrayList<>();
    private final List<OrderGroup.Change> moving = new ArrayList<>();
    private final List<OrderGroup.Change> still = new ArrayList<>();
    private final Map<ConversionKey, OrderWork> left = new HashMap<>();

    /// An order as it was read, with the facts for each of its calls; `due` is what is known without
    /// a call.
    record Read(OrderWork work, Optional<Versioned<OrderState>> stored, List<Asked> asked, Context due) {
        /// The account that the first of its calls names; empty when no money can move.
        Optional<AccountKey> account() {
            Optional<OrderState> state = stored.map(Versioned::value);
            return asked.stream()
                    .flatMap(one -> Orders.account(state, one.call().postback(), one.context()).stream())
                    .findFirst();
        }
    }

    record Asked(OrderWork.Call call, Context context) {}

    /// @param before the account as it was read; empty when the orders have none
    Fold(Optional<Account> before) {
        this.before = before;
        this.account = before;
    }

    /// A call whose decision fails takes none of the others with it: the batch notes its message.
    void add(Read read, SqsBatch batch) {
        Order order = new Order(read);
        for (int index = 0; index < read.asked().size(); index++) {
            Asked one = read.asked().get(index);
            if (!order.hasRoom(one.call().postback())) {
                left.put(read.work().key(), read.work().from(index));
                break;
            }
            batch.attempt(List.of(one.call().message()), one, order::apply);
        }
        order.finish();
    }

    /// What is to be written: what moves money together, every other order by itself.
    List<OrderGroup> groups(ZoneId zone) {
        List<OrderGroup> groups = new ArrayList<>();
        if (!moving.isEmpty()) {
            Movement movement = new Movement(before.orElseThrow(), account.orElseThrow(), entries);
            groups.add(new OrderGroup(moving, Optional.of(movement), zone));
        }
        still.forEach(change -> groups.add(new OrderGroup(List.of(change), Optional.empty(), zone)));
        return groups;
    }

    /// Calls for which the transaction had no room, by order.
    Map<ConversionKey, OrderWork> left() {
        return Map.copyOf(left);
    }

    /// One order while its calls are applied.
    private final class Order {
        private final Read read;
        private Optional<OrderState> state;
        private int posted;

        Order(Read read) {
            this.read = read;
            Optional<OrderState> stored = read.stored().map(Versioned::value);
            Optional<OrderState> ended = stored.flatMap(order -> Orders.endWaiting(order, read.due()));
            state = ended.isPresent() ? ended : stored;
        }

        /// The account, this order and the entries that the call may make stand in the transaction too.
        boolean hasRoom(Postback postback) {
            int most = 1;
            if (postback.event() instanceof Reward reward) {
                most += reward.verdict().flatMap(Verdict::approvedAmount).isPresent() ? 1 : 0;
                most += state.map(order -> order.waiting().size()).orElse(0);
            }
            return 1 + moving.size() + 1 + entries.size() + most <= MOST_ACTIONS;
        }

        void apply(Asked one) {
            Postback postback = one.call().postback();
            Optional<AccountKey> key = Orders.account(state, postback, one.context());
            if (key.isPresent() && !key.equals(account.map(Account::key))) {
                throw new IllegalStateException("order " + read.work().key().id() + " is of another account by now");
            }
            Optional<Account> known = key.isPresent() ? account : Optional.empty();
            switch (Orders.decide(state, postback, one.context(), known)) {
                case Outcome.Posted outcome -> {
                    state = Optional.of(outcome.order());
                    account = Optional.of(outcome.account());
                    entries.addAll(outcome.entries());
                    posted += outcome.entries().size();
                }
                case Outcome.Recorded outcome -> state = Optional.of(outcome.order());
                case Outcome.AlreadyRecorded outcome -> {}
            }
        }

        void finish() {
            Optional<OrderState> stored = read.stored().map(Versioned::value);
            if (state.isEmpty() || state.equals(stored)) {
                return;
            }
            long version = read.stored().map(Versioned::version).orElse(0L);
            (posted > 0 ? moving : still).add(new OrderGroup.Change(state.get(), version));
        }
    }
}
