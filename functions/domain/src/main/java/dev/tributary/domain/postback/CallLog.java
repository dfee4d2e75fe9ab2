package dev.tributary.domain.postback;

import dev.tributary.domain.id.ProgramId;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/// The last calls for a program and what was answered, for whoever connects a shop. A line is there for 30 days.
public interface CallLog {
    /// Behind how many lines nothing is looked for.
    int MOST_READ = 500;

    /// @throws dev.tributary.domain.stored.UnavailableException when it cannot be written
    void note(LoggedCall call);

    /// Of the last lines those that are wanted, the newest first.
    /// @param most at most 100
    /// @throws dev.tributary.domain.stored.UnavailableException when it cannot be read
    List<LoggedCall> latest(ProgramId program, Predicate<LoggedCall> wanted, int most, Instant now);
}
