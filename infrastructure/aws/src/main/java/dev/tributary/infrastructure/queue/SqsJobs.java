package dev.tributary.infrastructure.queue;

import dev.tributary.domain.message.Job;
import dev.tributary.domain.message.JobQueue;
import dev.tributary.infrastructure.edge.Environment;
import java.util.List;

/// The queue [jobs].
public final class SqsJobs implements JobQueue {
    private final SqsSender sender;

    public SqsJobs(Environment environment) {
        sender = SqsSender.of(environment, environment.variable("JOBS_QUEUE_URL"));
    }

    @Override
    public void send(List<Job> jobs) {
        sender.send(jobs.stream().map(JobMessages::write).toList());
    }
}
