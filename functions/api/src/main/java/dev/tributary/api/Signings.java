package dev.tributary.api;

import dev.tributary.domain.change.Change;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Awards;
import dev.tributary.domain.message.DecisionQueue;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.terms.PublishedTerms;
import java.util.List;

/// The signing bonuses that an approval gives: decisions in its own transaction, sent afterwards.
final class Signings {
    private final PublishedTerms terms;
    private final DecisionQueue queue;

    Signings(PublishedTerms terms, DecisionQueue queue) {
        this.terms = terms;
        this.queue = queue;
    }

    /// None where it was approved before, or nothing is promised.
    List<Adjustment> of(Program program, Enrollment after) {
        return Awards.signing(terms, program, after);
    }

    static List<Change> changes(List<Adjustment> given) {
        return given.stream().<Change>map(Change.NewAdjustment::new).toList();
    }

    /// They are recorded: what does not get through now is sent by the sweep.
    void send(List<Adjustment> given) {
        if (given.isEmpty()) {
            return;
        }
        try {
            queue.send(given);
        } catch (UnavailableException later) {
            // The marks in what is due stand in the same transaction as the decisions.
            return;
        }
    }
}
