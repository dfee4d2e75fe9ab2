package dev.tributary.payout;

import dev.tributary.domain.id.RunId;
import dev.tributary.infrastructure.lambda.Log;
import java.util.Map;

/// Nothing more is carried out of this run: what is there is not what was approved. Its message ends in
/// the dead-letter queue, which raises an alarm, and a person looks.
final class HaltedRunException extends RuntimeException {
    private static final long serialVersionUID = 1;

    HaltedRunException(RunId run, String why) {
        super("run " + run + " is halted: " + why);
    }

    /// As it is halted: the line raises the alarm.
    static HaltedRunException logged(RunId run, String why) {
        Log.line("payout_run_halted", Map.of("run_id", run, "why", why));
        return new HaltedRunException(run, why);
    }
}
