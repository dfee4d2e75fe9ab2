package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.joining.Agreement;
import dev.tributary.domain.joining.Application;
import dev.tributary.domain.joining.ApplicationForm;
import dev.tributary.domain.joining.Applications;
import dev.tributary.domain.joining.Question;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.program.Programs;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// `/v1/programs/{program_id}/application_form` and `.../agreements/{version}`, for the merchant, and for any
/// affiliate:
/// whoever knows a program's id may apply to it. And what an affiliate has answered.
final class ApplicationFormsResource {
    private static final String VERSION = "version";

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,3}");

    private final Visible visible;
    private final Programs programs;
    private final Applications applications;

    ApplicationFormsResource(Visible visible, Programs programs, Applications applications) {
        this.visible = visible;
        this.programs = programs;
        this.applications = applications;
    }

    HttpAnswer form(Ask ask) {
        ask.parameters().check();
        Program program = program(ask);
        Optional<Versioned<ApplicationForm>> read = applications.form(program.id());
        return read.isPresent()
                ? Replies.ok(read.get(), ApplicationFormsResource::write)
                : HttpAnswer.ok(json -> write(ApplicationForm.empty(program.id()), json));
    }

    HttpAnswer agreement(Ask ask) {
        ask.parameters().check();
        Program program = program(ask);
        Agreement agreement = Optional.of(ask.variable(VERSION))
                .filter(text -> NUMBER.matcher(text).matches())
                .flatMap(text -> applications.agreement(program.id(), Integer.parseInt(text)))
                // Its merchant knows that the program is there; to others the answers are the same.
                .orElseThrow(() -> ask.affiliate().isPresent()
                        ? none()
                        : HttpRefusal.of(404, "not_found", "There is no such version."));
        return HttpAnswer.ok(json -> write(agreement, json));
    }

    HttpAnswer application(Ask ask) {
        ask.parameters().check();
        Enrollment enrollment = EnrollmentWrites.enrollment(visible, ask).value();
        Application application = applications
                .of(enrollment.program(), enrollment.affiliate())
                .or(() -> unasked(enrollment))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "It did not apply."));
        return HttpAnswer.ok(json -> write(application, json));
    }

    /// Whoever applied where nothing is asked has answered that: a list of those who wait has no gaps.
    private static Optional<Application> unasked(Enrollment enrollment) {
        return enrollment.history().stream()
                .filter(change -> change.state() == EnrollmentState.APPLIED)
                .findFirst()
                .map(change -> new Application(enrollment.program(), enrollment.affiliate(), change.from(), List.of()));
    }

    private Program program(Ask ask) {
        Optional<ProgramId> id = ProgramId.parse(ask.variable("program_id"));
        return switch (ask.tenant()) {
            case Tenant.OfMerchant _ -> visible.program(ask.tenant(), id);
            case Tenant.OfAffiliate _ ->
                id.filter(CallSight::has)
                        .flatMap(programs::find)
                        .map(Versioned::value)
                        .orElseThrow(ApplicationFormsResource::none);
        };
    }

    private static HttpRefusal none() {
        return HttpRefusal.of(404, "not_found", "There is no such program.");
    }

    static void write(ApplicationForm form, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("program_id", form.program().toString());
        json.writeArrayFieldStart("questions");
        for (Question question : form.questions()) {
            write(question, json);
        }
        json.writeEndArray();
        Lists.nullableNumber(
                json,
                ApplicationFields.AGREEMENT_VERSION,
                form.needsAgreement() ? Optional.of(form.agreement()) : Optional.empty());
        json.writeEndObject();
    }

    static void write(Question question, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", question.id());
        json.writeStringField("text", question.text());
        json.writeBooleanField("required", question.required());
        // In the order of whoever asks: choices often go from little to much.
        json.writeArrayFieldStart("choices");
        for (String choice : question.choices()) {
            json.writeString(choice);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static void write(Agreement agreement, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("program_id", agreement.program().toString());
        json.writeNumberField(VERSION, agreement.version());
        json.writeStringField("text", agreement.text());
        json.writeStringField("published_at", agreement.published().toString());
        json.writeEndObject();
    }

    private static void write(Application application, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("program_id", application.program().toString());
        json.writeStringField("affiliate_id", application.affiliate().toString());
        json.writeStringField("applied_at", application.at().toString());
        json.writeArrayFieldStart(ApplicationFields.ANSWERS);
        for (Application.Answer answer : application.answers()) {
            json.writeStartObject();
            json.writeStringField(ApplicationFields.QUESTION_ID, answer.questionId());
            json.writeStringField("question", answer.question());
            json.writeStringField(ApplicationFields.ANSWER, answer.answer());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
