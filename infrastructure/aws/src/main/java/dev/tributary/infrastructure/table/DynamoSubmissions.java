package dev.tributary.infrastructure.table;

import dev.tributary.domain.bonus.Submission;
import dev.tributary.domain.bonus.Submissions;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.SubmissionId;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.BonusId;
import dev.tributary.infrastructure.edge.BonusKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Submissions in the table:
/// ```
/// pk Y#{submission} | sk - | version 2 | program_id prg_... | affiliate_id aff_... | bonus_id video | terms_version 3
/// | text "https://..." | submitted_at 2026-11-22T10:15:00Z | review rejected | reason "..." | by key_... | at ...
/// ```
/// What became of it is `review` and not `state`, which the index of lists holds: its change would write the
/// index once more, and the list reads the items anyway.
public final class DynamoSubmissions implements Submissions {
    private static final String REVIEW = "review";
    private static final String AWARD = "award";
    private static final String REASON = "reason";

    private final ItemStore items;

    public DynamoSubmissions(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Optional<Versioned<Submission>> find(SubmissionId id) {
        return items.find(BonusKeys.submission(id), Keys.SOLE, DynamoSubmissions::submission);
    }

    @Override
    public Page<Submission> in(ProgramId program, PageRequest page) {
        return items.indexed(new ItemStore.Stretch(BonusKeys.submissions(program), BonusKeys.SUBMISSIONS), page)
                .map(DynamoSubmissions::submission);
    }

    static ItemStore.Place place(Submission submission) {
        return ItemStore.Place.sole(BonusKeys.submission(submission.id()))
                .listed(
                        BonusKeys.submissions(submission.program()),
                        BonusKeys.submissionAt(submission.submittedAt(), submission.id()));
    }

    static Map<String, Object> item(Submission submission) {
        Map<String, Object> item = new HashMap<>();
        item.put("program_id", submission.program().toString());
        item.put("affiliate_id", submission.affiliate().toString());
        item.put("bonus_id", submission.bounty().text());
        item.put("terms_version", (long) submission.version());
        item.put("text", submission.text());
        item.put("submitted_at", submission.submittedAt().toString());
        item.put(REVIEW, submission.state().text());
        switch (submission.state()) {
            case Submission.State.Waiting _ -> {}
            case Submission.State.Accepted(var award, var by, var at) -> {
                item.put(AWARD, award.toString());
                reviewed(item, by, at);
            }
            case Submission.State.Rejected(var reason, var by, var at) -> {
                item.put(REASON, reason);
                reviewed(item, by, at);
            }
        }
        return item;
    }

    private static void reviewed(Map<String, Object> item, String by, Instant at) {
        item.put("by", by);
        item.put("at", at.toString());
    }

    private static Submission submission(Map<String, Object> item) {
        return new Submission(
                SubmissionId.of(text(item, Keys.PK).substring(BonusKeys.SUBMISSIONS.length())),
                ProgramId.of(text(item, "program_id")),
                AffiliateId.of(text(item, "affiliate_id")),
                new BonusId(text(item, "bonus_id")),
                Math.toIntExact((Long) ItemStore.required(item, "terms_version")),
                text(item, "text"),
                Instant.parse(text(item, "submitted_at")),
                state(item));
    }

    private static Submission.State state(Map<String, Object> item) {
        String review = text(item, REVIEW);
        return switch (review) {
            case "waiting" -> new Submission.State.Waiting();
            case "accepted" ->
                new Submission.State.Accepted(
                        AdjustmentId.of(text(item, AWARD)), text(item, "by"), Instant.parse(text(item, "at")));
            case "rejected" ->
                new Submission.State.Rejected(text(item, REASON), text(item, "by"), Instant.parse(text(item, "at")));
            default -> throw new IllegalStateException("no review of a submission: " + review);
        };
    }

    private static String text(Map<String, Object> item, String name) {
        return (String) ItemStore.required(item, name);
    }
}
