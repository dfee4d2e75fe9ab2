package dev.tributary.payout;

import dev.tributary.domain.access.ActorId;
import dev.tributary.domain.access.FourEyes;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.message.Transfer.RunDue;
import dev.tributary.domain.payout.AdjustmentAuthors;
import dev.tributary.domain.payout.Approval;
import dev.tributary.domain.payout.MerchantLimits;
import dev.tributary.domain.payout.PayoutPolicy;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// Takes a run as far as it can go now. What is left is due and is found again; what waits for a person
/// waits.
final class RunWork {
    /// Planning, planned, approved, applying.
    private static final int MOST_STEPS = 4;

    private final PayoutStores stores;
    private final PlanWork plan;
    private final CarryOutWork carryOut;
    private final AbandonedWork abandoned;
    private final AdjustmentAuthors authors;
    private final MerchantLimits limits;
    private final Clock clock;

    RunWork(PayoutStores stores, PlanWork plan, CarryOutWork carryOut, AbandonedWork abandoned, Clock clock) {
        this.stores = stores;
        this.plan = plan;
        this.carryOut = carryOut;
        this.abandoned = abandoned;
        this.authors = new AdjustmentAuthors(
                stores.decisions(), stores.runs(), stores.rows(), stores.accounts(), stores.orders());
        this.limits = new MerchantLimits(stores.programs(), stores.policies());
        this.clock = clock;
    }

    /// @throws HaltedRunException when its rows are not those that were approved
    void work(RunDue due, Deadline deadline, EachAlone each) throws IOException {
        for (int step = 0; step < MOST_STEPS; step++) {
            Versioned<PayoutRun> read =
                    stores.runs().find(due.run()).orElseThrow(() -> new IllegalStateException("no run " + due.run()));
            PayoutRun run = read.value();
            if (run.isHalted()) {
                throw new HaltedRunException(run.id(), run.fault().orElseThrow());
            }
            boolean further = switch (run.state()) {
                case PLANNING -> plan.plan(read, deadline);
                case PLANNED -> decide(read);
                case APPROVED -> apply(read);
                case APPLYING -> {
                    if (due.bucket() < run.head().buckets() && run.abandoned().isPresent()) {
                        abandoned.giveBack(read, due.bucket(), deadline, each);
                    } else if (due.bucket() < run.head().buckets()) {
                        carryOut.carryOut(read, due.bucket(), deadline, each);
                    }
                    yield false;
                }
                case DONE, CANCELLED, EXPIRED -> false;
            };
            if (!further) {
                return;
            }
        }
    }

    /// Approved by itself when it is small enough and the schedule's; else a person has 72 hours.
    private boolean decide(Versioned<PayoutRun> read) {
        Instant now = clock.instant();
        PayoutRun run = read.value();
        if (run.isExpired(now)) {
            expire(read, now);
            return false;
        }
        Optional<PayoutPolicy> policy =
                stores.policies().find(run.head().program()).map(Versioned::value);
        Approval.Day today = stores.runs()
                .approvedOn(
                        run.head().merchant(),
                        Approval.Day.dateOf(now),
                        run.head().currency());
        // Whoever set the limit has said yes before; not to what is its own.
        Optional<String> by = policy.flatMap(of -> of.limits().autoBy());
        Optional<Approval.Outcome.Approved> approved = by.flatMap(actor -> FourEyes.of(
                        stores.hands(), new Tenant.OfMerchant(run.head().merchant()), actor))
                .flatMap(eyes -> run.approveAutomatically(limits.policyOf(run, eyes), eyes, today, now)
                        .filter(yes -> authors.givenBy(eyes, run) == AdjustmentAuthors.Given.NOTHING));
        if (approved.isPresent()) {
            return stores.runs()
                            .approve(
                                    read.with(approved.get().run()),
                                    approved.get().day(),
                                    AuditEvent.ofRun(run, "payout_run.approve_by_limit", by(run, by), now))
                    instanceof Replacement.Replaced;
        }
        if (!run.awaitApproval().equals(run)) {
            stores.runs().replace(read.with(run.awaitApproval()));
        }
        return false;
    }

    /// Whose word it was: that of whoever set the limit.
    private static Optional<AuditEvent.By> by(PayoutRun run, Optional<String> setter) {
        return setter.flatMap(ActorId::parse)
                .map(id -> new AuditEvent.By(new Tenant.OfMerchant(run.head().merchant()), id));
    }

    private void expire(Versioned<PayoutRun> read, Instant now) {
        stores.runs()
                .replace(
                        read.with(read.value().expire()),
                        AuditEvent.ofRun(read.value(), "payout_run.expire", Optional.empty(), now));
    }

    /// One by hand waits until somebody says so; it is found due when it is too old.
    private boolean apply(Versioned<PayoutRun> read) {
        if (read.value().isExpired(clock.instant())) {
            expire(read, clock.instant());
            return false;
        }
        return read.value().head().origin() instanceof PayoutRun.Origin.Scheduled
                && read.value()
                        .apply(clock.instant())
                        .filter(next -> stores.runs().replace(read.with(next)) instanceof Replacement.Replaced)
                        .isPresent();
    }
}
