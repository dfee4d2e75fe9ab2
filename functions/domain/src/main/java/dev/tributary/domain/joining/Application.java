package dev.tributary.domain.joining;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import java.time.Instant;
import java.util.List;

/// What an affiliate has answered, with each question as it was asked then.
public record Application(ProgramId program, AffiliateId affiliate, Instant at, List<Answer> answers) {
    public record Answer(String questionId, String question, String answer) {}

    public Application {
        answers = List.copyOf(answers);
        if (answers.size() > ApplicationForm.MOST_QUESTIONS) {
            throw new IllegalArgumentException("answers are more than " + ApplicationForm.MOST_QUESTIONS);
        }
    }
}
