package dev.tributary.api;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.bonus.Submission;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Awards;
import dev.tributary.domain.decision.Decisions;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.SubmissionId;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.Bonus;
import dev.tributary.domain.terms.BonusId;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An affiliate submits for a bounty; the merchant accepts, which gives it in the same transaction, or
/// rejects with a reason. A bounty is given to an affiliate once, whatever it submits.
final class SubmissionWrites {
    private final Visible visible;
    private final PublishedTerms terms;
    private final Decisions decisions;
    private final SubmissionsResource submissions;
    private final Signings sender;

    SubmissionWrites(
            Visible visible,
            PublishedTerms terms,
            Decisions decisions,
            SubmissionsResource submissions,
            Signings sender) {
        this.visible = visible;
        this.terms = terms;
        this.decisions = decisions;
        this.submissions = submissions;
        this.sender = sender;
    }

    Decision create(Write write) {
        AffiliateId affiliate = write.ask()
                .affiliate()
                .orElseThrow(() -> HttpRefusal.of(403, "affiliate_only", "Only the affiliate's key may do this."));
        FieldReader body = write.body();
        Optional<ProgramId> id = body.required("program_id", body.text("program_id", ProgramId::parse));
        Optional<BonusId> bonus = body.required("bonus_id", body.text("bonus_id", BonusFields::id));
        Optional<String> text = body.required("text", body.text("text", Texts.upTo(Submission.MAX_TEXT_LENGTH)));
        write.check();
        Program program = visible.program(write.tenant(), id);
        Enrollment enrollment =
                visible.enrollment(write.tenant(), program.id(), affiliate).value();
        TermsDocument document = Published.inForce(program, write.now())
                .map(version -> Published.read(terms, program.id(), version.version()))
                .orElseThrow(SubmissionWrites::noBounty);
        Bonus.Bounty bounty = bounty(document, bonus.orElseThrow(), enrollment);
        if (enrollment.state() != EnrollmentState.APPROVED) {
            throw HttpRefusal.of(409, "illegal_state", "The enrollment is not approved.");
        }
        LocalDate today = write.now().atZone(program.zone()).toLocalDate();
        if (bounty.last().filter(today::isAfter).isPresent()) {
            throw HttpRefusal.of(
                    409,
                    "closed",
                    "The bounty took submissions until " + bounty.last().get() + ".");
        }
        refuseGiven(program, affiliate, bounty.id());
        Submission submission = new Submission(
                new SubmissionId(write.id("submission")),
                program.id(),
                affiliate,
                bounty.id(),
                document.version(),
                text.orElseThrow(),
                write.now(),
                new Submission.State.Waiting());
        return Decision.of(
                List.of(new Change.NewSubmission(submission)),
                write.event(
                        new Tenant.OfMerchant(program.merchant()),
                        "submission.create",
                        submission.id(),
                        Set.of("bonus_id", "program_id", "text")),
                Replies.created(
                        new Versioned<>(submission, 1),
                        "/v1/submissions/" + submission.id(),
                        SubmissionsResource.writing(write.ask())));
    }

    /// What is given is what the terms promised when it was submitted; held like a commission, from now on.
    Decision accept(Write write) {
        Versioned<Submission> read = waiting(write);
        write.check();
        write.match(read.version());
        Submission submission = read.value();
        Program program = visible.program(write.tenant(), Optional.of(submission.program()));
        Enrollment enrollment = visible.enrollment(write.tenant(), program.id(), submission.affiliate())
                .value();
        if (enrollment.state() == EnrollmentState.BANNED) {
            throw HttpRefusal.of(409, "illegal_state", "The affiliate is banned.");
        }
        refuseGiven(program, submission.affiliate(), submission.bounty());
        TermsDocument document = Published.read(terms, program.id(), submission.version());
        Bonus.Bounty bounty = document.bonus(submission.bounty())
                .flatMap(found ->
                        found instanceof Bonus.Bounty some ? Optional.of(some) : Optional.<Bonus.Bounty>empty())
                .orElseThrow(() -> new IllegalStateException("no bounty " + submission.bounty()));
        String key = write.ask().principal().id().text();
        Instant now = write.now();
        Adjustment award = Awards.bounty(submission, bounty, document, new Awards.Acceptance(key, now, program.zone()));
        Submission after = submission.with(new Submission.State.Accepted(award.id(), key, now));
        return Decision.of(
                        List.of(new Change.ChangedSubmission(read.with(after)), new Change.NewAdjustment(award)),
                        write.event(write.tenant(), "submission.accept", submission.id(), Set.of("state")),
                        Replies.ok(
                                new Versioned<>(after, read.version() + 1), SubmissionsResource.writing(write.ask())))
                .then(() -> sender.send(List.of(award)));
    }

    Decision reject(Write write) {
        Versioned<Submission> read = waiting(write);
        FieldReader body = write.body();
        Optional<String> reason =
                body.required("reason", body.text("reason", Texts.upTo(Submission.MAX_REASON_LENGTH)));
        write.check();
        write.match(read.version());
        Submission after = read.value()
                .with(new Submission.State.Rejected(
                        reason.orElseThrow(), write.ask().principal().id().text(), write.now()));
        return Decision.of(
                List.of(new Change.ChangedSubmission(read.with(after))),
                write.event(write.tenant(), "submission.reject", after.id(), Set.of("reason", "state")),
                Replies.ok(new Versioned<>(after, read.version() + 1), SubmissionsResource.writing(write.ask())));
    }

    private Versioned<Submission> waiting(Write write) {
        Versioned<Submission> read = submissions.find(write.ask());
        write.ask().merchantOnly();
        if (!(read.value().state() instanceof Submission.State.Waiting)) {
            throw HttpRefusal.of(
                    409,
                    "illegal_state",
                    "The submission is " + read.value().state().text() + " already.");
        }
        return read;
    }

    /// One that is not for the affiliate looks like one that is not there.
    private static Bonus.Bounty bounty(TermsDocument document, BonusId id, Enrollment enrollment) {
        return document.bonus(id)
                .flatMap(found ->
                        found instanceof Bonus.Bounty some ? Optional.of(some) : Optional.<Bonus.Bounty>empty())
                .filter(some -> some.groups().isEmpty() || !Collections.disjoint(some.groups(), enrollment.groups()))
                .orElseThrow(SubmissionWrites::noBounty);
    }

    private void refuseGiven(Program program, AffiliateId affiliate, BonusId bounty) {
        if (decisions
                .find(Awards.bountyId(program.id(), affiliate, program.currency(), bounty))
                .isPresent()) {
            throw HttpRefusal.of(409, "already_given", "The affiliate has this bounty.");
        }
    }

    private static HttpRefusal noBounty() {
        return HttpRefusal.of(404, "not_found", "There is no such bounty.");
    }
}
