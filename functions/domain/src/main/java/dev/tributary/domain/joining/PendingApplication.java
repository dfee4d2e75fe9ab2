package dev.tributary.domain.joining;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.language.Language;
import java.util.List;
import java.util.Optional;

/// What somebody unknown wrote into the form of a program in the directory. It is nobody's until the address is
/// proven, by the link that went there.
///
/// @param form the form's version by which it was judged; 0 when there was none
/// @param name what the affiliate would be called
/// @param language in which it was written to us
/// @param agreement the version that was accepted
public record PendingApplication(
        ProgramId program,
        long form,
        String name,
        Language language,
        List<Application.Answer> answers,
        Optional<Integer> agreement) {
    /// A person's name, which the affiliate's first member has, too.
    public static final int MAX_NAME_LENGTH = 100;

    public PendingApplication {
        answers = List.copyOf(answers);
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("name is empty or longer than " + MAX_NAME_LENGTH);
        }
        if (answers.size() > ApplicationForm.MOST_QUESTIONS) {
            throw new IllegalArgumentException("answers are more than " + ApplicationForm.MOST_QUESTIONS);
        }
    }

    /// Whoever wrote it is nobody's affair until then.
    @Override
    public String toString() {
        return "PendingApplication[" + program + "]";
    }
}
