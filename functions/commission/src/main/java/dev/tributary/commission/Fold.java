package dev.tributary.commission;

import dev.tributary.domain.bonus.Milestones;
import dev.tributary.domain.bonus.PrizeNote;
import dev.tributary.domain.conversion.ConversionEvent.ChargebackWon;
import dev.tributary.domain.conversion.ConversionEvent.OrderUpdate;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionEvent.StatusUpdate;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.order.BindingChange;
import dev.tributary.domain.order.Context;
import dev.tributary.domain.order.OrderGroup;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Orders;
import dev.tributary.domain.order.Outcome;
import dev.tributary.domain.order.ReceiptLine;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.SqsBatch;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Decides call after call in memory: many orders of one account, or one order of several. What each
/// leaves behind is what the next one finds. The calls about one order become one change, what all of
/// them post to an account one movement. Used once, by one thread.
final class Fold {
    /// What one transaction takes.
    private static final int MOST_ACTIONS = 100;

    private final Map<AccountKey, Account> accounts;
    private final Map<AccountKey, Movement> movements = new LinkedHashMap<>();
    private final List<OrderGroup.Change> moving = new ArrayList<>();
    private final List<OrderGroup.Change> still = new ArrayList<>();
    private final Map<ConversionKey, OrderWork> left = new HashMap<>();

    /// An order as it was read, with the facts for each of its calls; `due` is what is known without
    /// a call.
    record Read(OrderWork work, Optional<Versioned<OrderState>> stored, List<Asked> asked, Context due) {
        /// Whether it may bind: two orders may bind the same, and a transaction writes no item twice.
        boolean asksBindings() {
            Optional<OrderState> state = stored.map(Versioned::value);
            return asked.stream().anyMatch(one -> one.asksBindings(state))
                    || state.flatMap(OrderState::waitingReward)
                            .filter(reward -> !Orders.bindings(state, reward, due.program(), due.now())
                                    .isEmpty())
                            .isPresent();
        }

        /// Since when it may stand in the ledger what this work brings: its messages were here before, and whoever took
        /// them may have ended before it was told. Empty for what is new.
        /// @param now the order as it is kept
        Optional<Instant> cameBefore(OrderState now) {
            boolean done = work.isDue() && stored.map(Versioned::value).equals(Optional.of(now));
            return stored.stream()
                    .flatMap(order -> order.value().receipts().stream())
                    .filter(line -> done || work.brings(line))
                    .map(ReceiptLine::receivedAt)
                    .min(Instant::compareTo)
                    .map(from -> Collections.max(List.of(from, due.now().minus(Tidings.KEPT))));
        }

        /// The accounts that what is due, or the first of its calls, names; none when no money can move.
        Set<AccountKey> accounts() {
            Optional<OrderState> state = stored.map(Versioned::value);
            Set<AccountKey> keys = new LinkedHashSet<>();
            state.ifPresent(order -> keys.addAll(Orders.accounts(order, due)));
            for (Asked one : asked) {
                if (keys.isEmpty()) {
                    keys.addAll(Orders.accounts(state, one.call().postback(), one.context()));
                }
            }
            return keys;
        }
    }

    record Asked(OrderWork.Call call, Context context) {
        boolean asksBindings(Optional<OrderState> state) {
            return !Orders.bindings(state, call.postback(), context.program(), context.now())
                    .isEmpty();
        }
    }

    /// @param accounts as they were read; of version 0 where there is no entry yet
    Fold(Map<AccountKey, Account> accounts) {
        this.accounts = new HashMap<>(accounts);
    }

