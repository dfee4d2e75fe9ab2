package dev.tributary.api;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.joining.Application;
import dev.tributary.domain.joining.ApplicationForm;
import dev.tributary.domain.joining.Applications;
import dev.tributary.domain.joining.JoiningChange;
import dev.tributary.domain.joining.Question;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What of a body answers a program's form: `answers` and `agreement_version`. It is judged by the form as it was read,
/// and holds only while that is the form.
final class ApplicationFields {
    static final String ANSWERS = "answers";
    static final String AGREEMENT_VERSION = "agreement_version";
    static final String QUESTION_ID = "question_id";
    static final String ANSWER = "answer";

    private final ApplicationForm form;
    private final long version;

    private ApplicationFields(ApplicationForm form, long version) {
        this.form = form;
        this.version = version;
    }

    static ApplicationFields of(Applications applications, ProgramId program) {
        Optional<Versioned<ApplicationForm>> read = applications.form(program);
        return new ApplicationFields(
                read.map(Versioned::value).orElseGet(() -> ApplicationForm.empty(program)),
                read.map(Versioned::version).orElse(0L));
    }

    /// That the form is this one, as part of the call's transaction.
    JoiningChange same() {
        return new JoiningChange.SameForm(form, version);
    }

    /// Those that are there; what is missing or wrong is a fault of the body.
    List<Application.Answer> answers(FieldReader body) {
        List<Application.Answer> answers = new ArrayList<>();
        Set<String> answered = new HashSet<>();
        for (FieldReader one : body.objects(ANSWERS, ApplicationForm.MOST_QUESTIONS)) {
            Optional<String> id = one.required(QUESTION_ID, one.text(QUESTION_ID, Optional::of));
            Optional<String> text = one.required(ANSWER, Prose.text(one, ANSWER, Question.MAX_ANSWER));
            Optional<Question> question = id.flatMap(form::question);
            if (id.isPresent() && question.isEmpty()) {
                one.fault(QUESTION_ID, "unknown_question", "The program does not ask this.");
            } else if (id.isPresent() && !answered.add(id.get())) {
                one.fault(QUESTION_ID, "duplicate", "This question is answered twice.");
            } else if (question.isPresent() && text.isPresent()) {
                if (!question.get().takes(text.get())) {
                    one.fault(ANSWER, "no_choice", "This is none of the question's choices.");
                }
                answers.add(new Application.Answer(
                        question.get().id(), question.get().text(), text.get()));
            }
        }
        for (Question question : form.questions()) {
            if (question.required() && !answered.contains(question.id())) {
                body.fault(ANSWERS, FieldReader.MISSING, "The question " + question.id() + " is not answered.");
            }
        }
        return answers;
    }

    /// The form's version by which the body is judged; 0 when there is none.
    long version() {
        return version;
    }

    ApplicationForm form() {
        return form;
    }

    Optional<Enrollment.Acceptance> acceptance(Write write) {
        return accepted(write.body())
                .map(number -> new Enrollment.Acceptance(
                        number, write.now(), write.ask().principal().id()));
    }

    /// Which version is accepted by this call; another one than the one in force is a fault.
    Optional<Integer> accepted(FieldReader body) {
        Optional<Integer> accepted = body.whole(AGREEMENT_VERSION);
        if (form.needsAgreement()) {
            body.required(AGREEMENT_VERSION, accepted);
        }
        if (accepted.isPresent() && accepted.get() != form.agreement()) {
            body.fault(
                    AGREEMENT_VERSION,
                    "not_in_force",
                    form.needsAgreement()
                            ? "The Agreement in force is version " + form.agreement() + ": read it, and accept that."
                            : "The program has no Agreement.");
            return Optional.empty();
        }
        return accepted;
    }

    /// A program with an Agreement lets nobody in who has accepted none of its versions.
    /// @throws HttpRefusal 409
    void requireAccepted(Enrollment enrollment) {
        if (form.needsAgreement() && enrollment.acceptance().isEmpty()) {
            throw HttpRefusal.of(
                    409,
                    "agreement_not_accepted",
                    "The affiliate has not accepted the program's Agreement: invite it, and let it accept.");
        }
    }

    /// Nothing where the program asks nothing.
    Optional<JoiningChange> application(AffiliateId affiliate, Write write, List<Application.Answer> answers) {
        return application(affiliate, write.now(), answers);
    }

    Optional<JoiningChange> application(AffiliateId affiliate, Instant now, List<Application.Answer> answers) {
        return form.questions().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new JoiningChange.NewApplication(new Application(form.program(), affiliate, now, answers)));
    }
}
