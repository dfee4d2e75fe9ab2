package dev.tributary.jobs;

import dev.tributary.domain.backtest.BackTests;
import dev.tributary.domain.id.BackTestId;
import dev.tributary.domain.message.Job;
import dev.tributary.domain.message.JobQueue;
import dev.tributary.domain.stored.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds back-tests that run and that nobody works at, new ones among them, and sends a message for
/// each: one may take longer than the others would like to wait.
public final class BackTestsDueSearch {
    /// In one run, so that a run ends; the next one goes on.
    private static final int MAX_PAGES = 40;

    private final BackTests tests;
    private final JobQueue queue;

    public BackTestsDueSearch(BackTests tests, JobQueue queue) {
        this.tests = tests;
        this.queue = queue;
    }

    /// @return how many messages were sent
    int send(Instant now) {
        int sent = 0;
        Optional<String> from = Optional.empty();
        for (int pages = 0; pages < MAX_PAGES && (pages == 0 || from.isPresent()); pages++) {
            Page<BackTestId> page = tests.due(now, from);
            List<Job> jobs = new ArrayList<>();
            for (BackTestId test : page.items()) {
                jobs.add(new Job.RunBackTest("rbt_" + now.getEpochSecond() / 60 + "_" + test, test));
            }
            if (!jobs.isEmpty()) {
                queue.send(jobs);
            }
            sent += jobs.size();
            from = page.next();
        }
        return sent;
    }
}
