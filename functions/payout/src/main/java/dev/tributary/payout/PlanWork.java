package dev.tributary.payout;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.payout.Payee;
import dev.tributary.domain.payout.Payees;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PayoutSwitch;
import dev.tributary.domain.payout.Plan;
import dev.tributary.domain.payout.PlanLine;
import dev.tributary.domain.payout.PlanRow;
import dev.tributary.domain.payout.Planning;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Makes the rows of a plan, a page of enrollments after the other. A row is put when absent and the
/// first one stands, so that who goes on after a crash hashes what is there. A lease keeps a second
/// worker away meanwhile: it would see later accounts. Should one outlive its lease all the same, the
/// rows do not match the hash, and nothing is paid.
final class PlanWork {
    /// Longer than an invocation may last.
    static final Duration LEASE = Duration.ofSeconds(90);

    private final PayoutStores stores;
    private final PayoutSwitch payouts;
    private final Clock clock;

    PlanWork(PayoutStores stores, PayoutSwitch payouts, Clock clock) {
        this.stores = stores;
        this.payouts = payouts;
        this.clock = clock;
    }

    /// @return whether the plan is sealed now
    /// @throws HaltedRunException when there is more than can be carried out: better now than approved
    boolean plan(Versioned<PayoutRun> read, Deadline deadline) {
        Instant start = clock.instant();
        if (read.value().planning().lease().isAfter(start) || payouts.isFrozen()) {
            return false;
        }
        Program program = stores.program(read.value().head().program());
        Optional<Versioned<PayoutRun>> mine = store(read, leased(paidFrom(read.value(), program), start.plus(LEASE)));
        boolean first = true;
        while (mine.isPresent() && !deadline.isNear() && !payouts.isFrozen()) {
            Instant now = clock.instant();
            PayoutRun run = mine.get().value();
            Page<Enrollment> page = stores.enrollments()
                    .in(
                            program.id(),
                            new PageRequest(
                                    PageRequest.MAX_LIMIT, run.planning().after()));
            Planning further = page(run, page.items(), stores.basis(program, run, now), first);
            PayoutRun next = run.planned(further.pageDone(page.next(), now.plus(LEASE)));
            if (further.isTooMuch().isPresent()) {
                store(mine.get(), next.halt(further.isTooMuch().get()));
                throw HaltedRunException.logged(run.id(), further.isTooMuch().get());
            }
            mine = store(mine.get(), page.next().isEmpty() ? next.seal(now) : next);
            if (page.next().isEmpty()) {
                return mine.isPresent();
            }
            first = false;
        }
        // Gone on from by whoever comes next, without waiting for the lease.
        mine.ifPresent(held -> store(held, leased(held.value(), clock.instant())));
        return false;
    }

    /// @param resumed whether rows of this page may be there from before
    private Planning page(PayoutRun run, List<Enrollment> enrolled, Plan.Basis basis, boolean resumed) {
        Planning planning = run.planning();
        for (int from = 0; from < enrolled.size(); from += Payees.MOST) {
            List<AffiliateId> affiliates =
                    enrolled.subList(from, Math.min(from + Payees.MOST, enrolled.size())).stream()
                            .map(Enrollment::affiliate)
                            .toList();
            for (Payee payee : stores.payees().find(run.head().program(), basis.currency(), affiliates)) {
                Optional<PlanLine> line = Plan.line(payee, basis)
                        .map(planned -> put(PlanRow.of(run, planned)))
                        .or(() -> resumed ? known(run, payee) : Optional.empty());
                if (line.isPresent()) {
                    planning = planning.plus(line.get(), payee, basis.now());
                }
            }
        }
        return planning;
    }

    private PlanLine put(PlanRow row) {
        return switch (stores.rows().create(row)) {
            case Creation.Created created -> row.line();
            case Creation.AlreadyThere there ->
                stores.rows()
                        .find(row.place())
                        .map(known -> known.value().line())
                        .orElseThrow(() -> new IllegalStateException("a row is there and is not: " + row.place()));
        };
    }

    /// Had something when the page was first planned, and has nothing now.
    private Optional<PlanLine> known(PayoutRun run, Payee payee) {
        return stores.rows()
                .find(PlanRow.Place.of(run, payee.affiliate()))
                .map(known -> known.value().line());
    }

    /// Fixed with the first page: what is approved names it.
    private PayoutRun paidFrom(PayoutRun run, Program program) {
        return run.planning().after().isPresent()
                ? run
                : run.planned(
                        run.planning().from(stores.debtors().find(program.id()).map(Versioned::value)));
    }

    private static PayoutRun leased(PayoutRun run, Instant until) {
        return run.planned(run.planning().pageDone(run.planning().after(), until));
    }

    /// Empty when somebody else changed the run: it goes on there.
    private Optional<Versioned<PayoutRun>> store(Versioned<PayoutRun> read, PayoutRun next) {
        return stores.runs().replace(read.with(next)) instanceof Replacement.Replaced
                ? Optional.of(new Versioned<>(next, read.version() + 1))
                : Optional.empty();
    }
}
