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
/// @param before what has to be sent before anything is kept, since nothing else would send it; a try
///     again sends it again
/// @param after what has to be sent once the changes are kept; a repeat does not send again
record Decision(
        List<Change> changes,
        Optional<AuditEvent> event,
        HttpAnswer answer,
        HttpAnswer replay,
        Runnable before,
        Runnable after) {
    Decision {
        changes = List.copyOf(changes);
        if (!changes.isEmpty() && event.isEmpty()) {
            throw new IllegalArgumentException("changes leave an audit event");
        }
    }

    static Decision of(List<Change> changes, AuditEvent event, HttpAnswer answer) {
        return new Decision(changes, Optional.of(event), answer, answer, () -> {}, () -> {});
    }

    /// Nothing of ours changes: it is sent on, then traced.
    static Decision sent(Runnable sending, AuditEvent event, HttpAnswer answer) {
        return new Decision(List.of(), Optional.of(event), answer, answer, sending, () -> {});
    }

    /// Nothing changes that others see: what is noted bears to be noted twice, and leaves no trace.
    static Decision noted(Runnable noting, HttpAnswer answer) {
        return new Decision(List.of(), Optional.empty(), answer, answer, noting, () -> {});
    }

    /// All is as the caller wants it already.
    static Decision unchanged(HttpAnswer answer) {
        return new Decision(List.of(), Optional.empty(), answer, answer, () -> {}, () -> {});
    }

    /// For an answer that holds a secret: what is kept of it, and given to a repeat.
    Decision replayedAs(HttpAnswer without) {
        return new Decision(changes, event, answer, without, before, after);
    }

    Decision then(Runnable sending) {
        return new Decision(changes, event, answer, replay, before, sending);
    }
}
