package dev.tributary.commission;

import dev.tributary.domain.click.ClicksClosed;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.order.ClickPosting;
import dev.tributary.domain.order.OrderGroup;
import dev.tributary.domain.order.OrderLedger.Written;
import dev.tributary.domain.order.ProgramFacts;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Posts the clicks of closed days, each by itself: one per affiliate and day. As with orders, what somebody
/// else changed in between is read and decided again, five times at most.
final class ClickRounds {
    private final Rounds.Stores stores;
    private final Rounds tiers;
    private final Rounds.Pause pause;
    private final Clock clock;
    private final EarlierEntries earlier;

    /// @param tiers completes a change of tier, before a day is posted and after it made one
    ClickRounds(Rounds.Stores stores, Rounds tiers, Rounds.Pause pause, Clock clock) {
        this.stores = stores;
        this.tiers = tiers;
        this.pause = pause;
        this.clock = clock;
        this.earlier = new EarlierEntries(stores.accounts());
    }

    /// @return what was in use until the last try
    List<ClosedDay> run(List<ClosedDay> closed, Delivery delivery) {
        List<ClosedDay> inUse = new ArrayList<>();
        for (ClosedDay one : closed) {
            delivery.batch().attempt(List.of(one.message()), one, of -> {
                if (!end(of, delivery)) {
                    inUse.add(one);
                }
            });
        }
        return inUse;
    }

    private boolean end(ClosedDay day, Delivery delivery) {
        ClicksClosed clicks = day.clicks();
        Facts facts = delivery.facts();
        ProgramFacts program = facts.program(clicks.program());
        AccountKey key = new AccountKey(program.id(), clicks.affiliate(), program.currency());
        for (int attempt = 1; attempt <= Rounds.TRIES; attempt++) {
            if (attempt > 1) {
                if (delivery.isOver(clock)) {
                    return false;
                }
                pause.before(attempt);
            }
            // A change that an earlier delivery left behind is completed too.
            if (tiers.completeTiers(key, program, delivery) && post(day, key, program, delivery)) {
                return tiers.completeTiers(key, program, delivery);
            }
        }
        return false;
    }

    private boolean post(ClosedDay day, AccountKey key, ProgramFacts program, Delivery delivery) {
        ClicksClosed clicks = day.clicks();
        Account account = stores.accounts().account(key).orElseGet(() -> Account.empty(key));
        Optional<OrderGroup> group = ClickPosting.decide(
                clicks,
                program,
                delivery.facts().enrollment(program.id(), clicks.affiliate()),
                account,
                clock.instant());
        if (group.isEmpty()) {
            // Who posted it may have ended before it was told.
            Instant ended =
                    clicks.day().plusDays(1).atStartOfDay(program.zone()).toInstant();
            delivery.tidings().reached(day, earlier.ofBonuses(account, ended));
            return true;
        }
        boolean committed = stores.ledger().write(group.get()) instanceof Written.Committed;
        if (committed) {
            group.get().movements().forEach(movement -> delivery.tidings().reached(day, movement.entries()));
        }
        return committed;
    }
}
