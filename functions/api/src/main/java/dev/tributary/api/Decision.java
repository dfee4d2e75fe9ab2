package dev.tributary.api;

import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.Change;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import java.util.List;
import java.util.Optional;

/// What a write comes to, before anything is written. It is made anew when what it was made from
/// turns out to have changed.
///
/// @param event the trace of the changes; empty where there are none
/// @param replay the answer to a repeat of the call: the same, without what is shown only once
/// @param after what has to be sent once the changes are kept; a repeat does not send again
record Decision(
        List<Change> changes, Optional<AuditEvent> event, HttpAnswer answer, HttpAnswer replay, Runnable after) {
    Decision {
        changes = List.copyOf(changes);
        if (changes.isEmpty() != event.isEmpty()) {
            throw new IllegalArgumentException("changes and their audit event go together");
        }
    }

    static Decision of(List<Change> changes, AuditEvent event, HttpAnswer answer) {
        return new Decision(changes, Optional.of(event), answer, answer, () -> {});
    }

    /// All is as the caller wants it already.
    static Decision unchanged(HttpAnswer answer) {
        return new Decision(List.of(), Optional.empty(), answer, answer, () -> {});
    }

    /// For an answer that holds a secret: what is kept of it, and given to a repeat.
    Decision replayedAs(HttpAnswer without) {
        return new Decision(changes, event, answer, without, after);
    }

    Decision then(Runnable sending) {
        return new Decision(changes, event, answer, replay, sending);
    }
}
