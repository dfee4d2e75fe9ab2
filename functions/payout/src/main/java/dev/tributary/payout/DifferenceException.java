package dev.tributary.payout;

import dev.tributary.domain.id.RunId;
import dev.tributary.infrastructure.lambda.Log;
import java.util.List;
import java.util.Map;

/// Entries, balances, payouts, files and what a rail says do not agree: payouts are frozen, the message ends in
/// the dead-letter queue, which raises an alarm, and a person looks. It names no amount.
final class DifferenceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param of a payout, an account or a file
    DifferenceException(RunId run, String of, List<String> what) {
        super("run " + run + ": " + of + ": " + String.join("; ", what));
        what.forEach(each -> Log.line("reconcile_differs", Map.of("run_id", run, "of", of, "what", each)));
    }
}
