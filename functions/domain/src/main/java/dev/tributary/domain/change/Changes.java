package dev.tributary.domain.change;

import java.util.List;
import java.util.Optional;

/// Where what a call changes is kept.
public interface Changes {
    /// What is kept together: the changes, their trace, and under an idempotency key the answer. The
    /// guard of a call and its effect are one, so no crash can come between them.
    record Commit(List<Change> changes, AuditEvent event, Optional<CallRecords.Done> done) {
        public Commit {
            changes = List.copyOf(changes);
        }
    }

    sealed interface Outcome {
        record Committed() implements Outcome {}

        /// Something is there, is not there or has changed since it was read: read and decide again.
        record Outdated() implements Outcome {}

        /// Another attempt of the same call has taken over.
        record Overtaken() implements Outcome {}
    }

    Outcome commit(Commit commit);
}
