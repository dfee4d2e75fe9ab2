package dev.tributary.jobs;

import dev.tributary.domain.bonus.FeeSchedules;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.message.Job;
import dev.tributary.domain.message.JobQueue;
import dev.tributary.domain.stored.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Finds programs of whose fees a period has ended, and sends a job for each.
public final class FeesDueSearch {
    /// In one run, so that a run ends; the next one goes on.
    private static final int MAX_PAGES = 40;

    private final FeeSchedules schedules;
    private final JobQueue queue;

    public FeesDueSearch(FeeSchedules schedules, JobQueue queue) {
        this.schedules = schedules;
        this.queue = queue;
    }

    /// @return how many messages were sent
    int send(Instant now) {
        int sent = 0;
        Optional<String> from = Optional.empty();
        for (int pages = 0; pages < MAX_PAGES && (pages == 0 || from.isPresent()); pages++) {
            Page<ProgramId> page = schedules.due(now, from);
            List<Job> jobs = page.items().stream()
                    .<Job>map(
                            program -> new Job.DecideFees("fee_" + program + "_" + now.getEpochSecond() / 60, program))
                    .toList();
            if (!jobs.isEmpty()) {
                queue.send(jobs);
            }
            sent += jobs.size();
            from = page.next();
        }
        return sent;
    }
}
