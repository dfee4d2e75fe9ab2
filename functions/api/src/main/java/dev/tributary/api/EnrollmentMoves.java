package dev.tributary.api;

import dev.tributary.domain.change.Change;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `POST /v1/enrollments/{program_id}/{affiliate_id}/{action}`. Every state is kept with its time,
/// and with the reason where one was given: a click is judged by the state in which it was made.
final class EnrollmentMoves {
    private final Visible visible;
    private final Signings signings;
    private final Telling telling;

    EnrollmentMoves(Visible visible, Signings signings, Telling telling) {
        this.visible = visible;
        this.signings = signings;
        this.telling = telling;
    }

    Decision move(Write write, EnrollmentAction action) {
        Versioned<Enrollment> read = EnrollmentWrites.enrollment(visible, write.ask());
        requireAllowed(write.ask(), action);
        FieldReader body = write.body();
        Optional<String> reason = action.needsReason()
                ? body.required("reason", body.text("reason", Texts.upTo(Enrollment.MAX_REASON_LENGTH)))
                : Optional.empty();
        write.check();
        write.match(read.version());
        Enrollment before = read.value();
        if (!action.leadsFrom(before.state())) {
            throw HttpRefusal.of(
                    409,
                    "illegal_state",
                    "An enrollment that is " + before.state().text() + " does not take " + action.text() + ".");
        }
        if (before.history().size() == Enrollment.MAX_CHANGES) {
            throw HttpRefusal.of(
                    409, "too_many_changes", "An enrollment changes " + Enrollment.MAX_CHANGES + " times.");
        }
        Program program = visible.program(write.tenant(), Optional.of(before.program()));
        Enrollment next = before.with(new Enrollment.Change(action.to(), from(before, write.now()), reason));
        List<Adjustment> given = signings.of(program, next);
        List<Change> changes = new ArrayList<>(List.of(new Change.ChangedEnrollment(read.with(next))));
        changes.addAll(Signings.changes(given));
        changes.addAll(telling.of(program, next, write.now()));
        return Decision.of(
                        changes,
                        EnrollmentWrites.event(
                                write,
                                program,
                                next,
                                "enrollment." + action.text(),
                                reason.isPresent() ? Set.of("state", "reason") : Set.of("state")),
                        Replies.ok(new Versioned<>(next, read.version() + 1), EnrollmentsResource.of(program)))
                .then(() -> signings.send(given));
    }

    private static void requireAllowed(Ask ask, EnrollmentAction action) {
        switch (action.who()) {
            case MERCHANT -> ask.merchantOnly();
            case AFFILIATE -> {
                if (ask.affiliate().isEmpty()) {
                    throw HttpRefusal.of(403, "affiliate_only", "Only the affiliate's key may do this.");
                }
            }
            case BOTH -> {}
        }
    }

    /// Another machine's clock may have been ahead: the history stays in the order of time.
    private static Instant from(Enrollment before, Instant now) {
        Instant last = before.history().getLast().from();
        return now.isBefore(last) ? last : now;
    }
}
