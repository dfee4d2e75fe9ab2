package dev.tributary.commission;

import dev.tributary.domain.click.ClicksClosed;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.order.ClickPosting;
import dev.tributary.domain.order.OrderGroup;
import dev.tributary.domain.order.OrderLedger.Written;
import dev.tributary.domain.order.ProgramFacts;
import java.time.Clock;
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

    /// @param tiers completes a change of tier, before a day is posted and after it made one
    ClickRounds(Rounds.Stores stores, Rounds tiers, Rounds.Pause pause, Clock clock) {
        this.stores = stores;
        this.tiers = tiers;
        this.pause = pause;
        this.clock = clock;
    }

    /// @return what was in use until the last try
    List<ClosedDay> run(List<ClosedDay> closed, Delivery delivery) {
        List<ClosedDay> inUse = new ArrayList<>();
        for (ClosedDay one : closed) {
            delivery.batch().attempt(List.of(one.message()), one.clicks(), clicks -> {
                if (!end(clicks, delivery)) {
                    inUse.add(one);
                }
            });
        }
        return inUse;
    }

    private boolean end(ClicksClosed clicks, Delivery delivery) {
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
            if (tiers.completeTiers(key, program, delivery) && post(clicks, key, program, facts)) {
                return tiers.completeTiers(key, program, delivery);
            }
        }
        return false;
    }

    private boolean post(ClicksClosed clicks, AccountKey key, ProgramFacts program, Facts facts) {
        Account account = stores.accounts().account(key).orElseGet(() -> Account.empty(key));
        Optional<OrderGroup> group = ClickPosting.decide(
                clicks, program, facts.enrollment(program.id(), clicks.affiliate()), account, clock.instant());
        return group.isEmpty() || stores.ledger().write(group.get()) instanceof Written.Committed;
    }
}
