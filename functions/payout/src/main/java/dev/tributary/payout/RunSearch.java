package dev.tributary.payout;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.ledger.Hold;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.message.TransferQueue;
import dev.tributary.domain.payout.PayoutPolicy;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.Planning.Progress;
import dev.tributary.domain.payout.Reconciliation;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.Log;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Begins the runs whose period has ended, and sends a message for each bucket of a run in which there
/// is something to do. What is due comes from the table: after a downtime it is all still there.
final class RunSearch {
    /// Per bucket in one run, so that a run ends; the next one goes on.
    private static final int MAX_PAGES = 40;
    /// Runs that are compared on in one call.
    private static final int MOST_RECONCILED = 5;

    private final PayoutStores stores;
    private final TransferQueue queue;
    private final int buckets;
    private final ReconciliationSender reconciliation;

    RunSearch(PayoutStores stores, TransferQueue queue, int buckets) {
        this.stores = stores;
        this.queue = queue;
        this.buckets = buckets;
        this.reconciliation = new ReconciliationSender(stores, queue);
    }

    /// @throws RuntimeException after all that is due was sent, when the rows of a run that is compared cannot be read
    int send(Instant now) {
        int sent = 0;
        Optional<RuntimeException> failed = Optional.empty();
        for (int bucket = 0; bucket < buckets; bucket++) {
            beginAll(bucket, now);
            List<Versioned<PayoutRun>> due = due(bucket, now);
            List<Transfer> messages = new ArrayList<>();
            due.stream()
                    .filter(run -> !Reconciliation.isDue(run.value(), now))
                    .forEach(run -> add(run.value(), now, messages));
            if (!messages.isEmpty()) {
                queue.send(messages);
            }
            sent += messages.size();
            // After all that pays somebody; one that cannot be read keeps no other one waiting.
            for (Versioned<PayoutRun> run : due.stream()
                    .filter(each -> Reconciliation.isDue(each.value(), now))
                    .limit(MOST_RECONCILED)
                    .toList()) {
                try {
                    sent += reconciliation.send(run, now);
                } catch (RuntimeException unread) {
                    Log.line("reconcile_unread", Map.of("run_id", run.value().id()));
                    failed = Optional.of(unread);
                }
            }
        }
        if (failed.isPresent()) {
            throw failed.get();
        }
        return sent;
    }

    private void beginAll(int bucket, Instant now) {
        Optional<String> from = Optional.empty();
        int pages = 0;
        do {
            Page<ProgramId> page = stores.policies().due(bucket, now, from);
            page.items().forEach(program -> begin(program, now));
            from = page.next();
            pages++;
        } while (from.isPresent() && pages < MAX_PAGES);
    }

    /// A second trigger finds the policy moved on, or loses to the one that moves it. A policy without a
    /// program keeps no other one waiting.
    private void begin(ProgramId id, Instant now) {
        Optional<Versioned<PayoutPolicy>> policy = stores.policies().find(id);
        Optional<Program> found = stores.programs().find(id).map(Versioned::value);
        if (policy.isEmpty() || found.isEmpty()) {
            Log.line("payout_policy_without_program", Map.of("program_id", id));
            return;
        }
        Program program = found.get();
        Optional<LocalDate> ended = policy.get().value().due(Hold.today(now, program.zone()));
        if (ended.isPresent()) {
            PayoutRun run = PayoutRun.scheduled(program, ended.get(), now, buckets);
            stores.policies().begin(run, policy.get().with(policy.get().value().after(ended.get())), program.zone());
        }
    }

    private List<Versioned<PayoutRun>> due(int bucket, Instant now) {
        List<Versioned<PayoutRun>> runs = new ArrayList<>();
        Optional<String> from = Optional.empty();
        int pages = 0;
        do {
            Page<RunId> page = stores.runs().due(bucket, now, from);
            page.items()
                    .forEach(run -> stores.runs()
                            .find(run)
                            .filter(read -> isDue(read.value(), now))
                            .ifPresent(runs::add));
            from = page.next();
            pages++;
        } while (from.isPresent() && pages < MAX_PAGES);
        return runs;
    }

    /// The index may show what was due a moment ago. Of a halted run nothing is done before somebody has looked.
    private static boolean isDue(PayoutRun run, Instant now) {
        return !run.isHalted() && run.due().filter(at -> !at.isAfter(now)).isPresent();
    }

    /// Only what is carried out is done by buckets.
    private static void add(PayoutRun run, Instant now, List<Transfer> messages) {
        boolean applying = run.state() == PayoutRun.State.APPLYING;
        for (int bucket = 0; bucket < (applying ? run.head().buckets() : 1); bucket++) {
            if (!applying || run.planning().buckets().get(bucket).progress() != Progress.FINAL) {
                messages.add(new Transfer.RunDue(
                        "run_" + now.getEpochSecond() / 60 + "_" + run.id() + "_" + bucket, run.id(), bucket));
            }
        }
    }
}
