package dev.tributary.commission;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.bonus.Milestones;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.order.Context;
import dev.tributary.domain.order.KnownOrders;
import dev.tributary.domain.order.OrderGroup;
import dev.tributary.domain.order.OrderLedger;
import dev.tributary.domain.order.OrderLedger.Written;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.ProgramFacts;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.SqsBatch;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Read, decide, write; and again for what somebody else changed in between, five times at most, and not
/// when the delivery is over.
final class Rounds {
    static final int TRIES = 5;

    private final Stores stores;
    private final Pause pause;
    private final Clock clock;
    private final TierWork tiers;
    private final EarlierEntries earlier;

    /// Where orders and accounts are read and written.
    record Stores(KnownOrders orders, Ledger accounts, OrderLedger ledger) {}

    /// Waits before a try: 2 to 5.
    @FunctionalInterface
    interface Pause {
        void before(int attempt);
    }

    Rounds(Stores stores, Pause pause, Clock clock) {
        this.stores = stores;
        this.pause = pause;
        this.clock = clock;
        this.tiers = new TierWork(stores, pause, clock);
        this.earlier = new EarlierEntries(stores.accounts());
    }

    /// Completes what is under way on an account; false when it was in use, or the delivery is over.
    boolean completeTiers(AccountKey key, ProgramFacts program, Delivery delivery) {
        return tiers.complete(key, program, delivery);
    }

    /// @return what was in use until the last try: nothing of it is written
    List<OrderWork> run(List<OrderWork> works, Delivery delivery) {
        List<OrderWork> pending = works;
        for (int attempt = 1; attempt <= TRIES && !pending.isEmpty(); attempt++) {
            if (attempt > 1) {
                if (delivery.isOver(clock)) {
                    return pending;
                }
                pause.before(attempt);
            }
            pending = round(pending, delivery);
        }
        return pending;
    }

    private List<OrderWork> round(List<OrderWork> works, Delivery delivery) {
        SqsBatch batch = delivery.batch();
        Instant now = clock.instant();
        Map<AccountKey, List<Fold.Read>> byAccount = new LinkedHashMap<>();
        List<Chunk> chunks = new ArrayList<>();
        for (OrderWork work : works) {
            batch.attempt(work.messages(), work, of -> {
                Fold.Read read = read(of, delivery.facts(), now);
                Set<AccountKey> accounts = read.accounts();
                if (accounts.size() != 1 || of.alone() || read.asksBindings()) {
                    chunks.add(new Chunk(accounts, List.of(read)));
                } else {
                    byAccount
                            .computeIfAbsent(accounts.iterator().next(), absent -> new ArrayList<>())
                            .add(read);
                }
            });
        }
        byAccount.forEach((account, reads) -> {
            for (int from = 0; from < reads.size(); from += OrderGroup.MOST_ORDERS) {
                int to = Math.min(from + OrderGroup.MOST_ORDERS, reads.size());
                chunks.add(new Chunk(Set.of(account), reads.subList(from, to)));
            }
        });
        List<OrderWork> again = new ArrayList<>();
        for (Chunk chunk : chunks) {
            batch.attempt(chunk.messages(), chunk, of -> again.addAll(post(of, delivery)));
        }
        return again;
    }

    /// Orders that share a transaction: of one account, or a single one.
    private record Chunk(Set<AccountKey> accounts, List<Fold.Read> reads) {
        Collection<SQSMessage> messages() {
            Set<SQSMessage> messages = new LinkedHashSet<>();
            reads.forEach(read -> messages.addAll(read.work().messages()));
            return messages;
        }

        List<OrderWork> works() {
            return reads.stream().map(Fold.Read::work).toList();
        }
    }

    private Fold.Read read(OrderWork work, Facts facts, Instant now) {
        Optional<Versioned<OrderState>> stored = stores.orders().find(work.key());
        Optional<OrderState> state = stored.map(Versioned::value);
        List<Fold.Asked> asked = work.calls().stream()
                .map(call -> new Fold.Asked(call, facts.context(state, call.postback(), now)))
                .toList();
        Context due = facts.due(work.key(), state, now);
        return new Fold.Read(work, stored, asked, due);
    }

