package dev.tributary.api;

import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.joining.Agreement;
import dev.tributary.domain.joining.ApplicationForm;
import dev.tributary.domain.joining.Applications;
import dev.tributary.domain.joining.JoiningChange;
import dev.tributary.domain.joining.Question;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A merchant says what it asks of affiliates. A version of the Agreement is never edited: another text is another
/// version, and those who are in stay in by the one that they accepted.
final class ApplicationFormWrites {
    private static final String QUESTIONS = "questions";

    private final Visible visible;
    private final Applications applications;

    ApplicationFormWrites(Visible visible, Applications applications) {
        this.visible = visible;
        this.applications = applications;
    }

    /// All questions at once, in their order.
    Decision put(Write write) {
        Program program = program(write);
        FieldReader body = write.body();
        Texts.refuseNull(body, QUESTIONS);
        Optional<List<Question>> questions =
                body.required(QUESTIONS, body.has(QUESTIONS) ? Optional.of(questions(body)) : Optional.empty());
        write.check();
        Optional<Versioned<ApplicationForm>> read = applications.form(program.id());
        read.ifPresent(there -> write.match(there.version()));
        ApplicationForm before = before(read, program);
        ApplicationForm next = before.asking(questions.orElseThrow());
        if (read.isPresent() && next.equals(before)) {
            return Decision.unchanged(Replies.ok(read.get(), ApplicationFormsResource::write));
        }
        return Decision.of(
                List.of(change(read, next)),
                write.event(write.tenant(), "application_form.change", program.id(), Set.of(QUESTIONS)),
                Replies.ok(
                        new Versioned<>(
                                next, read.map(there -> there.version() + 1).orElse(1L)),
                        ApplicationFormsResource::write));
    }

    /// In force at once, for whoever applies or accepts from now on.
    Decision publish(Write write) {
        Program program = program(write);
        Optional<String> text = write.body().required("text", Prose.text(write.body(), "text", Agreement.MAX_TEXT));
        write.check();
        Optional<Versioned<ApplicationForm>> read = applications.form(program.id());
        int version = before(read, program).agreement() + 1;
        if (version > Agreement.MOST_VERSIONS) {
            throw HttpRefusal.of(
                    409, "too_many_versions", "An Agreement has " + Agreement.MOST_VERSIONS + " versions at most.");
        }
        Agreement agreement = new Agreement(program.id(), version, text.orElseThrow(), write.now());
        return Decision.of(
                List.of(
                        new Change.OfJoining(new JoiningChange.NewAgreement(agreement)),
                        change(read, before(read, program).agreedTo(version))),
                write.event(write.tenant(), "agreement.publish", program.id() + "/" + version, Set.of("text")),
                HttpAnswer.json(201, json -> ApplicationFormsResource.write(agreement, json))
                        .with("location", "/v1/programs/" + program.id() + "/agreements/" + version));
    }

    private Program program(Write write) {
        Program program =
                visible.program(write.tenant(), ProgramId.parse(write.ask().variable("program_id")));
        write.ask().merchantOnly();
        return program;
    }

    private static ApplicationForm before(Optional<Versioned<ApplicationForm>> read, Program program) {
        return read.map(Versioned::value).orElseGet(() -> ApplicationForm.empty(program.id()));
    }

    private static Change change(Optional<Versioned<ApplicationForm>> read, ApplicationForm next) {
        return new Change.OfJoining(read.<JoiningChange>map(there -> new JoiningChange.ChangedForm(there.with(next)))
                .orElseGet(() -> new JoiningChange.NewForm(next)));
    }

    private static List<Question> questions(FieldReader body) {
        List<Question> questions = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (FieldReader one : body.objects(QUESTIONS, ApplicationForm.MOST_QUESTIONS)) {
            Texts.refuseNull(one, "required", "choices");
            Optional<String> id = one.required(
                    "id", one.text("id", text -> Question.isId(text) ? Optional.of(text) : Optional.empty()));
            Optional<String> text = one.required("text", Prose.line(one, "text", Question.MAX_TEXT));
            boolean required = one.truth("required").orElse(false);
            List<String> choices = one.has("choices")
                    ? one.texts("choices", Question.MOST_CHOICES, Texts.name(Question.MAX_CHOICE))
                    : List.of();
            if (choices.size() == 1 || new HashSet<>(choices).size() < choices.size()) {
                one.fault("choices", FieldReader.MALFORMED, "These are none, or at least two different ones.");
                continue;
            }
            if (id.isPresent() && !ids.add(id.get())) {
                one.fault("id", "duplicate", "Another question has this id.");
            } else if (id.isPresent() && text.isPresent()) {
                questions.add(new Question(id.get(), text.get(), required, choices));
            }
        }
        return questions;
    }
}
