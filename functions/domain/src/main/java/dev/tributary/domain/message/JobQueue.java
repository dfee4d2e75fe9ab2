package dev.tributary.domain.message;

import java.util.List;

/// Where jobs are sent.
public interface JobQueue {
    /// Returns when each of them is durable; a failure may have sent some.
    void send(List<Job> jobs);
}
