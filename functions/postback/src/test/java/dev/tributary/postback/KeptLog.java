package dev.tributary.postback;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.postback.CallLog;
import dev.tributary.domain.postback.LoggedCall;
import dev.tributary.domain.stored.UnavailableException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A log of calls that can be down.
final class KeptLog implements CallLog {
    final List<LoggedCall> kept = new ArrayList<>();
    boolean down;

    @Override
    public void note(LoggedCall call) {
        if (down) {
            throw new UnavailableException("table", new IOException("down"));
        }
        kept.add(call);
    }

    @Override
    public List<LoggedCall> latest(ProgramId program, Predicate<LoggedCall> wanted, int most, Instant now) {
        throw new AssertionError("nothing is read here");
    }
}
