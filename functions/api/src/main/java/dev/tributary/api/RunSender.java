package dev.tributary.api;

import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.message.TransferQueue;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.stored.Versioned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Says at once that there is something to do in a run. What does not get through is found by the
/// minute's schedule: the mark in what is due stands in the same transaction as the change.
final class RunSender {
    private final TransferQueue queue;

    RunSender(TransferQueue queue) {
        this.queue = queue;
    }

    /// @param run as it is kept now
    void send(Versioned<PayoutRun> run, Instant now) {
        if (run.value().due().filter(at -> !at.isAfter(now)).isEmpty()) {
            return;
        }
        boolean applying = run.value().state() == PayoutRun.State.APPLYING;
        List<Transfer> messages = new ArrayList<>();
        for (int bucket = 0; bucket < (applying ? run.value().head().buckets() : 1); bucket++) {
            messages.add(new Transfer.RunDue(
                    "run_v" + run.version() + "_" + run.value().id() + "_" + bucket,
                    run.value().id(),
                    bucket));
        }
        try {
            queue.send(messages);
        } catch (UnavailableException later) {
            return;
        }
    }
}
