package dev.tributary.commission;

import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.decision.Adjusting;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Decision;
import dev.tributary.domain.decision.DecisionLedger;
import dev.tributary.domain.decision.DecisionLedger.Written;
import dev.tributary.domain.decision.Decisions;
import dev.tributary.domain.decision.RulingPosting;
import dev.tributary.domain.dispute.Ruling;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.order.Context;
import dev.tributary.domain.order.KnownOrders;
import dev.tributary.domain.order.OrderGroup;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.ProgramFacts;
import dev.tributary.domain.stored.Versioned;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Posts what people decided, each decision by itself: they are few. As with orders, what somebody
/// else changed in between is read and decided again, five times at most.
final class DecisionRounds {
    private final Stores stores;
    private final Rounds tiers;
    private final Rounds.Pause pause;
    private final Clock clock;

    /// Where decisions, orders and accounts are read and written.
    record Stores(Decisions decisions, KnownOrders orders, Ledger accounts, DecisionLedger ledger) {}

    /// @param tiers completes a change of tier before anything else is posted
    DecisionRounds(Stores stores, Rounds tiers, Rounds.Pause pause, Clock clock) {
        this.stores = stores;
        this.tiers = tiers;
        this.pause = pause;
        this.clock = clock;
    }

    /// @return what was in use until the last try: nothing of it is written
    List<Decided> run(List<Decided> decided, Delivery delivery) {
        List<Decided> inUse = new ArrayList<>();
        for (Decided one : decided) {
            delivery.batch().attempt(List.of(one.message()), one, of -> {
                if (!end(of, delivery)) {
                    inUse.add(one);
                }
            });
        }
        return inUse;
    }

    private boolean end(Decided decided, Delivery delivery) {
        Adjustment sent = decided.adjustment();
        for (int attempt = 1; attempt <= Rounds.TRIES; attempt++) {
            if (attempt > 1) {
                if (delivery.isOver(clock)) {
                    return false;
                }
                pause.before(attempt);
            }
            if (!recorded(sent).isPosting() || post(sent, delivery) != Written.STALE) {
                return finish(decided, delivery);
            }
        }
        return false;
    }

    /// What is posted is told, and what a ruling brings to another tier is completed with it, also by whoever finds it
    /// posted: who posted it may have ended before.
    private boolean finish(Decided decided, Delivery delivery) {
        Adjustment sent = decided.adjustment();
        Decision ended = recorded(sent);
        if (!(ended.state() instanceof Decision.State.Posted)) {
            return true;
        }
        delivery.tidings().posted(decided, ended);
        if (sent.ruling().isEmpty()) {
            return true;
        }
        Ruling ruling = sent.ruling().get();
        if (ruling.basis() == Ruling.Basis.CREDIT) {
            stores.orders()
                    .find(ruling.orderKey())
                    .ifPresent(order -> delivery.tidings().ruled(decided, order.value()));
        }
        return tiers.completeTiers(
                sent.account(), delivery.facts().program(sent.account().program()), delivery);
    }

    /// @throws IllegalStateException for a message about what nobody recorded, or recorded otherwise:
    ///     it moves no money, and ends in the dead-letter queue
    private Decision recorded(Adjustment sent) {
        Decision decision = stores.decisions()
                .find(sent.id())
                .orElseThrow(() -> new IllegalStateException("no decision " + sent.id() + " is recorded"));
        if (!decision.adjustment().equals(sent)) {
            throw new IllegalStateException("decision " + sent.id() + " is recorded with another content");
        }
        return decision;
    }

    /// The account is read first: an order that changes after it, and moves money, changes the account.
    private Written post(Adjustment adjustment, Delivery delivery) {
        Facts facts = delivery.facts();
        Instant now = clock.instant();
        ProgramFacts program = facts.program(adjustment.account().program());
        Account account =
                stores.accounts().account(adjustment.account()).orElseGet(() -> Account.empty(adjustment.account()));
        if (account.change().isPresent() && !tiers.completeTiers(account.key(), program, delivery)) {
            return Written.STALE;
        }
        if (account.change().isPresent()) {
            account = stores.accounts().account(account.key()).orElseThrow();
        }
        Optional<Versioned<OrderState>> order =
                adjustment.order().flatMap(key -> stores.orders().find(key));
        if (adjustment.ruling().isPresent()) {
            return rule(adjustment, order, account, facts.ruling(adjustment.account(), now));
        }
        Adjusting.Facts known = new Adjusting.Facts(
                program.currency(),
                program.zone(),
                facts.isEnrolled(program.id(), adjustment.account().affiliate()),
                adjustment.about().flatMap(about -> order.flatMap(read -> commission(read.value(), about))));
        return switch (Adjusting.decide(adjustment, known, account, now)) {
            case Adjusting.Outcome.Posted(Movement movement, Optional<Commission> changed) ->
                stores.ledger()
                        .post(
                                adjustment.id(),
                                movement,
                                changed.flatMap(commission -> order.map(read ->
                                        new OrderGroup.Change(read.value().with(commission), read.version()))),
                                program.zone());
            case Adjusting.Outcome.Refused refused -> stores.ledger().refuse(adjustment.id(), refused.refusal());
        };
    }

    private Written rule(
            Adjustment adjustment, Optional<Versioned<OrderState>> order, Account account, Context context) {
        return switch (RulingPosting.decide(adjustment, order.map(Versioned::value), context, account)) {
            case RulingPosting.Outcome.Posted(var movement, var after, var terms) ->
                stores.ledger()
                        .post(
                                adjustment.id(),
                                new DecisionLedger.Effect(
                                        movement,
                                        terms.map(RulingPosting.ByTerms::amount),
                                        after.flatMap(state ->
                                                order.map(read -> new OrderGroup.Change(state, read.version())))),
                                context.program().zone());
            case RulingPosting.Outcome.Refused(var refusal) -> stores.ledger().refuse(adjustment.id(), refusal);
        };
    }

    private static Optional<Commission> commission(OrderState order, Adjustment.About about) {
        return order.commissions().stream()
                .filter(commission -> commission.id().equals(about.commission()))
                .findFirst();
    }
}
