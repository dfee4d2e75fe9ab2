package dev.tributary.api;

import dev.tributary.domain.change.Change;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.joining.Applications;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `POST /v1/enrollments/{program_id}/{affiliate_id}/{action}`. Every state is kept with its time,
/// and with the reason where one was given: a click is judged by the state in which it was made.
final class EnrollmentMoves {
    /// What makes links of an affiliate work that may never have accepted the Agreement.
    private static final Set<EnrollmentAction> LETS_IN = EnumSet.of(EnrollmentAction.APPROVE, EnrollmentAction.ACCEPT);

    private final Visible visible;
    private final Signings signings;
    private final Telling telling;
    private final Applications applications;

    EnrollmentMoves(Visible visible, Signings signings, Telling telling, Applications applications) {
        this.applications = applications;
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
        Enrollment before = read.value();
        ApplicationFields form = ApplicationFields.of(applications, before.program());
        Optional<Enrollment.Acceptance> accepted =
                action == EnrollmentAction.ACCEPT ? form.acceptance(write) : Optional.empty();
        write.check();
        write.match(read.version());
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
        Enrollment moved = before.with(new Enrollment.Change(action.to(), from(before, write.now()), reason));
        Enrollment next = accepted.map(moved::accepting).orElse(moved);
        List<Adjustment> given = signings.of(program, next);
        List<Change> changes = new ArrayList<>(List.of(new Change.ChangedEnrollment(read.with(next))));
        if (LETS_IN.contains(action)) {
            form.requireAccepted(next);
            changes.add(new Change.OfJoining(form.same()));
        }
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

    /// Another version than the one that was accepted; in whatever state.
    Decision agree(Write write) {
        Versioned<Enrollment> read = EnrollmentWrites.enrollment(visible, write.ask());
        requireAllowed(write.ask(), EnrollmentAction.ACCEPT);
        Enrollment before = read.value();
        ApplicationFields form = ApplicationFields.of(applications, before.program());
        Optional<Enrollment.Acceptance> accepted =
                write.body().required(ApplicationFields.AGREEMENT_VERSION, form.acceptance(write));
        write.check();
        write.match(read.version());
        Program program = visible.program(write.tenant(), Optional.of(before.program()));
        int version = accepted.orElseThrow().version();
        if (before.acceptance().filter(there -> there.version() == version).isPresent()) {
            return Decision.unchanged(Replies.ok(read, EnrollmentsResource.of(program)));
        }
        Enrollment next = before.accepting(accepted.get());
        return Decision.of(
                List.of(new Change.ChangedEnrollment(read.with(next)), new Change.OfJoining(form.same())),
                EnrollmentWrites.event(write, program, next, "enrollment.agree", Set.of("agreement")),
                Replies.ok(new Versioned<>(next, read.version() + 1), EnrollmentsResource.of(program)));
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
