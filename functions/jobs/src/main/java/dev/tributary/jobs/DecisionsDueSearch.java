package dev.tributary.jobs;

import dev.tributary.domain.decision.DueDecisions;
import dev.tributary.domain.message.DecisionQueue;
import java.time.Instant;
import java.util.Optional;

/// Finds decisions about money that nobody posted in time and sends them again: whoever recorded one
/// may have ended before it was sent, and nothing delivers an answered call again.
public final class DecisionsDueSearch {
    /// In one run, so that a run ends; the next one goes on.
    private static final int MAX_PAGES = 40;

    private final DueDecisions decisions;
    private final DecisionQueue queue;

    public DecisionsDueSearch(DueDecisions decisions, DecisionQueue queue) {
        this.decisions = decisions;
        this.queue = queue;
    }

    /// @return how many messages were sent
    int send(Instant now) {
        int sent = 0;
        Optional<String> from = Optional.empty();
        for (int pages = 0; pages < MAX_PAGES && (pages == 0 || from.isPresent()); pages++) {
            DueDecisions.Found page = decisions.due(now, from);
            if (!page.decisions().isEmpty()) {
                queue.send(page.decisions());
            }
            sent += page.decisions().size();
            from = page.next();
        }
        return sent;
    }
}
