package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.bonus.Submission;
import dev.tributary.domain.bonus.Submissions;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.SubmissionId;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// `GET /v1/submissions`, what was submitted for the bounties of one program, the first one first: an affiliate
/// sees its own, and not whose key reviewed them.
final class SubmissionsResource {
    private final Visible visible;
    private final Submissions submissions;
    private final Cursors cursors;

    SubmissionsResource(Visible visible, Submissions submissions, Cursors cursors) {
        this.visible = visible;
        this.submissions = submissions;
        this.cursors = cursors;
    }

    HttpAnswer list(Ask ask) throws IOException {
        Optional<ProgramId> program = ask.parameters().program("submissions are listed by program");
        Optional<AffiliateId> affiliate = ask.parameters().take("affiliate_id", AffiliateId::parse);
        PageRequest request = cursors.page(ask);
        ProgramId seen = visible.program(ask.tenant(), program).id();
        Page<Submission> page = submissions.in(seen, request);
        Page<Submission> shown = new Page<>(
                page.items().stream()
                        .filter(one -> isShown(ask, one)
                                && (affiliate.isEmpty() || affiliate.get().equals(one.affiliate())))
                        .toList(),
                page.next());
        return Lists.of(shown, cursors.next(ask, shown), writing(ask));
    }

    HttpAnswer get(Ask ask) {
        ask.parameters().check();
        Versioned<Submission> found = find(ask);
        return Replies.ok(found, writing(ask));
    }

    /// The one of the path, as the caller may see it.
    /// @throws HttpRefusal 404
    Versioned<Submission> find(Ask ask) {
        return SubmissionId.parse(ask.variable("submission_id"))
                .flatMap(submissions::find)
                .filter(found -> isShown(ask, found.value())
                        && visible.sees(ask.tenant(), found.value().program()))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such submission."));
    }

    private static boolean isShown(Ask ask, Submission submission) {
        return ask.affiliate().isEmpty() || ask.affiliate().get().equals(submission.affiliate());
    }

    static Lists.Writing<Submission> writing(Ask ask) {
        boolean withReviewer = ask.affiliate().isEmpty();
        return (submission, json) -> write(submission, withReviewer, json);
    }

    private static void write(Submission submission, boolean withReviewer, JsonGenerator json) throws IOException {
        Optional<String> by = Optional.empty();
        Optional<Instant> at = Optional.empty();
        Optional<String> reason = Optional.empty();
        Optional<String> award = Optional.empty();
        switch (submission.state()) {
            case Submission.State.Waiting _ -> {}
            case Submission.State.Accepted accepted -> {
                by = Optional.of(accepted.by());
                at = Optional.of(accepted.at());
                award = Optional.of(accepted.award().toString());
            }
            case Submission.State.Rejected rejected -> {
                by = Optional.of(rejected.by());
                at = Optional.of(rejected.at());
                reason = Optional.of(rejected.reason());
            }
        }
        json.writeStartObject();
        json.writeStringField("id", submission.id().toString());
        json.writeStringField("program_id", submission.program().toString());
        json.writeStringField("affiliate_id", submission.affiliate().toString());
        json.writeStringField("bonus_id", submission.bounty().text());
        json.writeNumberField("terms_version", submission.version());
        json.writeStringField("text", submission.text());
        json.writeStringField("submitted_at", submission.submittedAt().toString());
        json.writeStringField("state", submission.state().text());
        Lists.nullable(json, "reason", reason);
        Lists.nullable(json, "reviewed_at", at);
        Lists.nullable(json, "reviewed_by", withReviewer ? by : Optional.empty());
        Lists.nullable(json, "award_id", award);
        json.writeEndObject();
    }
}
