package dev.tributary.postback;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.postback.CallLog;
import dev.tributary.domain.postback.LoggedCall;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.infrastructure.edge.TokenBuckets;
import dev.tributary.infrastructure.edge.TokenBuckets.Limit;
import dev.tributary.infrastructure.lambda.Log;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes the call log of the programs, after the call itself is done with: so often at most for each program, and
/// never so that the answer changes.
final class CallNotes {
    /// The page shows a hundred lines: more of them at once push each other out. Of what was refused and of what was
    /// taken apart, so that a busy shop's few refusals are still seen.
    static final Limit OF_PROGRAM = new Limit(100, Duration.ofSeconds(1));

    static final int MOST = 10_000;

    private record Kind(ProgramId program, boolean isTaken) {}

    private final CallLog log;
    private final TokenBuckets<Kind> left = new TokenBuckets<>(OF_PROGRAM, MOST);
    private final Map<ProgramId, Long> skipped = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ProgramId, Long> eldest) {
            return size() > MOST;
        }
    };

    CallNotes(CallLog log) {
        this.log = log;
    }

    void note(LoggedCall call) {
        Kind kind = new Kind(call.program(), call.outcome() == LoggedCall.Outcome.TAKEN);
        if (!left.take(kind, call.at()).isGranted()) {
            skip(call.program(), 1);
            return;
        }
        long before = skippedBefore(call.program());
        try {
            log.note(call.skipping(before));
        } catch (UnavailableException failed) {
            // What was answered stands, whatever becomes of the line; docs/RATIONALE.md says why.
            skip(call.program(), before + 1);
            Log.line(
                    "postback_unlogged",
                    Map.of("program_id", call.program(), "failed", String.valueOf(failed.getMessage())));
        }
    }

    private void skip(ProgramId program, long more) {
        synchronized (skipped) {
            skipped.merge(program, more, Math::addExact);
        }
    }

    private long skippedBefore(ProgramId program) {
        synchronized (skipped) {
            Long before = skipped.remove(program);
            return before == null ? 0 : before;
        }
    }
}
