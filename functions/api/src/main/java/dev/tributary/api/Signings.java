package dev.tributary.api;

import dev.tributary.domain.change.Change;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Awards;
import dev.tributary.domain.message.DecisionQueue;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsHistory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
        Instant at = after.history().getLast().from();
        Optional<TermsDocument> inForce =
                Published.inForce(program, at).map(version -> Published.read(terms, program.id(), version.version()));
        return inForce.map(document -> Awards.signing(after, new TermsHistory(List.of(document)), program.zone()))
                .orElse(List.of());
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
