package dev.tributary.domain.joining;

import dev.tributary.domain.id.ProgramId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a program asks, and which text it wants to be agreed to. Each may be changed; what was answered and accepted
/// before stays as it was.
///
/// @param agreement the version that is in force, 1 and up; 0 when there is none
public record ApplicationForm(ProgramId program, List<Question> questions, int agreement) {
    public static final int MOST_QUESTIONS = 20;

    public ApplicationForm {
        questions = List.copyOf(questions);
        if (questions.size() > MOST_QUESTIONS) {
            throw new IllegalArgumentException("questions are more than " + MOST_QUESTIONS);
        }
        Set<String> ids = new HashSet<>();
        for (Question question : questions) {
            if (!ids.add(question.id())) {
                throw new IllegalArgumentException("questions hold an id twice: " + question.id());
            }
        }
        if (agreement < 0) {
            throw new IllegalArgumentException("agreement is below 0: " + agreement);
        }
    }

    /// Of a program that has not said anything: it asks nothing.
    public static ApplicationForm empty(ProgramId program) {
        return new ApplicationForm(program, List.of(), 0);
    }

    public ApplicationForm asking(List<Question> others) {
        return new ApplicationForm(program, others, agreement);
    }

    public ApplicationForm agreedTo(int version) {
        return new ApplicationForm(program, questions, version);
    }

    public Optional<Question> question(String id) {
        return questions.stream().filter(question -> question.id().equals(id)).findFirst();
    }

    public boolean needsAgreement() {
        return agreement > 0;
    }
}
