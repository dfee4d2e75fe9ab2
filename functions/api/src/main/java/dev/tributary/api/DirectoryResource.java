package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.joining.Agreement;
import dev.tributary.domain.joining.Application;
import dev.tributary.domain.joining.ApplicationForm;
import dev.tributary.domain.joining.PendingApplication;
import dev.tributary.domain.joining.Question;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.mail.MailAddress;
import dev.tributary.domain.party.Merchant;
import dev.tributary.domain.program.ListedProgram;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.Addressee;
import dev.tributary.domain.terms.TermsInWords;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `/v1/directory`: what anybody reads, without a key, of programs that their merchants have listed; and the form by
/// which anybody applies. An unlisted program is not there. An answer may be kept for a minute, by anybody.
final class DirectoryResource {
    private static final String KEPT = "public, max-age=60";
    /// Of all answers of an application together: what anybody may leave here for a day.
    private static final int MOST_LETTERS = 10_000;
    /// A stranger: in no group, with no pay of its own.
    private static final Addressee ANYBODY =
            new Addressee.Enrolled(Set.of(), Optional.empty(), Optional.empty(), Map.of());

    private final Wiring wiring;
    private final SigningIn signingIn;
    private final Clock clock;

    DirectoryResource(Wiring wiring, SigningIn signingIn) {
        this.wiring = wiring;
        this.signingIn = signingIn;
        this.clock = wiring.clock();
    }

    HttpAnswer list(HttpCall call) {
        Parameters parameters = Parameters.of(call);
        int limit = parameters.limit(PageRequest.MAX_LIMIT);
        // A position is the id of a program in the list: nothing in it is anybody's secret.
        Optional<ProgramId> after = parameters.take(Parameters.CURSOR, ProgramId::parse);
        parameters.check();
        PageRequest first = PageRequest.first(limit);
        PageRequest request = after.map(id -> first.after(id.toString())).orElse(first);
        Page<ListedProgram> page = wiring.stores().programs().listed(request);
        return Lists.of(page, page.next(), DirectoryResource::write).with("cache-control", KEPT);
    }

    HttpAnswer get(HttpCall call, Map<String, String> variables) {
        Parameters.of(call).check();
        Program program = listed(variables).value();
        ApplicationForm form = ApplicationFields.of(wiring.written().applications(), program.id())
                .form();
        Optional<Agreement> agreement = form.needsAgreement()
                ? wiring.written().applications().agreement(program.id(), form.agreement())
                : Optional.empty();
        Optional<String> merchant =
                wiring.people().merchants().find(program.merchant()).map(Merchant::name);
        Language language = Languages.of(call);
        List<String> terms = Published.inForce(program, clock.instant())
                .map(version -> Published.read(wiring.stores().terms(), program.id(), version.version()))
                .map(document -> TermsInWords.of(document, ANYBODY, language))
                .orElse(List.of());
        HttpAnswer answer = HttpAnswer.ok(json -> {
            json.writeStartObject();
            fields(ListedProgram.of(program), json);
            Lists.nullable(json, "merchant_name", merchant);
            json.writeStringField("time_zone", program.zone().getId());
            TermsWriter.sentences(json, "terms", terms);
            questions(form, json);
            json.writeFieldName("agreement");
            if (agreement.isPresent()) {
                ApplicationFormsResource.write(agreement.get(), json);
            } else {
                json.writeNull();
            }
            json.writeEndObject();
        });
        return Languages.said(answer, language).with("cache-control", KEPT);
    }

    /// Whether the address is anybody's, and whoever's it is: the answer is the same, and so is what is done.
    HttpAnswer apply(HttpCall call, Map<String, String> variables) {
        Parameters.of(call).check();
        FieldReader body = new FieldReader(Writes.body(call));
        Program program = listed(variables).value();
        ApplicationFields form = ApplicationFields.of(wiring.written().applications(), program.id());
        Optional<MailAddress> address = body.required("email", body.text("email", MailAddress::parse));
        Optional<String> name =
                body.required("name", body.text("name", Texts.name(PendingApplication.MAX_NAME_LENGTH)));
        List<Application.Answer> answers = form.answers(body);
        Optional<Integer> agreement = form.accepted(body);
        List<PendingApplication.Place> channels = ChannelFields.places(body);
        if (answers.stream().mapToInt(answer -> answer.answer().length()).sum() > MOST_LETTERS) {
            body.fault(
                    ApplicationFields.ANSWERS,
                    "too_long",
                    "All answers together are longer than " + MOST_LETTERS + ".");
        }
        Write.check(body);
        Instant now = clock.instant();
        PendingApplication pending = new PendingApplication(
                program.id(), form.version(), name.orElseThrow(), Languages.of(call), answers, agreement, channels);
        return switch (signingIn.apply(address.orElseThrow(), pending, program.name(), Site.of(call), now)) {
            case SigningIn.Asked.Done() ->
                HttpAnswer.json(202, json -> {
                    json.writeStartObject();
                    json.writeStringField("status", "mail_sent");
                    json.writeEndObject();
                });
            case SigningIn.Asked.TooMany(Instant until) ->
                throw Replies.later(
                        429,
                        "too_many_applications",
                        "So many applications to this program were made today (UTC).",
                        Duration.between(now, until));
            case SigningIn.Asked.NoMail() -> throw SigningIn.noMail();
        };
    }

    /// @throws HttpRefusal 404, also for a program that is there and not listed
    private Versioned<Program> listed(Map<String, String> variables) {
        return ProgramId.parse(variables.getOrDefault("program_id", ""))
                .flatMap(wiring.stores().programs()::find)
                .filter(program -> program.value().listed())
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such program in the directory."));
    }

    private static void write(ListedProgram program, JsonGenerator json) throws IOException {
        json.writeStartObject();
        fields(program, json);
        json.writeEndObject();
    }

    private static void fields(ListedProgram program, JsonGenerator json) throws IOException {
        json.writeStringField("id", program.id().toString());
        json.writeStringField("name", program.name());
        json.writeStringField("currency", program.currency().code());
        Lists.texts(json, "landing_domains", program.landingDomains(), domain -> domain);
    }

    private static void questions(ApplicationForm form, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("questions");
        for (Question question : form.questions()) {
            ApplicationFormsResource.write(question, json);
        }
        json.writeEndArray();
    }
}