    /// @return what is to be tried again
    private List<OrderWork> post(Chunk chunk, Delivery delivery) {
        Map<AccountKey, Account> before = new HashMap<>();
        chunk.accounts()
                .forEach(key -> before.put(key, stores.accounts().account(key).orElseGet(() -> Account.empty(key))));
        if (before.values().stream().anyMatch(account -> account.change().isPresent())) {
            // What was read before is another by then: it is read again.
            complete(chunk, delivery);
            return chunk.works();
        }
        Fold fold = new Fold(before);
        chunk.reads().forEach(read -> fold.add(read, delivery.batch()));
        Set<ConversionKey> unwritten = new HashSet<>();
        Set<ConversionKey> byThemselves = new HashSet<>();
        Map<ConversionKey, OrderState> kept = new HashMap<>();
        List<Entry> written = new ArrayList<>();
        for (OrderGroup group :
                labelled(fold.groups(chunk.reads().getFirst().due().program().zone()), chunk, delivery.subIds())) {
            List<ConversionKey> keys =
                    group.orders().stream().map(change -> change.order().key()).toList();
            switch (stores.ledger().write(group)) {
                case Written.Committed committed -> {
                    group.orders().forEach(change -> kept.put(change.order().key(), change.order()));
                    group.movements().forEach(movement -> written.addAll(movement.entries()));
                }
                case Written.Busy busy -> unwritten.addAll(keys);
                case Written.Stale stale -> {
                    unwritten.addAll(keys);
                    byThemselves.addAll(stale.orders());
                }
                case Written.TooLarge large -> {
                    if (keys.size() == 1) {
                        throw new IllegalStateException(
                                "order " + keys.getFirst().id() + " is too large to be written");
                    }
                    unwritten.addAll(keys);
                    byThemselves.addAll(keys);
                }
            }
        }
        Posted posted = new Posted(before.values(), written);
        for (Fold.Read read : chunk.reads()) {
            ConversionKey key = read.work().key();
            if (!unwritten.contains(key)) {
                tell(read, Optional.ofNullable(kept.get(key)), posted, delivery);
            }
        }
        List<OrderWork> again = again(chunk, unwritten, byThemselves, fold.left());
        // Without anybody who comes back for it, a change that is not completed would wait for the next call.
        return fold.changesTier() && !complete(chunk, delivery) ? chunk.works() : again;
    }

    /// With what was written on links, in orders whose sale is new.
    private List<OrderGroup> labelled(List<OrderGroup> groups, Chunk chunk, SubIds subIds) {
        Set<ConversionKey> sold = chunk.reads().stream()
                .filter(read -> read.stored()
                        .map(Versioned::value)
                        .filter(order -> order.sale().isPresent() && !order.isUnproven())
                        .isPresent())
                .map(read -> read.work().key())
                .collect(Collectors.toSet());
        return groups.stream()
                .map(group -> new OrderGroup(
                        group.orders().stream()
                                .map(change -> sold.contains(change.order().key())
                                        ? change
                                        : new OrderGroup.Change(
                                                subIds.noted(change.order()), change.version(), change.bindings()))
                                .toList(),
                        group.movements(),
                        group.zone()))
                .toList();
    }

    /// The accounts as they were read, and what was written on them.
    private record Posted(Collection<Account> accounts, List<Entry> entries) {}

    /// Of what was written, or had been before.
    private void tell(Fold.Read read, Optional<OrderState> kept, Posted posted, Delivery delivery) {
        Optional<OrderState> before = read.stored().map(Versioned::value);
        Optional<OrderState> now = kept.or(() -> before);
        if (now.isEmpty()) {
            return;
        }
        delivery.tidings().add(read.work(), before, now.get(), bonuses(read, now.get(), posted));
    }

    /// The entries among which those of its bonuses stand, none where no terms have such a bonus.
    private List<Entry> bonuses(Fold.Read read, OrderState now, Posted posted) {
        if (!Milestones.reachedByConversions(read.due().program().terms())) {
            return List.of();
        }
        Optional<Instant> from = read.cameBefore(now);
        if (from.isEmpty()) {
            return posted.entries;
        }
        List<Entry> entries = new ArrayList<>(posted.entries);
        posted.accounts.forEach(account -> entries.addAll(earlier.ofBonuses(account, from.get())));
        return entries;
    }

    /// The changes of tier that are under way on the accounts of a chunk.
    private boolean complete(Chunk chunk, Delivery delivery) {
        ProgramFacts program = chunk.reads().getFirst().due().program();
        boolean completed = true;
        for (AccountKey key : chunk.accounts()) {
            completed &= tiers.complete(key, program, delivery);
        }
        return completed;
    }

    private static List<OrderWork> again(
            Chunk chunk,
            Set<ConversionKey> unwritten,
            Set<ConversionKey> byThemselves,
            Map<ConversionKey, OrderWork> left) {
        Map<ConversionKey, OrderWork> again = new HashMap<>(left);
        for (Fold.Read read : chunk.reads()) {
            OrderWork work = read.work();
            if (unwritten.contains(work.key())) {
                again.put(work.key(), byThemselves.contains(work.key()) ? work.byItself() : work);
            }
        }
        return List.copyOf(again.values());
    }
}
