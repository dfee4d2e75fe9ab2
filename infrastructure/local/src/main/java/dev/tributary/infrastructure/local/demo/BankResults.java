package dev.tributary.infrastructure.local.demo;

import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.payout.PayoutResult;
import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.queue.SqsTransfers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the bank did with a file: a message on [transfers], as whoever reads the results file sends it.
final class BankResults {
    private final SqsTransfers queue;
    private final RunId run;

    BankResults(LocalMachine machine, String run) {
        this.queue = new SqsTransfers(machine.environmentOf("PayoutScheduleFunction"));
        this.run = RunId.of(run);
    }

    /// @param time 1 for the first time, 2 for a repeat
    void send(List<String> paid, List<String> failed, int time) {
        List<PayoutResult> lines = new ArrayList<>();
        for (String payout : paid) {
            lines.add(new PayoutResult(
                    PayoutId.of(payout),
                    PayoutResult.Status.PAID,
                    Optional.of("bank-" + (lines.size() + 1)),
                    Optional.empty()));
        }
        failed.forEach(payout -> lines.add(new PayoutResult(
                PayoutId.of(payout), PayoutResult.Status.FAILED, Optional.empty(), Optional.of("account closed"))));
        for (int from = 0; from < lines.size(); from += Transfer.PayoutResults.MOST) {
            List<PayoutResult> some =
                    lines.subList(from, Math.min(from + Transfer.PayoutResults.MOST, lines.size()));
            queue.send(List.of(new Transfer.PayoutResults("results:" + run + ":" + time + ":" + from, run, some)));
        }
    }
}