    /// A call whose decision fails takes none of the others with it: the batch notes its message.
    void add(Read read, SqsBatch batch) {
        if (changesTier()) {
            left.put(read.work().key(), read.work());
            return;
        }
        Order order = new Order(read);
        order.due();
        for (int index = 0; index < read.asked().size(); index++) {
            Asked one = read.asked().get(index);
            if (changesTier() || !order.hasRoom(one.call().postback()) || order.asksAnew(one)) {
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
            groups.add(new OrderGroup(moving, List.copyOf(movements.values()), zone));
        }
        still.forEach(change -> groups.add(new OrderGroup(List.of(change), List.of(), zone)));
        return groups;
    }

    /// Whether what was decided brings an account to another tier: that is completed before anything else
    /// is decided on it.
    boolean changesTier() {
        return accounts.values().stream().anyMatch(account -> account.change().isPresent());
    }

    /// Calls for which the transaction had no room, or whose facts were not read, or that come after a change of tier,
    /// by order.
    Map<ConversionKey, OrderWork> left() {
        return Map.copyOf(left);
    }

    private int entries() {
        return movements.values().stream()
                .mapToInt(movement ->
                        movement.entries().size() + PrizeNote.of(movement).size())
                .sum();
    }

    /// One order while its calls are applied.
    private final class Order {
        private final Read read;
        private final List<BindingChange> bindings = new ArrayList<>();
        private Optional<OrderState> state;
        private boolean posted;

        Order(Read read) {
            this.read = read;
            state = read.stored().map(Versioned::value);
        }

        void due() {
            state.ifPresent(order -> keep(Orders.due(order, read.due(), accounts)));
        }

        /// The accounts, this order and the entries that the call may make stand in the transaction too.
        boolean hasRoom(Postback postback) {
            int most = 1 + Milestones.mostItems(read.due().program().terms());
            Optional<Verdict> verdict = switch (postback.event()) {
                case Reward reward -> reward.verdict();
                case StatusUpdate word -> Optional.of(word.verdict());
                case Refund _, ChargebackWon _, OrderUpdate _ -> Optional.empty();
            };
            boolean decides = postback.event() instanceof Reward
                    || state.filter(OrderState::isUnproven).isPresent();
            if (decides) {
                most += verdict.flatMap(Verdict::approvedAmount).isPresent() ? 1 : 0;
                most += state.map(order -> order.waiting().size()).orElse(0);
            }
            // By itself a call always fits: a decision makes no more entries than that.
            int shares = accounts.size();
            return entries() == 0 || shares + moving.size() + 1 + entries() + most * shares <= MOST_ACTIONS;
        }

        /// Whether what came before it here makes it ask for other facts, or name other accounts, than were read: a
        /// sale
        /// that takes the place of one without proof may be another affiliate's.
        boolean asksAnew(Asked one) {
            Optional<OrderState> stored = read.stored().map(Versioned::value);
            Postback postback = one.call().postback();
            return !state.equals(stored)
                    && (Orders.asksAnew(stored, state, postback)
                            || Orders.accounts(state, postback, one.context()).stream()
                                    .anyMatch(key -> !accounts.containsKey(key)));
        }

        void apply(Asked one) {
            Postback postback = one.call().postback();
            for (AccountKey key : Orders.accounts(state, postback, one.context())) {
                if (!accounts.containsKey(key)) {
                    throw new IllegalStateException(
                            "order " + read.work().key().id() + " is of another account by now");
                }
            }
            keep(Orders.decide(state, postback, one.context(), accounts));
        }

        private void keep(Outcome outcome) {
            switch (outcome) {
                case Outcome.Posted made -> {
                    state = Optional.of(made.order());
                    bindings.addAll(made.bindings());
                    made.movements().forEach(movement -> {
                        accounts.put(movement.after().key(), movement.after());
                        movements.merge(movement.after().key(), movement, Movement::then);
                    });
                    posted = true;
                }
                case Outcome.Recorded made -> {
                    state = Optional.of(made.order());
                    bindings.addAll(made.bindings());
                }
                case Outcome.AlreadyRecorded made -> {}
            }
        }

        void finish() {
            Optional<OrderState> stored = read.stored().map(Versioned::value);
            if (state.isEmpty() || state.equals(stored)) {
                return;
            }
            long version = read.stored().map(Versioned::version).orElse(0L);
            (posted ? moving : still).add(new OrderGroup.Change(state.get(), version, bindings));
        }
    }
}
